//! All that a charm can ask of Juju beside relations and state, end to end.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use serde_json::json;
use standin::{CharmDir, Fault, Hook, Juju, OpenPort, Outcome, Run, Then};
use support::{logged, model};

fn charm() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("model-charm");
    let juju = Juju::new(&charm, model());
    (charm, juju)
}

/// Runs a hook that succeeds.
fn run(juju: &mut Juju, hook: impl Into<Hook>) -> Run {
    let run = juju.dispatch(hook);
    assert_eq!((run.exit_code(), run.outcome()), (Some(0), &Outcome::Committed), "{run}");
    run
}

/// What it called beside the log and its own state, in which deferred events may be.
fn calls(run: &Run) -> Vec<String> {
    let is_other = |call: &String| !call.starts_with("juju-log") && !call.starts_with("state-get");
    run.calls().into_iter().filter(is_other).collect()
}

#[test]
fn a_resource_is_asked_for_once_and_one_that_is_missing_is_named() {
    let (_charm, mut juju) = charm();
    assert_eq!(calls(&run(&mut juju, "install")), ["resource-get tool"]);
    let unit = r#"unit: Some("zone-1") Some("0") Some(UnitName("postgresql/0"))"#;
    assert_eq!(logged(&juju, "INFO"), ["tool: /srv/tool.tgz", unit]);
    juju.state_mut().resources.clear();
    run(&mut juju, "install");
    let [warning] = logged(&juju, "WARNING")[..] else { panic!() };
    assert!(
        warning.contains(r#"resource "tool" not found"#) && warning.contains("attach-resource"),
        "{warning}"
    );
}

#[test]
fn networks_of_endpoints_bindings_and_relations() {
    let (_charm, mut juju) = charm();
    let run = run(&mut juju, "config-changed");
    assert_eq!(
        calls(&run),
        [
            "network-get --format=json website",
            "network-get --format=json admin",
            "relation-ids db --format=json",
            "network-get --format=json -r 3 db",
            "relation-model-get --format=json -r db:3",
        ]
    );
    assert_eq!(
        logged(&juju, "INFO"),
        [
            "website: Some(Ip(192.0.2.1)) Some(Ip(192.0.2.1))",
            "admin: 1 192.0.2.1/32",
            "db:3: Some(192.0.2.1), model elsewhere",
        ]
    );
    juju.state_mut().juju_version = "3.5.4".into();
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(1), "{run}");
    assert!(logged(&juju, "ERROR")[0].contains("`relation-model-get` needs Juju 3.6.0, and this is 3.5.4"));
}

#[test]
fn ports_are_seen_as_they_will_be() {
    let (_charm, mut juju) = charm();
    run(&mut juju, "start");
    assert_eq!(logged(&juju, "INFO")[0], "open: 53/udp 80/tcp 443/tcp 8000-8010/udp");
    assert_eq!(logged(&juju, "INFO")[1], "open for admin: 80/tcp 443/tcp 8000-8010/udp");
    let open = &juju.state().opened_ports;
    assert!(open.contains(&OpenPort::tcp(80)) && open.len() == 5, "{open:?}");

    let changed = run(&mut juju, "upgrade-charm");
    assert_eq!(
        calls(&changed),
        ["opened-ports --format=json --endpoints", "close-port 53/udp", "close-port 8000-8010/udp"]
    );
    assert_eq!(juju.state().opened_ports, [OpenPort::tcp(443), OpenPort::tcp(80)]);
    assert_eq!(calls(&run(&mut juju, "upgrade-charm")).len(), 1, "there is nothing to change");
}

#[test]
fn statuses_and_the_goal_state() {
    let (_charm, mut juju) = charm();
    let elected = run(&mut juju, "leader-elected");
    assert_eq!(
        logged(&juju, "INFO"),
        [r#"unit: unknown """#, "application: unknown of 1 units", "planned: 2 units, 1 of the database"]
    );
    assert_eq!(elected.calls_of("status-get").count(), 2, "{elected}");
    assert_eq!(elected.calls_of("status-set").count(), 1, "{elected}");
    assert_eq!(elected.calls_of("goal-state").count(), 1, "{elected}");
}

#[test]
fn the_cloud_is_told_to_the_trusted_and_shown_to_nobody() {
    let (_charm, mut juju) = charm();
    run(&mut juju, "update-status");
    let [told] = logged(&juju, "INFO")[..] else { panic!() };
    assert!(told.starts_with("cloud home, a key of 11 bytes"), "{told}");
    juju.state_mut().cloud_spec = None;
    run(&mut juju, "update-status");
    assert!(juju.state().unit_status.message.contains("juju trust"), "{:?}", juju.state().unit_status);
}

#[test]
fn storage_is_told_by_its_event_and_more_of_it_asked_for() {
    let (_charm, mut juju) = charm();
    let attached = run(&mut juju, Hook::storage("data/0", "attached"));
    assert_eq!(logged(&juju, "INFO"), ["data/0 at /srv/data/0, filesystem"]);
    assert_eq!(
        calls(&attached),
        ["storage-list --format=json data", "storage-list --format=json disks", "storage-add disks=2",]
    );
    assert_eq!(juju.state().requested_storages["disks"], 2);
}

#[test]
fn a_reboot_comes_after_the_hook() {
    let (_charm, mut juju) = charm();
    run(&mut juju, "stop");
    assert_eq!(juju.state().reboots, 1);
    let refused = juju.dispatch(Hook::action("reboot", json!({})));
    assert_eq!(refused.calls_of("juju-reboot").count(), 0, "{refused}");
    let action = juju.action().unwrap();
    assert!(action.failed.as_ref().unwrap().contains("`juju-reboot` in an action"), "{action:?}");
}

#[test]
fn a_reboot_at_once_keeps_nothing_of_the_hook() {
    let (_charm, mut juju) = charm();
    let changed = Hook::relation("cluster", 1, "changed").unit("model-charm/1");
    let killed = juju.dispatch(changed.clone());
    assert_eq!(killed.outcome(), &Outcome::Killed, "{killed}");
    assert_eq!(juju.state().reboots, 1);

    // In a debug session Juju has no process to kill: the call returns.
    juju.set_faults([Fault::first("juju-reboot", Then::Answer(String::new()))]);
    let ended = run(&mut juju, changed);
    assert_eq!(ended.calls_of("relation-set").count(), 0, "{ended}");
    assert!(!juju.state().relation(1).unwrap().local_unit_data.contains_key("is"));

    juju.set_faults([Fault::first(
        "juju-reboot",
        Then::Exit { code: 1, stderr: "ERROR not implemented".into() },
    )]);
    let failed = juju.dispatch(Hook::relation("cluster", 1, "changed").unit("model-charm/1"));
    assert_eq!(failed.exit_code(), Some(1), "{failed}");
    assert!(logged(&juju, "ERROR")[0].contains("not implemented"), "{failed}");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
