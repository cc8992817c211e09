//! Real charms with a key dropped, renamed, given another value or moved, ten thousand times: our verdict on each is that of
//! Juju's own reader, without a difference. `FIRST=10000` before the command makes ten thousand others.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::path::PathBuf;
use std::thread;

use common::random::Random;
use ops_metadata::yaml::{Entry, Kind, Node, read_text};

const CHANGES: usize = 10_000;

/// What a value becomes: one or more of each kind, and what people write without thinking of YAML.
const VALUES: &[&str] = &[
    "",
    "~",
    "word",
    "''",
    "\"7\"",
    "0",
    "7",
    "-1",
    "1000",
    "1.5",
    "2.0",
    "yes",
    "no",
    "true",
    "'t'",
    "[]",
    "[a]",
    "[a, a]",
    "{}",
    "{a: b}",
    "{a: {}}",
    "juju-x",
    "A_b",
    "a/b",
    "1:30",
    "017",
    "1e3",
    "2020-01-01",
    "*a",
    "!!str 5",
    "@x",
    "a: b",
    "3-1",
    "[",
    "string",
    "boolean",
    "integer",
    "int",
    "|\n  text",
    "- a",
];

/// What a key becomes.
const KEYS: &[&str] = &[
    "other",
    "juju-x",
    "A_b",
    "a.b",
    "7",
    "yes",
    "on",
    "~",
    "''",
    "interface",
    "type",
    "default",
    "resource",
    "required",
    "params",
    "options",
    "requires",
    "provides",
    "containers",
    "series",
    "min-juju-version",
    "$ref",
    "enum",
    "a b",
    "%a",
    "- a",
    "",
];

#[test]
fn changed_charms_have_juju_s_verdict() {
    let scratch = tempfile::tempdir().unwrap();
    let charms = common::corpus();
    if charms.is_empty() {
        return;
    }
    let first = std::env::var("FIRST").map_or(0, |first| first.parse().expect("a number in FIRST"));
    let seeds = first..first + CHANGES;
    let folders: Vec<PathBuf> =
        seeds.map(|seed| common::changed(&charms, seed as u64, scratch.path(), change)).collect();
    // Our own half of the work, beside Juju's.
    let ours = {
        let folders = folders.clone();
        thread::spawn(move || folders.iter().map(|folder| common::errors(folder)).collect::<Vec<_>>())
    };
    let Some(verdicts) = common::judge(&folders) else { return };
    let mut different = Vec::new();
    let mut refused = 0;
    for (verdict, errors) in verdicts.into_iter().zip(ours.join().unwrap()) {
        let seed = verdict.folder.file_name().unwrap().to_string_lossy().into_owned();
        match verdict.refused {
            Some(words) => {
                refused += 1;
                if errors.is_empty() {
                    different.push(format!("{seed}: Juju refuses: {words}"));
                }
            }
            None if errors.is_empty() => {}
            None => different.push(format!("{seed}: Juju takes: {errors:#?}")),
        }
    }
    eprintln!("{CHANGES} changes, {refused} of them refused by Juju");
    assert!(different.is_empty(), "{} differences:\n{}", different.len(), different.join("\n"));
}

fn change(text: &str, random: &mut Random) -> String {
    let tree = read_text("t.yaml", text.to_owned());
    let mut entries = Vec::new();
    tree.root.iter().for_each(|root| collect(root, &mut entries));
    if entries.is_empty() {
        return String::new();
    }
    // Deep ones are many and much alike, so the place is chosen twice: a level, and then an entry of it.
    let deepest = entries.iter().map(|(depth, ..)| *depth).max().unwrap();
    let level = random.below(deepest + 1);
    entries.retain(|(depth, ..)| *depth == level);
    let (_, siblings, place) = *random.of(&entries);
    let entry = &siblings[place];
    let (start, key, end) = (entry.key.span.start.byte, entry.key.span.end.byte, entry.value.span.end.byte);
    let end = end.max(key);
    match random.below(6) {
        0 => {
            // With what is before it on its line, and the line end.
            let line = text[..start].rfind('\n').map_or(0, |line| line + 1);
            let next = text[end..].find('\n').map_or(text.len(), |next| end + next + 1);
            format!("{}{}", &text[..line], &text[next..])
        }
        1 => {
            let renamed = match random.below(3) {
                0 => format!("{}x", &text[start..key]),
                1 => text[start..key].chars().skip(1).collect(),
                _ => (*random.of(KEYS)).to_owned(),
            };
            format!("{}{renamed}{}", &text[..start], &text[key..])
        }
        2..5 => format!("{}: {}{}", &text[..key], random.of(VALUES), &text[end..]),
        _ => {
            let other = &siblings[random.below(siblings.len())];
            let (first, second) =
                if place_of(other) < place_of(entry) { (other, entry) } else { (entry, other) };
            let ((a, b), (c, d)) = (range(first), range(second));
            if b > c {
                return text.to_owned();
            }
            format!("{}{}{}{}{}", &text[..a], &text[c..d], &text[b..c], &text[a..b], &text[d..])
        }
    }
}

fn place_of(entry: &Entry) -> usize {
    entry.key.span.start.byte
}

fn range(entry: &Entry) -> (usize, usize) {
    (entry.key.span.start.byte, entry.value.span.end.byte.max(entry.key.span.end.byte))
}

/// The entries of all mappings in a node: how deep, with their siblings, and which of them.
fn collect<'n>(node: &'n Node, found: &mut Vec<(usize, &'n [Entry], usize)>) {
    fn within<'n>(node: &'n Node, depth: usize, found: &mut Vec<(usize, &'n [Entry], usize)>) {
        match &node.kind {
            Kind::Scalar(_) => {}
            Kind::Sequence(nodes) => nodes.iter().for_each(|node| within(node, depth, found)),
            Kind::Mapping(mapping) => {
                for (place, entry) in mapping.entries.iter().enumerate() {
                    found.push((depth, &mapping.entries, place));
                    within(&entry.value, depth + 1, found);
                }
            }
        }
    }
    within(node, 0, found);
}
