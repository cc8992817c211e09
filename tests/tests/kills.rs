//! A charm that is killed, at each of its calls: what it kept is old or new, never half.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use standin::{CharmDir, Fault, Juju, Outcome, Then, World};
use support::{database_changed, deferred, faulty, seen};

/// More than two of the pieces in which state is kept.
const BALLAST: u32 = 150_000;

/// A unit that has a deferred event and a large state, and whose next event changes all that can be changed.
fn begun(charm: &CharmDir) -> Juju {
    let mut world = faulty();
    world.set_config("defer", "config-changed").set_config("ballast", BALLAST);
    let mut juju = Juju::new(charm, world);
    juju.dispatch("config-changed");
    juju.world_mut().set_config("defer", "db-relation-changed").set_config("ballast", BALLAST / 2);
    juju
}

/// What a hook commits; statuses and logs are not part of it.
fn committed(world: &World) -> impl PartialEq + std::fmt::Debug + use<> {
    let bags = |relation: &standin::Relation| (relation.local_unit.clone(), relation.local_app.clone());
    (world.state.clone(), world.relations.iter().map(bags).collect::<Vec<_>>())
}

#[test]
fn at_each_call_what_was_kept_is_old_and_the_next_try_is_whole() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = begun(&charm);
    let old = committed(juju.world());
    let healthy = juju.dispatch(database_changed());
    assert_eq!(healthy.outcome(), &Outcome::Committed, "{healthy}");
    let new = committed(juju.world());
    assert_eq!(deferred(juju.world()), ["db-relation-changed"]);
    assert_eq!(seen(juju.world()), ["config-changed", "config-changed", "db-relation-changed"]);

    let calls = healthy.calls().len();
    assert!(calls >= 8, "{healthy}");
    for nth in 1..=calls {
        for then in [Then::KillBefore, Then::KillAfter] {
            let mut juju = begun(&charm);
            juju.set_faults([Fault::any(nth, then.clone())]);
            let killed = juju.dispatch(database_changed());
            assert_eq!(killed.outcome(), &Outcome::Killed, "call {nth}, {then:?}: {killed}");
            assert!(committed(juju.world()) == old, "call {nth}, {then:?}: {killed}");
            juju.set_faults([]);
            let again = juju.dispatch(database_changed());
            assert_eq!(again.outcome(), &Outcome::Committed, "{again}");
            assert!(committed(juju.world()) == new, "call {nth}, {then:?}: {again}");
        }
    }
}

#[test]
fn a_state_that_shrinks_leaves_nothing_of_the_longer_one() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = begun(&charm);
    assert!(juju.world().state["ops.v1.state.2"].len() > 1000);
    juju.world_mut().set_config("ballast", 1);
    juju.dispatch("update-status");
    for key in ["ops.v1.state.1", "ops.v1.state.2"] {
        assert_eq!(juju.world().state.get(key).map(String::as_str), Some(""), "{key}");
    }
    assert!(juju.dispatch("update-status").calls_of("state-set").count() == 0);
}

#[test]
fn a_state_with_a_piece_missing_is_an_error_and_not_a_new_life() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = begun(&charm);
    juju.world_mut().state.remove("ops.v1.state.1");
    let run = juju.dispatch("update-status");
    assert_eq!(run.exit_code(), Some(1), "{run}");
    assert!(support::logged(&juju, "ERROR").join("\n").contains("ops.v1.state.1"), "{run}");
    assert_eq!(run.calls_of("state-set").count(), 0, "{run}");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
