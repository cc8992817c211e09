//! What goes wrong in a charm, and what Juju and an operator see of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use serde_json::json;
use standin::{CharmDir, Fault, Hook, Juju, Outcome, Run, Status, Then};
use support::{database_changed, deferred, faulty, logged, seen};

fn charm() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("faulty-charm");
    let juju = Juju::new(&charm, faulty());
    (charm, juju)
}

/// Nothing that waits for a hook's success went out.
fn assert_nothing_committed(run: &Run) {
    for tool in ["relation-set", "state-set"] {
        assert_eq!(run.calls_of(tool).count(), 0, "{run}");
    }
}

#[test]
fn an_error_of_a_handler_is_logged_with_its_causes_and_retried() {
    let (_charm, mut juju) = charm();
    juju.state_mut().set_config("fail", "db-relation-changed");
    let run = juju.dispatch(database_changed());
    assert_eq!((run.exit_code(), run.outcome()), (Some(1), &Outcome::Failed), "{run}");
    let errors = logged(&juju, "ERROR");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0], "db-relation-changed: db-relation-changed was told to fail: the disk is on fire");
    assert_nothing_committed(&run);
    assert_eq!(
        juju.state().unit_status,
        Status::new("maintenance", "handling db-relation-changed"),
        "it is immediate"
    );

    juju.state_mut().set_config("fail", "");
    let run = juju.dispatch(database_changed());
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(seen(juju.state()), ["db-relation-changed"]);
    assert_eq!(juju.state().relation(3).unwrap().local_unit_data["handled"], "0");
}

fn panics(charm: &CharmDir) {
    let mut juju = Juju::new(charm, faulty());
    juju.state_mut().set_config("panic", "db-relation-changed");
    let run = juju.dispatch(database_changed());
    assert_eq!((run.exit_code(), run.outcome()), (Some(1), &Outcome::Failed), "{run}");
    let errors = logged(&juju, "ERROR");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].contains("db-relation-changed was told to panic"), "{errors:?}");
    assert!(errors[0].contains("faulty-charm/main.rs:"), "the place: {errors:?}");
    assert_nothing_committed(&run);

    let run = juju.dispatch(Hook::action("break", json!({"how": "panic"})));
    assert_eq!(run.exit_code(), Some(1), "{run}");
    assert_nothing_committed(&run);
}

#[test]
fn a_panic_is_an_error_with_its_place() {
    panics(&CharmDir::of_tests("faulty-charm"));
}

#[test]
fn a_panic_of_a_thread_is_logged_and_left_to_whoever_waits_for_it() {
    let (_charm, mut juju) = charm();
    let run = juju.dispatch(Hook::action("break", json!({"how": "thread"})));
    assert_eq!((run.exit_code(), run.outcome()), (Some(0), &Outcome::Committed), "{run}");
    let errors = logged(&juju, "ERROR");
    assert!(errors[0].starts_with("in a thread of the charm: panicked at "), "{errors:?}");
    assert!(errors[0].contains("the thread was told to panic"), "{errors:?}");
}

#[test]
fn a_panic_that_aborts_is_no_different() {
    panics(&CharmDir::of_tests_in_release("faulty-charm"));
}

#[test]
fn an_action_that_fails_tells_its_user_and_is_committed() {
    let (_charm, mut juju) = charm();
    let run = juju.dispatch(Hook::action("break", json!({"how": "error"})));
    assert_eq!((run.exit_code(), run.outcome()), (Some(0), &Outcome::Committed), "{run}");
    let failed = juju.action().cloned().unwrap().failed;
    assert_eq!(failed.as_deref(), Some("break was told to fail: the disk is on fire"));
    assert_eq!(seen(juju.state()), ["break"]);
}

#[test]
fn a_bad_parameter_is_named_and_the_handler_does_not_run() {
    let (_charm, mut juju) = charm();
    let bad =
        [(json!({"left": "two", "right": 1}), "string, expected i64"), (json!({"right": 1}), "missing")];
    for (params, reason) in bad {
        let run = juju.dispatch(Hook::action("add", params));
        assert_eq!((run.exit_code(), run.outcome()), (Some(0), &Outcome::Committed), "{run}");
        let failed = juju.action().cloned().unwrap().failed.unwrap_or_default();
        assert!(failed.contains("`left`") && failed.contains(reason), "{failed}");
        assert!(!failed.contains("two"), "a parameter may be a password: {failed}");
        assert!(seen(juju.state()).is_empty());
    }
    let run = juju.dispatch(Hook::action("add", json!({"left": 2, "right": 3})));
    let action = juju.action().cloned().unwrap();
    assert_eq!((action.failed, action.results), (None, [("sum-of-both".into(), "5".into())].into()), "{run}");
}

#[test]
fn an_action_that_nobody_handles_fails_for_whoever_waits() {
    let (_charm, mut juju) = charm();
    for action in ["idle", "never-declared"] {
        let run = juju.dispatch(Hook::action(action, json!({})));
        assert_eq!(run.exit_code(), Some(0), "{run}");
        let failed = juju.action().cloned().unwrap().failed.unwrap_or_default();
        assert!(failed.contains(action), "{failed}");
    }
}

#[test]
fn a_bad_option_blocks_and_nothing_runs_or_is_lost() {
    let (_charm, mut juju) = charm();
    juju.state_mut().set_config("defer", "config-changed");
    juju.dispatch("config-changed");
    let before = juju.state().charm_state.clone();
    assert_eq!(deferred(juju.state()), ["config-changed"]);

    juju.state_mut().set_config("limit", 300).set_config("defer", "");
    let run = juju.dispatch(database_changed());
    assert_eq!((run.exit_code(), run.outcome()), (Some(0), &Outcome::Committed), "{run}");
    let status = juju.state().unit_status.clone();
    assert_eq!(status.status, "blocked", "{run}");
    assert!(status.message.contains("`limit`") && status.message.contains("300"), "{}", status.message);
    assert_nothing_committed(&run);

    let run = juju.dispatch(Hook::action("add", json!({"left": 2, "right": 3})));
    assert_eq!(run.exit_code(), Some(0), "{run}");
    let action = juju.action().cloned().unwrap();
    assert!(action.failed.unwrap_or_default().contains("`limit`"), "{run}");
    assert!(action.results.is_empty());
    assert_eq!(juju.state().charm_state, before);

    juju.state_mut().set_config("limit", 2);
    juju.dispatch("update-status");
    assert_eq!(
        seen(juju.state()),
        ["config-changed", "config-changed"],
        "the deferred event was still there"
    );
    assert!(deferred(juju.state()).is_empty());
}

#[test]
fn an_event_that_the_metadata_does_not_know_is_no_error() {
    let (_charm, mut juju) = charm();
    let run = juju.dispatch("cache-relation-changed");
    assert_eq!((run.exit_code(), run.outcome()), (Some(0), &Outcome::Committed), "{run}");
    let warnings = logged(&juju, "WARNING");
    assert!(warnings.iter().any(|text| text.contains("cache-relation-changed")), "{warnings:?}");
}

#[test]
fn a_deferred_event_that_the_charm_no_longer_knows_is_reported_and_dropped() {
    let (_charm, mut juju) = charm();
    juju.state_mut().set_config("defer", "config-changed,db-relation-changed");
    juju.dispatch("config-changed");
    juju.dispatch(database_changed());
    // As an earlier version of the charm would have left it, that called its endpoint otherwise.
    for value in juju.state_mut().charm_state.values_mut() {
        *value = value.replace("db-relation-changed", "dc-relation-changed");
    }
    juju.state_mut().set_config("defer", "");
    let run = juju.dispatch("update-status");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    let warnings = logged(&juju, "WARNING");
    assert!(warnings.iter().any(|text| text.contains("dc-relation-changed")), "{warnings:?}");
    assert!(deferred(juju.state()).is_empty());
    assert_eq!(seen(juju.state()).last().map(String::as_str), Some("config-changed"), "the other one ran");
}

#[test]
fn a_hook_tool_that_fails_fails_the_hook_in_its_own_words() {
    let healthy = {
        let (_charm, mut juju) = charm();
        juju.dispatch(database_changed())
    };
    for tool in
        ["state-get", "config-get", "is-leader", "relation-get", "status-set", "relation-set", "state-set"]
    {
        assert!(healthy.calls_of(tool).count() > 0, "{tool} is not called: {healthy}");
        let (_charm, mut juju) = charm();
        let said = "ERROR the controller is on holiday".to_owned();
        juju.set_faults([Fault::first(tool, Then::Exit { code: 1, stderr: said })]);
        let run = juju.dispatch(database_changed());
        assert_eq!((run.exit_code(), run.outcome()), (Some(1), &Outcome::Failed), "{run}");
        let errors = logged(&juju, "ERROR").join("\n");
        assert!(errors.contains("the controller is on holiday") && errors.contains(tool), "{tool}: {errors}");
        assert!(juju.state().charm_state.is_empty());
    }
}

#[test]
fn an_answer_that_is_not_json_is_an_error_of_its_tool() {
    let (_charm, mut juju) = charm();
    juju.set_faults([Fault::first("config-get", Then::Answer("<html>".into()))]);
    let run = juju.dispatch("config-changed");
    assert_eq!(run.exit_code(), Some(1), "{run}");
    let errors = logged(&juju, "ERROR").join("\n");
    assert!(errors.contains("config-get") && errors.contains("does not read"), "{errors}");
}

#[test]
fn a_log_that_cannot_be_sent_does_not_fail_the_hook() {
    let (_charm, mut juju) = charm();
    juju.set_faults([Fault::first("juju-log", Then::Exit { code: 1, stderr: "ERROR no log".into() })]);
    let run = juju.dispatch("cache-relation-changed");
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert!(run.stderr().contains("cache-relation-changed"), "it is on stderr instead: {run}");
}

#[test]
fn a_log_that_can_be_written_nowhere_does_not_fail_the_hook_either() {
    let (_charm, mut juju) = charm();
    juju.set_faults([Fault::first("juju-log", Then::Exit { code: 1, stderr: "ERROR no log".into() })]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = juju.command(&"cache-relation-changed".into()).stderr(full).status().unwrap();
    assert_eq!(status.code(), Some(0));
}

#[test]
fn what_juju_refuses_at_the_end_is_as_if_it_had_not_been() {
    let (_charm, mut juju) = charm();
    juju.state_mut().set_config("defer", "config-changed");
    juju.set_refuses_flush(true);
    assert!(juju.dispatch("config-changed").refusal().is_some());
    assert!(juju.state().charm_state.is_empty());
    juju.set_refuses_flush(false);
    juju.dispatch("config-changed");
    assert_eq!(deferred(juju.state()), ["config-changed"]);
}

#[test]
fn the_worst_status_is_set_and_of_equals_the_first() {
    let (_charm, mut juju) = charm();
    juju.dispatch("update-status");
    assert_eq!(juju.state().unit_status, Status::new("waiting", "for more to go wrong"));
    assert_eq!(juju.state().app_status, Status::new("active", "as a whole"));
    juju.state_mut().leader = false;
    let run = juju.dispatch("update-status");
    assert_eq!(run.exit_code(), Some(0), "only the leader speaks for the application: {run}");
    assert_eq!(run.calls_of("status-set").count(), 1, "{run}");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
