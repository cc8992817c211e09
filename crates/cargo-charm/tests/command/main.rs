//! The program itself, run as people and programs run it.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[cfg(unix)]
mod build;
mod ci;
mod corpus;
mod explain;
mod files;
mod fix;
mod formats;
#[path = "../../../ops-metadata/tests/common/mod.rs"]
mod juju;
mod levels;
mod many;
#[cfg(target_os = "linux")]
mod pack;
mod pages;
mod support;

use std::process::{Command, Stdio};

use serde_json::Value;

use support::{METADATA, cargo_charm, charm, stderr, stdout};

#[test]
fn events_are_hooks_then_actions_each_sorted() {
    let folder = charm(&[("metadata.yaml", METADATA), ("actions.yaml", "b: {}\na: {}\n")]);
    let output = cargo_charm(folder.path(), &["charm", "events"]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines[0], "config-changed");
    assert!(lines.contains(&"db-relation-departed") && lines.contains(&"web-pebble-custom-notice"));
    assert_eq!(lines[lines.len() - 2..], ["action:a", "action:b"]);
    assert_eq!(lines.len(), 13 + 5 + 4 + 2);
}

#[test]
fn both_ways_to_call_it_and_to_name_the_folder_are_one() {
    let folder = charm(&[("charm/src/metadata.yaml", METADATA)]);
    let one = cargo_charm(folder.path(), &["charm", "events", "charm"]);
    let other = cargo_charm(&folder.path().join("charm"), &["events"]);
    assert_eq!(one, other);
    assert_eq!(one.status.code(), Some(0));
}

#[test]
fn a_clean_charm_is_counted() {
    let folder = charm(&[("metadata.yaml", METADATA)]);
    let output = cargo_charm(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        stdout(&output),
        "no problems found (1 endpoint, 1 container, 0 storages, 0 config options, 0 actions)\n"
    );
    let json = cargo_charm(folder.path(), &["check", "--format", "json"]);
    assert_eq!((json.status.code(), stdout(&json)), (Some(0), ""));
}

#[test]
fn mistakes_are_framed_and_counted() {
    let wrong = METADATA.replace("interface: postgresql_client", "interface: on");
    let folder =
        charm(&[("metadata.yaml", &wrong), ("config.yaml", "options: {a: {type: int}, a: {type: bool}}\n")]);
    let output = cargo_charm(folder.path(), &["check"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains(
        "error[OPS0101]: `requires.db.interface` must be a string, but Juju reads the boolean `on`"
    ));
    assert!(text.contains("--> metadata.yaml:6:16"), "{text}");
    assert!(text.contains("6 |     interface: on\n"), "{text}");
    assert!(text.contains("help: quote it: `\"on\"`"), "{text}");
    assert!(text.contains("warning[OPS0008]: the key `a` is given twice"), "{text}");
    assert!(
        text.ends_with(
            "\n\n`cargo charm explain OPS0101` says more\n2 errors, 1 warning in metadata.yaml, config.yaml\n"
        ),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "colours where there is no terminal");
}

#[test]
fn warnings_alone_are_clean() {
    let folder = charm(&[("metadata.yaml", &format!("{METADATA}name: web\n"))]);
    let output = cargo_charm(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).ends_with("0 errors, 1 warning in metadata.yaml\n"), "{}", stdout(&output));
}

#[test]
fn json_is_an_object_a_line() {
    let wrong = METADATA.replace("interface: postgresql_client", "interface: on\n    scope: globl");
    let folder = charm(&[("charms/web/metadata.yaml", &wrong)]);
    let output = cargo_charm(folder.path(), &["check", "--format", "json", "charms/web"]);
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines.len(), 2);
    let place = |value: &Value| {
        ["line", "column", "end_line", "end_column"].map(|field| value[field].as_u64().unwrap_or_default())
    };
    assert_eq!(lines[0]["code"], "OPS0101");
    assert_eq!(lines[0]["level"], "error");
    assert_eq!(lines[0]["file"], "charms/web/metadata.yaml");
    assert_eq!(place(&lines[0]), [6, 16, 6, 18]);
    assert_eq!(lines[0]["suggestion"]["replacement"], "\"on\"");
    assert_eq!(lines[0]["suggestion"]["certain"], true);
    assert_eq!(place(&lines[0]["suggestion"]), [6, 16, 6, 18]);
    assert_eq!(lines[1]["suggestion"]["replacement"], "global");
    assert!(lines[1]["help"].as_str().unwrap().contains("did you mean"));
}

#[test]
fn what_cannot_run_says_why() {
    let folder = charm(&[("README.md", "")]);
    for command in ["check", "events"] {
        let output = cargo_charm(folder.path(), &[command]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        assert!(stderr(&output).contains("looked for charmcraft.yaml, metadata.yaml"), "{}", stderr(&output));
        let output = cargo_charm(folder.path(), &[command, "nowhere"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("there is no folder nowhere"), "{}", stderr(&output));
        let output = cargo_charm(folder.path(), &[command, "README.md"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("README.md is not a folder"), "{}", stderr(&output));
    }
    assert_eq!(cargo_charm(folder.path(), &["chekc"]).status.code(), Some(2));
}

#[test]
fn a_list_of_events_is_whole_or_not_there() {
    let folder = charm(&[("metadata.yaml", &format!("{METADATA}x: [\n"))]);
    let output = cargo_charm(folder.path(), &["events"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
    assert!(stderr(&output).contains("[OPS0005]"), "{}", stderr(&output));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let options: String = (0..2000).map(|n| format!("  o{n}: {{type: bool}}\n")).collect();
    let folder = charm(&[("metadata.yaml", METADATA), ("config.yaml", &format!("options:\n{options}"))]);
    for arguments in [["check", "."], ["completions", "bash"], ["check", "--help"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-charm"))
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(stderr(&output), "", "{arguments:?}");
    }
}

#[test]
fn help_teaches_by_example() {
    let folder = charm(&[]);
    let output = cargo_charm(folder.path(), &["charm", "--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("Usage: cargo charm <COMMAND>"), "{}", stdout(&output));
    assert!(stdout(&output).contains("cargo charm check --format json"), "{}", stdout(&output));
    for (command, example) in [
        (vec!["check"], "cargo charm check charms/*"),
        (vec!["check"], "cargo charm check --fix"),
        (vec!["check"], "cargo charm check --format sarif > charm.sarif"),
        (vec!["events"], "cargo charm events examples/hello"),
        (vec!["explain"], "cargo charm explain OPS0201"),
        (vec!["pack"], "cargo charm pack --platform arm64"),
        (vec!["ci", "github"], "cargo charm ci github --force"),
    ] {
        let output = cargo_charm(folder.path(), &[&command[..], &["--help"]].concat());
        assert!(stdout(&output).contains(example), "{command:?}: {}", stdout(&output));
        assert!(stdout(&output).contains("Exit status"), "{command:?}");
    }
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let output = cargo_charm(charm(&[]).path(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        for word in
            ["check", "ci", "events", "explain", "github", "pack", "sarif", "allow-dirty", "metadata-only"]
        {
            assert!(stdout(&output).contains(word), "{shell} does not complete {word}");
        }
    }
}
