//! The harness: which events each change runs, and what it needs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ops::Status;
use ops::testing::{Harness, Keeps, Network};
use serde_json::json;

use super::super::Seen;
use super::Everything;

/// The events that have run, each by its handler.
fn events(harness: &Harness<Everything>) -> Vec<String> {
    let seen = harness.state().stored_state::<Seen>().map(|seen| seen.events).unwrap_or_default();
    seen.iter().map(|event| event.split(':').next().unwrap().to_owned()).collect()
}

/// Those since the last time.
fn new(harness: &mut Harness<Everything>) -> Vec<String> {
    let events = events(harness);
    let state = harness.state_mut();
    *state = std::mem::replace(state, super::State::unit("")).with_stored_state(&Seen { events: Vec::new() });
    events
}

#[test]
fn nothing_runs_before_it_begins() {
    let mut harness = Harness::<Everything>::new();
    harness.set_leader(true);
    harness.update_config([(Everything::OPTIONS.note, "early")]);
    let id = harness.add_relation(Everything::ENDPOINTS.db_2, "postgresql");
    harness.add_relation_unit(id, "postgresql/0");
    assert!(events(&harness).is_empty());

    harness.begin();
    assert!(events(&harness).is_empty(), "and none with it");
    assert_eq!(harness.charm().config.note, "early");
}

#[test]
fn the_first_events_are_juju_s() {
    let mut harness = Harness::<Everything>::new();
    let ids = harness.add_storage(Everything::STORAGES.data, 1);
    assert_eq!(ids, ["data/0"]);
    harness.add_relation_with_data(
        Everything::ENDPOINTS.db_2,
        "postgresql",
        [("version", "16")],
        [("host", "192.0.2.7")],
    );
    harness.set_leader(true);
    harness.begin_with_initial_hooks();
    let expected = [
        "data_attached",
        "install",
        "db_created",
        "cluster_created",
        "leader_elected",
        "config_changed",
        "start",
        "web_ready",
        "db_changed",
        "db_joined",
        "db_changed",
    ];
    assert_eq!(new(&mut harness), expected);

    let mut harness = Harness::<Everything>::new();
    harness.begin_with_initial_hooks();
    assert_eq!(events(&harness)[2], "leader_settings_changed");
}

#[test]
fn a_relation_comes_changes_and_goes() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    let id = harness.add_relation(Everything::ENDPOINTS.db_2, "postgresql");
    harness.add_relation_unit(id, "postgresql/0");
    harness.update_relation_data(id, "postgresql/0", [("host", "192.0.2.7")]);
    harness.update_relation_data(id, "postgresql/0", [("host", "192.0.2.7")]);
    harness.update_relation_data(id, "postgresql", [("version", "16")]);
    assert_eq!(
        new(&mut harness),
        ["db_created", "db_joined", "db_changed", "db_changed"],
        "no change, no event"
    );

    harness.update_relation_data(id, "everything/0", [("motto", "a")]);
    harness.update_relation_data(id, "everything", [("motto", "b")]);
    assert!(new(&mut harness).is_empty(), "one's own");
    assert_eq!(harness.get_relation_data(id, "everything")["motto"], "b");
    harness.update_relation_data(id, "postgresql/0", [("host", "")]);
    assert!(harness.get_relation_data(id, "postgresql/0").is_empty());

    harness.remove_relation(id);
    assert_eq!(new(&mut harness), ["db_changed", "db_departed", "db_broken"]);
    assert!(harness.state().relations.is_empty());

    let peers = harness.add_relation(Everything::ENDPOINTS.cluster, "everything");
    harness.update_relation_data(peers, "everything", [("token", "t")]);
    assert_eq!(new(&mut harness), ["cluster_created", "cluster_changed"], "of peers, by the leader");
}

#[test]
fn without_hooks_nothing_runs() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    let id = harness.hooks_disabled(|harness| harness.add_relation(Everything::ENDPOINTS.db_2, "postgresql"));
    harness.disable_hooks();
    harness.add_relation_unit(id, "postgresql/0");
    assert!(events(&harness).is_empty());
    harness.enable_hooks();
    harness.update_relation_data(id, "postgresql/0", [("host", "192.0.2.7")]);
    assert_eq!(events(&harness), ["db_changed"]);
}

#[test]
fn options_and_leadership() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    harness.update_config([(Everything::OPTIONS.note, "new")]);
    assert_eq!(harness.state().unit_status, Status::Active("new".into()));
    assert_eq!(harness.charm().config.note, "new");
    let run = harness.last_run().unwrap();
    assert_eq!((run.handlers.len(), &run.state), (2, harness.state()), "{run}");
    harness.unset_config([Everything::OPTIONS.note]);
    assert_eq!(harness.charm().config.note, "nothing");
    harness.set_leader(true);
    harness.set_leader(false);
    assert_eq!(new(&mut harness), ["config_changed", "config_changed", "leader_elected"]);

    // As where a test has changed the model under the charm.
    harness.state_mut().leader = true;
    harness.evaluate_status();
    assert!(new(&mut harness).is_empty());
    assert_eq!(harness.state().app_status, Status::waiting("0 events"));
}

/// A charm whose options do not read blocks its unit, and nothing runs: so it does here.
#[test]
fn an_option_that_does_not_read_blocks_the_unit() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    harness.update_config([(Everything::OPTIONS.note, 5)]);
    assert_eq!(harness.state().unit_status.status, "blocked");
    assert_eq!(harness.charm().config.note, "nothing", "the charm is the one before");
    harness.update_config([(Everything::OPTIONS.note, "well")]);
    assert_eq!(harness.state().unit_status, Status::Active("well".into()));
}

#[test]
fn actions_tell_and_fail() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    harness.set_leader(true);
    let output =
        harness.run_action(Everything::ACTIONS.tell, json!({"prefix": "so far", "fail": false})).unwrap();
    assert_eq!(output.results["count"], "1");
    assert_eq!(output.results["by"], "so far");
    assert_eq!(events(&harness), ["leader_elected", "noted"]);
    let failed =
        harness.run_action(Everything::ACTIONS.tell, json!({"prefix": "", "fail": true})).unwrap_err();
    assert_eq!(failed.to_string(), "the action failed: told to fail");
}

#[test]
fn storage_and_containers() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    let ids = harness.add_storage(Everything::STORAGES.disks, 2);
    assert_eq!(ids, ["disks/0", "disks/1"]);
    assert!(events(&harness).is_empty());
    harness.attach_storage("disks/1");
    harness.attach_storage("disks/1");
    harness.detach_storage("disks/1");
    harness.remove_storage("disks/1");
    assert_eq!(new(&mut harness), ["disk_attached", "disk_detaching"]);

    harness.container_pebble_ready(Everything::CONTAINERS.web);
    assert_eq!(harness.pebble_notify(Everything::CONTAINERS.web, "example.com/done"), "1");
    assert_eq!(new(&mut harness), ["web_ready", "web_noticed"]);
}

#[test]
fn secrets_of_others_and_of_one_s_own() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    let token = harness.add_user_secret([("key", "first")]);
    harness.grant_secret(&token, "everything");
    harness.update_config([(Everything::OPTIONS.token, token.clone())]);
    harness.set_secret_content(&token, [("key", "second")]);
    assert_eq!(new(&mut harness), ["config_changed", "secret_changed"]);
    assert_eq!(harness.get_secret_revisions(&token), [1, 2]);

    harness.revoke_secret(&token, "everything");
    let refused = catch_unwind(AssertUnwindSafe(|| harness.update_config([(Everything::OPTIONS.note, "x")])));
    let message = *refused.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("permission denied"), "{message}");

    let mut harness = Harness::<Everything>::new();
    harness.begin();
    harness.set_leader(true);
    let own = harness.add_model_secret("everything", [("key", "value")]);
    harness.trigger_secret_rotation(&own);
    harness.trigger_secret_expiration(&own, 1);
    harness.trigger_secret_removal(&own, 1);
    assert_eq!(new(&mut harness)[1..], ["secret_rotate", "secret_expired", "secret_remove"]);
    let theirs = harness.add_model_secret("postgresql/0", [("key", "value")]);
    let refused = catch_unwind(AssertUnwindSafe(|| harness.grant_secret(&theirs, "everything")));
    let message = *refused.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("no relation to `postgresql`"), "{message}");
}

#[test]
fn the_model_around_it() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    harness.set_model_info("prod", "deadbeef-0bad-400d-8000-4b1d0d06f00e");
    harness.set_planned_units(3);
    harness.add_network(Everything::ENDPOINTS.db_2, Network::at("192.0.2.9"));
    let state = harness.state();
    assert_eq!((&*state.model, state.goal_state.units.len()), ("prod", 3));
    assert_eq!(state.networks["db-2"].as_ref().unwrap().ingress_addresses, ["192.0.2.9"]);
    harness.reset_planned_units();
    assert!(harness.state().goal_state.units.is_empty());
}

#[test]
fn a_handler_that_fails_fails_the_test_and_tells_what_it_did() {
    let mut harness = Harness::<Everything>::new();
    harness.begin();
    let failing = AssertUnwindSafe(|| harness.update_config([(Everything::OPTIONS.fail, "config_changed")]));
    let message = *catch_unwind(failing).unwrap_err().downcast::<String>().unwrap();
    for part in ["hooks/config-changed: failed", "handlers: config-changed", "config_changed is to fail"] {
        assert!(message.contains(part), "{message}");
    }
}
