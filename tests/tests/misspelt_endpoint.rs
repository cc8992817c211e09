//! What a person sees who misspells an endpoint, and that setting it right in either file is enough.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;

use support::copy::Copy;

/// The errors, without cargo's own closing line.
fn errors(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.starts_with("error") && !line.contains("could not compile")).collect()
}

#[test]
fn one_error_names_the_line_of_the_yaml_and_either_file_can_be_corrected() {
    let copy = Copy::lay("misspelt");
    copy.edit("src/main.rs", r#"relation_changed = "db""#, r#"relation_changed = "bd""#);
    let said = copy.check().unwrap_err();
    assert_eq!(errors(&said).len(), 1, "{said}");
    let yaml = fs::read_to_string(copy.file("metadata.yaml")).unwrap();
    let line = 1 + yaml.lines().position(|line| line == "  db:").unwrap();
    assert!(said.contains(&format!("metadata.yaml:{line}:3")), "{said}");
    assert!(said.contains("`bd`") && said.contains("`db`"), "{said}");
    assert!(said.contains("src/main.rs:"), "the literal: {said}");

    // The YAML alone: nothing of the Rust is touched.
    copy.edit("metadata.yaml", "  db:\n", "  bd:\n    interface: postgresql_client\n  db:\n");
    copy.check().unwrap();
    copy.edit("metadata.yaml", "  bd:\n    interface: postgresql_client\n", "");
    assert_eq!(errors(&copy.check().unwrap_err()).len(), 1);

    copy.edit("src/main.rs", r#"relation_changed = "bd""#, r#"relation_changed = "db""#);
    copy.check().unwrap();
}
