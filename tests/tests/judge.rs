//! Juju's own hook tools: whether they take what the charms call, and whether the stand-in does what they do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ops_metadata::{events, read};
use serde_json::{Value, json};
use standin::judge::{encoded, judge, run, scenario, texts};
use standin::{Call, CharmDir, Hook, Juju, Owner, Relation, Secret, State, Via};
use support::{faulty, hook_of, model, surround, without_times};
use tempfile::TempDir;

const SECRET: &str = "secret:9m4e2mr0ui3e8a215n4g";

fn hello() -> State {
    let mut state = State::unit("hello/0");
    state.set_config("greeting", "Hello").set_config("recipient", "world").set_config("volume", 1);
    state
}

fn database_client() -> State {
    let mut state = State::unit("database-client/0");
    state.leader = true;
    state.set_config("port", 8080).set_config("log-level", "info").set_config("admin-password", SECRET);
    let relation = Relation::named("db", 3, "postgresql").with_unit("postgresql/0", []);
    state.relations.push(relation.with_remote_app_data([("endpoints", "192.0.2.7:5432")]));
    state
}

/// A leader with a secret of the user's to read, under the version of Juju that the judge is.
fn secrets() -> State {
    let mut state = State::unit("secrets-charm/0");
    state.leader = true;
    state.juju_version = "3.5-beta1".into();
    state.set_config("password", "planted-one").set_config("token", SECRET);
    let id = SECRET.strip_prefix("secret:").unwrap();
    state.secrets.push(Secret::new(id, Owner::Other { is_granted: true }, [("token", "planted-token")]));
    state.relations.push(Relation::named("clients", 3, "postgresql").with_unit("postgresql/0", []));
    state
}

/// A unit that has asked for a database and is answered in a secret.
fn postgresql_requirer() -> State {
    let mut state = postgresql("postgresql-requirer/0");
    let id = SECRET.strip_prefix("secret:").unwrap();
    let user = [("username", "relation-3"), ("password", "correct horse")];
    state.secrets.push(Secret::new(id, Owner::Other { is_granted: true }, user));
    state.relations[0].remote_app_data = [("endpoints", "192.0.2.7:5432"), ("secret-user", SECRET)]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
    state
}

/// A unit that is asked for a database.
fn postgresql_provider() -> State {
    let mut state = postgresql("postgresql-provider/0");
    state.set_config("primary", "192.0.2.7:5432").set_config("replicas", "");
    state.relations[0].remote_app_data =
        [("database", "shop"), ("requested-secrets", r#"["username", "password", "tls"]"#)]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into();
    state
}

/// A leader with a relation to the other side, under the version of Juju that the judge is.
fn postgresql(unit: &str) -> State {
    let mut state = State::unit(unit);
    state.leader = true;
    state.juju_version = "3.5-beta1".into();
    state.goal_state.units.insert(unit.into(), "active".into());
    state.relations.push(Relation::named("database", 3, "postgresql").with_unit("postgresql/0", []));
    state
}

/// Every command line that a charm makes for all its events, and for each action, well and badly asked; each dispatch holds them
/// against the judge.
fn argvs(charm: &CharmDir, state: &State, backend: &str) -> BTreeSet<Vec<String>> {
    let mut argvs = BTreeSet::new();
    let mut juju = Juju::new(charm, state.clone());
    juju.set_backend(Some(backend));
    let mut dispatch = |juju: &mut Juju, hook: Hook| {
        let run = juju.dispatch(hook);
        argvs.extend(run.recorded().iter().map(|call| argv(call, "")));
    };
    for event in events(&read(charm.path()).metadata) {
        dispatch(&mut juju, hook_of(&event));
    }
    for params in [json!({"how": "error"}), json!({"how": "panic"})] {
        dispatch(&mut juju, Hook::action("break", params));
    }
    dispatch(&mut juju, Hook::action("add", json!({"left": -1, "right": -2})));
    dispatch(&mut juju, "leader-elected".into());
    for action in ["share", "leak", "drop"] {
        dispatch(&mut juju, Hook::action(action, json!({"how": "error"})));
    }
    dispatch(&mut juju, Hook::action("get-password", json!({"username": "admin", "rotate": true})));
    // Odd texts, as arguments and on standard input.
    juju.state_mut()
        .config
        .values_mut()
        .filter(|value| value.is_string())
        .for_each(|value| *value = json!("-x\n--"));
    dispatch(&mut juju, Hook::named("config-changed"));
    argvs
}

/// A call's words; where a secret's value was in a file, which is gone by now, with another.
fn argv(call: &Call, file: &str) -> Vec<String> {
    let word = |word: &String| match word.split_once("#file=") {
        Some((key, _)) => format!("{key}#file={file}"),
        None => without_times(word),
    };
    std::iter::once(&call.tool).chain(&call.args).map(word).collect()
}

#[test]
fn juju_takes_every_call() {
    let mut older = model();
    older.juju_version = "3.5.4".into();
    for (charm, state, least) in [
        (CharmDir::example("hello"), hello(), 5),
        (CharmDir::example("database-client"), database_client(), 15),
        (CharmDir::of_tests("faulty-charm"), faulty(), 25),
        (CharmDir::of_tests("secrets-charm"), secrets(), 30),
        (CharmDir::example("postgresql-requirer"), postgresql_requirer(), 15),
        (CharmDir::example("postgresql-provider"), postgresql_provider(), 15),
        // Juju 3.5, whose tools these are, has no `relation-model-get`.
        (CharmDir::of_tests("model-charm"), older, 25),
    ] {
        for backend in ["hook-tools", "agent-socket"] {
            let argvs = argvs(&charm, &state, backend);
            assert!(argvs.len() >= least, "{argvs:#?}");
        }
    }
}

/// What there is after a hook, in the same words of either.
#[derive(Clone, Debug, PartialEq)]
struct After {
    exit_code: i64,
    calls: Vec<(Vec<String>, u64)>,
    status: (String, String),
    version: String,
    state: BTreeMap<String, String>,
    databags: Vec<(BTreeMap<String, String>, BTreeMap<String, String>)>,
    logs: Vec<String>,
    action: Option<(BTreeMap<String, String>, String)>,
    secrets: Vec<Value>,
}

fn by_standin(charm: &CharmDir, state: State, hook: Hook) -> After {
    let mut juju = Juju::new(charm, state);
    let run = juju.dispatch(hook);
    let state = juju.state();
    After {
        exit_code: run.exit_code().unwrap().into(),
        calls: (run.recorded().iter()).map(|call| (argv(call, ""), call.code.unwrap().into())).collect(),
        status: (state.unit_status.status.clone(), state.unit_status.message.clone()),
        version: state.workload_version.clone().unwrap_or_default(),
        state: state.charm_state.clone(),
        databags: (state.relations.iter())
            .map(|relation| (relation.local_unit_data.clone(), relation.local_app_data.clone()))
            .collect(),
        logs: juju.logs().iter().map(|log| without_times(&format!("{} {}", log.level, log.text))).collect(),
        action: (juju.action())
            .map(|action| (action.results.clone(), action.failed.clone().unwrap_or_default())),
        secrets: (state.secrets.iter())
            .map(|secret| {
                json!([
                    secret.id,
                    secret.owner == Owner::App,
                    secret.label,
                    secret.description,
                    secret.rotate,
                    secret.expire,
                    encoded(secret),
                    secret.tracked.unwrap_or_default(),
                    secret.reader_label,
                    secret.grants.iter().map(|(_, target)| target).collect::<Vec<_>>(),
                ])
            })
            .collect(),
    }
}

fn by_juju(report: &Value) -> After {
    let after = &report["after"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    After {
        exit_code: report["exit_code"].as_i64().unwrap(),
        calls: (list(&report["calls"]).iter())
            .map(|call| {
                let words: Vec<String> = list(&call["argv"]).iter().map(text).collect();
                let (tool, args) = words.split_first().unwrap();
                let made = Call {
                    tool: tool.clone(),
                    args: args.to_vec(),
                    stdin: None,
                    code: None,
                    via: Via::HookTool,
                    files: Vec::new(),
                    request: None,
                };
                (argv(&made, ""), call["code"].as_u64().unwrap())
            })
            .collect(),
        status: (text(&after["status"]["status"]), text(&after["status"]["message"])),
        version: text(&after["workload_version"]),
        state: texts(&after["state"]),
        databags: (list(&after["relations"]).iter())
            .map(|relation| (texts(&relation["local_unit"]), texts(&relation["local_app"])))
            .collect(),
        logs: list(&after["logs"])
            .iter()
            .map(text)
            .map(|line| without_times(&without_relation(&line)))
            .collect(),
        action: after.get("action").map(|action| {
            let mut results = BTreeMap::new();
            dotted("", &action["results"], &mut results);
            results.remove("return-code");
            (results, text(&action["message"]))
        }),
        secrets: (list(&after["secrets"]).iter())
            .map(|secret| {
                let said = |field: &str| text(&secret[field]);
                let targets: Vec<String> =
                    list(&secret["grants"]).iter().map(|grant| text(&grant["target"])).collect();
                json!([
                    said("id"),
                    said("owner") == "app",
                    said("label"),
                    said("description"),
                    said("rotate"),
                    said("expire"),
                    without_breaks(&secret["revisions"]),
                    secret["tracked"].as_u64().unwrap_or_default(),
                    said("read_label"),
                    targets,
                ])
            })
            .collect(),
    }
}

/// Results by their keys, as they were told: nested ones have dots.
fn dotted(prefix: &str, results: &Value, flat: &mut BTreeMap<String, String>) {
    for (key, value) in results.as_object().into_iter().flatten() {
        let key = format!("{prefix}{key}");
        match value {
            Value::Object(_) => dotted(&format!("{key}."), value, flat),
            Value::String(text) => drop(flat.insert(key, text.clone())),
            other => drop(flat.insert(key, other.to_string())),
        }
    }
}

/// In a hook of a relation Juju writes that before a line, `INFO db:3: text`; the stand-in keeps the text alone.
fn without_relation(line: &str) -> String {
    let parts = line.split_once(' ').and_then(|(level, rest)| Some((level, rest.split_once(": ")?)));
    let is_relation = |word: &str| word.split_once(':').is_some_and(|(_, id)| id.parse::<u64>().is_ok());
    match parts {
        Some((level, (relation, text))) if is_relation(relation) => format!("{level} {text}"),
        _ => line.to_owned(),
    }
}

/// Base64 may have line breaks, which mean nothing: an empty value over the socket is one.
fn without_breaks(value: &Value) -> Value {
    match value {
        Value::String(text) => text.replace('\n', "").into(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), without_breaks(value))).collect(),
        other => other.clone(),
    }
}

/// All of it, with a secret's label in place of its id: a new one has another each time.
fn named(after: &After) -> String {
    let ids = after.secrets.iter().map(|secret| (secret[0].as_str().unwrap(), secret[2].as_str().unwrap()));
    ids.fold(format!("{after:#?}"), |text, (id, label)| text.replace(id, &format!("the secret `{label}`")))
}

/// Runs a hook under both, and holds the one against the other; under Juju's own server over both ways to it. Of calls over the
/// socket it keeps no record.
fn same(judge: &Path, charm: &CharmDir, state: &State, hook: Hook, particulars: &Value) -> After {
    let standin = by_standin(charm, state.clone(), hook);
    let by_juju = |backend: &str| by_juju(&run(judge, charm.path(), &scenario(state, particulars), backend));
    let juju = by_juju("hook-tools");
    assert_eq!(named(&juju), named(&standin), "{particulars}");
    let over_socket = by_juju("agent-socket");
    assert!(over_socket.calls.is_empty(), "{over_socket:?}");
    let but_for_calls = After { calls: Vec::new(), ..juju.clone() };
    assert_eq!(named(&over_socket), named(&but_for_calls), "{particulars}");
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
    let mut state = database_client();
    let same = |state: &State, hook: Hook, particulars: Value| same(judge, &charm, state, hook, &particulars);
    for hook in ["install", "config-changed", "start"] {
        assert_eq!(same(&state, hook.into(), json!({ "hook": hook })).exit_code, 0);
    }
    let of_relation = |kind: &str, unit: &str| {
        json!({
            "hook": format!("db-relation-{kind}"), "hook_relation": 3, "remote_app": "postgresql", "remote_unit": unit,
        })
    };
    let created = same(&state, Hook::relation("db", 3, "created"), of_relation("created", ""));
    assert_eq!(created.databags[0].1["database"], "database_client");
    let hook = Hook::relation("db", 3, "changed").unit("postgresql/0");
    let changed = same(&state, hook, of_relation("changed", "postgresql/0"));
    assert!(changed.state.contains_key("ops.v1.deferred.0"), "{changed:?}");

    // With what the last hook left: the deferred event runs again.
    state.charm_state = changed.state;
    let ready = json!({"hook": "web-pebble-ready", "workload": "web"});
    state.charm_state = same(&state, Hook::pebble("web", "ready"), ready).state;
    let settled = same(&state, "update-status".into(), json!({"hook": "update-status"}));
    assert_eq!(settled.status.0, "active", "{settled:?}");

    let ask = |params: Value| {
        let particulars =
            json!({"hook": "", "action": {"name": "get-password", "id": "2", "params": params}});
        same(&state, Hook::action("get-password", params), particulars).action.unwrap()
    };
    let (results, _) = ask(json!({"username": "admin", "rotate": true}));
    assert_eq!(results["secret"], SECRET);
    assert_eq!(ask(json!({"username": "bob", "rotate": false})).1, "there is no user `bob`");
    assert!(ask(json!({"username": 5, "rotate": false})).1.contains("`username`"));
    state.set_config("port", 70000);
    assert_eq!(same(&state, "start".into(), json!({"hook": "start"})).status.0, "blocked");
}

#[test]
fn results_of_an_action_are_to_juju_s_own_tools_what_they_are_here() {
    let Some(judge) = judge() else { return };
    let charm = CharmDir::of_tests("faulty-charm");
    let tell = |results: Value| {
        let params = json!({ "results": results });
        let particulars = json!({"hook": "", "action": {"name": "tell", "id": "2", "params": params}});
        let after = same(judge, &charm, &faulty(), Hook::action("tell", params), &particulars);
        assert_eq!(after.exit_code, 0, "{after:#?}");
        after.action.unwrap()
    };
    let (results, failed) = tell(json!({"map": {"a.b": "c"}, "map.a.d": 1, "0": "-x = y\n", "x--y": ""}));
    let results: Vec<_> = results.iter().map(|(key, value)| format!("{key}={value}")).collect();
    assert_eq!(results, ["0=-x = y\n", "map.a.b=c", "map.a.d=1", "x--y="]);
    assert_eq!(failed, "");
    for key in ["stdout", "a.stderr-encoding", "userName", "a..b"] {
        let (results, failed) = tell(json!({"outer": {key: "x"}}));
        assert!(results.is_empty() && failed.contains(&format!("`outer.{key}` is no key")), "{failed}");
    }
}

#[test]
fn both_sides_of_postgresql_client_do_under_juju_s_own_tools_what_they_do_here() {
    let Some(judge) = judge() else { return };
    let created = json!({
        "hook": "database-relation-created", "hook_relation": 3, "remote_app": "postgresql", "remote_unit": "",
    });
    let changed = json!({
        "hook": "database-relation-changed", "hook_relation": 3, "remote_app": "postgresql", "remote_unit": "",
    });
    let charm = CharmDir::example("postgresql-requirer");
    let state = postgresql_requirer();
    let after = same(judge, &charm, &state, Hook::relation("database", 3, "created"), &created);
    assert_eq!(after.databags[0].1["database"], "postgresql_requirer");
    let after = same(judge, &charm, &state, Hook::relation("database", 3, "changed"), &changed);
    assert_eq!(after.status, ("active".into(), "connected as relation-3".into()));
    assert_eq!(after.secrets[0][8], "database.3.user.secret");

    let charm = CharmDir::example("postgresql-provider");
    // The password is another each time.
    let databag = |after: After| after.databags[0].1.clone();
    let state = postgresql_provider();
    let run = |backend| by_juju(&run(judge, charm.path(), &scenario(&state, &changed), backend));
    for after in [run("hook-tools"), run("agent-socket")] {
        assert_eq!(after.exit_code, 0, "{after:#?}");
        let labels: BTreeSet<&str> = after.secrets.iter().map(|secret| secret[2].as_str().unwrap()).collect();
        assert_eq!(labels, ["database.3.tls.secret", "database.3.user.secret"].into(), "{after:#?}");
        let grants: Vec<&Value> = after.secrets.iter().map(|secret| &secret[9]).collect();
        assert_eq!(grants, [&json!(["application-postgresql"]); 2]);
        assert!(databag(after).contains_key("secret-user"));
    }
}

#[test]
fn secrets_are_to_juju_s_own_tools_what_they_are_here() {
    let Some(judge) = judge() else { return };
    let charm = CharmDir::of_tests("secrets-charm");
    let mut state = secrets();
    // Juju's ids are random, so each hook begins with what the stand-in has kept.
    let both = |state: &mut State, hook: Hook, particulars: Value| {
        let after = same(judge, &charm, state, hook.clone(), &particulars);
        let mut juju = Juju::new(&charm, state.clone());
        juju.dispatch(hook);
        *state = juju.state().clone();
        after
    };
    let named = |name: &str| (Hook::named(name), json!({ "hook": name }));
    let action = |name: &str, params: Value| {
        let particulars = json!({"hook": "", "action": {"name": name, "id": "2", "params": params}});
        (Hook::action(name, params), particulars)
    };
    for name in ["leader-elected", "start", "config-changed"] {
        let (hook, particulars) = named(name);
        let after = both(&mut state, hook, particulars);
        assert_eq!(after.exit_code, 0, "{after:#?}");
    }
    assert_eq!(state.secrets.len(), 3);
    let created = json!({"hook": "clients-relation-created", "hook_relation": 3, "remote_app": "postgresql", "remote_unit": ""});
    both(&mut state, Hook::relation("clients", 3, "created"), created);
    assert_eq!(state.secret_by_label("client").unwrap().grants.len(), 1);
    state.set_config("password", "planted-two");
    let (hook, particulars) = named("config-changed");
    both(&mut state, hook, particulars);
    assert_eq!(state.secret_by_label("client").unwrap().latest(), 2);

    let uri = format!("secret:{}", state.secret_by_label("client").unwrap().id);
    for (kind, revision) in [("rotate", 0), ("remove", 1), ("expired", 2)] {
        let hook = Hook::secret(kind, &uri);
        let hook =
            if revision > 0 { hook.variable("JUJU_SECRET_REVISION", &revision.to_string()) } else { hook };
        let event = json!({"uri": uri, "label": "", "revision": revision});
        let particulars = json!({"hook": format!("secret-{kind}"), "secret_event": event});
        let after = both(&mut state, hook, particulars);
        assert_eq!(after.exit_code, 0, "{after:#?}");
    }
    for (name, params) in [
        ("share", json!({})),
        ("leak", json!({"how": "error"})),
        ("leak", json!({"how": "not-found"})),
        ("drop", json!({})),
    ] {
        let (hook, particulars) = action(name, params);
        let after = both(&mut state, hook, particulars);
        assert_eq!(after.exit_code, 0, "{after:#?}");
    }
    assert_eq!(state.secrets.len(), 1, "the user's stays");
}

#[test]
fn model_charm_does_under_juju_s_own_tools_what_it_does_here() {
    let Some(judge) = judge() else { return };
    let charm = CharmDir::of_tests("model-charm");
    for hook in ["start", "upgrade-charm", "leader-elected", "stop"] {
        let after = same(judge, &charm, &model(), hook.into(), &json!({ "hook": hook }));
        assert_eq!(after.exit_code, 0, "{after:?}");
    }
    let attached = json!({"hook": "data-storage-attached", "hook_storage": "data/0"});
    let after = same(judge, &charm, &model(), Hook::storage("data/0", "attached"), &attached);
    assert_eq!(after.exit_code, 0, "{after:?}");
}

/// Command lines, good and bad, for every tool that the stand-in knows.
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
secret-get secret:9m4e2mr0ui3e8a215n4g token
secret-get 9m4e2mr0ui3e8a215n4g --format=json
secret-get secret:9m4e2mr0ui3e8a215n4g --peek --format=json
secret-get secret:9m4e2mr0ui3e8a215n4g --refresh --format=json
secret-get secret:9m4e2mr0ui3e8a215n4g --label mine --format=json
secret-get --label mine --format=json
secret-get secret:9m4e2mr0ui3e8a215n4g nope
secret-get secret:9m4e2mr0ui3e8a215n4g --peek --refresh
secret-get secret:9m4e2mr0ui3e8a215n4g a b
secret-get secret:9m4e2mr0ui3e8a21500g
secret-get secret:nope
secret-get --label nope
secret-get
secret-info-get
secret-info-get secret:9m4e2mr0ui3e8a215n4g
secret-info-get secret:9m4e2mr0ui3e8a215n50 --format=json
secret-info-get --label own --format=json
secret-info-get --label nope
secret-info-get secret:9m4e2mr0ui3e8a215n50 --label own
secret-info-get secret:nope
secret-ids --format=json
secret-ids
secret-ids x
secret-set
secret-set secret:nope abc=1
secret-set secret:9m4e2mr0ui3e8a215n50 --description d --rotate daily --expire 2030-01-01T00:00:00Z abc=2
secret-info-get secret:9m4e2mr0ui3e8a215n50 --format=json
secret-get secret:9m4e2mr0ui3e8a215n50 --format=json
secret-get secret:9m4e2mr0ui3e8a215n50 --peek --format=json
secret-set secret:9m4e2mr0ui3e8a215n50 abc=" a = b= " def=x= g-hi=
nl="$(printf "\nx")"; secret-set secret:9m4e2mr0ui3e8a215n50 abc=" a = b= " def=x= ghi#base64="${nl%x}" jkl#base64="${nl%x}PT09PQ=="
secret-get secret:9m4e2mr0ui3e8a215n50 --refresh --format=json
secret-set secret:9m4e2mr0ui3e8a215n50 --rotate hourl
secret-set secret:9m4e2mr0ui3e8a215n50 --expire tomorrow
secret-set secret:9m4e2mr0ui3e8a215n50 --expire -1h
secret-set secret:9m4e2mr0ui3e8a215n50 --owner nobody
secret-set secret:9m4e2mr0ui3e8a215n50 ab=1
secret-set secret:9m4e2mr0ui3e8a215n50 abc
secret-set secret:9m4e2mr0ui3e8a215n50 abc==
secret-add
secret-add --label x
secret-add a-b=1
secret-add --owner unit --rotate never a--b=1
secret-grant
secret-grant secret:9m4e2mr0ui3e8a215n50
secret-grant secret:9m4e2mr0ui3e8a215n50 -r 99
secret-grant secret:nope -r 3
secret-grant secret:9m4e2mr0ui3e8a215n4g -r 3
secret-grant secret:9m4e2mr0ui3e8a215n50 -r 3 --unit web/0
secret-grant secret:9m4e2mr0ui3e8a215n50 -r 3 --unit nope
secret-grant secret:9m4e2mr0ui3e8a215n50 --relation db:3 --unit postgresql/0
secret-grant secret:9m4e2mr0ui3e8a215n50 -r 3 x
secret-revoke
secret-revoke secret:9m4e2mr0ui3e8a215n50
secret-revoke secret:9m4e2mr0ui3e8a215n50 --app web --unit web/0
secret-revoke secret:9m4e2mr0ui3e8a215n50 -r 3 --app web
secret-revoke secret:9m4e2mr0ui3e8a215n50 --relation 3 --unit postgresql/0
secret-remove
secret-remove secret:9m4e2mr0ui3e8a215n50 --revision x
secret-remove secret:9m4e2mr0ui3e8a215n50 x
secret-remove secret:9m4e2mr0ui3e8a215n50
secret-ids --format=json
action-get --format=json
action-get username
action-get nope --format=json
action-get a b
action-set
action-set a
action-set a=1 b.c=2
action-set stdout=1
action-set a.stdout=1
action-set stderr-encoding.a=1
action-set a=1 b.stderr.c=2
action-set stdouts=1 std.out=1
action-set a=1 A=2
action-set a..b=1
action-set .a=1
action-set a.=1
action-set =1
action-set a-=1
action-set a.b_c=1
action-set a.b=1 a.c=2 a=3 a.d=4
action-log
action-log half way
action-fail too bad
action-fail a b
network-get db --format=json
network-get --format=json -r 3 db
network-get -r 99 db
network-get -r x db
network-get
network-get db x
network-get db --bind-address
network-get db --ingress-address --format=json
network-get db --primary-address
network-get db --egress-subnets --format=json
network-get nope --bind-address --egress-subnets --ingress-address --format=json
opened-ports
opened-ports --format=json
opened-ports --format=json --endpoints
opened-ports x
opened-ports --endpoints=x
open-port
open-port 90
open-port 8000-8010/udp
open-port 8010-8000/udp
open-port icmp
open-port 0
open-port 70000
open-port 1-70000
open-port 90-95-99
open-port a/tcp
open-port 80-
open-port 80/sctp
open-port 80/
open-port -1
open-port 80/tcp x
open-port --endpoints db,www 91/tcp
open-port --endpoints= 92
close-port
close-port 93
close-port --endpoints db 91/tcp
opened-ports --format=json
resource-get
resource-get tool
resource-get nope
resource-get a b
resource-get tool --format=json
goal-state --format=json
goal-state --format=smart
goal-state x
unit-get
unit-get nope
unit-get private-address x
credential-get x
storage-list --format=json
storage-list --format=json data
storage-list nope --format=json
storage-list a b
storage-get
storage-get --format=json -s data/0
storage-get -s data/9
storage-get -s data
storage-get -s data/0 location
storage-get -s data/0 kind --format=json
storage-get -s data/0 nope
storage-add
storage-add data=2
storage-add data disks=1
storage-add data=x
storage-add data=0
storage-add =2
storage-add data=-1
storage-add data=2,5G
storage-add data=1 data=2
status-get --include-data --format=json --application=true
status-get --include-data --format=json --application=false
status-get x
status-get --application=x
juju-reboot x
juju-reboot --now=x
juju-reboot
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
    // The order of a map's keys says nothing. What 3.5 says of a result's key is in other words in 3.6.
    let plain = |line: &str| match serde_json::from_str::<Value>(line) {
        Ok(map @ Value::Object(_)) => format!("{map}\n"),
        _ => line.replace("alphanumeric, hyphens and periods", "alphanumeric and hyphens") + "\n",
    };
    let said =
        || fs::read_to_string(charm.path().join("said")).unwrap().lines().map(plain).collect::<String>();
    let mut state = State::unit("web/0");
    state.leader = true;
    state.set_config("port", 8080).set_config("name", "x").set_config("debug", false).set_config("unset", ());
    state
        .relations
        .push(Relation::named("db", 3, "postgresql").with_unit("postgresql/0", [("host", "192.0.2.7")]));
    state.secrets.push(Secret::new(
        "9m4e2mr0ui3e8a215n4g",
        Owner::Other { is_granted: true },
        [("token", "hello"), ("two-words", " a = b\n")],
    ));
    let mut own = Secret::new("9m4e2mr0ui3e8a215n50", Owner::App, [("abc", "1")]);
    own.label = "own".into();
    state.secrets.push(own);
    surround(&mut state);
    let params = json!({"username": "admin"});
    let particulars = json!({"hook": "", "action": {"name": "ask", "id": "2", "params": params}});

    let mut juju = Juju::new(charm.path(), state.clone()).without_checks();
    juju.dispatch(Hook::action("ask", params));
    let standin = said();
    run(judge, charm.path(), &scenario(&state, &particulars), "hook-tools");
    let juju = said();
    let differ: Vec<_> =
        juju.split("$ ").zip(standin.split("$ ")).filter(|(juju, standin)| juju != standin).collect();
    assert!(differ.is_empty(), "(Juju, the stand-in): {differ:#?}");
    assert_eq!(juju, standin);
}
