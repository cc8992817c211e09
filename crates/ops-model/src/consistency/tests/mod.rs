//! One charm with something of everything, in a state that is well; then each rule broken once, and what comes near to it and is well.

mod arbitrary;
mod broken;
mod sound;

use std::collections::BTreeSet;

use ops_metadata::metadata::Metadata;
use ops_metadata::read_bytes;
use serde_json::json;

use super::{Inconsistency, Rule, check};
use crate::hook::Hook;
use crate::secret::{Owner, Secret};
use crate::state::{OpenPort, Relation, State, StorageInstance};

/// The secret of another, the application's, and the unit's.
const OTHERS: &str = "9m4e2mr0ui3e8a215n4g";
const APPS: &str = "9m4e2mr0ui3e8a215n50";
const OWN: &str = "9m4e2mr0ui3e8a215n60";

const METADATA: &str = "
name: web
summary: Something of everything.
description: Something of everything.
requires:
  db: {interface: postgresql_client, limit: 1}
  logs: {interface: logs}
  host: {interface: juju-info, scope: container}
provides:
  website: {interface: http}
peers:
  cluster: {interface: web-cluster}
containers:
  app: {}
storage:
  data: {type: filesystem, multiple: {range: 0-2}}
  disk: {type: block}
resources:
  image: {type: file, filename: image.bin}
extra-bindings:
  admin:
";

const CONFIG: &str = "
options:
  port: {type: int, default: 80}
  ratio: {type: float}
  debug: {type: boolean}
  name: {type: string}
  password: {type: secret}
";

const ACTIONS: &str = "
backup:
  params:
    target: {type: string, enum: [disk, tape]}
    keep: {type: integer, default: 7, minimum: 1, maximum: 30}
    label: {type: [string, 'null']}
    level: {enum: [1, 2.5, null, [1, {a: true}]]}
  required: [target]
strict:
  params: {a: {type: string}}
  additionalProperties: false
open:
  additionalProperties: true
patterned:
  additionalProperties: false
  patternProperties: {'^x-': {type: string}}
";

fn metadata_of(metadata: &str) -> Metadata {
    let [metadata, config, actions] = [metadata, CONFIG, ACTIONS].map(str::as_bytes);
    let reading = read_bytes([metadata, config, actions, b"", b""]);
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    reading.metadata
}

fn metadata() -> Metadata {
    metadata_of(METADATA)
}

/// The leader, with something of everything.
fn state() -> State {
    let mut state = State::unit("web/0").with_leader(true).with_planned_units(2);
    state.set_config("port", 80).set_config("ratio", 1).set_config("debug", json!(null));
    state.set_config("password", format!("secret:{OTHERS}"));
    let database = Relation::named("db", 3, "postgresql").with_unit("postgresql/0", [("host", "192.0.2.7")]);
    state.relations = vec![
        Relation::named("cluster", 1, "web").with_unit("web/1", []),
        database.with_remote_app_data([("endpoints", "192.0.2.7:5432")]),
        Relation::named("website", 4, "haproxy"),
        Relation::named("website", 5, "nginx").with_unit("nginx/0", []),
        Relation::named("logs", 6, "loki"),
    ];
    let mut others = Secret::new(OTHERS, Owner::Other { is_granted: true }, [("token", "planted")]);
    others.revise([("token", "planted")]);
    others.tracked = Some(1);
    let mut apps = Secret::new(APPS, Owner::App, [("password", "planted")]);
    apps.revise([("password", "planted")]);
    (apps.label, apps.rotate) = ("clients".into(), "daily".into());
    apps.grants = BTreeSet::from([(3, "application-postgresql".into()), (3, "unit-postgresql-0".into())]);
    let mut own = Secret::new(OWN, Owner::Unit, [("key", "planted")]);
    own.label = "clients".into();
    state.secrets = vec![others, apps, own];
    state.storages =
        vec![storage("data/0", "filesystem"), storage("data/1", "filesystem"), storage("disk/2", "block")];
    state.resources.insert("image".into(), "/srv/image.bin".into());
    state.opened_ports = vec![OpenPort::tcp(0), OpenPort::udp(65535), OpenPort::icmp()];
    for binding in ["db", "host", "admin", "juju-info"] {
        state.networks.insert(binding.into(), None);
    }
    state.charm_state.insert("#state".into(), "{}".into());
    state.goal_state.relations.insert("db".into(), [("postgresql".to_owned(), "joined".to_owned())].into());
    state
}

fn storage(id: &str, kind: &str) -> StorageInstance {
    StorageInstance { id: id.into(), kind: kind.into(), location: "/srv".into() }
}

/// What is found where the sound state is changed so.
fn found(metadata: &Metadata, hook: &Hook, change: impl Fn(&mut State)) -> Vec<Inconsistency> {
    let mut state = state();
    change(&mut state);
    check(&state, hook, metadata)
}

fn rules(found: &[Inconsistency]) -> Vec<Rule> {
    found.iter().map(|found| found.rule).collect()
}

/// The relation of peers.
fn peers(state: &mut State) -> &mut Relation {
    &mut state.relations[0]
}

/// The one of `db`.
fn database(state: &mut State) -> &mut Relation {
    &mut state.relations[1]
}

#[test]
fn what_is_wrong_is_told_with_the_reason_and_the_help() {
    let found = found(&metadata(), &Hook::named("start"), |state| database(state).endpoint = "bd".into());
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    let expected = "`bd:3` is a relation of an endpoint that the charm does not have [unknown-endpoint]
  note: Juju knows an endpoint only from the charm's metadata
  help: did you mean `db`?";
    assert_eq!(told, [expected]);
}

#[test]
fn a_secret_s_value_is_not_told() {
    let found = found(&metadata(), &Hook::named("start"), |state| {
        let planted = "planted".repeat(1_000_000);
        state.secrets[2].revisions.insert(2, [("k".to_owned(), planted)].into());
    });
    assert_eq!(rules(&found), [Rule::SecretKey, Rule::SecretSize, Rule::SecretSize]);
    assert!(!format!("{found:?}").contains("planted"));
}

#[test]
fn all_of_it_is_told_the_state_first() {
    let found = found(&metadata(), &Hook::named("db-relation-chnged"), |state| {
        state.unit = "Web".into();
        state.set_config("prt", 80);
    });
    let name = [Rule::BadName, Rule::PlannedUnits];
    assert!(rules(&found).starts_with(&name), "{found:?}");
    assert!(rules(&found).ends_with(&[Rule::UnknownEvent]), "{found:?}");
    assert!(rules(&found).contains(&Rule::UnknownOption), "{found:?}");
}

/// The guide has each rule, by its name and with its reason.
#[test]
fn the_guide_tells_each_rule() {
    let guide = include_str!("../../../../../docs/testing.md");
    for rule in Rule::ALL {
        let row = format!("| `{}` | {} |", rule.code(), rule.why());
        assert!(guide.contains(&row), "docs/testing.md lacks the row\n{row}");
    }
    let rows = guide.lines().filter(|line| line.starts_with("| `") && line.ends_with(" |"));
    let codes: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    let in_order: Vec<&str> =
        codes.into_iter().filter(|code| Rule::ALL.iter().any(|rule| rule.code() == *code)).collect();
    let all: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    assert_eq!(in_order, all);
}

#[test]
fn the_version_that_nobody_says_is_the_one_that_its_text_is() {
    let state = State::unit("web/0");
    assert_eq!(super::version_of(&state), state.juju_version.parse().ok());
    assert_eq!(super::version_of(&state.with_juju_version("new")), None);
}
