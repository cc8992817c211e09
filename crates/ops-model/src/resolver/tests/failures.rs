//! Hooks that fail, are killed, are retried or given up.

use serde_json::json;

use super::{Outcome, Remote, Unit, database, storage};
use crate::resolver::{OwnedSecret, QueuedAction, WorkloadEvent, WorkloadEventKind};

fn failed() -> Unit {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    unit.remote.config_hash += 1;
    unit.end("config-changed", &Outcome::Failed);
    unit
}

#[test]
fn a_failed_hook_is_retried_when_it_is_time() {
    let mut unit = failed();
    assert!(unit.local.has_failed());
    assert_eq!(unit.next(), None);
    unit.remote.retries += 1;
    unit.end("config-changed", &Outcome::Failed);
    assert_eq!(unit.next(), None, "each retry is one");
    unit.remote.retries += 1;
    assert_eq!(unit.settle(), ["config-changed"]);
}

#[test]
fn a_refused_commit_is_a_failure() {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    unit.remote.config_hash += 1;
    unit.end("config-changed", &Outcome::Refused("over quota".into()));
    assert!(unit.local.has_failed());
}

#[test]
fn a_failed_hook_holds_up_all_but_actions() {
    let mut unit = failed();
    unit.relate(database());
    unit.remote.leader = true;
    unit.remote.revision = 2;
    unit.remote.config_hash += 1;
    unit.remote.update_status += 1;
    unit.remote.storages.push(storage("data/0", true));
    let secret = OwnedSecret { uri: "secret:a".into(), rotations: 1, ..OwnedSecret::default() };
    unit.remote.owned_secrets.push(secret);
    unit.remote.workload_events.push(WorkloadEvent {
        number: 1,
        container: "web".into(),
        kind: WorkloadEventKind::Ready,
    });
    unit.remote.actions.push(QueuedAction { id: 1, name: "backup".into(), params: json!({}) });
    assert_eq!(unit.settle(), ["action backup"]);
    assert!(unit.local.has_failed());

    unit.remote.retries += 1;
    let expected = [
        "config-changed",
        "db-relation-created db:3",
        "leader-elected",
        "web-pebble-ready",
        "secret-rotate secret:a",
        "data-storage-attached data/0",
        "upgrade-charm",
        "config-changed",
        "db-relation-joined db:3 postgresql/0",
        "db-relation-changed db:3 postgresql/0",
    ];
    assert_eq!(unit.settle(), expected);
}

#[test]
fn an_operator_gives_a_hook_up() {
    let mut unit = Unit::new(Remote::machine("web/0"));
    unit.remote.leader = true;
    unit.end("install", &Outcome::Failed);
    unit.remote.skips += 1;
    unit.end("skip install", &Outcome::Committed);
    assert_eq!(unit.settle(), ["leader-elected", "config-changed", "start"]);
}

#[test]
fn to_give_up_a_hook_is_not_to_give_up_the_next() {
    let mut unit = failed();
    unit.remote.skips += 1;
    unit.remote.retries += 1;
    unit.end("skip config-changed", &Outcome::Committed);
    unit.remote.config_hash += 1;
    unit.end("config-changed", &Outcome::Failed);
    assert_eq!(unit.next(), None);
}

#[test]
fn a_killed_hook_runs_again_at_once() {
    let mut unit = Unit::new(Remote::machine("web/0"));
    unit.end("install", &Outcome::Killed);
    unit.end("install", &Outcome::Committed);
    unit.end("leader-settings-changed", &Outcome::Committed);
    unit.end("config-changed", &Outcome::Committed);
    unit.end("start", &Outcome::Killed);
    assert_eq!(unit.settle(), ["start"]);
}

#[test]
fn what_changed_during_a_hook_comes_after_it() {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    unit.remote.config_hash = 2;
    let operation = unit.next().unwrap();
    unit.remote.config_hash = 3;
    unit.local.after(&operation, &Outcome::Committed);
    assert_eq!(unit.settle(), ["config-changed"]);
}

/// Pebble's watcher tells of it again, so that a failed `pebble-ready` never puts a unit into error.
#[test]
fn a_failed_workload_hook_is_dropped() {
    let event = |number| WorkloadEvent { number, container: "web".into(), kind: WorkloadEventKind::Ready };
    let mut unit = Unit::settled(Remote::kubernetes("web/0"));
    for outcome in [Outcome::Failed, Outcome::Killed] {
        let number = unit.local.workload_event + 1;
        unit.remote.workload_events.push(event(number));
        unit.end("web-pebble-ready", &outcome);
        unit.end("skip web-pebble-ready", &Outcome::Committed);
        assert_eq!(unit.next(), None);
    }
    unit.remote.workload_events.push(event(3));
    assert_eq!(unit.settle(), ["web-pebble-ready"]);
}
