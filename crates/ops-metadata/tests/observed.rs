//! The events that real charms observe on themselves, in Python, are events that follow from their metadata.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ops_metadata::{EventKind, Subject, read};
use serde_yaml::Value;

/// Not from metadata: the framework's own, and events that a charm or a library of its own declares.
const FRAMEWORK: [&str; 2] = ["collect_unit_status", "collect_app_status"];
const CUSTOM: [&str; 2] = ["custom", "lib-custom"];

#[test]
fn every_event_that_real_charms_observe_follows_from_their_metadata() {
    let folders = common::corpus();
    let Some(first) = folders.first() else { return };
    let list = first.ancestors().nth(2).unwrap().join("observed-events.json");
    let observed: Value = serde_yaml::from_str(&fs::read_to_string(list).unwrap()).unwrap();
    let (mut resolved, mut unknown) = (0, Vec::new());
    for folder in &folders {
        let charm = folder.file_name().unwrap().to_str().unwrap();
        let known = names(folder);
        let kinds = &observed[charm]["kinds"];
        for event in observed[charm]["events"].as_mapping().unwrap().keys() {
            let event = event.as_str().unwrap();
            let is_custom = kinds[event].as_str().is_some_and(|kind| CUSTOM.contains(&kind));
            if known.contains(event) || FRAMEWORK.contains(&event) {
                resolved += 1;
            } else if !is_custom {
                unknown.push(format!("{charm}: {event}"));
            }
        }
    }
    assert!(resolved > 900, "only {resolved} events were found");
    assert!(unknown.is_empty(), "{unknown:#?}");
}

/// A charm's events as Python names them: `db_relation_changed`, `get_password_action`.
fn names(folder: &Path) -> BTreeSet<String> {
    let metadata = read(folder).metadata;
    let mut names = BTreeSet::new();
    for kind in EventKind::ALL {
        match kind.subject() {
            None => drop(names.insert(kind.attribute().to_owned())),
            Some(subject) => {
                names.extend(metadata.names(subject).into_iter().map(|name| python(name, subject, *kind)));
            }
        }
    }
    names
}

fn python(name: &str, subject: Subject, kind: EventKind) -> String {
    let name = name.replace('-', "_");
    match subject {
        Subject::Action => format!("{name}_action"),
        _ => format!("{name}_{}", kind.attribute()),
    }
}
