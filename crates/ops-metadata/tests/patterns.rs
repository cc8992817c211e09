//! Regular expressions put together from pieces: ours and Juju's verdict on each are the same.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::PathBuf;

use common::random::Random;

const PATTERNS: usize = 3000;

const PIECES: &[&str] = &[
    "a",
    "b",
    "-",
    "z",
    "(",
    ")",
    "(?:",
    "(?i)",
    "(?P<n>",
    "(?<n>",
    "(?=",
    "(?!",
    "(?-s:",
    "(?P=n)",
    "[",
    "]",
    "[^",
    "[:alpha:]",
    "[[:^digit:]]",
    "[:x:]",
    "{",
    "}",
    "{2}",
    "{2,}",
    "{2,3}",
    "{3,2}",
    "{1001}",
    "{500}",
    "{,3}",
    "{0}",
    "*",
    "+",
    "?",
    "|",
    "^",
    "$",
    ".",
    "\\",
    "\\d",
    "\\W",
    "\\b",
    "\\A",
    "\\z",
    "\\Z",
    "\\1",
    "\\12",
    "\\07",
    "\\x41",
    "\\x{1F}",
    "\\x{",
    "\\n",
    "\\_",
    "\\e",
    "\\Q",
    "\\E",
    "\\C",
    "\\pL",
    "\\p{Lu}",
    "\\p{Greek}",
    "\\P{^Han}",
    "\\p{",
    "\\pX",
    "\u{e9}",
    " ",
];

#[test]
fn patterns_compile_where_juju_compiles_them() {
    let scratch = tempfile::tempdir().unwrap();
    let mut folders: Vec<PathBuf> = Vec::new();
    for number in 0..PATTERNS {
        let mut random = Random::new(number as u64);
        let pattern: String = (0..=random.below(6)).map(|_| *random.of(PIECES)).collect();
        let folder = scratch.path().join(number.to_string());
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("metadata.yaml"), "{name: a, summary: s, description: d}").unwrap();
        fs::write(folder.join("actions.yaml"), format!("a: {{params: {{b: {{pattern: '{pattern}'}}}}}}"))
            .unwrap();
        folders.push(folder);
    }
    let mut different = Vec::new();
    for verdict in common::judge(&folders).unwrap_or_default() {
        let errors = common::errors(&verdict.folder);
        if errors.is_empty() != verdict.refused.is_none() {
            let text = fs::read_to_string(verdict.folder.join("actions.yaml")).unwrap();
            different.push(format!("{text}\n  Juju: {:?}\n  ours: {errors:?}", verdict.refused));
        }
    }
    assert!(different.is_empty(), "{} differences:\n{}", different.len(), different.join("\n"));
}
