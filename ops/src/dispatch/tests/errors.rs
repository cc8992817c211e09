//! What becomes of each kind of error: what Juju is told, what is kept, and the exit code.

use super::*;

/// Juju after a first install: a state, and a deferred event.
fn settled() -> Arc<Recording> {
    let juju = juju();
    event::<Web>(&juju, "hooks/install", &[]);
    script([("config-changed", Act::Defer)]);
    event::<Web>(&juju, "hooks/config-changed", &[]);
    ran();
    juju
}

/// Nothing that waits for the end of the hook has gone out.
fn assert_nothing_committed(lines: &[String]) {
    let out = lines.iter().find(|line| line.starts_with("relation-set") || line.starts_with("state-set"));
    assert_eq!(out, None);
}

#[test]
fn an_error_is_logged_with_its_causes_and_nothing_is_committed() {
    let juju = settled();
    script([("install", Act::Fail)]);
    let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!(code, 1);
    assert_eq!(lines.last().unwrap(), "juju-log --log-level ERROR -- install: no route to host");
    assert_nothing_committed(&lines);
    assert_eq!(ran(), ["config-changed", "install"], "no status after an error");
}

#[test]
fn a_panic_fails_like_an_error() {
    let juju = settled();
    script([("install", Act::Panic)]);
    let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!(code, 1);
    assert_nothing_committed(&lines);
}

#[test]
fn a_panic_of_an_action_is_a_panic() {
    let juju = settled();
    script([("restart", Act::Panic)]);
    let (code, lines) = event::<Web>(&juju, "actions/restart", &[]);
    assert_eq!(code, 1);
    assert_nothing_committed(&lines);
}

#[test]
fn an_action_s_error_is_action_fail_and_the_rest_is_committed() {
    let juju = juju();
    script([("backup", Act::Fail)]);
    let (code, lines) = event::<Web>(&juju, "actions/backup", &[]);
    assert_eq!(code, 0);
    assert_eq!(writes(&lines)[0], "action-fail -- no route to host");
    assert_eq!(stored(&juju).0, r#"{"count":1}"#);
}

#[test]
fn a_bad_parameter_is_named_and_the_action_does_not_run() {
    let juju = juju();
    juju.answer("action-get", r#"{"name": 5}"#);
    let (code, lines) = event::<Web>(&juju, "actions/backup", &[]);
    assert_eq!(code, 0);
    let fail = "action-fail -- parameter `name`: invalid type: integer, expected a string";
    assert_eq!(writes(&lines)[0], fail);
    assert_eq!(ran(), ["app-status", "unit-status"]);
}

#[test]
fn a_bad_option_blocks_the_unit_and_nothing_runs_or_is_lost() {
    let juju = settled();
    let before = held(&juju);
    juju.answer("config-get", r#"{"port": 70000}"#);
    let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!((code, ran()), (0, vec![]));
    let blocked = "status-set --application=False blocked -- \
                   option `port`: 70000 is out of range (0 to 65535)";
    assert_eq!(writes(&lines), [blocked]);
    assert_eq!(held(&juju), before);
    // An action says it to whoever waits for it too.
    let (code, lines) = event::<Web>(&juju, "actions/backup", &[]);
    assert_eq!(code, 0);
    let failed = "action-fail -- option `port`: 70000 is out of range (0 to 65535)";
    assert_eq!(writes(&lines), [blocked, failed]);
    // And when it is right again, all goes on.
    juju.answer("config-get", r#"{"port": 7000}"#);
    script([]);
    event::<Web>(&juju, "hooks/stop", &[]);
    assert_eq!(ran()[0], "config-changed");
}

#[test]
fn a_bad_option_fails_the_hook_of_a_charm_that_wants_that() {
    let juju = juju();
    juju.answer("config-get", "{}");
    let (code, lines) = event::<Web<false, true>>(&juju, "hooks/install", &[]);
    assert_eq!(code, 1);
    let error = "juju-log --log-level ERROR -- install: option `port`: has no value";
    assert_eq!(lines.last().unwrap(), error);
    assert_eq!(writes(&lines), [""; 0]);
}

#[test]
fn a_state_that_does_not_read_fails_the_hook_and_is_left_alone() {
    for (key, value, expected) in [
        ("ops.v1.state.0", r#"{"count":-}"#, "does not read"),
        ("ops.v1.state.0", "", "there should be 11"),
        ("ops.v1.index", r#"{"format":2}"#, "newer version"),
        (
            "ops.v1.state.0",
            r#"2:{"cnt":1}"#,
            "as version 2 of its `#[stored_state]`, and this one knows version 1",
        ),
    ] {
        let juju = settled();
        let mut held = held(&juju);
        held.insert(key.to_owned(), value.to_owned());
        juju.answer("state-get", &serde_json::to_string(&held).unwrap());
        let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
        assert_eq!((code, ran()), (1, vec![]));
        assert!(lines.last().unwrap().contains(expected), "{lines:?}");
        assert_eq!(writes(&lines), [""; 0]);
    }
}

#[test]
fn a_tool_that_fails_fails_the_hook_with_juju_s_words() {
    for tool in
        ["state-get", "config-get", "relation-ids", "relation-get", "is-leader", "status-set", "relation-set"]
    {
        let juju = juju();
        juju.refuse(tool, "the agent is not there");
        let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
        assert_eq!(code, 1, "{tool}");
        let last = lines.last().unwrap();
        assert!(last.contains(&format!("`{tool} ")) && last.contains("the agent is not there"), "{last}");
        assert!(!lines.iter().any(|line| line.starts_with("state-set")), "{tool}");
    }
}

#[test]
fn a_status_that_cannot_be_told_fails_the_hook() {
    let juju = juju();
    script([("unit-status", Act::Fail)]);
    let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!(code, 1);
    assert!(lines.last().unwrap().contains("collect-unit-status: "), "{lines:?}");
    assert_nothing_committed(&lines);
}

#[test]
fn an_event_that_lacks_what_each_of_its_kind_has_fails_and_names_it() {
    let juju = juju();
    let (code, lines) = event::<Web>(&juju, "hooks/db-relation-changed", &[("JUJU_RELATION", "db")]);
    assert_eq!(code, 1);
    assert!(lines.last().unwrap().contains("JUJU_RELATION_ID"), "{lines:?}");
}

#[test]
fn a_state_that_is_too_large_for_juju_fails_the_hook_before_anything_goes_out() {
    let juju = settled();
    let mut held = held(&juju);
    held.insert("of somebody else".to_owned(), "x".repeat(2 << 20));
    juju.answer("state-get", &serde_json::to_string(&held).unwrap());
    let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!(code, 1);
    assert_nothing_committed(&lines);
    let error = lines.last().unwrap();
    assert!(error.contains("more than the 2097152 that Juju keeps for a unit"), "{error}");
}
