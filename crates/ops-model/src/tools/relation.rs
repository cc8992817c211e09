//! `relation-ids`, `relation-list`, `relation-get`, `relation-set` and `relation-model-get`: who may read and write which databag.

use std::borrow::Cow;

use serde_json::json;

use super::answer::{FORMAT, OUTPUT, Said};
use super::input::settings;
use super::{Answer, Failure, Reply, Request};
use crate::context::HookContext;
use crate::entities::is_application;
use crate::flags::{Flag, Parsed, parse, switch, value};
use crate::halves::halves;
use crate::pending::Side;
use crate::state::{Bag, Relation, application};

pub(super) const RELATION: Flag = value(&["r", "relation"]);
const APP: Flag = switch(&["app"]);

pub(super) fn ids(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    parsed.at_most(1)?;
    let context = request.context;
    let current = context.hook.of();
    let own = current.and_then(|current| context.state.relation(current.id?));
    let asked = parsed.positional(0);
    let Some(endpoint) = asked.or(own.map(|relation| relation.endpoint.as_str())) else {
        return Err(Failure::Usage("no relation name specified".into()));
    };
    // A relation that breaks has no members left, and Juju 3.6 no longer lists it.
    let broken = current.filter(|current| current.is_broken).and_then(|current| current.id);
    let mut ids: Vec<String> = context
        .state
        .relations
        .iter()
        .filter(|relation| relation.endpoint == endpoint && Some(relation.id) != broken)
        .map(Relation::full_id)
        .collect();
    ids.sort();
    Answer::new(&parsed, Said::Names(ids.into_iter().map(Into::into).collect()))
}

pub(super) fn list(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, RELATION, APP, OUTPUT], request.args)?;
    parsed.at_most(0)?;
    let context = request.context;
    let relation = named_relation(context, &parsed)?;
    if parsed.is_on("app") {
        return Answer::new(&parsed, relation.remote_app.as_str());
    }
    let departed = departed(context, relation.id);
    let members = relation.remote_units_data.keys().filter(|unit| Some(unit.as_str()) != departed);
    Answer::new(&parsed, Said::Names(members.map(Into::into).collect()))
}

pub(super) fn get(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, RELATION, APP, OUTPUT], request.args)?;
    let context = request.context;
    let relation = named_relation(context, &parsed)?;
    parsed.at_most(2)?;
    let bag = match target(context, relation, &parsed)? {
        Target::App(app) => app_bag(context, relation, app)?,
        Target::Unit(unit) => unit_bag(context, relation, unit)?,
    };
    match parsed.positional(0) {
        None | Some("-") => Answer::new(&parsed, bag),
        Some(key) => Answer::new(&parsed, bag.get(key).cloned()),
    }
}

pub(super) fn set(request: Request<'_>) -> Reply<'_> {
    let flags = const { &[RELATION, APP, value(&["file"]), value(&["format"])] };
    let parsed = parse(flags, request.args)?;
    let id = named_relation(request.context, &parsed)?.id;
    let settings = settings(parsed.get("file"), &parsed.positionals, request.input)?;
    let side = if parsed.is_on("app") { Side::App } else { Side::Unit };
    if side == Side::App && !request.context.state.leader {
        return Err(Failure::Failed("cannot write relation settings".into()));
    }
    request.context.written.pending.write_bag(id, side, settings);
    Ok(Answer::nothing())
}

pub(super) fn model(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, RELATION, OUTPUT], request.args)?;
    let relation = named_relation(request.context, &parsed)?;
    parsed.at_most(0)?;
    let state = &request.context.state;
    let uuid = relation.remote_model_uuid.as_ref().unwrap_or(&state.model_uuid);
    Answer::new(&parsed, json!({ "uuid": uuid }))
}

/// The relation that `-r` names, or else the hook's own.
pub(super) fn named_relation<'a>(
    context: &'a HookContext,
    parsed: &Parsed<'_>,
) -> Result<&'a Relation, Failure> {
    let Some(text) = parsed.get("r") else {
        let own = context.hook.of().and_then(|own| context.state.relation(own.id?));
        return own.ok_or_else(|| Failure::Usage("no relation id specified".into()));
    };
    // The name before the colon is not checked.
    let number =
        text.bytes().rposition(|byte| byte == b':').and_then(|colon| text.get(colon + 1..)).unwrap_or(text);
    let id = number.parse().map_err(|_| parsed.invalid("r", "invalid relation id"))?;
    context.state.relation(id).ok_or_else(|| parsed.invalid("r", "relation not found"))
}

/// The remote unit that the hook takes leave of, which is no member any more: also where it is this unit that departs.
fn departed(context: &HookContext, id: u64) -> Option<&str> {
    let own = context.hook.of().filter(|own| own.id == Some(id) && own.departing_unit.is_some())?;
    own.remote_unit.as_deref()
}

enum Target<'a> {
    App(&'a str),
    Unit(&'a str),
}

/// Whose databag is meant: what the second argument and `--app` say, or else the remote side of the hook.
fn target<'a>(
    context: &'a HookContext,
    relation: &'a Relation,
    parsed: &Parsed<'a>,
) -> Result<Target<'a>, Failure> {
    let Some(name) = parsed.positional(1) else {
        let own = context.hook.of();
        return match own.and_then(|own| own.remote_unit.as_deref()) {
            Some(unit) if parsed.is_on("app") => Ok(Target::App(application(unit))),
            Some(unit) => Ok(Target::Unit(unit)),
            None if own.is_some() => Ok(Target::App(&relation.remote_app)),
            None => Err(Failure::Usage("no unit or application specified".into())),
        };
    };
    match halves(name, b'/') {
        Some((app, number)) if is_application(app) && number.parse::<u64>().is_ok() => {
            Ok(if parsed.is_on("app") { Target::App(app) } else { Target::Unit(name) })
        }
        None if is_application(name) && parsed.is_on("app") => Ok(Target::App(name)),
        None if is_application(name) => {
            Err(Failure::Usage(format!("expected unit name, got application name {name:?}")))
        }
        _ if parsed.is_on("app") => Err(Failure::Usage(format!("invalid application name {name:?}"))),
        _ => Err(Failure::Usage(format!("invalid unit name {name:?}"))),
    }
}

fn app_bag<'a>(context: &HookContext, relation: &'a Relation, app: &str) -> Result<Cow<'a, Bag>, Failure> {
    let state = &context.state;
    if app == state.app() {
        // The leader sees what it has just written; on a peer relation every unit may read what is committed.
        return if state.leader {
            Ok(context.written.pending.bag(relation.id, Side::App, &relation.local_app_data))
        } else if state.is_peer(relation) {
            Ok(Cow::Borrowed(&relation.local_app_data))
        } else {
            Err(denied())
        };
    }
    if app == relation.remote_app { Ok(Cow::Borrowed(&relation.remote_app_data)) } else { Err(denied()) }
}

fn unit_bag<'a>(context: &HookContext, relation: &'a Relation, unit: &str) -> Result<Cow<'a, Bag>, Failure> {
    if unit == context.state.unit {
        return Ok(context.written.pending.bag(relation.id, Side::Unit, &relation.local_unit_data));
    }
    relation.remote_units_data.get(unit).map(Cow::Borrowed).ok_or_else(denied)
}

fn denied() -> Failure {
    Failure::Failed("permission denied".into())
}
