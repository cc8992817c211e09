//! Each operation of the model, as it goes to Juju over hook tools and over the agent's socket, and what comes of it: texts in
//! `tests/transcripts`, to be read.
//!
//! `UPDATE_EXPECT=1 cargo test -p tests --test transcripts` writes them anew.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use similar::TextDiff;
use standin::{CharmDir, Hook, Owner, Relation, Secret, State, StorageInstance, cargo};
use support::surround;
use support::transcript::{Refusal, Scenario, transcript};

/// The user's secret, the application's and the unit's.
const TOKEN: &str = "9m4e2mr0ui3e8a215n4g";
const CLIENTS: &str = "9m4e2mr0ui3e8a215n50";
const OWN: &str = "9m4e2mr0ui3e8a215n60";

/// The leader, with something of everything.
fn state() -> State {
    let mut state = State::unit("web/0");
    state.leader = true;
    state.set_config("port", 80);
    let mut cluster = Relation::named("cluster", 1, "web").with_unit("web/1", []);
    cluster.local_app_data.insert("token".into(), "t-1".into());
    let database = Relation::named("db", 3, "postgresql").with_unit("postgresql/0", [("host", "192.0.2.7")]);
    state.relations.push(cluster);
    state.relations.push(database.with_remote_app_data([("endpoints", "192.0.2.7:5432")]));
    state.relations.push(Relation::named("website", 4, "haproxy"));
    state.relations.push(Relation::named("website", 5, "nginx"));
    surround(&mut state);
    let (id, kind, location) = ("disks/1".into(), "block".into(), "/dev/sdb".into());
    state.storages.push(StorageInstance { id, kind, location });
    state.goal_state.units.insert("web/1".into(), "waiting".into());
    state.relation_mut(3).unwrap().remote_model_uuid = Some("elsewhere".into());
    state.cloud_spec = Some(json!({
        "type": "lxd", "name": "home", "credential": {"auth-type": "certificate", "attrs": {"key": "planted-key"}},
    }));
    let mut token = Secret::new(TOKEN, Owner::Other { is_granted: true }, [("token", "planted-1")]);
    token.revise([("token", "planted-2")]);
    (token.tracked, token.reader_label) = (Some(1), "token".into());
    let mut clients = Secret::new(CLIENTS, Owner::App, [("username", "admin"), ("password", "planted-old")]);
    clients.revise([("username", "admin"), ("password", "planted = new")]);
    clients.label = "clients".into();
    let mut own = Secret::new(OWN, Owner::Unit, [("key", "planted-own")]);
    own.label = "own".into();
    state.secrets = vec![token, clients, own];
    state
}

/// What is done, in the `start` hook unless it is said.
fn on(title: &'static str) -> Scenario {
    let hook = Hook::named("start");
    Scenario { title, charm: "transcript-charm", hook, before: None, state: state(), refusal: None }
}

impl Scenario {
    /// By the charm that has state.
    fn keeps(self) -> Self {
        Self { charm: "keeping-charm", ..self }
    }

    /// Another hook has run before it.
    fn after(self, hook: &str) -> Self {
        Self { before: Some(Hook::named(hook)), ..self }
    }

    fn of_hook(mut self, hook: Hook) -> Self {
        self.hook = hook;
        self
    }

    fn in_action(self) -> Self {
        self.of_hook(Hook::action("perform", json!({})))
    }

    fn where_(mut self, change: impl FnOnce(&mut State)) -> Self {
        change(&mut self.state);
        self
    }

    /// Juju refuses the first call of a tool, with this exit code and these words.
    fn where_refused(self, tool: &'static str, code: u8, words: &'static str) -> Self {
        Self { refusal: Some(Refusal { tool, code, words }), ..self }
    }

    /// The relation with the database has ended, and the charm has not heard of it: the tool does not take the number.
    fn where_gone(self, tool: &'static str) -> Self {
        let words = match tool {
            "network-get" => "invalid value \"3\" for option -r: relation not found",
            _ => "invalid value \"db:3\" for option -r: relation not found",
        };
        self.where_refused(tool, 2, words)
    }

    /// The secret of the application may be read over a relation already.
    fn where_granted(self, target: &str) -> Self {
        self.where_(|state| {
            state.secrets[1].grants.insert((3, target.into()));
        })
    }
}

/// By the name of its file: what is in it.
fn topics() -> Vec<(&'static str, Vec<Scenario>)> {
    let old_secret =
        |kind: &str| Hook::secret(kind, &format!("secret:{CLIENTS}")).variable("JUJU_SECRET_REVISION", "1");
    vec![
        (
            "relations",
            vec![
                on("Context::relations"),
                on("Context::relation"),
                on("Context::relation_by_id"),
                on("Relation::app"),
                on("Relation::units"),
                on("Relation::remote_app"),
                on("Relation::remote_model"),
                on("Relation::network"),
                on("Relation::units (it is gone)").where_gone("relation-list"),
                on("Relation::app (it is gone)").where_gone("relation-list"),
                on("Relation::remote_model (it is gone)").where_gone("relation-model-get"),
                on("Relation::remote_model (before Juju 3.6)")
                    .where_(|state| state.juju_version = "3.5.4".into()),
                on("Relation::network (it is gone)").where_gone("network-get"),
            ],
        ),
        (
            "databags",
            vec![
                on("RemoteBag::get"),
                on("RemoteBag::get (of the application)"),
                on("RemoteBag::get (of the peers' application, not the leader)")
                    .where_(|state| state.leader = false),
                on("RemoteBag::all"),
                on("RemoteBag::all (of a unit that is not there)"),
                on("RemoteBag::read"),
                on("LocalBag::get"),
                on("LocalBag::all"),
                on("LocalBag::read"),
                on("LocalBag::set"),
                on("LocalBag::set (of the application)"),
                on("LocalBag::set (to what it is)"),
                on("LocalBag::remove"),
                on("LocalBag::write"),
                on("RemoteBag::get (the relation is gone)").where_gone("relation-get"),
                on("LocalBag::set (the relation is gone)").where_gone("relation-set"),
                on("LocalBag::set (of the application, no leader any more)").where_refused(
                    "relation-set",
                    1,
                    "cannot write relation settings",
                ),
            ],
        ),
        (
            "config-and-leadership",
            vec![
                on("Context::config"),
                on("Context::leader"),
                on("Context::leader (not this unit)").where_(|state| state.leader = false),
            ],
        ),
        (
            "status",
            vec![
                on("Unit::status"),
                on("Unit::set_status"),
                on("Unit::set_status (without a message)"),
                on("App::status"),
                on("App::unit_statuses"),
                on("App::set_status"),
                on("Unit::set_workload_version"),
                on("App::status (no leader any more)").where_refused(
                    "status-get",
                    1,
                    "finding application status: this unit is not the leader",
                ),
                on("App::set_status (no leader any more)").where_refused(
                    "status-set",
                    1,
                    "this unit is not the leader",
                ),
            ],
        ),
        (
            "hook-tool",
            vec![
                on("Context::hook_tool"),
                on("Context::hook_tool (refused)").where_gone("relation-list"),
                on("Context::hook_tool (that this Juju does not have)"),
            ],
        ),
        ("goal-state", vec![on("Context::goal_state"), on("App::planned_units")]),
        (
            "network",
            vec![
                on("Context::network"),
                on("Context::network (of an extra binding)"),
                on("Context::network (there is none)")
                    .where_(|state| drop(state.networks.insert("website".into(), None))),
            ],
        ),
        (
            "ports",
            vec![
                on("Unit::open_port"),
                on("Unit::open_port (a range)"),
                on("Unit::open_port (a range, on Kubernetes)").where_refused(
                    "open-port",
                    1,
                    "port ranges are not supported for k8s applications, please specify a single port",
                ),
                on("Unit::open_port_for"),
                on("Unit::close_port"),
                on("Unit::close_port_for"),
                on("Unit::opened_ports"),
                on("Unit::opened_ports_for"),
                on("Unit::set_ports"),
            ],
        ),
        (
            "storage",
            vec![
                on("Context::storages"),
                on("Context::storage"),
                on("Context::request_storage"),
                on("StorageInstance::location"),
                on("StorageInstance::kind"),
                on("StorageInstance::location (it is gone)").where_refused(
                    "storage-get",
                    2,
                    "invalid value \"data/0\" for option -s: storage \"data/0\" not found",
                ),
            ],
        ),
        (
            "resources-and-cloud",
            vec![
                on("Context::resource"),
                on("Context::resource (nobody has attached it)").where_(|state| state.resources.clear()),
                on("Model::cloud_spec"),
                on("Model::cloud_spec (not trusted)").where_(|state| state.cloud_spec = None),
            ],
        ),
        (
            "secrets-of-others",
            vec![
                on("Secret::content"),
                on("Secret::content (by its label)"),
                on("Secret::content (with a label from now on)")
                    .where_(|state| state.secrets[0].reader_label.clear()),
                on("Secret::content (not granted)")
                    .where_(|state| state.secrets[0].owner = Owner::Other { is_granted: false }),
                on("Secret::content (there is none)").where_(|state| drop(state.secrets.remove(0))),
                on("Secret::peek"),
                on("Secret::refresh"),
            ],
        ),
        (
            "secrets-of-ones-own",
            vec![
                on("Context::owned_secret_ids"),
                on("App::add_secret"),
                on("App::add_secret (its label is taken)").where_refused(
                    "secret-add",
                    1,
                    "secret with label \"passwords\" already exists",
                ),
                on("App::secret_by_label"),
                on("Unit::add_secret"),
                on("Unit::secret_by_label"),
                on("OwnedSecret::peek"),
                on("OwnedSecret::set_content").where_(|state| {
                    state.secrets[1].revisions.remove(&2);
                }),
                on("OwnedSecret::set_content_if_changed"),
                on("OwnedSecret::set_content_if_changed (it is)").where_(|state| {
                    state.secrets[1].revisions.remove(&2);
                }),
                on("OwnedSecret::set_info"),
                on("OwnedSecret::set_info (after a new revision, before Juju 3.6)").where_(|state| {
                    state.juju_version = "3.5.4".into();
                    state.secrets[1].revisions.remove(&2);
                }),
                on("OwnedSecret::info").where_granted("application-postgresql"),
                on("OwnedSecret::info (there is none)").where_(|state| drop(state.secrets.remove(1))),
                on("OwnedSecret::grant"),
                on("OwnedSecret::grant_to_unit"),
                on("OwnedSecret::revoke").where_granted("application-postgresql"),
                on("OwnedSecret::revoke_from_unit").where_granted("unit-postgresql-0"),
                on("OwnedSecret::remove_revision"),
                on("OwnedSecret::remove_revision (after a new revision)").where_(|state| {
                    state.secrets[1].revisions.remove(&2);
                }),
                on("OwnedSecret::set_content (after a revision was removed)"),
                on("OwnedSecret::remove_revision (and what Juju does not tell after that)"),
                on("OwnedSecret::remove_revision (of two, before Juju 3.6.11)")
                    .where_(|state| state.juju_version = "3.6.10".into()),
                on("OwnedSecret::remove_all_revisions"),
                on("SecretExpired::remove_revision").of_hook(old_secret("expired")),
                on("SecretRemove::remove_revision").keeps().of_hook(old_secret("remove")),
            ],
        ),
        (
            "actions",
            vec![
                on("action: parameters and results")
                    .of_hook(Hook::action("add", json!({"left": -0, "right": 2}))),
                on("action: it fails").of_hook(Hook::action("add", json!({"left": -1, "right": 2}))),
                on("action: a parameter does not decode")
                    .of_hook(Hook::action("add", json!({"left": "one", "right": 2}))),
                on("action: Juju refuses the results")
                    .of_hook(Hook::action("add", json!({"left": -0, "right": 2})))
                    .where_refused("action-set", 1, "not now"),
                on("ActionContext::log").in_action(),
                on("ActionContext::set_results").in_action(),
                on("ActionContext::set_results (a key that Juju keeps for itself)").in_action(),
            ],
        ),
        ("log", vec![on("tracing")]),
        (
            "reboot",
            vec![on("Unit::reboot"), on("Unit::reboot_now"), on("Unit::reboot (in an action)").in_action()],
        ),
        (
            "state",
            vec![
                on("stored state: the first of it").keeps(),
                on("stored state: an event that changes nothing of it")
                    .keeps()
                    .after("start")
                    .of_hook(Hook::named("update-status")),
                on("stored state: the next of it").keeps().after("start"),
                on("deferral").keeps().of_hook(Hook::named("config-changed")),
                on("deferral: the event runs again").keeps().after("config-changed"),
            ],
        ),
    ]
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts")
}

fn is_to_be_written() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

#[test]
fn each_operation_is_as_it_is_written() {
    let charms = ["transcript-charm", "keeping-charm"].map(|name| (name, CharmDir::of_tests(name)));
    let charm = |name: &str| &charms.iter().find(|(of, _)| *of == name).unwrap().1;
    let mut differences = String::new();
    for (topic, scenarios) in topics() {
        let texts: Vec<_> =
            scenarios.iter().map(|scenario| transcript(charm(scenario.charm), scenario)).collect();
        let text = format!("# {topic}\n\n{}", texts.join("\n"));
        let path = folder().join(format!("{topic}.txt"));
        if is_to_be_written() {
            fs::write(&path, &text).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        if written != text {
            let name = path.display().to_string();
            let difference = TextDiff::from_lines(&written, &text);
            differences += &difference.unified_diff().header(&name, "what is done now").to_string();
        }
    }
    assert!(differences.is_empty(), "{differences}\nto keep what is done now: UPDATE_EXPECT=1");
}

/// All that is written.
fn written() -> String {
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    files.map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The library's sources, by their paths.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path {
            path if path.is_dir() => sources(&path),
            path => vec![(path.clone(), fs::read_to_string(&path).unwrap())],
        })
        .collect()
}

#[test]
fn no_file_is_of_the_past() {
    let topics: BTreeSet<String> = topics().iter().map(|(topic, _)| format!("{topic}.txt")).collect();
    let files = fs::read_dir(folder()).unwrap();
    let files: BTreeSet<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, topics);
}

/// The library names a tool where it calls it.
#[test]
fn each_tool_that_is_called_has_a_transcript() {
    let written = written();
    let sources = sources(&cargo::root().join("ops/src/hook_tools"));
    let code = |text: &str| text.split("#[cfg(test)]").next().unwrap().to_owned();
    let code: String = sources.iter().map(|(_, text)| code(text)).collect();
    let (called, others): (Vec<&str>, Vec<&str>) =
        standin::NAMES.iter().copied().partition(|name| code.contains(&format!("\"{name}\"")));
    assert_eq!(others, ["leader-get", "leader-set", "state-delete", "unit-get"], "these are not called");
    let missing: Vec<_> =
        called.into_iter().filter(|name| !written.contains(&format!("\n  {name} "))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What can fail with a `ModelError` asks Juju, or tells it.
#[test]
fn each_function_of_the_model_has_a_transcript() {
    // No charm that compiles can call it.
    const NOT_CALLED: &str = "Context::set_pod_spec";
    let mut functions = BTreeSet::new();
    for (_, text) in sources(&cargo::root().join("ops/src")) {
        let mut of_type = "";
        let mut rest = text.lines();
        while let Some(line) = rest.next() {
            if let Some(of) = line.strip_prefix("impl ").and_then(|line| line.strip_suffix(" {")) {
                of_type = of;
            }
            let Some(signature) = line.strip_prefix("    pub fn ") else { continue };
            let name = signature.split(['(', '<']).next().unwrap();
            let mut signature = signature.to_owned();
            while !signature.ends_with('{') {
                signature += rest.next().unwrap();
            }
            if signature.contains("ModelError> {") {
                functions.insert(format!("{of_type}::{name}"));
            }
        }
    }
    assert!(functions.remove(NOT_CALLED) && functions.len() > 60, "{functions:?}");
    let written = written();
    let has_one = |function: &&String| {
        let title = format!("\n## {function}");
        [format!("{title}\n"), format!("{title} (")].iter().any(|title| written.contains(title))
    };
    let missing: Vec<_> = functions.iter().filter(|function| !has_one(function)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
