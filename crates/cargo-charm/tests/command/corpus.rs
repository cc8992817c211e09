//! The metadata of real charms, all of which Juju accepts.

use std::path::Path;

use serde_json::Value;

use crate::juju;
use crate::support::{cargo_charm, stderr, stdout};

#[test]
fn real_charms_have_no_error() {
    let folders = juju::corpus();
    if folders.is_empty() {
        return;
    }
    let mut arguments = vec!["check", "--metadata-only", "--format", "json"];
    arguments.extend(folders.iter().map(|folder| folder.to_str().unwrap()));
    let output = cargo_charm(Path::new("."), &arguments);
    let errors: Vec<&str> = stdout(&output)
        .lines()
        .filter(|line| serde_json::from_str::<Value>(line).unwrap()["level"] == "error")
        .collect();
    assert_eq!((output.status.code(), errors, stderr(&output)), (Some(0), vec![], ""));
}
