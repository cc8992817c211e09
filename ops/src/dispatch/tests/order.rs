//! What a dispatch asks, does and writes, in which order.

use super::*;

#[test]
fn a_charm_that_has_nothing_to_do_asks_nothing() {
    let juju = juju();
    assert_eq!(event::<Bare>(&juju, "hooks/update-status", &[]), (0, vec![]));
    assert_eq!(event::<Bare>(&juju, "hooks/install", &[]), (0, vec![]));
    assert_eq!(ran(), ["install"]);
}

#[test]
fn state_is_read_first_and_written_last_and_each_thing_is_asked_once() {
    let juju = juju();
    let (code, lines) = event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!((code, ran()), (0, vec!["install", "app-status", "unit-status"]));
    assert_eq!(
        lines,
        [
            "state-get --format=json",
            "config-get --format=json",
            "relation-ids db --format=json",
            "relation-get --format=json -r db:3 - web/0",
            "is-leader --format=json",
            "status-set --application=True active -- ",
            "status-set --application=False waiting -- first",
            r#"relation-set -r db:3 --file - < {"port":"80"}"#,
            concat!(
                r#"state-set --file - < {"ops.v1.index":"{\"format\":1,\"state\":{\"chunks\":1,\"bytes\":11}}","#,
                r#""ops.v1.state.0":"{\"count\":1}"}"#
            ),
        ]
    );
}

#[test]
fn what_did_not_change_is_not_written() {
    let juju = juju();
    event::<Web>(&juju, "hooks/start", &[]);
    let (code, lines) = event::<Web>(&juju, "hooks/start", &[]);
    assert_eq!(code, 0);
    assert!(!lines.iter().any(|line| line.starts_with("state-set")), "{lines:?}");
    event::<Web>(&juju, "hooks/install", &[]);
    assert_eq!(stored(&juju).0, r#"{"count":1}"#);
}

#[test]
fn the_application_s_status_is_its_leader_s() {
    let juju = juju();
    juju.answer("is-leader", "false");
    let (_, lines) = event::<Web>(&juju, "hooks/start", &[]);
    assert_eq!(ran(), ["start", "unit-status"]);
    assert!(!lines.iter().any(|line| line.contains("--application=True")));
}

#[test]
fn an_unknown_hook_is_logged_and_is_no_error() {
    let juju = juju();
    let (code, lines) = event::<Bare>(&juju, "hooks/old-relation-joined", &[]);
    assert_eq!(code, 0);
    assert!(
        matches!(&lines[..], [line] if line.contains("WARNING") && line.contains("old-relation-joined")),
        "{lines:?}"
    );
    // The rest of the cycle goes on.
    event::<Web>(&juju, "hooks/old-relation-joined", &[]);
    assert_eq!(ran(), ["app-status", "unit-status"]);
}

#[test]
fn an_action_sets_its_results_and_is_committed() {
    let juju = juju();
    let (code, lines) = event::<Web>(&juju, "actions/backup", &[]);
    assert_eq!(code, 0);
    assert_eq!(writes(&lines)[0], "action-set backup-name=full");
    assert_eq!(stored(&juju).0, r#"{"count":1}"#);
    assert_eq!(ran(), ["backup", "app-status", "unit-status"]);
    let (_, lines) = event::<Web>(&juju, "actions/restart", &[]);
    assert!(
        !lines.iter().any(|line| line.starts_with("action-")),
        "neither parameters nor results: {lines:?}"
    );
}

#[test]
fn an_action_that_nobody_handles_fails_with_a_text() {
    let juju = juju();
    for (path, expected) in [
        ("actions/orphan", "action-fail -- the charm has no handler for the action `orphan`"),
        ("actions/other", "action-fail -- the charm does not know the action `other`"),
    ] {
        let (code, lines) = event::<Web>(&juju, path, &[]);
        assert_eq!(code, 0);
        assert_eq!(writes(&lines)[0], expected);
    }
}

#[test]
fn restricted_and_nested_runs_do_nothing() {
    let juju = juju();
    for hook in ["hooks/collect-metrics", "hooks/meter-status-changed"] {
        assert_eq!(event::<Web>(&juju, hook, &[]), (0, vec![]));
    }
    let (code, lines) = event::<Web>(&juju, "hooks/install", &[("OPERATOR_DISPATCH", "1")]);
    assert_eq!(code, 0);
    assert!(matches!(&lines[..], [line] if line.starts_with("juju-log --log-level INFO")), "{lines:?}");
    assert_eq!(ran(), [""; 0]);
}

#[test]
fn state_beside_juju_is_kept_in_the_charm_s_folder() {
    let folder = tempfile::tempdir().unwrap();
    let juju = juju();
    let dir = [("JUJU_CHARM_DIR", folder.path().to_str().unwrap())];
    for _ in 0..2 {
        let (code, lines) = event::<Web<true>>(&juju, "hooks/install", &dir);
        assert_eq!(code, 0);
        assert!(!lines.iter().any(|line| line.starts_with("state-")), "{lines:?}");
    }
    let written = std::fs::read_to_string(folder.path().join(".ops-state.json")).unwrap();
    assert_eq!(written, r#"{"format":1,"state":"{\"count\":2}"}"#);
}
