//! How a charm's program is started: by Juju, by itself, by hand; and the hook files of an older charm.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use standin::{CharmDir, Fault, Hook, Juju, Then};
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
    assert_eq!(seen(juju.state()), ["config-changed"]);
}

#[test]
fn a_hook_file_that_fails_ends_the_dispatch_with_its_code() {
    let (charm, mut juju) = charm();
    lay_hook(&charm, 0o755, "exit 7");
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(7), "{run}");
    assert!(juju.state().charm_state.is_empty());
}

#[test]
fn a_hook_file_that_is_not_executable_is_passed_over() {
    let (charm, mut juju) = charm();
    lay_hook(&charm, 0o644, "exit 7");
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(seen(juju.state()), ["config-changed"]);
}

#[test]
fn a_hook_file_that_starts_the_charm_again_does_not_go_round() {
    let (charm, mut juju) = charm();
    lay_hook(&charm, 0o755, "exec ./dispatch");
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(seen(juju.state()), ["config-changed"], "once");
}

#[test]
fn a_charm_inside_a_charm_steps_back() {
    let (_charm, mut juju) = charm();
    let run = juju.dispatch(Hook::named("config-changed").variable("OPERATOR_DISPATCH", "1"));
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert!(juju.state().charm_state.is_empty(), "{run}");
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

/// As Juju has been seen to do, in relation-broken and elsewhere.
#[test]
fn an_application_that_the_environment_does_not_name_is_asked_for() {
    let untold = |kind: &str| Hook::relation("db", 3, kind).without("JUJU_REMOTE_APP");
    for kind in ["created", "broken"] {
        let (_charm, mut juju) = charm();
        let run = juju.dispatch(untold(kind));
        assert_eq!(run.exit_code(), Some(0), "{run}");
        let asked =
            run.calls().iter().filter(|call| call.contains("relation-list --format=json --app")).count();
        assert_eq!(asked, 1, "{run}");
        // Where nobody knows it any more, the hook is still no failure: it would never pass.
        juju.state_mut().relations.clear();
        let run = juju.dispatch(untold(kind));
        assert_eq!(run.exit_code(), Some(0), "{run}");
    }
    let (_charm, mut juju) = charm();
    let said = "ERROR the controller is on holiday".to_owned();
    juju.set_faults([Fault::first("relation-list", Then::Exit { code: 1, stderr: said })]);
    let run = juju.dispatch(untold("created"));
    assert_eq!(run.exit_code(), Some(1), "{run}");
    let errors = logged(&juju, "ERROR").join("\n");
    assert!(errors.contains("JUJU_REMOTE_APP") && errors.contains("on holiday"), "{errors}");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
