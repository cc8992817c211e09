//! Secrets, actions and what containers tell.

use serde_json::json;

use super::{NOTHING, Remote, Unit};
use crate::State;
use crate::resolver::{ConsumedSecret, OwnedSecret, QueuedAction, WorkloadEvent, WorkloadEventKind};

fn unit() -> Unit {
    let mut unit = Unit::settled(Remote::kubernetes("web/0"));
    unit.remote.leader = true;
    unit.settle();
    unit
}

/// The variables of a prefix in each hook that runs until all is quiet.
fn environments(unit: &mut Unit, prefix: &str) -> Vec<String> {
    let hooks = unit.operations().into_iter().filter_map(|operation| operation.hook());
    let told = hooks.map(|hook| {
        let environment = hook.environment(&State::unit("web/0"), std::collections::BTreeMap::new());
        let told = environment.iter().filter_map(|(name, value)| {
            let name = name.strip_prefix(prefix)?;
            Some(format!(" {name}={value}"))
        });
        hook.name().to_owned() + &told.collect::<String>()
    });
    told.collect()
}

#[test]
fn secrets_have_an_order() {
    let mut unit = unit();
    let owned =
        |uri: &str| OwnedSecret { uri: uri.into(), label: "password".into(), ..OwnedSecret::default() };
    let rotating = OwnedSecret { rotations: 1, obsolete: [1, 2].into(), ..owned("secret:a") };
    let expired = OwnedSecret { is_of_app: true, expired: [(3, 1)].into(), ..owned("secret:b") };
    unit.remote.owned_secrets = vec![rotating, expired];
    unit.remote.consumed_secrets =
        vec![ConsumedSecret { uri: "secret:c".into(), label: String::new(), revision: 2 }];
    let expected = [
        "secret-expired ID=secret:b LABEL=password REVISION=3",
        "secret-rotate ID=secret:a LABEL=password",
        "secret-changed ID=secret:c LABEL=",
        "secret-remove ID=secret:a LABEL=password REVISION=1",
        "secret-remove ID=secret:a LABEL=password REVISION=2",
    ];
    assert_eq!(environments(&mut unit, "JUJU_SECRET_"), expected);

    // Each is told again when it is so again.
    unit.remote.owned_secrets[0].rotations += 1;
    unit.remote.owned_secrets[1].expired.insert(3, 2);
    unit.remote.consumed_secrets[0].revision += 1;
    let expected = ["secret-expired secret:b/3", "secret-rotate secret:a", "secret-changed secret:c"];
    assert_eq!(unit.settle(), expected);

    unit.remote.consumed_secrets.clear();
    unit.remote.deleted_secrets.push("secret:c".into());
    assert_eq!(unit.settle(), NOTHING);
    assert!(unit.local.consumed_secrets.is_empty());
}

#[test]
fn containers_tell_in_order() {
    let mut unit = unit();
    let kinds = [
        WorkloadEventKind::Ready,
        WorkloadEventKind::CustomNotice { id: "7".into(), key: "example.com/done".into() },
        WorkloadEventKind::CheckFailed { check: "http".into() },
        WorkloadEventKind::CheckRecovered { check: "http".into() },
    ];
    let events = kinds.into_iter().zip(1..);
    unit.remote.workload_events =
        events.map(|(kind, number)| WorkloadEvent { number, container: "web".into(), kind }).collect();
    let mut other = Unit { local: unit.local.clone(), remote: unit.remote.clone() };
    let lines = [
        "web-pebble-ready",
        "web-pebble-custom-notice example.com/done",
        "web-pebble-check-failed http",
        "web-pebble-check-recovered http",
    ];
    assert_eq!(unit.settle(), lines);
    let told = environments(&mut other, "JUJU_NOTICE_");
    assert_eq!(told[1], "web-pebble-custom-notice ID=7 KEY=example.com/done TYPE=custom");
}

#[test]
fn actions_run_one_by_one_between_hooks() {
    let mut unit = unit();
    let action = |id, name: &str| QueuedAction { id, name: name.into(), params: json!({"count": 1}) };
    unit.remote.actions = vec![action(4, "backup"), action(6, "restore")];
    unit.remote.config_hash += 1;
    let expected = ["backup NAME=backup TAG=action-4 UUID=4", "restore NAME=restore TAG=action-6 UUID=6"];
    assert_eq!(environments(&mut unit, "JUJU_ACTION_")[..2], expected);
    // What is taken may be dropped; what comes then is new.
    unit.remote.actions = vec![action(8, "backup")];
    assert_eq!(unit.settle(), ["action backup"]);
}

#[test]
fn no_action_comes_before_the_install() {
    let mut unit = Unit::new(Remote::machine("web/0"));
    unit.remote.actions.push(QueuedAction { id: 1, name: "backup".into(), params: json!({}) });
    assert_eq!(unit.settle()[..2], ["install", "leader-settings-changed"]);
}
