//! The order of hooks, as Juju's own resolver has it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::process::Command;
use std::time::Duration;

use ops_model::Outcome;
use ops_model::resolver::{Local, Operation, Remote, Step, next};
use standin::judge::order_probe;
use standin::{Exit, run_within};

/// The probe is a unit that leads, from its deployment until there is nothing left to do, and takes what each operation makes of its
/// state from a list of its own: it judges the order, and no relations.
#[test]
fn a_leaders_operations_come_in_jujus_own_order() {
    let Some(probe) = order_probe() else { return };
    let ended = run_within(Duration::from_secs(60), &mut Command::new(probe)).unwrap();
    assert_eq!(ended.exit, Exit::Code(0), "{}", ended.stderr);
    let mut juju: Vec<_> = ended.stdout.lines().collect();
    assert_eq!(juju.pop(), Some("no operations"), "it stopped half-way: {juju:?}");

    let mut remote = Remote::machine("web/0");
    remote.leader = true;
    let mut local = Local::deployed(remote.revision);
    let mut ours = Vec::new();
    settle(&mut local, &remote, &mut ours);
    // A hook takes the turn of `update-status` in Juju's loop, which is not in the probe.
    remote.update_status += 1;
    settle(&mut local, &remote, &mut ours);
    assert_eq!(ours, juju);
}

fn settle(local: &mut Local, remote: &Remote, names: &mut Vec<String>) {
    while let Some(operation) = next(local, remote) {
        local.after(&operation, &Outcome::Committed);
        names.push(name(&operation));
    }
}

/// The operation's name in the probe.
fn name(operation: &Operation) -> String {
    match &operation.step {
        Step::AcceptLeadership => "accept".into(),
        Step::DeployCharm(revision) => format!("deploy ch:a-{revision}"),
        _ => operation.to_string(),
    }
}
