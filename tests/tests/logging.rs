//! What a charm logs, as whoever reads the model's log sees it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use serde_json::{Value, json};
use standin::{CharmDir, Fault, Hook, Juju, State, Then};
use support::{database_changed, faulty, logged};

fn charm() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("logging-charm");
    let juju = Juju::new(&charm, State::unit("logging-charm/0"));
    (charm, juju)
}

/// The log after a hook that succeeded, a level and a text each.
fn log_of(juju: &mut Juju, hook: impl Into<Hook>) -> Vec<(String, String)> {
    juju.forget_logs();
    let run = juju.dispatch(hook);
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(run.calls_of("juju-log").count(), juju.logs().len(), "{run}");
    juju.logs().iter().map(|log| (log.level.clone(), log.text.clone())).collect()
}

fn texts(log: &[(String, String)]) -> Vec<&str> {
    log.iter().map(|(_, text)| text.as_str()).collect()
}

#[test]
fn each_line_has_its_level_and_is_whole() {
    let (_charm, mut juju) = charm();
    let log = log_of(&mut juju, "start");
    let expected = [
        ("DEBUG", "a debug line"),
        ("INFO", "an info line"),
        ("WARNING", "a warning\nof two lines"),
        ("ERROR", "an error"),
        ("INFO", "--help"),
        ("INFO", ""),
        ("TRACE", "connecting"),
        ("DEBUG", "connected host=\"192.0.2.7\" port=5432"),
        ("INFO", "another's info line"),
    ];
    let log: Vec<(&str, &str)> = log.iter().map(|(level, text)| (level.as_str(), text.as_str())).collect();
    assert_eq!(log[..expected.len()], expected);
    let [(_, secret)] = log[expected.len()..] else { panic!("{log:?}") };
    assert!(secret.starts_with("a secret password=") && !secret.contains("hunter2"), "{secret}");
}

#[test]
fn the_operator_says_which_lines_are_sent() {
    let (_charm, mut juju) = charm();
    let log = log_of(&mut juju, Hook::named("start").variable("OPS_LOG", "warn"));
    assert_eq!(texts(&log), ["a warning\nof two lines", "an error"]);
    let log = log_of(&mut juju, Hook::named("start").variable("OPS_LOG", "trace,hyper=off"));
    assert!(texts(&log).contains(&"a trace") && !texts(&log).contains(&"another's info line"), "{log:?}");
    let log = log_of(&mut juju, Hook::named("start").variable("OPS_LOG", "off"));
    assert!(log.is_empty(), "{log:?}");
}

#[test]
fn a_level_that_does_not_read_is_said_and_passed_over() {
    let (_charm, mut juju) = charm();
    let log = log_of(&mut juju, Hook::named("start").variable("OPS_LOG", "error,loud"));
    assert_eq!(texts(&log), ["an error"], "the warning is no error");
    let log = log_of(&mut juju, Hook::named("start").variable("OPS_LOG", "warn,hyper=loud"));
    assert!(log[0].1.starts_with("OPS_LOG: `hyper=loud` is not read"), "{log:?}");
    assert_eq!(log.len(), 3);
}

#[test]
fn a_line_that_is_too_long_for_an_argument_comes_in_pieces() {
    let (_charm, mut juju) = charm();
    let log = log_of(&mut juju, Hook::action("log", json!({"message": "äöü ", "times": 40_000})));
    assert_eq!(log.len(), 3);
    assert_eq!(texts(&log).concat(), "äöü ".repeat(40_000));
}

#[test]
fn a_log_that_cannot_be_written_fails_nothing() {
    let (_charm, mut juju) = charm();
    let refused = Then::Exit { code: 1, stderr: "ERROR no".into() };
    juju.set_faults((1..=9).map(|nth| Fault::nth("juju-log", nth, refused.clone())));
    let run = juju.dispatch("start");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert!(run.stderr().contains("ERROR an error"), "where else it may be read: {run}");
}

/// The security events, each without its time.
fn security(juju: &Juju) -> Vec<Value> {
    let event = |line: &str| -> Value {
        assert!(!line.contains('\n'), "{line}");
        let mut event: Value = serde_json::from_str(line).unwrap();
        assert!(event.as_object_mut().unwrap().remove("datetime").unwrap().as_str().unwrap().ends_with('Z'));
        assert_eq!(event["type"], "security");
        event
    };
    logged(juju, "TRACE").into_iter().filter(|line| line.starts_with('{')).map(event).collect()
}

#[test]
fn a_hook_that_fails_is_a_crash() {
    for (option, event) in [("fail", "sys_crash:error"), ("panic", "sys_crash:panic")] {
        for charm in [CharmDir::of_tests("faulty-charm"), CharmDir::of_tests_in_release("faulty-charm")] {
            let mut juju = Juju::new(&charm, faulty());
            juju.state_mut().set_config(option, "db-relation-changed");
            assert_eq!(juju.dispatch(database_changed()).exit_code(), Some(1));
            let events = security(&juju);
            let description = events[0]["description"].as_str().unwrap();
            assert!(description.contains("db-relation-changed was told to"), "{description}");
            let expected = json!({
                "level": "WARN", "type": "security", "event": event, "description": description,
                "appid": "deadbeef-0bad-400d-8000-4b1d0d06f00d-faulty-charm/0",
            });
            assert_eq!(events, [expected]);
        }
    }
}

#[test]
fn what_juju_does_not_let_the_unit_do_is_a_denial() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = Juju::new(&charm, faulty());
    let denied = Then::Exit { code: 1, stderr: "ERROR cannot write relation settings".into() };
    juju.set_faults([Fault::first("relation-set", denied)]);
    assert_eq!(juju.dispatch(database_changed()).exit_code(), Some(1));
    let events: Vec<_> =
        security(&juju).iter().map(|event| (event["event"].clone(), event["level"].clone())).collect();
    let expected = [("authz_fail:relation-set", "CRITICAL"), ("sys_crash:error", "WARN")];
    assert_eq!(events, expected.map(|(event, level)| (event.into(), level.into())));
}

#[test]
fn a_reboot_is_told_of_where_there_is_one() {
    let (_charm, mut juju) = charm();
    assert_eq!(juju.dispatch("stop").exit_code(), Some(0));
    let events = security(&juju);
    assert_eq!(events.len(), 1);
    assert!(events[0]["event"].as_str().unwrap().starts_with("sys_restart:"), "{events:?}");
    juju.forget_logs();
    juju.dispatch(Hook::action("reboot", json!({})));
    assert!(security(&juju).is_empty(), "an action may not");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
