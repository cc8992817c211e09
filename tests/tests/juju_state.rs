//! State that is kept by Juju, in pieces.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use standin::{CharmDir, Juju, Outcome};
use support::faulty;

/// More than two of the pieces in which state is kept.
const BALLAST: u32 = 150_000;

/// A unit that has a large state.
fn begun(charm: &CharmDir) -> Juju {
    let mut state = faulty();
    state.set_config("ballast", BALLAST);
    let mut juju = Juju::new(charm, state);
    juju.dispatch("config-changed");
    juju
}

#[test]
fn a_state_that_shrinks_leaves_nothing_of_the_longer_one() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = begun(&charm);
    assert!(juju.state().charm_state["ops.v1.state.2"].len() > 1000);
    juju.state_mut().set_config("ballast", 1);
    juju.dispatch("config-changed");
    for key in ["ops.v1.state.1", "ops.v1.state.2"] {
        assert_eq!(juju.state().charm_state.get(key).map(String::as_str), Some(""), "{key}");
    }
    assert!(juju.dispatch("update-status").calls_of("state-set").count() == 0);
}

#[test]
fn a_state_with_a_piece_missing_is_an_error_and_not_a_new_life() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = begun(&charm);
    juju.state_mut().charm_state.remove("ops.v1.state.1");
    let run = juju.dispatch("update-status");
    assert_eq!(run.exit_code(), Some(1), "{run}");
    assert!(support::logged(&juju, "ERROR").join("\n").contains("ops.v1.state.1"), "{run}");
    assert_eq!(run.calls_of("state-set").count(), 0, "{run}");
}

/// What Juju's database is to store, as its quota counts it.
fn size(juju: &Juju) -> usize {
    // A dot in a key has three bytes.
    let of = |(key, value): (&String, &String)| 7 + key.len() + 2 * key.matches('.').count() + value.len();
    5 + juju.state().charm_state.iter().map(of).sum::<usize>()
}

#[test]
fn a_state_over_the_quota_is_an_error_before_anything_goes_out() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = begun(&charm);
    let quota = juju.state().max_charm_state_size;
    // In the last of its pieces. Each event makes it longer.
    let begin = 2_092_000;
    juju.state_mut().set_config("ballast", begin);
    let sizes = [(); 2].map(|()| {
        assert_eq!(juju.dispatch("config-changed").outcome(), &Outcome::Committed);
        size(&juju)
    });
    let of_event = sizes[1] - sizes[0];
    let full = begin + quota - sizes[1] - of_event;
    juju.state_mut().set_config("ballast", full);
    assert_eq!(juju.dispatch("config-changed").outcome(), &Outcome::Committed);
    assert_eq!(size(&juju), quota);

    let before = juju.state().charm_state.clone();
    juju.state_mut().set_config("ballast", full + 1 - of_event);
    let run = juju.dispatch("config-changed");
    assert_eq!((run.exit_code(), run.outcome()), (Some(1), &Outcome::Failed));
    let error = support::logged(&juju, "ERROR").join("\n");
    assert!(
        error.contains("it would have 2097153 bytes, more than the 2097152 that Juju keeps for a unit"),
        "{error}"
    );
    assert_eq!(run.calls_of("state-set").count() + run.calls_of("relation-set").count(), 0);
    assert_eq!(juju.state().charm_state, before);
}

#[test]
fn what_only_the_controller_knows_to_be_too_much_is_as_if_it_had_not_been() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = begun(&charm);
    let before = juju.state().charm_state.clone();
    // An operator has lowered it, of which no tool tells.
    juju.state_mut().max_charm_state_size = 200_000;
    juju.state_mut().set_config("ballast", 250_000);
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(0));
    assert_eq!(run.refusal(), Some("persisting charm state: max allowed size (200000) exceeded"));
    assert_eq!(juju.state().charm_state, before);
    juju.state_mut().set_config("ballast", BALLAST + 1);
    assert_eq!(juju.dispatch("config-changed").outcome(), &Outcome::Committed);
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
