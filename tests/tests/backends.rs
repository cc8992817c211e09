//! The ways from a charm to Juju: which is taken, and that nothing else differs.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use serde_json::json;
use standin::{CharmDir, Hook, Juju, Outcome, Run, Socket, Via};
use support::{database_changed, faulty, logged, seen};

fn charm() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = Juju::new(&charm, faulty());
    juju.set_backend(None);
    (charm, juju)
}

/// Each call came so.
fn is_all(run: &Run, via: Via) -> bool {
    assert!(!run.recorded().is_empty(), "{run}");
    run.recorded().iter().all(|call| call.via == via)
}

#[test]
fn the_socket_is_used_where_there_is_one_and_connected_to_once() {
    for socket in [Socket::Path, Socket::Abstract] {
        let (_charm, mut juju) = charm();
        juju.set_socket(socket);
        let run = juju.dispatch("config-changed");
        assert_eq!(run.outcome(), &Outcome::Committed, "{run}");
        assert!(is_all(&run, Via::AgentSocket), "{run}");
        assert_eq!(run.connections(), 1);
    }
}

#[test]
fn the_tools_are_used_where_nobody_listens_or_another_network_is_spoken() {
    let (_charm, mut juju) = charm();
    let run = juju.dispatch(Hook::named("config-changed").variable("JUJU_AGENT_SOCKET_NETWORK", "tcp"));
    assert!(run.outcome() == &Outcome::Committed && is_all(&run, Via::HookTool), "{run}");
    assert_eq!(run.connections(), 0);
    juju.set_socket(Socket::Nowhere);
    let run = juju.dispatch("config-changed");
    assert!(run.outcome() == &Outcome::Committed && is_all(&run, Via::HookTool), "{run}");
}

#[test]
fn a_variable_forces_the_one_or_the_other() {
    let (_charm, mut juju) = charm();
    juju.set_backend(Some("hook-tools"));
    let run = juju.dispatch("config-changed");
    assert!(run.outcome() == &Outcome::Committed && is_all(&run, Via::HookTool), "{run}");
    assert_eq!(run.connections(), 0);
    juju.set_backend(Some("agent-socket"));
    let run = juju.dispatch("config-changed");
    assert!(run.outcome() == &Outcome::Committed && is_all(&run, Via::AgentSocket), "{run}");

    juju.set_socket(Socket::Nowhere);
    let run = juju.dispatch("config-changed");
    assert_eq!((run.exit_code(), run.recorded().len()), (Some(1), 0), "{run}");
    assert!(run.stderr().contains("no connection to the agent's socket"), "{run}");

    juju.set_backend(Some("carrier-pigeon"));
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(1), "{run}");
    let errors = logged(&juju, "ERROR");
    assert!(errors.iter().any(|error| error.contains("OPS_BACKEND is `carrier-pigeon`")), "{errors:?}");
}

#[test]
fn an_event_that_asks_nothing_connects_to_nothing() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = Juju::new(&charm, faulty());
    juju.set_backend(None);
    let run = juju.dispatch(Hook::named("collect-metrics"));
    assert_eq!((run.exit_code(), run.recorded().len(), run.connections()), (Some(0), 0, 0), "{run}");
}

#[test]
fn what_is_called_and_what_comes_of_it_is_the_same() {
    let by = |backend: &str| {
        let (charm, mut juju) = charm();
        juju.set_backend(Some(backend));
        juju.state_mut().set_config("ballast", 150_000);
        let calls: Vec<_> = [Hook::named("config-changed"), database_changed(), Hook::named("no-such-event")]
            .into_iter()
            .flat_map(|hook| juju.dispatch(hook).recorded().to_vec())
            .map(|call| (call.to_string(), call.stdin, call.code))
            .collect();
        drop(charm);
        (calls, serde_json::to_value(juju.state()).unwrap())
    };
    assert_eq!(by("hook-tools"), by("agent-socket"));
}

/// The one thing in which they differ: what a process's arguments cannot hold.
#[test]
fn a_result_that_is_too_long_for_an_argument_goes_over_the_socket_and_over_tools_fails_the_action() {
    let tell = |backend: &str, length: usize| {
        let charm = CharmDir::of_tests("faulty-charm");
        let mut juju = Juju::new(&charm, faulty()).without_checks();
        juju.set_backend(Some(backend));
        let results = json!({"log": "x".repeat(length), "code": 0});
        let run = juju.dispatch(Hook::action("tell", json!({ "results": results })));
        // What else the hook did is kept.
        assert_eq!(run.outcome(), &Outcome::Committed, "{run}");
        assert_eq!(seen(juju.state()), ["tell"], "{run}");
        let action = juju.action().cloned().unwrap();
        (action.results.get("log").map(String::len), action.failed)
    };
    let longest = 131_071 - "log=".len();
    assert_eq!(tell("hook-tools", longest), (Some(longest), None));
    let (told, failed) = tell("hook-tools", longest + 1);
    let failed = failed.unwrap();
    assert_eq!(told, None, "{failed}");
    for words in
        ["the result `log` is an argument of 131072 bytes", "at most 131071", "OPS_BACKEND", "a file"]
    {
        assert!(failed.contains(words), "{failed}");
    }
    assert_eq!(tell("agent-socket", 300_000), (Some(300_000), None));
}
