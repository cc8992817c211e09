//! From the deployment to the first quiet.

use super::{Outcome, RemoteRelation, Unit, database, storage, with_members};
use crate::resolver::{Platform, Remote, WorkloadEvent, WorkloadEventKind};

fn peers() -> RemoteRelation {
    with_members(RemoteRelation::peer("peers", 0, "web"), [("web/1", 1)])
}

fn ready(number: u64) -> WorkloadEvent {
    WorkloadEvent { number, container: "web".into(), kind: WorkloadEventKind::Ready }
}

/// A leader with a peer, a database and storage.
fn rich(platform: Platform) -> Unit {
    let mut remote = Remote::machine("web/0");
    (remote.platform, remote.leader) = (platform, true);
    remote.relations = vec![peers(), database()];
    remote.storages = vec![storage("data/0", true), storage("logs/1", true)];
    Unit::new(remote)
}

#[test]
fn a_machine_charm_has_its_storage_before_its_install() {
    let mut unit = rich(Platform::Machine);
    unit.remote.update_status = 1;
    let expected = [
        "data-storage-attached data/0",
        "logs-storage-attached logs/1",
        "install",
        "peers-relation-created peers:0",
        "db-relation-created db:3",
        "leader-elected",
        "config-changed",
        "start",
        "db-relation-joined db:3 postgresql/0",
        "db-relation-changed db:3 postgresql/0",
        "peers-relation-joined peers:0 web/1",
        "peers-relation-changed peers:0 web/1",
    ];
    assert_eq!(unit.settle(), expected);
    // Every hook before it has taken its turn.
    unit.remote.update_status = 2;
    assert_eq!(unit.settle(), ["update-status"]);
}

#[test]
fn the_install_waits_for_all_storage_on_machines_alone() {
    let mut unit = rich(Platform::Machine);
    unit.remote.storages[1].provisioned = false;
    assert_eq!(unit.settle(), ["data-storage-attached data/0"]);
    assert!(!unit.local.installed);
    unit.remote.storages[1].provisioned = true;
    assert_eq!(unit.settle()[..2], ["logs-storage-attached logs/1", "install"]);

    unit.remote.storages.push(storage("data/2", false));
    unit.remote.config_hash += 1;
    assert_eq!(unit.settle(), ["config-changed"]);
}

#[test]
fn a_kubernetes_charm_has_its_storage_once_its_pod_has() {
    let mut unit = rich(Platform::Kubernetes);
    unit.remote.relations.clear();
    for storage in &mut unit.remote.storages {
        storage.provisioned = false;
    }
    assert_eq!(unit.settle(), ["install", "leader-elected", "config-changed", "start"]);
    unit.remote.storages[0].provisioned = true;
    unit.remote.workload_events.push(ready(1));
    assert_eq!(unit.settle(), ["web-pebble-ready", "data-storage-attached data/0"]);
}

/// As logs of real deployments have it: nothing is queued between the lead and the config.
#[test]
fn a_kubernetes_charm_whose_pod_is_quick_has_its_storage_before_its_config() {
    let mut unit = rich(Platform::Kubernetes);
    unit.remote.relations.clear();
    let expected = [
        "install",
        "leader-elected",
        "data-storage-attached data/0",
        "logs-storage-attached logs/1",
        "config-changed",
        "start",
    ];
    assert_eq!(unit.settle(), expected);
}

#[test]
fn pebble_may_be_ready_before_the_charm_is_configured() {
    let mut unit = Unit::new(Remote::kubernetes("web/0"));
    unit.remote.leader = true;
    unit.remote.workload_events.push(ready(1));
    assert_eq!(unit.settle(), ["install", "leader-elected", "web-pebble-ready", "config-changed", "start"]);
    unit.remote.workload_events.push(ready(2));
    assert_eq!(unit.settle(), ["web-pebble-ready"]);
}

#[test]
fn a_follower_is_told_of_the_leaders_settings_before_juju_4() {
    let deployment = |version: &str| {
        let mut unit = Unit::new(Remote::machine("web/1"));
        unit.remote.juju_version = version.into();
        unit.settle()
    };
    let told = ["install", "leader-settings-changed", "config-changed", "start"];
    assert_eq!(deployment("3.6.11"), told);
    assert_eq!(deployment("3.5-beta1"), told);
    for version in ["4.0.1", "10.0", "", "later"] {
        assert_eq!(deployment(version), ["install", "config-changed", "start"], "{version}");
    }
}

#[test]
fn nothing_comes_between_config_and_the_first_start() {
    let mut unit = Unit::new(Remote::kubernetes("web/0"));
    unit.end("install", &Outcome::Committed);
    unit.end("leader-settings-changed", &Outcome::Committed);
    unit.end("config-changed", &Outcome::Committed);
    unit.relate(database());
    unit.remote.workload_events.push(ready(1));
    unit.remote.config_hash += 1;
    let expected = [
        "start",
        "db-relation-created db:3",
        "web-pebble-ready",
        "config-changed",
        "db-relation-joined db:3 postgresql/0",
        "db-relation-changed db:3 postgresql/0",
    ];
    assert_eq!(unit.settle(), expected);
}
