//! What several test files need.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]
#![allow(dead_code, reason = "each file uses a part of it")]

pub(crate) mod copy;
pub(crate) mod ledger;
pub(crate) mod transcript;

use std::env;
use std::process::Command;

use serde_json::Value;
use standin::{Hook, Juju, Log, OpenPort, Relation, State, StorageInstance};

/// Runs the other tests of a test program once more, where their charms have to call hook tools: otherwise they use the agent's
/// socket, and all that a test sees must be the same.
pub(crate) fn again_over_hook_tools() {
    if env::var_os("OPS_BACKEND").is_some() {
        return;
    }
    let again = Command::new(env::current_exe().unwrap())
        .args(["--skip", "again_over_hook_tools"])
        .env("OPS_BACKEND", "hook-tools")
        .output()
        .unwrap();
    let said = [again.stdout, again.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(again.status.success(), "over hook tools:\n{}", said.concat());
}

/// Puts together a part of what `ops` keeps in Juju: an index says how many pieces there are.
fn part(state: &State, name: &str) -> Option<String> {
    let index: Value = serde_json::from_str(state.charm_state.get("ops.v1.index")?).unwrap();
    let chunks = index.get(name)?.get("chunks").unwrap().as_u64().unwrap();
    Some((0..chunks).map(|chunk| state.charm_state[&format!("ops.v1.{name}.{chunk}")].as_str()).collect())
}

/// The charm's stored state.
pub(crate) fn stored(state: &State) -> Value {
    part(state, "state").map_or(Value::Null, |text| serde_json::from_str(&text).unwrap())
}

/// The events that the faulty charm handled to their end, in order.
pub(crate) fn seen(state: &State) -> Vec<String> {
    serde_json::from_value(stored(state)["seen"].clone()).unwrap_or_default()
}

/// The hooks of the deferred events, oldest first.
pub(crate) fn deferred(state: &State) -> Vec<String> {
    hooks(&part(state, "deferred").unwrap_or_default())
}

/// The hooks of such a text.
pub(crate) fn hooks(deferred: &str) -> Vec<String> {
    let events = deferred.split(';').filter(|event| !event.is_empty());
    events.map(|event| event.split(' ').next().unwrap().to_owned()).collect()
}

/// What was logged at a level.
pub(crate) fn logged<'a>(juju: &'a Juju, level: &str) -> Vec<&'a str> {
    let of_level = |log: &&Log| log.level == level;
    juju.logs().iter().filter(of_level).map(|log| log.text.as_str()).collect()
}

/// The leader of the faulty charm, with a database and a peer.
pub(crate) fn faulty() -> State {
    let mut state = State::unit("faulty-charm/0");
    state.leader = true;
    state.set_config("fail", "").set_config("panic", "").set_config("defer", "");
    state.set_config("ballast", 0).set_config("limit", 1);
    state.relations.push(Relation::named("db", 3, "postgresql").with_unit("postgresql/0", []));
    state.relations.push(Relation::named("cluster", 1, "faulty-charm").with_unit("faulty-charm/1", []));
    state
}

/// Gives the unit something of everything.
pub(crate) fn surround(state: &mut State) {
    let (id, kind, location) = ("data/0".into(), "filesystem".into(), "/srv/data/0".into());
    state.storages.push(StorageInstance { id, kind, location });
    state.resources.insert("tool".into(), "/srv/tool.tgz".into());
    let port = |protocol: &str, number, endpoint: &str| OpenPort {
        protocol: protocol.into(),
        from: number,
        to: number,
        endpoint: endpoint.into(),
    };
    state.opened_ports =
        vec![OpenPort::tcp(443), port("udp", 53, "website"), port("udp", 53, "db"), port("icmp", -1, "")];
    state.goal_state.units.insert(state.unit.clone(), "active".into());
    let database = [("postgresql", "joined"), ("postgresql/0", "active")];
    let database = database.map(|(name, status)| (name.to_owned(), status.to_owned()));
    state.goal_state.relations.insert("db".into(), database.into());
}

/// The leader of the model charm, with something of everything.
pub(crate) fn model() -> State {
    let mut state = State::unit("model-charm/0");
    state.leader = true;
    state.relations.push(Relation::named("db", 3, "postgresql").with_unit("postgresql/0", []));
    state.relations.push(Relation::named("cluster", 1, "model-charm").with_unit("model-charm/1", []));
    surround(&mut state);
    let peers = [("model-charm/1", "waiting"), ("model-charm/2", "dying")];
    state.goal_state.units.extend(peers.map(|(unit, status)| (unit.to_owned(), status.to_owned())));
    state.relation_mut(3).unwrap().remote_model_uuid = Some("elsewhere".into());
    state.availability_zone = "zone-1".into();
    state.principal_unit = "postgresql/0".into();
    state.cloud_spec = Some(serde_json::json!({
        "type": "lxd", "name": "home", "credential": {"auth-type": "certificate", "attrs": {"key": "planted-key"}},
    }));
    state
}

/// The change of the database's data that [`faulty`] has.
pub(crate) fn database_changed() -> Hook {
    Hook::relation("db", 3, "changed").unit("postgresql/0")
}

/// The hook or action of an event's name, as `ops-metadata` writes it, with the particulars of its kind.
pub(crate) fn hook_of(event: &str) -> Hook {
    if let Some(action) = event.strip_prefix("action:") {
        return Hook::action(action, serde_json::json!({}));
    }
    let of_relation = |(endpoint, kind): (&str, &str)| match kind {
        "created" | "broken" => Hook::relation(endpoint, 3, kind),
        "departed" => Hook::relation(endpoint, 3, kind).unit("postgresql/0").departing("postgresql/0"),
        _ => Hook::relation(endpoint, 3, kind).unit("postgresql/0"),
    };
    let of_container = |(container, kind): (&str, &str)| {
        let hook = Hook::pebble(container, kind);
        match kind {
            "custom-notice" => hook
                .variable("JUJU_NOTICE_ID", "1")
                .variable("JUJU_NOTICE_TYPE", "custom")
                .variable("JUJU_NOTICE_KEY", "example.com/a"),
            "check-failed" | "check-recovered" => hook.variable("JUJU_PEBBLE_CHECK_NAME", "up"),
            _ => hook,
        }
    };
    let of_storage = |(storage, kind): (&str, &str)| Hook::storage(&format!("{storage}/0"), kind);
    let secret = |kind: &str| {
        let hook = Hook::secret(kind, "secret:9m4e2mr0ui3e8a215n4g");
        if matches!(kind, "remove" | "expired") { hook.variable("JUJU_SECRET_REVISION", "2") } else { hook }
    };
    (event.rsplit_once("-relation-").map(of_relation))
        .or_else(|| event.rsplit_once("-pebble-").map(of_container))
        .or_else(|| event.rsplit_once("-storage-").map(of_storage))
        .or_else(|| event.strip_prefix("secret-").map(secret))
        .unwrap_or_else(|| Hook::named(event))
}

/// A text without the times of the security events in it, which are another at each run.
pub(crate) fn without_times(text: &str) -> String {
    let mut parts = text.split("datetime");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // `": "2026-11-28T08:02:05Z`, its quotes escaped where it is inside of a text.
        let (quotes, rest) = part.split_at(part.find(|c: char| c.is_ascii_digit()).unwrap());
        kept.extend(["datetime", quotes, "…", &rest["2026-11-28T08:02:05Z".len()..]]);
    }
    kept
}
