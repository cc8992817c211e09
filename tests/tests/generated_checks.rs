//! The tests that a charm has without a line of its own: what plain `cargo test` says of a mistake that only a run can show.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;

use support::copy::Copy;

#[test]
fn cargo_test_finds_what_no_compiler_can() {
    let copy = Copy::lay("checked");
    let said = copy.cargo("test").unwrap();
    for test in [
        "actions::get_password_reads_its_examples",
        "config::config_reads_its_defaults",
        "database_client_has_its_metadata",
        "state_survives",
    ] {
        assert!(said.contains(&format!("test {test} ... ok")), "{said}");
    }

    // A default that is no `LogLevel`, an example that is no `bool`, and state that the next version could not read.
    copy.edit("config.yaml", "default: info", "default: loud");
    copy.edit("actions.yaml", "default: false", "default: false\n      examples: [true, maybe]");
    copy.edit("src/main.rs", "#[stored_state]\n", "#[stored_state]\n#[serde(deny_unknown_fields)]\n");
    let said = copy.cargo("test").unwrap_err();
    assert_eq!(said.matches("... FAILED").count(), 3, "{said}");
    assert!(
        said.contains("the default of `log-level`, \"loud\": `loud` is none of error, info, debug"),
        "{said}"
    );
    let yaml = fs::read_to_string(copy.file("config.yaml")).unwrap();
    let line = 1 + yaml.lines().position(|line| line.contains("default: loud")).unwrap();
    assert!(said.contains(&format!("--> config.yaml:{line}:14")), "{said}");
    assert!(said.contains("an example of `rotate`, \"maybe\": invalid type"), "{said}");
    assert!(said.contains("as after a rollback"), "{said}");
}

/// A file that comes after the build changes what Juju reads, and the build does not know: cargo sees no file change.
#[test]
fn a_file_that_is_new_since_the_build_is_found() {
    let copy = Copy::lay("outgrown");
    copy.cargo("test").unwrap();
    // Nobody reads this one: `actions.yaml` comes first.
    fs::write(copy.file("src/actions.yaml"), "restart: {}\n").unwrap();
    copy.cargo("test").unwrap();
    fs::write(copy.file("manifest.yaml"), "bases: []\n").unwrap();
    let said = copy.cargo("test").unwrap_err();
    assert_eq!(said.matches("... FAILED").count(), 1, "{said}");
    assert!(said.contains("\n  manifest.yaml is new"), "{said}");
    assert!(said.contains("build the charm again"), "{said}");
    fs::remove_file(copy.file("manifest.yaml")).unwrap();
    copy.cargo("test").unwrap();
}
