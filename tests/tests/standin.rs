//! The stand-in itself, with shell scripts as charms: what the other tests rely on.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use serde_json::json;
use standin::judge::judge;
use standin::{
    Exit, Fault, Hook, Juju, Log, Outcome, Owner, Relation, Secret, State, Status, StorageInstance, Then,
};
use tempfile::TempDir;

/// A charm that is a shell script, and an agent that runs it.
fn charm(script: &str, state: State) -> (TempDir, Juju) {
    let folder = TempDir::new().unwrap();
    let dispatch = folder.path().join("dispatch");
    fs::write(&dispatch, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&dispatch, fs::Permissions::from_mode(0o755)).unwrap();
    let juju = Juju::new(folder.path(), state).without_checks();
    (folder, juju)
}

fn related() -> State {
    let mut state = State::unit("web/0");
    state.relations.push(
        Relation::named("db", 3, "postgresql")
            .with_unit("postgresql/0", [("host", "192.0.2.7")])
            .with_unit("postgresql/1", [])
            .with_remote_app_data([("database", "web")]),
    );
    state.relations.push(Relation::named("cluster", 1, "web").with_unit("web/1", []));
    state
}

#[test]
fn the_environment_is_built_from_nothing() {
    let (_folder, mut juju) = charm("env | sort | grep -v -e ^PWD= -e ^SHLVL= -e ^_= -e ^OLDPWD=", related());
    let run =
        juju.dispatch(Hook::relation("db", 3, "departed").unit("postgresql/1").departing("postgresql/1"));
    let names: Vec<&str> = run.stdout().lines().filter_map(|line| line.split('=').next()).collect();
    assert!(!names.contains(&"CARGO_MANIFEST_DIR") && !names.contains(&"HOME"), "{run}");
    for line in [
        "JUJU_DISPATCH_PATH=hooks/db-relation-departed",
        "JUJU_HOOK_NAME=db-relation-departed",
        "JUJU_RELATION=db",
        "JUJU_RELATION_ID=db:3",
        "JUJU_REMOTE_APP=postgresql",
        "JUJU_REMOTE_UNIT=postgresql/1",
        "JUJU_DEPARTING_UNIT=postgresql/1",
        "JUJU_UNIT_NAME=web/0",
        "JUJU_PRINCIPAL_UNIT=",
    ] {
        assert!(run.stdout().lines().any(|found| found == line), "{line} in {run}");
    }
}

#[test]
fn calls_are_recorded_with_what_they_read() {
    let (_folder, mut juju) =
        charm("echo 'a: \"1\"' | state-set --file -; juju-log -- -x", State::unit("web/0"));
    let run = juju.dispatch("install");
    assert_eq!(run.calls(), ["state-set --file -", "juju-log -- -x"]);
    assert_eq!(run.recorded()[0].stdin.as_deref(), Some("a: \"1\"\n"));
    assert_eq!(run.recorded()[1].stdin, None, "juju-log does not read its input");
    assert_eq!(juju.logs(), [Log { level: "INFO".into(), text: "-x".into() }]);
}

#[test]
fn writes_are_seen_by_the_hook_and_committed_at_exit_0() {
    let script = "state-set a=1; relation-set -r 3 x=1 ingress-address=
        state-get a; relation-get -r db:3 x web/0; relation-get -r 3 ingress-address web/0 --format=json";
    let (_folder, mut juju) = charm(script, related());
    let run = juju.dispatch("install");
    assert_eq!(run.stdout(), "1\n1\nnull\n", "{run}");
    assert_eq!(juju.state().charm_state["a"], "1");
    let bag = &juju.state().relation(3).unwrap().local_unit_data;
    assert_eq!(bag["x"], "1");
    assert!(!bag.contains_key("ingress-address"));
}

#[test]
fn a_failed_hook_loses_its_writes_but_not_what_is_immediate() {
    let script = "state-set a=1; relation-set -r 3 x=1; status-set blocked 'no disk'; application-version-set 2; exit 7";
    let (_folder, mut juju) = charm(script, related());
    let run = juju.dispatch("install");
    assert_eq!((run.exit_code(), run.outcome()), (Some(7), &Outcome::Failed));
    let state = juju.state();
    assert!(state.charm_state.is_empty());
    assert!(!state.relation(3).unwrap().local_unit_data.contains_key("x"));
    assert_eq!(state.unit_status, Status::new("blocked", "no disk"));
    assert_eq!(state.workload_version.as_deref(), Some("2"));
}

#[test]
fn juju_may_refuse_what_a_hook_wrote() {
    let (_folder, mut juju) = charm("state-set a=1", State::unit("web/0"));
    juju.set_refuses_flush(true);
    assert!(juju.dispatch("install").refusal().is_some());
    assert!(juju.state().charm_state.is_empty());
}

#[test]
fn a_state_over_the_quota_is_taken_call_by_call_and_refused_as_a_whole() {
    let (folder, mut juju) =
        charm("state-set of.an=other; state-set --file=$CHARM_DIR/state.yaml", State::unit("web/0"));
    let run = |juju: &mut Juju, length: usize| {
        let values = (0..32)
            .map(|key| format!("key{key:02}: '{}'\n", "x".repeat(if key == 0 { length } else { 60_000 })));
        fs::write(folder.path().join("state.yaml"), values.collect::<String>()).unwrap();
        let run = juju.dispatch("install");
        assert_eq!(run.exit_code(), Some(0), "{run}");
        run.refusal().map(str::to_owned)
    };
    // In BSON: a length and an end; for each value its type, key, length, and two ends; of the other key the dot has three bytes.
    let quota = 5 + 32 * (7 + "key00".len() + 60_000) + (7 + "of.an".len() + 2 + "other".len());
    juju.state_mut().max_charm_state_size = quota;
    let words = format!("persisting charm state: max allowed size ({quota}) exceeded");
    assert_eq!(run(&mut juju, 60_001).unwrap(), words);
    assert!(juju.state().charm_state.is_empty());
    assert_eq!(run(&mut juju, 60_000), None);
    assert_eq!(juju.state().charm_state.len(), 33);
    // What does not change is not looked at, and 0 is no limit.
    juju.state_mut().max_charm_state_size = 10;
    assert_eq!(run(&mut juju, 60_000), None);
    juju.state_mut().max_charm_state_size = 0;
    assert_eq!(run(&mut juju, 64_000), None);
}

#[test]
fn storage_that_the_metadata_does_not_allow_is_refused_as_a_whole() {
    let refusal = |asked: &str| {
        let (folder, mut juju) = charm(&format!("state-set a=1; storage-add {asked}"), State::unit("web/0"));
        let metadata = "name: web\nsummary: A.\ndescription: A.\nstorage:\n  data:\n    type: filesystem\n  disks:\n    \
                        type: block\n    multiple:\n      range: 0-2\n";
        fs::write(folder.path().join("metadata.yaml"), metadata).unwrap();
        let instance =
            |id: &str| StorageInstance { id: id.into(), kind: "block".into(), location: "/srv".into() };
        juju.state_mut().storages = vec![instance("data/0"), instance("disks/1")];
        let run = juju.dispatch("install");
        assert_eq!(juju.state().charm_state.is_empty(), run.refusal().is_some());
        run.refusal().map(str::to_owned)
    };
    assert_eq!(refusal("disks"), None);
    assert_eq!(refusal("disk").unwrap(), "adding storage disk for unit-web-0: storage \"disk\" not found");
    assert_eq!(refusal("data").unwrap(), "cannot attach, storage is singular");
    assert_eq!(
        refusal("disks=2").unwrap(),
        "attaching 2 storage instances brings the total to 3, exceeding the maximum of 2"
    );
}

#[test]
fn who_may_read_and_write_which_databag() {
    let script = "relation-get -r 3 - postgresql/0 --format=json
        relation-get -r 3 --app - postgresql --format=json
        relation-get -r 3 --app - web || echo $?
        relation-get -r 1 --app - web --format=json
        relation-get -r 3 - postgresql/9 || echo $?
        relation-get -r 3 - postgresql || echo $?
        relation-set -r 3 --app a=1 || echo $?
        relation-list -r 9 || echo $?
        relation-ids db --format=json; relation-ids nope --format=json; relation-list -r 3";
    let (_folder, mut juju) = charm(script, related());
    let run = juju.dispatch("config-changed");
    let said = run.stdout().lines().collect::<Vec<_>>();
    let expected = [
        r#"{"host":"192.0.2.7"}"#,
        r#"{"database":"web"}"#,
        "1",
        "{}",
        "1",
        "2",
        "1",
        "2",
        r#"["db:3"]"#,
        "[]",
        "postgresql/0",
        "postgresql/1",
    ];
    assert_eq!(said, expected, "{run}");
    let complaints = [
        "ERROR permission denied",
        "ERROR permission denied",
        r#"ERROR expected unit name, got application name "postgresql""#,
        "ERROR cannot write relation settings",
        r#"ERROR invalid value "9" for option -r: relation not found"#,
    ];
    assert_eq!(run.stderr().lines().collect::<Vec<_>>(), complaints);
}

#[test]
fn a_leader_s_application_data_is_its_own_to_read_back() {
    let script = "relation-set -r 3 --app a=1; relation-get -r 3 --app a web; is-leader; status-set --application active";
    let mut state = related();
    state.leader = true;
    let (_folder, mut juju) = charm(script, state);
    let run = juju.dispatch("leader-elected");
    assert_eq!(run.stdout(), "1\nTrue\n", "{run}");
    assert_eq!(juju.state().relation(3).unwrap().local_app_data["a"], "1");
    assert_eq!(juju.state().app_status, Status::new("active", ""));
}

#[test]
fn a_departing_unit_and_a_broken_relation_are_not_listed() {
    let (_folder, mut juju) = charm("relation-list; relation-ids; relation-get host", related());
    let run =
        juju.dispatch(Hook::relation("db", 3, "departed").unit("postgresql/0").departing("postgresql/0"));
    assert_eq!(run.stdout(), "postgresql/1\ndb:3\n192.0.2.7\n", "{run}");
    juju.state_mut().relation_mut(3).unwrap().remote_units_data.clear();
    let run = juju.dispatch(Hook::relation("db", 3, "broken"));
    assert_eq!(run.stdout(), "", "{run}");
}

#[test]
fn actions_have_parameters_and_results() {
    let script = "action-get user.name; action-set a.b=1 c=d; action-log on it; action-set stdout=1 || echo $?; action-fail no";
    let (_folder, mut juju) = charm(script, State::unit("web/0"));
    let run = juju.dispatch(Hook::action("greet", json!({"user": {"name": "ann"}})));
    assert_eq!(run.stdout(), "ann\n2\n", "{run}");
    let action = juju.action().unwrap();
    assert_eq!(action.results, [("a.b".into(), "1".into()), ("c".into(), "d".into())].into());
    assert_eq!(action.messages, ["on it"]);
    assert_eq!(action.failed.as_deref(), Some("no"));
    assert_eq!(juju.dispatch("install").stderr().lines().next(), Some("ERROR not running an action"));
}

#[test]
fn a_key_of_a_result_is_judged_part_by_part_and_takes_the_place_of_what_it_hides() {
    let script = "results() { action-set \"$@\" 2>/dev/null; echo $?; }
        results a.stdout=1; results stderr.a=1; results a..b=1; results a.B=1
        results std.out=1 stdouts=2; results a.b.c=1 a.d=2; results a.b=3 a-b=4; results stdouts.x=5";
    let (_dir, mut juju) = charm(script, State::unit("web/0"));
    let run = juju.dispatch(Hook::action("show", json!({})));
    assert_eq!(run.stdout(), "2\n2\n2\n2\n0\n0\n0\n0\n");
    let results = juju.action().cloned().unwrap().results.into_iter();
    let results: Vec<_> = results.map(|(key, value)| format!("{key}={value}")).collect();
    assert_eq!(results, ["a-b=4", "a.b=3", "a.d=2", "std.out=1", "stdouts.x=5"]);
}

#[test]
fn state_is_null_before_there_is_any_and_bounded() {
    let script = "state-get --format=json; state-get x --strict || echo $?
        head -c 65537 /dev/zero | tr '\\0' x | sed 's/^/a: /' | state-set --file - || echo $?";
    let (_folder, mut juju) = charm(script, State::unit("web/0"));
    let run = juju.dispatch("install");
    assert_eq!(run.stdout(), "null\n1\n1\n", "{run}");
}

#[test]
fn a_tool_that_is_not_played_says_so_and_is_recorded() {
    let (_folder, mut juju) = charm("leader-get token; echo $?", State::unit("web/0"));
    let run = juju.dispatch("install");
    assert_eq!((run.stdout(), run.stderr()), ("1\n", "ERROR not implemented\n"));
    assert_eq!(run.calls(), ["leader-get token"]);
}

#[test]
fn a_call_can_fail_by_order_and_the_others_do_not() {
    let (_folder, mut juju) = charm("for i in 1 2 3; do is-leader || echo $?; done", State::unit("web/0"));
    juju.set_faults([Fault::nth("is-leader", 2, Then::Exit { code: 1, stderr: "ERROR no lease".into() })]);
    let run = juju.dispatch("install");
    assert_eq!((run.stdout(), run.stderr()), ("False\n1\nFalse\n", "ERROR no lease\n"));
}

#[test]
fn a_kill_takes_the_charm_before_or_after_a_call() {
    for (then, status) in [(Then::KillBefore, "unknown"), (Then::KillAfter, "active")] {
        let (_folder, mut juju) =
            charm("state-set a=1; status-set active; status-set waiting", State::unit("web/0"));
        juju.set_faults([Fault::any(2, then)]);
        let run = juju.dispatch("install");
        assert_eq!((run.exit(), run.outcome()), (Exit::Signal(9), &Outcome::Killed), "{run}");
        assert_eq!(juju.state().unit_status.status, status, "{run}");
        assert!(juju.state().charm_state.is_empty(), "what was held back is dropped");
    }
}

/// Runs a script with a secret to tell, and all checks; what they complain of.
fn complaint(script: &str, stray: Option<&str>) -> String {
    let mut state = State::unit("web/0");
    state.secrets.push(Secret::new("9m4e2mr0ui3e8a215n4g", Owner::Unit, [("token", "planted-1")]));
    let (folder, _) = charm(script, state.clone());
    if let Some(name) = stray {
        fs::write(folder.path().join(name), "planted-1").unwrap();
    }
    let mut juju = Juju::new(folder.path(), state);
    let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| juju.dispatch("install")));
    run.map_or_else(|panic| *panic.downcast::<String>().unwrap(), |_| String::new())
}

#[test]
fn a_secret_that_is_told_is_found_wherever_it_is() {
    for script in [
        "juju-log it is $s",
        "status-set active $s",
        "state-set a=$s",
        "echo a: $s | state-set --file -; state-set a=",
        "secret-set secret:9m4e2mr0ui3e8a215n4g token=$s",
        "echo $s",
        "echo $s >&2",
        "mkdir $TMPDIR/a && echo $s >$TMPDIR/a/b",
        "echo $s >.state",
        "juju-log $s; exit 1",
    ] {
        let complaint =
            complaint(&format!("s=$(secret-get secret:9m4e2mr0ui3e8a215n4g token); {script}"), None);
        assert!(complaint.contains("tells a secret: "), "{script}: {complaint}");
    }
    assert!(complaint("true", Some("notes")).contains("notes tells a secret"));
    assert_eq!(complaint("secret-get secret:9m4e2mr0ui3e8a215n4g >/dev/null; action-set a=b", None), "");
}

#[test]
fn a_call_that_juju_does_not_take_is_found() {
    if judge().is_some() {
        let complaint = complaint("status-set active; status-set --message=x active; is-leader", None);
        assert!(complaint.contains("option provided but not defined: --message"), "{complaint}");
        assert!(!complaint.contains("is-leader"), "{complaint}");
    }
}

#[test]
fn a_hang_is_ended_with_all_that_hangs() {
    let (_folder, mut juju) = charm("is-leader; echo never", State::unit("web/0"));
    juju.set_faults([Fault::first("is-leader", Then::Hang)]);
    juju.set_limit(Duration::from_millis(300));
    let begun = Instant::now();
    let run = juju.dispatch("install");
    assert_eq!((run.exit(), run.stdout()), (Exit::TimedOut, ""));
    assert!(begun.elapsed() < Duration::from_secs(10), "the pipes were not kept open by the tool");
}
