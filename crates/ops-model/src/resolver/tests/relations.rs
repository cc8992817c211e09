//! The life of a relation, as one unit meets it.

use super::{Life, NOTHING, Outcome, Remote, RemoteRelation, Step, Unit, database, with_members};

fn web() -> Unit {
    Unit::settled(Remote::machine("web/0"))
}

#[test]
fn a_relation_with_one_unit() {
    let mut unit = web();
    unit.relate(RemoteRelation::new("db", 3, "postgresql"));
    assert_eq!(unit.settle(), ["db-relation-created db:3"]);
    unit.relation(3).members.insert("postgresql/0".into(), 1);
    let joined = ["db-relation-joined db:3 postgresql/0", "db-relation-changed db:3 postgresql/0"];
    assert_eq!(unit.settle(), joined);
    // Several writes before the hook runs are one change.
    unit.relation(3).members.insert("postgresql/0".into(), 4);
    assert_eq!(unit.settle(), ["db-relation-changed db:3 postgresql/0"]);
    unit.relation(3).app_version = 1;
    assert_eq!(unit.settle(), ["db-relation-changed db:3 postgresql"]);
    unit.relation(3).life = Life::Dying;
    assert_eq!(unit.settle(), ["db-relation-departed db:3 postgresql/0", "db-relation-broken db:3"]);
    assert!(unit.local.relations.is_empty());
}

#[test]
fn what_the_application_has_written_comes_before_its_units() {
    let mut unit = web();
    unit.relate(database());
    unit.relation(3).app_version = 2;
    let expected = [
        "db-relation-created db:3",
        "db-relation-changed db:3 postgresql",
        "db-relation-joined db:3 postgresql/0",
        "db-relation-changed db:3 postgresql/0",
    ];
    assert_eq!(unit.settle(), expected);
}

#[test]
fn the_scope_is_entered_before_the_charm_is_told() {
    let mut unit = web();
    unit.relate(database());
    unit.relate(RemoteRelation::new("cache", 4, "redis"));
    let steps = unit.operations().into_iter().map(|operation| operation.to_string());
    let expected = [
        "enter scope of relation 3",
        "enter scope of relation 4",
        "db-relation-created db:3",
        "cache-relation-created cache:4",
        "db-relation-joined db:3 postgresql/0",
        "db-relation-changed db:3 postgresql/0",
    ];
    assert_eq!(steps.collect::<Vec<_>>(), expected);
}

#[test]
fn of_several_changes_a_departure_is_first_and_new_data_last() {
    let mut unit = web();
    let members = [("postgresql/0", 1), ("postgresql/1", 1), ("postgresql/2", 1)];
    unit.relate(with_members(RemoteRelation::new("db", 3, "postgresql"), members));
    unit.settle();
    let relation = unit.relation(3);
    relation.app_version = 1;
    relation.members = [("postgresql/2", 2), ("postgresql/10", 1), ("postgresql/9", 1)]
        .map(|(unit, version)| (unit.to_owned(), version))
        .into();
    let expected = [
        "db-relation-departed db:3 postgresql/0",
        "db-relation-departed db:3 postgresql/1",
        "db-relation-changed db:3 postgresql",
        "db-relation-joined db:3 postgresql/10",
        "db-relation-changed db:3 postgresql/10",
        "db-relation-joined db:3 postgresql/9",
        "db-relation-changed db:3 postgresql/9",
        "db-relation-changed db:3 postgresql/2",
    ];
    assert_eq!(unit.settle(), expected);
}

#[test]
fn a_unit_that_leaves_as_soon_as_it_has_joined_still_has_its_change() {
    let mut unit = web();
    unit.relate(database());
    for line in
        ["enter scope of relation 3", "db-relation-created db:3", "db-relation-joined db:3 postgresql/0"]
    {
        unit.end(line, &Outcome::Committed);
    }
    // Neither the departure nor another relation's news come between.
    unit.relation(3).members.clear();
    unit.relate(with_members(RemoteRelation::new("cache", 1, "redis"), [("redis/0", 1)]));
    let expected = [
        "cache-relation-created cache:1",
        "db-relation-changed db:3 postgresql/0",
        "cache-relation-joined cache:1 redis/0",
        "cache-relation-changed cache:1 redis/0",
        "db-relation-departed db:3 postgresql/0",
    ];
    assert_eq!(unit.settle(), expected);
}

#[test]
fn peers_come_last_from_juju_3_6_on() {
    let joined = |version: &str| {
        let mut unit = web();
        unit.remote.juju_version = version.into();
        unit.relate(with_members(RemoteRelation::peer("peers", 0, "web"), [("web/1", 1)]));
        unit.relate(database());
        unit.settle()[2].clone()
    };
    assert_eq!(joined("3.6.0"), "db-relation-joined db:3 postgresql/0");
    assert_eq!(joined("4.0.0"), "db-relation-joined db:3 postgresql/0");
    assert_eq!(joined("3.5.4"), "peers-relation-joined peers:0 web/1");
}

#[test]
fn another_unit_is_removed() {
    let mut unit = web();
    unit.relate(database());
    unit.settle();
    unit.relation(3).members.clear();
    let operation = unit.next().unwrap();
    let Step::RunHook(hook) = &operation.step else { panic!("{operation}") };
    assert_eq!(hook.to_string(), "db-relation-departed db:3 postgresql/0");
    assert_eq!(variable(&unit, "JUJU_DEPARTING_UNIT"), "postgresql/0");
    // The relation goes on without it.
    assert_eq!(unit.settle().len(), 1);
    unit.relation(3).members.insert("postgresql/1".into(), 1);
    assert_eq!(unit.settle()[0], "db-relation-joined db:3 postgresql/1");
}

#[test]
fn a_charm_is_told_who_it_is_about() {
    let mut unit = web();
    unit.relate(database());
    unit.relation(3).app_version = 1;
    unit.end("enter scope of relation 3", &Outcome::Committed);
    unit.end("db-relation-created db:3", &Outcome::Committed);
    assert_eq!(variable(&unit, "JUJU_REMOTE_UNIT"), "");
    assert_eq!(variable(&unit, "JUJU_REMOTE_APP"), "postgresql");
    unit.end("db-relation-changed db:3 postgresql", &Outcome::Committed);
    assert_eq!(variable(&unit, "JUJU_REMOTE_UNIT"), "postgresql/0");
    assert_eq!(variable(&unit, "JUJU_RELATION_ID"), "db:3");
}

#[test]
fn a_suspended_relation_is_left_and_joined_anew() {
    let mut unit = web();
    unit.relate(database());
    unit.settle();
    unit.relation(3).suspended = true;
    assert_eq!(unit.settle(), ["db-relation-departed db:3 postgresql/0", "db-relation-broken db:3"]);
    unit.relation(3).suspended = false;
    let expected = [
        "db-relation-created db:3",
        "db-relation-joined db:3 postgresql/0",
        "db-relation-changed db:3 postgresql/0",
    ];
    assert_eq!(unit.settle(), expected);
}

#[test]
fn a_relation_that_ends_before_it_was_seen_is_not_seen() {
    let mut unit = web();
    unit.relate(database());
    unit.relation(3).life = Life::Dying;
    assert_eq!(unit.settle(), NOTHING);
}

#[test]
fn a_relation_that_was_removed_by_force_is_forgotten() {
    let mut unit = web();
    unit.relate(database());
    unit.settle();
    unit.remote.relations.clear();
    assert_eq!(unit.settle(), NOTHING);
    assert!(unit.local.relations.is_empty());
}

fn variable(unit: &Unit, name: &str) -> String {
    let hook = unit.next().and_then(|operation| operation.hook()).unwrap();
    let state = crate::State::unit("web/0");
    hook.environment(&state, std::collections::BTreeMap::new())[name].clone()
}
