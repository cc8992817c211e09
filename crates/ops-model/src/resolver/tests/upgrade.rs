//! A new revision of the charm, a new pod, a machine that boots.

use super::{NOTHING, Outcome, Remote, Unit};

#[test]
fn an_upgrade_is_followed_by_the_config() {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    unit.remote.leader = true;
    unit.settle();
    unit.remote.revision = 2;
    let lines = unit.operations().into_iter().map(|operation| operation.to_string());
    assert_eq!(lines.collect::<Vec<_>>(), ["deploy charm 2", "upgrade-charm", "config-changed"]);
    assert_eq!(unit.local.revision, 2);
}

#[test]
fn a_follower_is_told_of_the_leaders_settings_anew() {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    unit.remote.revision = 2;
    assert_eq!(unit.settle(), ["upgrade-charm", "config-changed", "leader-settings-changed"]);
}

#[test]
fn an_upgrade_by_force_retries_the_failed_hook_with_the_new_files() {
    let mut unit = Unit::settled(Remote::machine("web/0"));
    unit.remote.config_hash += 1;
    unit.end("config-changed", &Outcome::Failed);
    unit.remote.revision = 2;
    assert_eq!(unit.next(), None);
    unit.remote.force_upgrade = true;
    unit.end("deploy charm 2", &Outcome::Committed);
    assert_eq!(unit.next(), None);
    unit.remote.retries += 1;
    unit.end("config-changed", &Outcome::Committed);
    assert_eq!(unit.settle(), ["leader-settings-changed"]);
}

#[test]
fn a_pod_is_replaced() {
    let mut unit = Unit::settled(Remote::kubernetes("web/0"));
    unit.remote.leader = true;
    unit.settle();
    unit.remote.shutdown = true;
    assert_eq!(unit.settle(), ["stop"]);
    // The revision comes with the new pod, not before.
    unit.remote.revision = 2;
    assert_eq!(unit.settle(), NOTHING);
    unit.remote.shutdown = false;
    unit.local.pod_replaced(2);
    assert_eq!(unit.settle(), ["upgrade-charm", "config-changed", "start"]);
    assert!(!unit.local.stopped);
}

#[test]
fn a_pod_that_is_shut_down_runs_nothing_that_is_queued() {
    let mut unit = Unit::new(Remote::kubernetes("web/0"));
    unit.end("install", &Outcome::Committed);
    unit.remote.shutdown = true;
    unit.remote.leader = true;
    unit.end("accept leadership", &Outcome::Committed);
    assert_eq!(unit.next(), None);
    unit.remote.shutdown = false;
    unit.local.pod_replaced(1);
    assert_eq!(unit.settle(), ["leader-elected", "config-changed", "start"]);
}

#[test]
fn a_machine_boots() {
    let mut unit = Unit::new(Remote::machine("web/0"));
    unit.remote.leader = true;
    unit.local.rebooted();
    assert_eq!(unit.settle(), ["install", "leader-elected", "config-changed", "start"]);
    unit.local.rebooted();
    assert_eq!(unit.settle(), ["start"]);
    // A new address is a new config.
    unit.local.rebooted();
    unit.remote.config_hash += 1;
    assert_eq!(unit.settle(), ["start", "config-changed"]);
}
