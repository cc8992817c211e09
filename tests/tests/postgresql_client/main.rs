//! The interface `postgresql_client`: the example charms with each other, and either side with what the Python library writes on the other.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod exchange;
mod provider;
mod requirer;
#[path = "../support/mod.rs"]
mod support;

use standin::{Bag, CharmDir, Hook, Juju, Outcome, Relation, Run, State};
use support::logged;

/// What a requirer of the Python library asks to have in secrets, as it writes it.
const REQUESTED: &str = r#"["username", "password", "tls", "tls-ca", "uris", "read-only-uris", "entity-name", "entity-password"]"#;
const PROVIDED: &str = r#"["mtls-cert"]"#;
/// The id of the one relation.
const ID: u64 = 3;

/// The charm that has both sides, as the leader, with one relation at an endpoint to a charm that a test plays.
fn played(endpoint: &str, remote: &str) -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("postgresql-charm");
    let mut state = State::unit("postgresql-charm/0");
    state.leader = true;
    state.set_config("ask", "plain");
    state.goal_state.units.insert(state.unit.clone(), "active".into());
    state.relations.push(Relation::named(endpoint, ID, remote).with_unit(&format!("{remote}/0"), []));
    let juju = Juju::new(&charm, state);
    (charm, juju)
}

/// Runs a hook that has to succeed.
fn fine(juju: &mut Juju, hook: impl Into<Hook>) -> Run {
    juju.forget_logs();
    let run = juju.dispatch(hook);
    assert_eq!((run.exit_code(), run.outcome()), (Some(0), &Outcome::Committed), "{run}\n{:?}", juju.logs());
    run
}

/// The events that its handlers heard.
fn heard(juju: &mut Juju, hook: impl Into<Hook>) -> Vec<String> {
    fine(juju, hook);
    logged(juju, "INFO").into_iter().map(str::to_owned).collect()
}

/// Runs a hook that has to fail, and gives what the log says of it.
fn fails(juju: &mut Juju, hook: impl Into<Hook>) -> String {
    juju.forget_logs();
    let run = juju.dispatch(hook);
    assert_eq!(run.outcome(), &Outcome::Failed, "{run}");
    logged(juju, "ERROR").join("\n")
}

fn relation(juju: &mut Juju) -> &mut Relation {
    juju.state_mut().relation_mut(ID).unwrap()
}

/// A databag without what Juju puts there.
fn own(bag: &Bag) -> Vec<(&str, &str)> {
    let is_own = |key: &&String| !key.ends_with("-address") && *key != "egress-subnets";
    bag.iter().filter(|(key, _)| is_own(key)).map(|(key, value)| (key.as_str(), value.as_str())).collect()
}

fn bag<const N: usize>(pairs: [(&str, &str); N]) -> Bag {
    pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
