//! Deferred events: first, in order, at least once, never lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use standin::{CharmDir, Hook, Juju};
use support::{database_changed, deferred, faulty, hook_of, seen};

fn charm(defer: &str) -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut state = faulty();
    state.set_config("defer", defer);
    let juju = Juju::new(&charm, state);
    (charm, juju)
}

#[test]
fn over_three_dispatches_they_come_first_and_in_order() {
    let (_charm, mut juju) = charm("config-changed,db-relation-changed");
    juju.dispatch("config-changed");
    assert_eq!(deferred(juju.state()), ["config-changed"]);
    juju.dispatch(database_changed());
    assert_eq!(deferred(juju.state()), ["config-changed", "db-relation-changed"]);
    juju.state_mut().set_config("defer", "");
    let run = juju.dispatch(Hook::pebble("web", "ready"));
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert!(deferred(juju.state()).is_empty());
    let expected = [
        "config-changed",
        "config-changed",
        "db-relation-changed",
        "config-changed",
        "db-relation-changed",
        "web-pebble-ready",
    ];
    assert_eq!(seen(juju.state()), expected);
}

#[test]
fn one_that_is_deferred_again_keeps_its_place() {
    let (_charm, mut juju) = charm("config-changed,web-pebble-ready");
    juju.dispatch("config-changed");
    juju.dispatch(Hook::pebble("web", "ready"));
    juju.dispatch(database_changed());
    assert_eq!(deferred(juju.state()), ["config-changed", "web-pebble-ready"]);
}

#[test]
fn the_same_event_waits_once() {
    let (_charm, mut juju) = charm("config-changed");
    juju.dispatch("config-changed");
    let run = juju.dispatch("config-changed");
    assert_eq!(deferred(juju.state()), ["config-changed"]);
    assert_eq!(
        seen(juju.state()),
        ["config-changed", "config-changed"],
        "handled once in each dispatch: {run}"
    );
}

#[test]
fn each_kind_of_event_comes_back_with_what_it_was() {
    let hooks =
        ["install", "db-relation-departed", "data-storage-attached", "web-pebble-ready", "secret-changed"];
    let (_charm, mut juju) = charm(&hooks.join(","));
    for hook in hooks {
        let run = juju.dispatch(hook_of(hook));
        assert_eq!(run.exit_code(), Some(0), "{run}");
    }
    assert_eq!(deferred(juju.state()), hooks);
    juju.state_mut().set_config("defer", "");
    let run = juju.dispatch("update-status");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    let seen = seen(juju.state());
    assert_eq!(seen[seen.len() - hooks.len()..], hooks);
}

#[test]
fn an_event_whose_relation_is_gone_meanwhile_still_runs() {
    let (_charm, mut juju) = charm("db-relation-changed");
    juju.dispatch(database_changed());
    juju.state_mut().relations.retain(|relation| relation.endpoint != "db");
    juju.state_mut().set_config("defer", "");
    let run = juju.dispatch("update-status");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert!(deferred(juju.state()).is_empty());
    assert_eq!(seen(juju.state()), ["db-relation-changed", "db-relation-changed"]);
}

#[test]
fn one_that_fails_stays_and_the_event_waits_for_its_turn() {
    let (_charm, mut juju) = charm("config-changed");
    juju.dispatch("config-changed");
    juju.state_mut().set_config("fail", "config-changed");
    let run = juju.dispatch(database_changed());
    assert_eq!(run.exit_code(), Some(1), "{run}");
    assert_eq!(deferred(juju.state()), ["config-changed"]);
    assert_eq!(seen(juju.state()), ["config-changed"], "as before");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
