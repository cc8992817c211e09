//! The targets for fuzzing over their seeds, over what becomes of them in a hundred thousand changes, and over real charms and
//! schemas.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;

use common::random::Random;
use common::target::{SEPARATOR, schema_target, target};
use serde_json::Value;

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

/// What JSON and JSON schema have a meaning for.
const SCHEMA_PIECES: &[&[u8]] = &[
    b":",
    b",",
    b"[",
    b"]",
    b"{",
    b"}",
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud83d",
    b"\\ude00",
    b"\\/",
    b"\\x",
    b"\n",
    b"\r",
    b"\t",
    b"\0",
    b"0",
    b"-",
    b".5",
    b"e9",
    b"1e999",
    b"9223372036854775808",
    b"null",
    b"true",
    b"True",
    b"// x",
    b"\xc3\xa9",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"\xff",
    b"\"$ref\": \"#\",",
    b"\"$ref\": \"#/$defs/AppData\",",
    b"\"anyOf\": [{}, {\"type\": \"null\"}],",
    b"\"type\": \"object\",",
    b"\"type\": [\"array\", \"null\"],",
    b"\"enum\": [1, \"a\", null],",
    b"\"additionalProperties\": false,",
    b"\"required\": [\"x\"],",
    b"",
];

fn seeds(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn seeds_are_read() {
    let seeds = seeds("seeds");
    assert!(seeds.len() >= 8);
    seeds.iter().for_each(|seed| target(seed));
}

#[test]
fn changed_seeds_are_read() {
    check_all(&seeds("seeds"), PIECES, target);
}

#[test]
fn schema_seeds_are_read() {
    let seeds = seeds("interface_seeds");
    assert!(seeds.len() >= 4);
    seeds.iter().for_each(|seed| schema_and_json(seed));
}

#[test]
fn changed_schema_seeds_are_read() {
    check_all(&seeds("interface_seeds"), SCHEMA_PIECES, schema_and_json);
}

/// Schemas with a value of one in the place of one of another: always JSON, and so read to the end.
#[test]
fn mixed_schemas_are_read() {
    let values: Vec<Value> =
        seeds("interface_seeds").iter().map(|seed| serde_json::from_slice(seed).unwrap()).collect();
    for number in 0..CHANGES / 10 {
        let mut random = Random::new(number as u64);
        let mut mixed = random.of(&values).clone();
        for _ in 0..=random.below(4) {
            let part = place(&mut random.of(&values).clone(), &mut random).take();
            *place(&mut mixed, &mut random) = part;
        }
        let text = mixed.to_string();
        let outcome = catch_unwind(|| schema_and_json(text.as_bytes()));
        assert!(outcome.is_ok(), "{text}");
    }
}

/// A place in a value: the deeper, the less likely.
fn place<'v>(value: &'v mut Value, random: &mut Random) -> &'v mut Value {
    let children = match &*value {
        Value::Array(values) => values.len(),
        Value::Object(entries) => entries.len(),
        _ => 0,
    };
    if children == 0 || random.below(5) == 0 {
        return value;
    }
    let chosen = random.below(children);
    let child = match value {
        Value::Array(values) => values.get_mut(chosen),
        Value::Object(entries) => entries.values_mut().nth(chosen),
        _ => None,
    };
    place(child.unwrap(), random)
}

/// The target, and that what it takes for JSON is JSON.
fn schema_and_json(data: &[u8]) {
    let reading = schema_target(data);
    let Ok(text) = str::from_utf8(data) else { return };
    let has = |words: &str| reading.diagnostics.iter().any(|found| found.message.contains(words));
    let other = serde_json::from_str::<Value>(text.strip_prefix('\u{feff}').unwrap_or(text));
    assert_eq!(has("this is not JSON"), other.is_err(), "{other:?}");
}

fn check_all(seeds: &[Vec<u8>], pieces: &[&[u8]], target: fn(&[u8])) {
    let threads: usize = 2;
    thread::scope(|scope| {
        for first in 0..threads {
            scope.spawn(move || {
                (first..CHANGES).step_by(threads).for_each(|number| check(seeds, pieces, number, target));
            });
        }
    });
}

fn check(seeds: &[Vec<u8>], pieces: &[&[u8]], number: usize, target: fn(&[u8])) {
    let changed = change(seeds, pieces, &mut Random::new(number as u64));
    let outcome = catch_unwind(AssertUnwindSafe(|| target(&changed)));
    // Kept as a seed, it is a test.
    assert!(outcome.is_ok(), "change {number}:\n{}", String::from_utf8_lossy(&changed));
}

fn change(seeds: &[Vec<u8>], pieces: &[&[u8]], random: &mut Random) -> Vec<u8> {
    let mut data = random.of(seeds).clone();
    for _ in 0..=random.below(4) {
        let from = random.below(data.len() + 1);
        let to = (from + random.below(8)).min(data.len());
        match random.below(6) {
            0 | 1 => drop(data.splice(from..from, random.of(pieces).iter().copied())),
            2 => drop(data.splice(from..to, random.of(pieces).iter().copied())),
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
        (0..4).for_each(|change| check(&seeds, PIECES, number * 4 + change, target));
    }
}

#[test]
fn real_schemas_are_read() {
    for (number, (_, path)) in common::schemas().iter().enumerate() {
        let seeds = [fs::read(path).unwrap()];
        schema_and_json(&seeds[0]);
        (0..4).for_each(|change| check(&seeds, SCHEMA_PIECES, number * 4 + change, schema_and_json));
    }
}
