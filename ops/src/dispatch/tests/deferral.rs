//! Deferred events: first, in order, at least once.

use super::*;

fn deferred(juju: &Recording) -> Vec<String> {
    stored(juju).1
}

#[test]
fn deferred_events_run_first_and_in_order_until_they_are_done() {
    let juju = juju();
    script([("config-changed", Act::Defer), ("start", Act::Defer)]);
    event::<Web>(&juju, "hooks/config-changed", &[]);
    event::<Web>(&juju, "hooks/start", &[]);
    assert_eq!(deferred(&juju), ["config-changed", "start"]);
    ran();
    script([("start", Act::Defer)]);
    event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!(ran(), ["config-changed", "start", "install", "app-status", "unit-status"]);
    assert_eq!(deferred(&juju), ["start"]);
    script([]);
    // An action runs them too.
    event::<Web>(&juju, "actions/restart", &[]);
    assert_eq!(ran()[..2], ["start", "restart"]);
    assert_eq!(deferred(&juju), [""; 0]);
}

#[test]
fn an_event_that_was_just_deferred_again_is_in_the_queue_already() {
    let juju = juju();
    script([("db-relation-changed", Act::Defer)]);
    event::<Web>(&juju, "hooks/db-relation-changed", RELATION);
    ran();
    event::<Web>(&juju, "hooks/db-relation-changed", RELATION);
    assert_eq!(ran(), ["db-relation-changed", "app-status", "unit-status"]);
    assert_eq!(deferred(&juju).len(), 1);
    // Of another unit it is another event.
    let other: Vec<_> = RELATION.iter().map(|(name, value)| (*name, value.replace("pg/0", "pg/1"))).collect();
    let other: Vec<_> = other.iter().map(|(name, value)| (*name, value.as_str())).collect();
    event::<Web>(&juju, "hooks/db-relation-changed", &other);
    assert_eq!(deferred(&juju).len(), 2);
    // Once it is handled, the same event runs again when Juju sends it.
    script([]);
    ran();
    event::<Web>(&juju, "hooks/db-relation-changed", RELATION);
    assert_eq!(ran()[..3], ["db-relation-changed"; 3]);
    assert_eq!(deferred(&juju), [""; 0]);
}

#[test]
fn a_deferred_event_that_nobody_handles_any_more_is_dropped_and_named() {
    let juju = juju();
    script([("start", Act::Defer), ("config-changed", Act::Defer)]);
    event::<Web>(&juju, "hooks/start", &[]);
    event::<Web>(&juju, "hooks/config-changed", &[]);
    let text = held(&juju)["ops.v1.deferred.0"].replace("start", "gone-relation-joined");
    let mut held = held(&juju);
    let bytes = text.len();
    held.insert("ops.v1.deferred.0".to_owned(), text);
    let index = format!(
        r#"{{"format":1,"state":{{"chunks":1,"bytes":11}},"deferred":{{"chunks":1,"bytes":{bytes}}}}}"#
    );
    held.insert("ops.v1.index".to_owned(), index);
    juju.answer("state-get", &serde_json::to_string(&held).unwrap());
    ran();
    let (code, lines) = event::<Web>(&juju, "hooks/stop", &[]);
    assert_eq!(code, 0);
    let warnings: Vec<&String> = lines.iter().filter(|line| line.contains("WARNING")).collect();
    assert!(matches!(&warnings[..], [line] if line.contains("gone-relation-joined")), "{lines:?}");
    assert_eq!(ran()[0], "config-changed");
    assert_eq!(deferred(&juju), ["config-changed"]);
}

#[test]
fn an_error_in_a_deferred_event_keeps_it_and_says_that_it_was_deferred() {
    let juju = juju();
    script([("start", Act::Defer)]);
    event::<Web>(&juju, "hooks/start", &[]);
    script([("start", Act::Fail)]);
    ran();
    let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!((code, ran()), (1, vec!["start"]));
    assert!(lines.last().unwrap().contains("start (deferred): "), "{lines:?}");
    assert_eq!(deferred(&juju), ["start"]);
}

#[test]
fn a_relation_may_be_gone_when_its_event_comes_back() {
    let juju = juju();
    script([("db-relation-changed", Act::Defer)]);
    event::<Web>(&juju, "hooks/db-relation-changed", RELATION);
    juju.answer("relation-ids", "[]");
    juju.refuse("relation-get", "invalid value \"db:3\" for option -r: relation not found");
    // There is nothing to write to, and the error says why.
    script([("db-relation-changed", Act::Write)]);
    let (code, lines) = event::<Web>(&juju, "hooks/stop", &[]);
    assert_eq!(code, 1);
    assert!(lines.last().unwrap().contains("db:3 has ended"), "{lines:?}");
    script([]);
    assert_eq!(event::<Web>(&juju, "hooks/stop", &[]).0, 0);
    assert_eq!(deferred(&juju), [""; 0]);
}

#[test]
fn a_version_without_stored_state_leaves_that_of_another_alone() {
    let juju = juju();
    event::<Web>(&juju, "hooks/install", &[]);
    script([("install", Act::Defer)]);
    event::<Bare<true>>(&juju, "hooks/install", &[]);
    assert_eq!(stored(&juju), (r#"{"count":1}"#.to_owned(), vec!["install".to_owned()]));
}

#[test]
fn a_deferral_that_the_table_does_not_know_of_is_not_lost_in_silence() {
    script([("install", Act::Defer)]);
    let (code, lines) = event::<Bare>(&juju(), "hooks/install", &[]);
    assert_eq!(code, 1);
    assert!(lines.last().unwrap().contains("install: it deferred"), "{lines:?}");
}

#[test]
fn deferred_events_wait_in_the_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let dir = [("JUJU_CHARM_DIR", folder.path().to_str().unwrap())];
    let juju = juju();
    script([("start", Act::Defer)]);
    event::<Web<true>>(&juju, "hooks/start", &dir);
    ran();
    script([]);
    event::<Web<true>>(&juju, "hooks/stop", &dir);
    assert_eq!(ran()[0], "start");
}
