//! Whole dispatches of a charm written as the macros would write it, with a Juju that records.

mod charm;
mod custom;
mod deferral;
mod errors;
mod order;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::dispatch;
use crate::backend::recording::Recording;
use crate::charm::Charm;
use crate::environment::Environment;
use crate::hook_tools::Tools;
use crate::log::JujuLog;

pub(super) use charm::{Act, Bare, Web, ran, script};

/// A Juju that answers like a new unit's, the leader.
pub(super) fn juju() -> Arc<Recording> {
    Recording::new([
        ("config-get", r#"{"port": 80}"#),
        ("state-get", "null"),
        ("is-leader", "true"),
        ("relation-get", "{}"),
        ("relation-ids", r#"["db:3"]"#),
        ("action-get", r#"{"name": "full"}"#),
    ])
}

pub(super) const RELATION: &[(&str, &str)] = &[
    ("JUJU_RELATION", "db"),
    ("JUJU_RELATION_ID", "db:3"),
    ("JUJU_REMOTE_APP", "pg"),
    ("JUJU_REMOTE_UNIT", "pg/0"),
];

/// Runs one event; gives the exit code and what Juju was asked and told.
pub(super) fn event<C: Charm>(
    juju: &Arc<Recording>,
    path: &str,
    particulars: &[(&str, &str)],
) -> (u8, Vec<String>) {
    let always = [("JUJU_DISPATCH_PATH", path), ("JUJU_UNIT_NAME", "web/0"), ("JUJU_CHARM_DIR", "/nowhere")];
    let pairs =
        always.iter().chain(particulars).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let environment = Environment::from_map(&pairs.collect::<BTreeMap<_, _>>()).unwrap();
    let tools = Tools::new(juju.clone());
    let log = JujuLog::new(tools.clone(), "the_charm");
    let (code, _) = tracing::subscriber::with_default(log, || dispatch::<C>(&environment, &tools, drop));
    let lines = juju.lines();
    // What was written to Juju's state is what the next dispatch reads.
    if code == 0 {
        keep(juju, &lines);
    }
    (code, lines)
}

fn keep(juju: &Recording, lines: &[String]) {
    let Some(sent) = lines.iter().find_map(|line| line.strip_prefix("state-set --file - < ")) else { return };
    let mut held = held(juju);
    held.extend(serde_json::from_str::<BTreeMap<String, String>>(sent).unwrap());
    juju.answer("state-get", &serde_json::to_string(&held).unwrap());
}

/// What Juju holds as the unit's state.
pub(super) fn held(juju: &Recording) -> BTreeMap<String, String> {
    let read = Tools::new(Recording::new([("state-get", &juju.answer_to("state-get"))])).state_get();
    read.unwrap().iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// The stored state and the hooks of the deferred events that Juju holds.
pub(super) fn stored(juju: &Recording) -> (String, Vec<String>) {
    let held = held(juju);
    let part = |name: &str| held.get(name).cloned().unwrap_or_default();
    let deferred = part("ops.v1.deferred.0");
    let events = deferred.split(';').filter(|event| !event.is_empty());
    let hooks = events.map(|event| event.split(' ').next().unwrap().to_owned()).collect();
    (part("ops.v1.state.0"), hooks)
}

/// The lines that tell Juju something, logs apart.
pub(super) fn writes(lines: &[String]) -> Vec<&str> {
    let tools =
        ["status-set", "relation-set", "state-set", "action-set", "action-fail", "application-version-set"];
    let is_write = |line: &&str| tools.iter().any(|tool| line.starts_with(tool));
    lines.iter().map(String::as_str).filter(is_write).collect()
}
