//! `goal-state`, `credential-get`, `resource-get` and `juju-reboot`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::answer::{FORMAT, OUTPUT};
use super::{Answer, Failure, Reply, Request};
use crate::flags::{parse, switch};

pub(super) fn goal_state(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    if let Some("smart") = parsed.get("format") {
        return Err(parsed.invalid("format", r#"unknown format "smart""#));
    }
    parsed.at_most(0)?;
    let goal = &request.context.state.goal_state;
    let shown = |names: &BTreeMap<String, String>| {
        let entry = |(name, status): (&String, &String)| {
            (name.clone(), json!({"status": status, "since": "2023-11-14 22:13:20Z"}))
        };
        Value::Object(names.iter().map(entry).collect::<Map<_, _>>())
    };
    let relations: Map<_, _> =
        goal.relations.iter().map(|(endpoint, names)| (endpoint.clone(), shown(names))).collect();
    Answer::new(&parsed, json!({"units": shown(&goal.units), "relations": relations}))
}

pub(super) fn credential(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    parsed.at_most(0)?;
    match &request.context.state.cloud_spec {
        Some(cloud) => Answer::new(&parsed, cloud),
        None => Err(Failure::Failed("cannot access cloud credentials: permission denied".into())),
    }
}

pub(super) fn resource(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[], request.args)?;
    let Some(name) = parsed.positional(0) else {
        return Err(Failure::Usage("missing required resource name".into()));
    };
    parsed.at_most(1)?;
    let path = request.context.state.resources.get(name);
    let missing = || format!("could not download resource: resource {name:?} not found");
    path.cloned().map(Answer::plain).ok_or_else(|| Failure::Failed(missing()))
}

pub(super) fn reboot(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[switch(&["now"])] }, request.args)?;
    parsed.at_most(0)?;
    let context = request.context;
    if context.hook.params().is_some() {
        return Err(Failure::Failed("juju-reboot is not supported when running an action.".into()));
    }
    if parsed.is_on("now") {
        context.state.reboots += 1;
    }
    context.written.pending.reboot(parsed.is_on("now"));
    Ok(Answer::nothing())
}
