//! How a charm's program is started: by Juju, by itself, by hand; and the hook files of an older charm.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use standin::{CharmDir, Hook, Juju};
use support::{faulty, logged, seen};

fn charm() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("faulty-charm");
    let juju = Juju::new(&charm, faulty());
    (charm, juju)
}

fn lay_hook(charm: &CharmDir, mode: u32, script: &str) {
    let hook = charm.path().join("hooks/config-changed");
    fs::create_dir_all(charm.path().join("hooks")).unwrap();
    fs::write(&hook, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(hook, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_hook_file_runs_before_the_charm() {
    let (charm, mut juju) = charm();
    lay_hook(&charm, 0o755, "status-set maintenance 'the old way'; [ \"$OPERATOR_DISPATCH\" = 1 ]");
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(run.calls().first().map(String::as_str), Some("status-set maintenance the old way"), "{run}");
    assert_eq!(seen(juju.world()), ["config-changed"]);
}

#[test]
fn a_hook_file_that_fails_ends_the_dispatch_with_its_code() {
    let (charm, mut juju) = charm();
    lay_hook(&charm, 0o755, "exit 7");
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(7), "{run}");
    assert!(juju.world().state.is_empty());
}

#[test]
fn a_hook_file_that_is_not_executable_is_passed_over() {
    let (charm, mut juju) = charm();
    lay_hook(&charm, 0o644, "exit 7");
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(seen(juju.world()), ["config-changed"]);
}

#[test]
fn a_hook_file_that_starts_the_charm_again_does_not_go_round() {
    let (charm, mut juju) = charm();
    lay_hook(&charm, 0o755, "exec ./dispatch");
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(seen(juju.world()), ["config-changed"], "once");
}

#[test]
fn a_charm_inside_a_charm_steps_back() {
    let (_charm, mut juju) = charm();
    let run = juju.dispatch(Hook::named("config-changed").variable("OPERATOR_DISPATCH", "1"));
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert!(juju.world().state.is_empty(), "{run}");
    assert_eq!(logged(&juju, "INFO").len(), 1, "it says so: {run}");
}

#[test]
fn without_juju_it_says_what_it_is() {
    let (_charm, mut juju) = charm();
    let run = juju.dispatch(Hook::named("config-changed").without("JUJU_DISPATCH_PATH"));
    assert_eq!(run.exit_code(), Some(2), "{run}");
    assert!(run.stderr().contains("faulty-charm") && run.stderr().contains("Juju"), "{run}");
    assert!(run.calls().is_empty(), "{run}");
}

#[test]
fn the_restricted_contexts_of_an_older_juju_run_nothing() {
    let (_charm, mut juju) = charm();
    for hook in ["collect-metrics", "meter-status-changed"] {
        let run = juju.dispatch(hook);
        assert_eq!((run.exit_code(), run.calls().len()), (Some(0), 0), "{run}");
    }
}

#[test]
fn an_event_that_lacks_what_its_kind_has_is_refused_by_name() {
    let (_charm, mut juju) = charm();
    let run = juju.dispatch(Hook::pebble("web", "ready").without("JUJU_WORKLOAD_NAME"));
    assert_eq!(run.exit_code(), Some(1), "{run}");
    assert!(logged(&juju, "ERROR").join("\n").contains("JUJU_WORKLOAD_NAME"), "{run}");
}
