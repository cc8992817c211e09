//! What else could be next.

use serde_json::json;

use super::{NOTHING, Outcome, Remote, RemoteRelation, Unit, database, with_members};
use crate::resolver::{QueuedAction, choices};

fn lines(unit: &Unit) -> Vec<String> {
    choices(&unit.local, &unit.remote).iter().map(ToString::to_string).collect()
}

#[test]
fn news_may_come_in_any_order() {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    assert_eq!(lines(&unit), NOTHING);
    unit.relate(RemoteRelation::new("db", 3, "postgresql"));
    unit.settle();
    unit.remote.leader = true;
    unit.remote.config_hash += 1;
    unit.remote.update_status += 1;
    unit.remote.actions.push(QueuedAction { id: 1, name: "backup".into(), params: json!({}) });
    *unit.relation(3) = with_members(RemoteRelation::new("db", 3, "postgresql"), [("a/0", 1), ("a/1", 1)]);
    let expected = [
        "accept leadership",
        "action backup",
        "config-changed",
        "db-relation-joined db:3 a/0",
        "db-relation-joined db:3 a/1",
        "update-status",
    ];
    assert_eq!(lines(&unit), expected);

    // Going on from another than the first leaves nothing out.
    let operation = choices(&unit.local, &unit.remote).swap_remove(4);
    unit.local.after(&operation, &Outcome::Committed);
    let expected = [
        "leader-elected",
        "action backup",
        "config-changed",
        "db-relation-changed db:3 a/1",
        "db-relation-joined db:3 a/0",
        "db-relation-changed db:3 a/0",
    ];
    assert_eq!(unit.settle(), expected, "any hook takes the turn of update-status");
}

#[test]
fn what_is_queued_or_failed_has_no_other() {
    let mut unit = Unit::new(Remote::machine("web/0"));
    unit.remote.config_hash += 1;
    assert_eq!(lines(&unit), ["install"]);
    unit.end("install", &Outcome::Failed);
    unit.remote.retries += 1;
    unit.remote.actions.push(QueuedAction { id: 1, name: "backup".into(), params: json!({}) });
    assert_eq!(lines(&unit), ["action backup", "install"]);
}

#[test]
fn the_change_after_a_joined_is_the_last_choice() {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    unit.relate(database());
    for line in
        ["enter scope of relation 3", "db-relation-created db:3", "db-relation-joined db:3 postgresql/0"]
    {
        unit.end(line, &Outcome::Committed);
    }
    unit.remote.config_hash += 1;
    unit.relation(3).members.insert("postgresql/1".into(), 1);
    assert_eq!(lines(&unit), ["config-changed", "db-relation-changed db:3 postgresql/0"]);
}

#[test]
fn a_remote_state_that_contradicts_itself_ends_too() {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    unit.relate(database());
    unit.settle();
    let mut twin = database();
    twin.members.clear();
    unit.relate(twin);
    assert!(lines(&unit).len() < 5);
}
