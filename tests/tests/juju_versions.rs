//! The page of Juju's versions: each line has a test that is there, or what was read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;

use standin::cargo::root;

fn page() -> String {
    fs::read_to_string(root().join("docs/juju-versions.md")).unwrap()
}

/// The rows of the tables of differences, by their cells.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let (differences, _) = page.split_once("\n## What was read\n").unwrap();
    let is_row = |line: &&str| line.starts_with("| ") && !line.starts_with("| | 2.9");
    differences
        .lines()
        .filter(is_row)
        .map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

/// What is named in code, as `path::test`.
fn tests(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('`').skip(1).step_by(2).filter_map(|code| code.split_once(".rs::"))
}

#[test]
fn each_test_that_is_named_is_there() {
    let page = page();
    assert!(tests(&page).count() > 30, "{page}");
    for (path, name) in tests(&page) {
        let text = fs::read_to_string(root().join(format!("{path}.rs")));
        let text = text.unwrap_or_else(|error| panic!("{path}.rs: {error}"));
        assert!(text.contains(&format!("fn {name}()")), "{path}.rs has no test {name}");
    }
}

#[test]
fn each_line_says_how_it_is_known_and_nothing_is_left_open() {
    let page = page();
    let (_, read) = page.split_once("\n## What was read\n").unwrap();
    let readings: Vec<_> =
        (b'A'..=b'Z').map(char::from).filter(|letter| read.contains(&format!("\n| {letter} | "))).collect();
    assert_eq!(readings.len(), 7);
    let rows = rows(&page);
    assert!(rows.len() > 40, "{rows:#?}");
    for row in rows {
        let [what, versions @ .., _, how] = row.as_slice() else { panic!("{row:?}") };
        assert_eq!(versions.len(), 3, "{what}");
        for version in versions {
            assert!(!version.is_empty() && *version != "–", "{what}: {row:?}");
            assert!(!version.contains("not known") || version.contains("[^"), "{what}: why is it not known?");
        }
        let mut words = how.split(|c: char| !c.is_alphanumeric());
        let is_read = words.any(|word| readings.iter().any(|letter| word == letter.to_string()));
        assert!(is_read || tests(how).next().is_some() || how.contains("[^"), "{what}: {how}");
    }
}

#[test]
fn each_footnote_is_there_and_has_its_place() {
    let page = page();
    let names = |is_definition: bool| -> BTreeSet<&str> {
        let marks = page.match_indices("[^").map(|(at, _)| page[at + 2..].split_once(']').unwrap());
        marks.filter(|(_, rest)| rest.starts_with(": ") == is_definition).map(|(name, _)| name).collect()
    };
    assert_eq!(names(true), names(false));
}
