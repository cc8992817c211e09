//! Small texts put together from what YAML has a meaning for. Juju's own reader decides which of them it reads; what they say is
//! compared with a second reader, of another port of the same library. `FIRST=5000` before the command makes five thousand others.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use common::random::Random;
use ops_metadata::yaml::{Kind, Node, Value, read_text};
use serde_yaml::Value as Other;

/// For Juju's reader, and for the second one, which takes less time.
const TEXTS: [usize; 2] = [5_000, 40_000];

/// What a file must have besides.
const HEAD: &str = "name: app\nsummary: s\ndescription: d\n";

const PIECES: &[&str] = &[
    // Structure, inside of brackets and outside.
    ": ",
    ":",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "k: v",
    "a: b\n",
    "- x\n",
    "{m: v, o}",
    "[p, q: r]",
    // Line ends and indentation.
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r",
    "\u{85}",
    "\u{2028}",
    " ",
    "\t",
    "\n\t",
    "\n \t\n",
    // Quotes and escapes.
    "\"",
    "'",
    "''",
    "\"two\n words\"",
    "'it''s'",
    "\"\\x41\\u00e9\\\n  \\t\"",
    "\\",
    "\"q\"#c",
    // Blocks.
    "|\n",
    ">\n",
    "|-\n  x\n",
    ">+\n  x\n  y\n\n",
    "|2\n   x\n",
    "> # c\n\n   x\n    y\n",
    // Properties, comments, documents.
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "! ",
    "!<tag:yaml.org,2002:str> ",
    "# c\n",
    " #",
    "---\n",
    "...\n",
    "%",
    // Words, and what is none.
    "word",
    "two words",
    "é",
    "\u{1f600}",
    "\u{feff}",
    "\u{a0}",
    "-",
    "=",
    "@",
    "`",
    "\u{7f}",
    "",
];

fn text(seed: usize) -> String {
    let mut random = Random::new(seed as u64);
    let pieces = random.below(12) + 1;
    // Below a key, as most of a file is, or by itself.
    let start = *random.of(&["", "k:\n  ", "k: ", "k:\n- ", "k: [", "k: {"]);
    let mut text = start.to_owned();
    for _ in 0..pieces {
        let piece = *random.of(PIECES);
        text.push_str(piece);
    }
    let end = *random.of(&["", "\n", if start.ends_with('[') { "]\n" } else { "}\n" }]);
    text.push_str(end);
    text
}

fn seeds(texts: usize) -> Range<usize> {
    let first = std::env::var("FIRST").map_or(0, |first| first.parse().expect("a number in FIRST"));
    first..first + texts
}

#[test]
fn what_juju_reads_is_read_and_nothing_else() {
    let scratch = tempfile::tempdir().unwrap();
    let folders: Vec<PathBuf> = seeds(TEXTS[0])
        .map(|seed| {
            let folder = scratch.path().join(seed.to_string());
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("metadata.yaml"), format!("{HEAD}{}", text(seed))).unwrap();
            folder
        })
        .collect();
    let mut different = Vec::new();
    let mut refused = 0;
    for verdict in common::judge(&folders).unwrap_or_default() {
        let errors = common::errors(&verdict.folder);
        refused += usize::from(verdict.refused.is_some());
        if verdict.refused.is_none() != errors.is_empty() {
            let text = fs::read_to_string(verdict.folder.join("metadata.yaml")).unwrap();
            different.push(format!(
                "{:?}\n  Juju: {:?}\n  ours: {errors:?}",
                &text[HEAD.len()..],
                verdict.refused
            ));
        }
    }
    eprintln!("{} texts, {refused} of them refused by Juju", folders.len());
    assert!(different.is_empty(), "{} differences:\n{}", different.len(), different.join("\n"));
}

#[test]
fn a_second_reader_finds_the_same() {
    let mut different = Vec::new();
    let mut compared = 0;
    for seed in seeds(TEXTS[1]) {
        let text = text(seed);
        let tree = read_text("t.yaml", text.clone());
        let (Some(root), Ok(other)) = (&tree.root, serde_yaml::from_str::<Other>(&text)) else { continue };
        // Of a byte order mark within the text Juju's reader makes a character, and a collection is no key for it.
        if !tree.diagnostics.is_empty() || text.contains('\u{feff}') {
            continue;
        }
        compared += 1;
        if !same(root, &other) {
            different.push(format!("{text:?}\n  ours: {}\n  other: {other:?}", root.to_json()));
        }
    }
    eprintln!("{compared} texts compared");
    assert!(different.is_empty(), "{} differences:\n{}", different.len(), different.join("\n"));
}

fn same(node: &Node, other: &Other) -> bool {
    match (&node.kind, other) {
        // What has a tag of its own is text, be it empty.
        (_, Other::Tagged(tagged)) => {
            same(node, &tagged.value) || (tagged.value.is_null() && node.string() == Some(""))
        }
        (Kind::Mapping(mapping), Other::Mapping(others)) => {
            mapping.entries.len() == others.len()
                && mapping
                    .entries
                    .iter()
                    .zip(others)
                    .all(|(entry, (key, value))| same(&entry.key, key) && same(&entry.value, value))
        }
        (Kind::Sequence(nodes), Other::Sequence(others)) => {
            nodes.len() == others.len() && nodes.iter().zip(others).all(|(node, other)| same(node, other))
        }
        (Kind::Scalar(scalar), other) => match (&scalar.value, other) {
            (Value::Null, Other::Null) => true,
            (Value::Int(one), Other::Number(other)) => other.as_i64() == Some(*one),
            (Value::String(one), Other::String(other)) => one == other,
            _ => false,
        },
        _ => false,
    }
}
