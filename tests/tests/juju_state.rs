//! State that is kept by Juju, in pieces.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use standin::{CharmDir, Juju};
use support::faulty;

/// More than two of the pieces in which state is kept.
const BALLAST: u32 = 150_000;

/// A unit that has a large state.
fn begun(charm: &CharmDir) -> Juju {
    let mut world = faulty();
    world.set_config("ballast", BALLAST);
    let mut juju = Juju::new(charm, world);
    juju.dispatch("config-changed");
    juju
}

#[test]
fn a_state_that_shrinks_leaves_nothing_of_the_longer_one() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = begun(&charm);
    assert!(juju.world().state["ops.v1.state.2"].len() > 1000);
    juju.world_mut().set_config("ballast", 1);
    juju.dispatch("config-changed");
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
