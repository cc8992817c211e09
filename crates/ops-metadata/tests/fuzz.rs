//! The target for fuzzing over its seeds, over what becomes of them in a hundred thousand changes, and over real charms.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;

use common::random::Random;
use ops_metadata::fuzz::{SEPARATOR, target};

const CHANGES: usize = 100_000;

/// What YAML and Juju have a meaning for, and bytes that are no text.
const PIECES: &[&[u8]] = &[
    b":",
    b": ",
    b"- ",
    b"\n",
    b"\r\n",
    b"\n  ",
    b"\t",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b"'",
    b"|",
    b">",
    b"#",
    b" #",
    b"&a ",
    b"*a",
    b"<<: ",
    b"!!int ",
    b"!x ",
    b"? ",
    b"---\n",
    b"...\n",
    b"%",
    b"@",
    b"`",
    b"\\",
    b"\0",
    b"~",
    b"on",
    b"017",
    b"1_0",
    b"1e9",
    b".nan",
    b"9223372036854775808",
    b"3-1",
    b"juju-",
    b"\xc3\xa9",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"\xff",
    b"\xc3",
    b"%%%%\n",
    b"(?",
    b"\\p{",
    b"{1,2}",
    b"[[:",
    b"",
];

fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn seeds_are_read() {
    let seeds = seeds();
    assert!(seeds.len() >= 8);
    seeds.iter().for_each(|seed| target(seed));
}

#[test]
fn changed_seeds_are_read() {
    let seeds = seeds();
    let threads: usize = 2;
    thread::scope(|scope| {
        for first in 0..threads {
            let seeds = &seeds;
            scope.spawn(move || (first..CHANGES).step_by(threads).for_each(|number| check(seeds, number)));
        }
    });
}

fn check(seeds: &[Vec<u8>], number: usize) {
    let changed = change(seeds, &mut Random::new(number as u64));
    let outcome = catch_unwind(AssertUnwindSafe(|| target(&changed)));
    // Kept as a seed, it is a test.
    assert!(outcome.is_ok(), "change {number}:\n{}", String::from_utf8_lossy(&changed));
}

fn change(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut data = random.of(seeds).clone();
    for _ in 0..=random.below(4) {
        let from = random.below(data.len() + 1);
        let to = (from + random.below(8)).min(data.len());
        match random.below(6) {
            0 | 1 => drop(data.splice(from..from, random.of(PIECES).iter().copied())),
            2 => drop(data.splice(from..to, random.of(PIECES).iter().copied())),
            3 => drop(data.drain(from..to)),
            4 => {
                // A part of another one.
                let other = random.of(seeds);
                let start = random.below(other.len());
                let end = (start + random.below(40)).min(other.len());
                drop(data.splice(from..to, other[start..end].iter().copied()));
            }
            _ => {
                if let Some(byte) = data.get_mut(from) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    data
}

#[test]
fn real_charms_are_read() {
    for (number, folder) in common::corpus().iter().enumerate() {
        let names = ["metadata.yaml", "config.yaml", "actions.yaml", "manifest.yaml", "charmcraft.yaml"];
        let files: Vec<Vec<u8>> = names
            .iter()
            .map(|name| fs::read(folder.join(name)).or_else(|_| fs::read(folder.join("src").join(name))))
            .map(Result::unwrap_or_default)
            .collect();
        let whole = files.join(SEPARATOR);
        target(&whole);
        let seeds = [whole];
        (0..4).for_each(|change| check(&seeds, number * 4 + change));
    }
}
