//! What an action gives, and what becomes of it where that is not to be had.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use serde_json::{Value, json};
use standin::{Action, CharmDir, Fault, Hook, Juju, Outcome, Then};
use support::{faulty, seen};

/// The charm is told these results, and gives them: what the action comes to. What else the hook did is kept.
fn tell(juju: &mut Juju, results: &Value) -> Action {
    let run = juju.dispatch(Hook::action("tell", json!({ "results": results })));
    assert_eq!((run.exit_code(), run.outcome()), (Some(0), &Outcome::Committed), "{run}");
    assert_eq!(seen(juju.state()), ["tell"], "{run}");
    juju.action().cloned().unwrap()
}

#[test]
fn results_have_a_key_each_and_nest() {
    let charm = CharmDir::of_tests("faulty-charm");
    let results = json!({"a.b": "text", "a": {"c_d": [1, true]}, "none": null, "std": {"out": "x"}});
    let action = tell(&mut Juju::new(&charm, faulty()), &results);
    assert_eq!(action.failed, None);
    let results: Vec<_> = action.results.iter().map(|(key, text)| format!("{key}={text}")).collect();
    assert_eq!(results, ["a.b=text", "a.c-d=[1,true]", "std.out=x"]);
}

#[test]
fn a_key_that_juju_keeps_for_itself_fails_the_action_and_not_the_hook() {
    let charm = CharmDir::of_tests("faulty-charm");
    for (results, key) in [
        (json!({"stdout": "x"}), "`stdout`"),
        (json!({"command": {"code": 0, "stdout": "x"}}), "`command.stdout`"),
        (json!({"stderr.of": {"command": "x"}}), "`stderr.of`"),
    ] {
        let action = tell(&mut Juju::new(&charm, faulty()), &results);
        let failed = action.failed.unwrap();
        assert!(failed.starts_with("results of the action: ") && failed.contains(key), "{failed}");
        assert!(failed.contains("it keeps `std") && failed.contains("rename"), "{failed}");
        assert!(action.results.is_empty());
    }
}

#[test]
fn results_that_juju_refuses_all_the_same_fail_the_action_with_its_words() {
    let charm = CharmDir::of_tests("faulty-charm");
    let mut juju = Juju::new(&charm, faulty());
    let refusal = Then::Exit { code: 2, stderr: "ERROR not on a Sunday".into() };
    juju.set_faults([Fault::first("action-set", refusal)]);
    let failed = tell(&mut juju, &json!({"pin": "1234"})).failed.unwrap();
    assert_eq!(failed, "`action-set (arguments not shown)` failed (exit code 2): not on a Sunday");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
