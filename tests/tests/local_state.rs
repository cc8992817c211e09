//! State in a file beside the charm: private, and whole whatever happens to its writer.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use standin::{CharmDir, Exit, Juju, State};

const FILE: &str = ".ops-state.json";

fn charm() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("local-charm");
    let mut state = State::unit("local-charm/0");
    state.set_config("ballast", 0).set_config("is-ready", true);
    let juju = Juju::new(&charm, state);
    (charm, juju)
}

fn document(charm: &Path) -> Value {
    serde_json::from_slice(&fs::read(charm.join(FILE)).unwrap()).unwrap()
}

/// How often config-changed was handled, by what is stored.
fn handled(document: &Value) -> u64 {
    match &document["state"] {
        Value::String(text) => serde_json::from_str::<Value>(text).unwrap()["handled"].as_u64().unwrap(),
        state => state["handled"].as_u64().unwrap(),
    }
}

#[test]
fn it_is_kept_in_a_private_file_and_juju_is_not_asked() {
    let (charm, mut juju) = charm();
    let run = juju.dispatch("config-changed");
    assert_eq!(run.calls(), ["config-get --format=json"], "{run}");
    juju.dispatch("config-changed");
    assert_eq!(handled(&document(charm.path())), 2);
    let mode = fs::metadata(charm.path().join(FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn deferred_events_are_kept_there_too() {
    let (charm, mut juju) = charm();
    juju.state_mut().set_config("is-ready", false);
    juju.dispatch("config-changed");
    assert_eq!(document(charm.path())["deferred"], "config-changed");
    juju.state_mut().set_config("is-ready", true);
    juju.dispatch("update-status");
    assert_eq!(handled(&document(charm.path())), 2);
}

#[test]
fn killed_at_any_moment_it_is_old_or_new() {
    let (charm, mut juju) = charm();
    juju.state_mut().set_config("ballast", 2_000_000);
    let begun = Instant::now();
    juju.dispatch("config-changed");
    let whole = begun.elapsed();
    let mut before = handled(&document(charm.path()));
    let rounds = 60;
    let mut killed = 0;
    for round in 0..rounds {
        juju.set_limit(whole * round / rounds);
        killed += u32::from(juju.dispatch("config-changed").exit() == Exit::TimedOut);
        let after = handled(&document(charm.path()));
        assert!(after == before || after == before + 1, "{before}, then {after}");
        before = after;
    }
    assert!(killed > 0, "no dispatch was caught");
    juju.set_limit(Duration::from_secs(30));
    assert_eq!(juju.dispatch("config-changed").exit_code(), Some(0));
    assert_eq!(handled(&document(charm.path())), before + 1);
}

#[test]
fn a_file_that_does_not_read_is_an_error_and_not_a_new_life() {
    let (charm, mut juju) = charm();
    juju.dispatch("config-changed");
    fs::write(charm.path().join(FILE), "{\"format\":1,").unwrap();
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(1), "{run}");
    assert_eq!(fs::read_to_string(charm.path().join(FILE)).unwrap(), "{\"format\":1,");
}

#[test]
fn a_charm_may_fail_on_a_bad_option_instead_of_blocking() {
    let (_charm, mut juju) = charm();
    juju.state_mut().set_config("ballast", -1);
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(1), "{run}");
    assert!(support::logged(&juju, "ERROR").join("\n").contains("`ballast`"), "{run}");
    assert_eq!(juju.state().unit_status.status, "unknown");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
