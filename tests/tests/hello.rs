//! The example `hello` under Juju: which calls each event makes, and what comes of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use ops_metadata::{events, read};
use standin::{CharmDir, Juju, Outcome, State, Status};

fn hello() -> (CharmDir, Juju) {
    let charm = CharmDir::example("hello");
    let mut state = State::unit("hello/0");
    state.set_config("greeting", "Hello").set_config("recipient", "world").set_config("volume", 1);
    let juju = Juju::new(&charm, state);
    (charm, juju)
}

const CONFIG: &str = "config-get --format=json";
const GREETS: &str = "status-set --application=False active -- Hello, world!";

#[test]
fn each_event_makes_the_calls_that_its_behaviour_asks_for() {
    let (charm, mut juju) = hello();
    let all = events(&read(charm.path()).metadata);
    assert!(all.len() > 10, "{all:?}");
    for event in all {
        let run = juju.dispatch(support::hook_of(&event));
        assert_eq!((run.exit_code(), run.stderr()), (Some(0), ""), "{run}");
        let expected = match event.as_str() {
            "install" => {
                vec![CONFIG, "status-set --application=False maintenance -- clearing its throat", GREETS]
            }
            "start" => vec![CONFIG, "application-version-set -- 0.1.0", GREETS],
            _ => vec![CONFIG, GREETS],
        };
        assert_eq!(run.calls(), expected, "{run}");
        assert_eq!(juju.state().unit_status, Status::new("active", "Hello, world!"));
    }
    assert_eq!(juju.state().workload_version.as_deref(), Some("0.1.0"));
    assert!(juju.state().charm_state.is_empty(), "nothing to remember, nothing kept");
}

#[test]
fn it_asks_for_what_only_an_operator_can_give() {
    let (_charm, mut juju) = hello();
    juju.state_mut().set_config("recipient", ());
    assert_eq!(juju.dispatch("config-changed").outcome(), &Outcome::Committed);
    assert_eq!(juju.state().unit_status, Status::new("blocked", "set the option `recipient`"));
    juju.state_mut().set_config("recipient", "Ann").set_config("volume", 3);
    juju.dispatch("config-changed");
    assert_eq!(juju.state().unit_status, Status::new("active", "Hello, Ann!!!"));
}

#[test]
fn a_volume_beyond_its_type_blocks_and_says_why() {
    let (_charm, mut juju) = hello();
    juju.state_mut().set_config("volume", 300);
    let run = juju.dispatch("install");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    let status = &juju.state().unit_status;
    assert_eq!(status.status, "blocked");
    assert!(status.message.contains("`volume`") && status.message.contains("300"), "{}", status.message);
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
