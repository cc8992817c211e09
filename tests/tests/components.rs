//! Components: their own endpoint, state, events and handlers, beside the charm's and each other's.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use standin::{CharmDir, Hook, Juju, Relation, State};
use support::{deferred, logged};

fn charm() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("component-charm");
    let mut state = State::unit("component-charm/0");
    state.set_config("is-ready", true);
    for (endpoint, id) in [("db", 3), ("cache", 4)] {
        let relation = Relation::named(endpoint, id, "postgresql").with_unit("postgresql/0", []);
        state.relations.push(relation.with_remote_app_data([("endpoints", "192.0.2.7:5432")]));
    }
    let juju = Juju::new(&charm, state);
    (charm, juju)
}

/// What the handlers logged while this hook ran.
fn heard(juju: &mut Juju, hook: impl Into<Hook>) -> Vec<String> {
    juju.forget_logs();
    let run = juju.dispatch(hook);
    assert_eq!(run.exit_code(), Some(0), "{run}");
    logged(juju, "INFO").into_iter().map(str::to_owned).collect()
}

fn changed(endpoint: &str, id: u64) -> Hook {
    Hook::relation(endpoint, id, "changed").unit("postgresql/0")
}

#[test]
fn a_component_hears_its_own_endpoint_before_the_charm_and_tells_it() {
    let (_charm, mut juju) = charm();
    let expected = [
        "db: heard 1 times",
        "db: created at 192.0.2.7:5432",
        "the charm: database at 192.0.2.7:5432",
        "the charm: heard too, after 1 times",
    ];
    assert_eq!(heard(&mut juju, changed("db", 3)), expected);
    assert_eq!(heard(&mut juju, changed("db", 3))[0], "db: heard 2 times");
}

#[test]
fn one_within_another_is_at_the_same_endpoint_and_tells_only_that() {
    let (_charm, mut juju) = charm();
    heard(&mut juju, changed("db", 3));
    let expected = [
        "cache: heard 1 times",
        "cache: created at 192.0.2.7:5432",
        "noted 192.0.2.7:5432, heard 1 times",
        "the charm: 1 notes",
    ];
    assert_eq!(heard(&mut juju, changed("cache", 4)), expected);
    assert_eq!(heard(&mut juju, changed("cache", 4))[3], "the charm: 2 notes");
}

#[test]
fn events_of_the_unit_come_to_each_in_the_order_of_the_fields() {
    let (_charm, mut juju) = charm();
    assert_eq!(heard(&mut juju, "install"), ["db: installed", "cache: installed"]);
}

#[test]
fn what_one_defers_comes_again_to_it_alone() {
    let (_charm, mut juju) = charm();
    juju.state_mut().set_config("is-ready", false);
    let expected = ["db: heard 1 times", "the charm: heard too, after 1 times"];
    assert_eq!(heard(&mut juju, changed("db", 3)), expected);
    assert_eq!(deferred(juju.state()), ["db-relation-changed"]);
    juju.state_mut().set_config("is-ready", true);
    let expected =
        ["db: heard 2 times", "db: created at 192.0.2.7:5432", "the charm: database at 192.0.2.7:5432"];
    assert_eq!(heard(&mut juju, "update-status"), expected);
    assert!(deferred(juju.state()).is_empty());
}

#[test]
fn an_event_for_a_component_that_is_gone_is_dropped_and_named() {
    let (_charm, mut juju) = charm();
    juju.state_mut().set_config("is-ready", false);
    heard(&mut juju, changed("db", 3));
    for value in juju.state_mut().charm_state.values_mut() {
        *value = value.replace("observer=database", "observer=datebase");
    }
    assert_eq!(heard(&mut juju, "update-status"), [""; 0]);
    let warned = logged(&juju, "WARNING");
    assert!(
        warned.iter().any(|line| line.contains("dropping the deferred event db-relation-changed")),
        "{warned:?}"
    );
}

#[test]
fn the_state_of_a_component_that_is_gone_is_dropped_and_named_once() {
    let (_charm, mut juju) = charm();
    heard(&mut juju, changed("cache", 4));
    for value in juju.state_mut().charm_state.values_mut() {
        *value = value.replace("\"cache.inner\"", "\"cache.outer\"");
    }
    let dropped = |juju: &Juju| {
        let of_it = |line: &&&str| line.contains("dropping the stored state of `cache.outer`");
        logged(juju, "WARNING").iter().filter(of_it).count()
    };
    heard(&mut juju, "install");
    assert_eq!(dropped(&juju), 1);
    // What the others have stored stays.
    assert_eq!(heard(&mut juju, changed("cache", 4))[3], "the charm: 2 notes");
    assert_eq!(dropped(&juju), 0);
}

#[test]
fn state_that_does_not_read_names_its_component() {
    let (_charm, mut juju) = charm();
    heard(&mut juju, changed("cache", 4));
    for value in juju.state_mut().charm_state.values_mut() {
        // A later version of the charm was here. (The index knows how long it all is.)
        *value = value.replace(r#""cache.inner":"{\"times\":1}""#, r#""cache.inner":"2:{\"tim\":1}""#);
    }
    let run = juju.dispatch("install");
    assert_eq!(run.exit_code(), Some(1), "{run}");
    let error = logged(&juju, "ERROR").join("\n");
    assert!(
        error.contains("component `cache.inner`: it was stored by a newer revision of the charm"),
        "{error}"
    );
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
