//! Against Juju's own reader, over real charms: it decides what is an error, and which events there are.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::path::PathBuf;

use common::random::Random;
use common::{changed, errors, judge};
use ops_metadata::{events, read};

/// Hooks that the judge's version of Juju has, and that are not events here: see `docs/events.md`.
const NOT_EVENTS: [&str; 5] = [
    "collect-metrics",
    "leader-deposed",
    "meter-status-changed",
    "post-series-upgrade",
    "pre-series-upgrade",
];

#[test]
fn charms_that_juju_accepts_have_no_errors_and_the_same_events() {
    let Some(verdicts) = judge(&common::corpus()) else { return };
    for verdict in verdicts {
        let folder = &verdict.folder;
        if verdict.refused.is_none() {
            assert_eq!(errors(folder), Vec::<String>::new(), "{}", folder.display());
        }
        let hooks: Vec<String> =
            verdict.hooks.into_iter().filter(|hook| !NOT_EVENTS.contains(&hook.as_str())).collect();
        if !hooks.is_empty() {
            assert_eq!(events(&read(folder).metadata), hooks, "{}", folder.display());
        }
    }
}

/// Real charms with one line changed, as a hand slips, which may be no YAML any more: what Juju accepts has no error, what it
/// refuses has one.
#[test]
fn slips_are_errors_where_juju_refuses_them() {
    let scratch = tempfile::tempdir().unwrap();
    let charms = common::corpus();
    let folders: Vec<PathBuf> = (0..if charms.is_empty() { 0 } else { 1500 })
        .map(|seed| changed(&charms, seed, scratch.path(), change))
        .collect();
    let Some(verdicts) = judge(&folders) else { return };
    let mut missed = Vec::new();
    for verdict in verdicts {
        let errors = errors(&verdict.folder);
        match verdict.refused {
            None => assert_eq!(errors, Vec::<String>::new(), "{}", verdict.folder.display()),
            Some(words) => {
                if errors.is_empty() {
                    missed.push(words);
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} not noticed: {missed:#?}", missed.len());
}

/// What people write for a value without thinking of YAML or of Juju.
const VALUES: [&str; 28] = [
    "y",
    "on",
    "no",
    "True",
    "017",
    "08",
    "1e3",
    "1:30",
    "1_000",
    "~",
    "",
    "\"80\"",
    "2020-01-01",
    "[a, b]",
    "{a: b}",
    "foo",
    "-1",
    "1.5",
    "\"true\"",
    "juju-x",
    "globl",
    "oci-image",
    "*a",
    "!!str 5",
    "@x",
    "a: b",
    "3-1",
    "[",
];

fn change(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let number = random.below(lines.len());
    let line = lines[number].clone();
    let key = line.split_once(':').map(|(key, _)| key.to_owned()).filter(|key| !key.contains('#'));
    match (random.below(6), key) {
        (0..3, Some(key)) => lines[number] = format!("{key}: {}", random.of(&VALUES)),
        (3, _) => drop(lines.remove(number)),
        (4, _) => lines[number] = format!("{}{line}", random.of(&[" ", "  ", "\t"])),
        (_, _) => lines[number] = format!("{line}{}", random.of(&[" ", "\t", "#x", "\r", ","])),
    }
    lines.join("\n")
}
