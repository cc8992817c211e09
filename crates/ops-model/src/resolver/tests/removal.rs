//! The end of a unit.

use super::{Life, NOTHING, Outcome, Remote, RemoteRelation, Unit, database, storage, with_members};

/// A leader with a peer, a database and storage.
fn settled() -> Unit {
    let mut remote = Remote::machine("web/0");
    remote.leader = true;
    remote.relations =
        vec![with_members(RemoteRelation::peer("peers", 0, "web"), [("web/1", 1)]), database()];
    remote.storages.push(storage("data/0", true));
    Unit::settled(remote)
}

const END: [&str; 6] = [
    "data-storage-detaching data/0",
    "db-relation-departed db:3 postgresql/0",
    "db-relation-broken db:3",
    "peers-relation-departed peers:0 web/1",
    "stop",
    "remove",
];

#[test]
fn a_unit_is_removed() {
    let mut unit = settled();
    unit.remote.life = Life::Dying;
    unit.end("resign leadership", &Outcome::Committed);
    // It is the unit itself that departs.
    unit.end(END[0], &Outcome::Committed);
    let hook = unit.next().and_then(|operation| operation.hook()).unwrap();
    let environment = hook.environment(&crate::State::unit("web/0"), std::collections::BTreeMap::new());
    assert_eq!(environment["JUJU_DEPARTING_UNIT"], "web/0");
    assert_eq!(unit.settle(), END[1..]);
    // What comes then is for nobody.
    unit.remote.config_hash += 1;
    unit.remote.retries += 1;
    assert_eq!(unit.settle(), NOTHING);
}

#[test]
fn an_application_is_removed_while_its_unit_is_alive() {
    let mut unit = settled();
    unit.remote.app_life = Life::Dying;
    unit.relation(3).life = Life::Dying;
    let hook = unit.next().and_then(|operation| operation.hook()).unwrap();
    let environment = hook.environment(&crate::State::unit("web/0"), std::collections::BTreeMap::new());
    assert_eq!(environment["JUJU_DEPARTING_UNIT"], "web/0");
    assert_eq!(unit.settle(), END[1..3]);
}

#[test]
fn a_unit_that_is_removed_before_its_install_runs_nothing() {
    let mut unit = Unit::new(Remote::machine("web/0"));
    unit.remote.storages.push(storage("data/0", false));
    assert_eq!(unit.settle(), NOTHING);
    unit.remote.life = Life::Dying;
    assert_eq!(unit.settle(), NOTHING);
}

#[test]
fn a_unit_that_never_started_is_not_stopped() {
    let mut unit = Unit::new(Remote::machine("web/0"));
    unit.end("install", &Outcome::Committed);
    unit.remote.life = Life::Dying;
    assert_eq!(unit.settle(), ["remove"]);
}

#[test]
fn a_queued_start_comes_before_the_end() {
    let mut unit = Unit::new(Remote::machine("web/0"));
    unit.end("install", &Outcome::Committed);
    unit.end("leader-settings-changed", &Outcome::Committed);
    unit.end("config-changed", &Outcome::Committed);
    unit.remote.life = Life::Dying;
    assert_eq!(unit.settle(), ["start", "stop", "remove"]);
}

#[test]
fn a_failed_hook_holds_up_the_end() {
    let mut unit = settled();
    unit.remote.config_hash += 1;
    unit.end("config-changed", &Outcome::Failed);
    unit.remote.life = Life::Dying;
    assert_eq!(unit.settle(), NOTHING);
    unit.remote.skips += 1;
    assert_eq!(unit.settle(), END);
}

#[test]
fn storage_is_detached_alone() {
    let mut unit = settled();
    unit.remote.storages[0].life = Life::Dying;
    assert_eq!(unit.settle(), ["data-storage-detaching data/0"]);
    unit.remote.storages.clear();
    assert_eq!(unit.settle(), NOTHING);
}
