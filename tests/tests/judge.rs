//! Juju's own hook tools: whether they take what the charms call, and whether the stand-in does what they do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ops_metadata::{events, read};
use serde_json::{Value, json};
use standin::{CharmDir, Hook, Juju, Relation, World};
use support::judge::{judge, run, scenario, texts, validate};
use support::{faulty, hook_of};
use tempfile::TempDir;

const SECRET: &str = "secret:9m4e2mr0ui3e8a215n4g";

fn hello() -> World {
    let mut world = World::unit("hello/0");
    world.set_config("greeting", "Hello").set_config("recipient", "world").set_config("volume", 1);
    world
}

fn database_client() -> World {
    let mut world = World::unit("database-client/0");
    world.leader = true;
    world.set_config("port", 8080).set_config("log-level", "info").set_config("admin-password", SECRET);
    let relation = Relation::new("db", 3, "postgresql").member("postgresql/0", []);
    world.relations.push(relation.app_data([("endpoints", "192.0.2.7:5432")]));
    world
}

/// Every command line that a charm makes for all its events, and for each action, well and badly asked.
fn argvs(charm: &CharmDir, world: &World) -> BTreeSet<Vec<String>> {
    let mut argvs = BTreeSet::new();
    let mut juju = Juju::new(charm, world.clone());
    let mut dispatch = |juju: &mut Juju, hook: Hook| {
        let run = juju.dispatch(hook);
        argvs.extend(run.recorded().iter().map(|call| [vec![call.tool.clone()], call.args.clone()].concat()));
    };
    for event in events(&read(charm.path()).metadata) {
        dispatch(&mut juju, hook_of(&event));
    }
    for params in [json!({"how": "error"}), json!({"how": "panic"})] {
        dispatch(&mut juju, Hook::action("break", params));
    }
    dispatch(&mut juju, Hook::action("add", json!({"left": -1, "right": -2})));
    dispatch(&mut juju, Hook::action("get-password", json!({"username": "admin", "rotate": true})));
    // Odd texts, as arguments and on standard input.
    juju.world_mut()
        .config
        .values_mut()
        .filter(|value| value.is_string())
        .for_each(|value| *value = json!("-x\n--"));
    dispatch(&mut juju, Hook::named("config-changed"));
    argvs
}

#[test]
fn juju_takes_every_call() {
    let Some(judge) = judge() else { return };
    for (charm, world, least) in [
        (CharmDir::example("hello"), hello(), 5),
        (CharmDir::example("database-client"), database_client(), 15),
        (CharmDir::of_tests("faulty-charm"), faulty(), 25),
    ] {
        let action = json!({"hook": "", "action": {"name": "any", "id": "2", "params": {}}});
        let argvs: Vec<_> = argvs(&charm, &world).into_iter().collect();
        let verdicts = validate(judge, &scenario(&world, &action), &argvs);
        let refused: Vec<_> = argvs.iter().zip(&verdicts).filter(|(_, verdict)| verdict.is_some()).collect();
        assert!(refused.is_empty(), "{refused:#?}");
        assert!(argvs.len() >= least, "{argvs:#?}");
    }
}

/// What there is after a hook, in the same words of either.
#[derive(Debug, PartialEq)]
struct After {
    exit_code: i64,
    calls: Vec<(Vec<String>, u64)>,
    status: (String, String),
    version: String,
    state: BTreeMap<String, String>,
    databags: Vec<(BTreeMap<String, String>, BTreeMap<String, String>)>,
    logs: Vec<String>,
    action: Option<(BTreeMap<String, String>, String)>,
}

fn by_standin(charm: &CharmDir, world: World, hook: Hook) -> After {
    let mut juju = Juju::new(charm, world);
    let run = juju.dispatch(hook);
    let world = juju.world();
    After {
        exit_code: run.exit_code().unwrap().into(),
        calls: (run.recorded().iter())
            .map(|call| ([vec![call.tool.clone()], call.args.clone()].concat(), call.code.unwrap().into()))
            .collect(),
        status: (world.status.status.clone(), world.status.message.clone()),
        version: world.workload_version.clone().unwrap_or_default(),
        state: world.state.clone(),
        databags: (world.relations.iter())
            .map(|relation| (relation.local_unit.clone(), relation.local_app.clone()))
            .collect(),
        logs: world.logs.iter().map(|log| format!("{} {}", log.level, log.text)).collect(),
        action: (world.action.as_ref())
            .map(|action| (action.results.clone(), action.failed.clone().unwrap_or_default())),
    }
}

fn by_juju(report: &Value) -> After {
    let after = &report["after"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    After {
        exit_code: report["exit_code"].as_i64().unwrap(),
        calls: (list(&report["calls"]).iter())
            .map(|call| (list(&call["argv"]).iter().map(text).collect(), call["code"].as_u64().unwrap()))
            .collect(),
        status: (text(&after["status"]["status"]), text(&after["status"]["message"])),
        version: text(&after["workload_version"]),
        state: texts(&after["state"]),
        databags: (list(&after["relations"]).iter())
            .map(|relation| (texts(&relation["local_unit"]), texts(&relation["local_app"])))
            .collect(),
        logs: list(&after["logs"]).iter().map(text).collect(),
        action: after.get("action").map(|action| {
            let mut results = action["results"].as_object().cloned().unwrap_or_default();
            results.remove("return-code");
            (texts(&results.into()), text(&action["message"]))
        }),
    }
}

/// Runs a hook under both, and holds the one against the other; under Juju's own server over both ways to it. Of calls over the
/// socket it keeps no record.
fn same(judge: &Path, charm: &CharmDir, world: &World, hook: Hook, particulars: &Value) -> After {
    let standin = by_standin(charm, world.clone(), hook);
    let by_juju = |backend: &str| by_juju(&run(judge, charm.path(), &scenario(world, particulars), backend));
    let juju = by_juju("hook-tools");
    assert_eq!(juju, standin, "{particulars}");
    let over_socket = by_juju("agent-socket");
    assert!(over_socket.calls.is_empty(), "{over_socket:?}");
    assert_eq!(After { calls: juju.calls.clone(), ..over_socket }, juju, "{particulars}");
    juju
}

#[test]
fn hello_does_under_juju_s_own_tools_what_it_does_here() {
    let Some(judge) = judge() else { return };
    let charm = CharmDir::example("hello");
    for hook in ["install", "config-changed", "start"] {
        let after = same(judge, &charm, &hello(), hook.into(), &json!({ "hook": hook }));
        assert_eq!((after.exit_code, after.status), (0, ("active".into(), "Hello, world!".into())));
    }
}

#[test]
fn database_client_does_under_juju_s_own_tools_what_it_does_here() {
    let Some(judge) = judge() else { return };
    let charm = CharmDir::example("database-client");
    let mut world = database_client();
    let same = |world: &World, hook: Hook, particulars: Value| same(judge, &charm, world, hook, &particulars);
    for hook in ["install", "config-changed", "start"] {
        assert_eq!(same(&world, hook.into(), json!({ "hook": hook })).exit_code, 0);
    }
    let of_relation = |kind: &str, unit: &str| {
        json!({
            "hook": format!("db-relation-{kind}"), "hook_relation": 3, "remote_app": "postgresql", "remote_unit": unit,
        })
    };
    let created = same(&world, Hook::relation("db", 3, "created"), of_relation("created", ""));
    assert_eq!(created.databags[0].1["database"], "database_client");
    let hook = Hook::relation("db", 3, "changed").unit("postgresql/0");
    let changed = same(&world, hook, of_relation("changed", "postgresql/0"));
    assert!(changed.state.contains_key("ops.v1.deferred.0"), "{changed:?}");

    // With what the last hook left: the deferred event runs again.
    world.state = changed.state;
    let ready = json!({"hook": "web-pebble-ready", "workload": "web"});
    world.state = same(&world, Hook::pebble("web", "ready"), ready).state;
    let settled = same(&world, "update-status".into(), json!({"hook": "update-status"}));
    assert_eq!(settled.status.0, "active", "{settled:?}");

    let ask = |params: Value| {
        let particulars =
            json!({"hook": "", "action": {"name": "get-password", "id": "2", "params": params}});
        same(&world, Hook::action("get-password", params), particulars).action.unwrap()
    };
    let (results, _) = ask(json!({"username": "admin", "rotate": true}));
    assert_eq!(results["secret"], SECRET);
    assert_eq!(ask(json!({"username": "bob", "rotate": false})).1, "there is no user `bob`");
    assert!(ask(json!({"username": 5, "rotate": false})).1.contains("`username`"));
    world.set_config("port", 70000);
    assert_eq!(same(&world, "start".into(), json!({"hook": "start"})).status.0, "blocked");
}

/// Command lines, good and bad, for every tool that the stand-in knows. (Not the keys that `action-set` refuses: the text of
/// that is another in each version.)
const LINES: &str = r#"
config-get --format=json
config-get --all --format=json
config-get port
config-get nope --format=json
config-get port --all
config-get --format=xml
config-get a b
config-get -a=x
relation-ids db --format=json
relation-ids db
relation-ids nope --format=json
relation-list --format=json -r 3
relation-list -r db:3 --app --format=json
relation-list --format=json
relation-list -r=3
relation-list -r3
relation-list --relation=db:3
relation-list -r 99
relation-list -r x
relation-list --app=x
relation-get -r 3 - postgresql/0 --format=json
relation-get -r 3 --app - postgresql --format=json
relation-get -r 3 - postgresql
relation-get -r 3 - postgresql/9
relation-get -r 3 - Bad/Name
relation-get -r 3 - web/0 --format=json
relation-get -r 3 host
relation-get -r 3 nope --format=json
relation-set -r 3 a=1 b= c
relation-set -r 3 a=1 a=2
relation-set -r 3 a=1 ingress-address=
relation-set -r 3 --app a=1
relation-set -r 99 a=1
relation-get -r 3 - web/0 --format=json
relation-get -r 3 --app - web --format=json
state-get --format=json
state-set a=1 b= =x
state-set a=1 b=
state-get --format=json
state-get a
state-get nope
state-get nope --strict
state-get a b
state-delete a
state-delete a
state-get --format=json
state-get --strict=x
status-set active ok
status-set bad ok
status-set
status-set active a b
status-set --application=Falsch active
status-set --application active everything
status-get
status-get --format=json
status-get --include-data --format=json
is-leader
is-leader --format=json
is-leader x
application-version-set
application-version-set 1.2
application-version-set 1 2
juju-log
juju-log -l DEBUG hello there
juju-log --log-level INFO -- -x
juju-log -x
juju-log --nope
juju-log -l
action-get --format=json
action-get username
action-get nope --format=json
action-get a b
action-set
action-set a
action-set a=1 b.c=2
action-set stdout=1
action-log
action-log half way
action-fail too bad
action-fail a b
"#;

/// What a shell says of all of them.
fn script() -> TempDir {
    let calls: String = LINES
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| format!("echo '$ {line}'\n{line}\necho \"[$?]\"\n"))
        .collect();
    let folder = TempDir::new().unwrap();
    let dispatch = folder.path().join("dispatch");
    fs::write(&dispatch, format!("#!/bin/sh\nexec >said 2>&1\n{calls}")).unwrap();
    fs::set_permissions(&dispatch, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[test]
fn the_stand_in_says_what_juju_says() {
    let Some(judge) = judge() else { return };
    let charm = script();
    let said = || fs::read_to_string(charm.path().join("said")).unwrap();
    let mut world = World::unit("web/0");
    world.leader = true;
    world.set_config("port", 8080).set_config("name", "x").set_config("debug", false).set_config("unset", ());
    world
        .relations
        .push(Relation::new("db", 3, "postgresql").member("postgresql/0", [("host", "192.0.2.7")]));
    let params = json!({"username": "admin"});
    let particulars = json!({"hook": "", "action": {"name": "ask", "id": "2", "params": params}});

    let mut juju = Juju::new(charm.path(), world.clone());
    juju.dispatch(Hook::action("ask", params));
    let standin = said();
    run(judge, charm.path(), &scenario(&world, &particulars), "hook-tools");
    let juju = said();
    let differ: Vec<_> =
        juju.split("$ ").zip(standin.split("$ ")).filter(|(juju, standin)| juju != standin).collect();
    assert!(differ.is_empty(), "(Juju, the stand-in): {differ:#?}");
    assert_eq!(juju, standin);
}
