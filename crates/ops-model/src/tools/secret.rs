//! The tools of secrets: what an owner does is held back until the hook succeeds, what a reader tracks is not.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::answer::{FORMAT, OUTPUT, Said};
use super::input::settings;
use super::relation::{RELATION, named_relation};
use super::secret_content::{content, duration, is_time};
use super::{Answer, Failure, Reply, Request};
use crate::context::HookContext;
use crate::flags::{Flag, Parsed, parse, switch, value};
use crate::secret::{Owner, Secret, Update};
use crate::state::{Bag, Relation, application};

pub(crate) const POLICIES: [&str; 7] =
    ["never", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly"];
const UPSERT: [Flag; 6] = [
    value(&["expire"]),
    value(&["rotate"]),
    value(&["description"]),
    value(&["label"]),
    value(&["file"]),
    value(&["owner"]),
];
const NOT_LEADER: &str = "this unit is not the leader";

pub(super) fn add(mut request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&UPSERT, request.args)?;
    if parsed.positionals.is_empty() && parsed.get("file").is_none() {
        return Err(Failure::Usage("missing secret value or filename".into()));
    }
    let update = upsert(&parsed, &parsed.positionals, &mut request)?;
    let context = request.context;
    if update.content.is_none() {
        return Err(Failure::Failed("empty secret value not valid".into()));
    }
    let owner = if parsed.get("owner") == Some("unit") { Owner::Unit } else { Owner::App };
    if owner == Owner::App && !context.state.leader {
        return Err(Failure::Failed(NOT_LEADER.into()));
    }
    if let Some(label) = &update.label {
        let is_taken =
            |secret: &Secret| context.written.pending.secrets.is_new(&secret.id) && secret.label == *label;
        if context.secrets().iter().any(is_taken) {
            return Err(Failure::Failed(format!("secret with label {label:?} already exists")));
        }
    }
    let id = context.written.pending.secrets.add(&mut context.state, owner, update);
    Ok(Answer::plain(format!("secret:{id}\n")))
}

pub(super) fn set(mut request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&UPSERT, request.args)?;
    let id = named_secret(&parsed)?;
    let update = upsert(&parsed, parsed.positionals.get(1..).unwrap_or_default(), &mut request)?;
    let context = request.context;
    may_manage(context, &id)?;
    context.written.pending.secrets.update(&context.state, &id, update);
    Ok(Answer::nothing())
}

pub(super) fn get(request: Request<'_>) -> Reply<'_> {
    let flags = const { &[FORMAT, value(&["label"]), switch(&["peek"]), switch(&["refresh"]), OUTPUT] };
    let parsed = parse(flags, request.args)?;
    let id = parsed.positional(0).map(id_of).transpose()?;
    let label = parsed.get("label").filter(|label| !label.is_empty());
    if id.is_none() && label.is_none() {
        return Err(Failure::Usage("require either a secret URI or label".into()));
    }
    let (is_peek, is_refresh) = (parsed.is_on("peek"), parsed.is_on("refresh"));
    if is_peek && is_refresh {
        return Err(Failure::Usage("specify one of --peek or --refresh but not both".into()));
    }
    parsed.at_most(2)?;
    let content = read(request.context, id.as_deref(), label, is_peek, is_refresh)?;
    match parsed.positional(1) {
        None => Answer::new(&parsed, Cow::Owned(content)),
        Some(key) => match content.get(key) {
            Some(text) => Answer::new(&parsed, text.clone()),
            None => Err(Failure::Failed(format!("secret key value {key:?} not found"))),
        },
    }
}

fn read(
    context: &mut HookContext,
    id: Option<&str>,
    label: Option<&str>,
    is_peek: bool,
    is_refresh: bool,
) -> Result<Bag, Failure> {
    let secrets = context.secrets();
    let is_it = |secret: &&Secret| match (id, label) {
        (Some(id), _) => secret.id == id,
        (None, Some(label)) => secret.reader_label == label || secret.is_owned() && secret.label == label,
        (None, None) => false,
    };
    let Some(secret) = secrets.iter().find(is_it) else {
        return Err(Failure::Failed(match id {
            Some(id) => format!("secret {id:?} not found"),
            None => format!("consumer label {:?} not found", label.unwrap_or_default()),
        }));
    };
    if secret.owner == (Owner::Other { is_granted: false }) {
        return Err(Failure::Failed("permission denied".into()));
    }
    if context.written.pending.secrets.is_new(&secret.id) {
        return Ok(secret.content());
    }
    if let Some(content) =
        context.written.pending.secrets.content(&secret.id).filter(|_| is_peek || is_refresh)
    {
        return Ok(content.clone());
    }
    let tracked = secret.tracked.filter(|_| !is_peek && !is_refresh);
    let revision = tracked.unwrap_or_else(|| secret.latest());
    let kept = context.state.secrets.iter_mut().find(|kept| kept.id == secret.id).filter(|_| !is_peek);
    if let Some(kept) = kept {
        kept.tracked = Some(revision);
        if let (Some(label), Some(_), false) = (label, id, secret.is_owned()) {
            label.clone_into(&mut kept.reader_label);
        }
    }
    let content = secret.revisions.get(&revision).cloned();
    content.ok_or_else(|| Failure::Failed(format!("secret revision {revision} not found")))
}

/// What `secret-info-get` prints, in Juju's order.
#[derive(Serialize)]
struct Info {
    revision: u64,
    label: String,
    owner: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    rotation: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    expiry: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    access: Vec<BTreeMap<&'static str, String>>,
}

pub(super) fn info(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[FORMAT, value(&["label"]), OUTPUT] }, request.args)?;
    let id = parsed.positional(0).map(id_of).transpose()?;
    let label = parsed.get("label").filter(|label| !label.is_empty());
    let wanted = match (&id, label) {
        (None, None) => return Err(Failure::Usage("require either a secret URI or label".into())),
        (Some(_), Some(_)) => {
            return Err(Failure::Usage("specify either a secret URI or label but not both".into()));
        }
        (Some(id), None) => id.as_str(),
        (None, Some(label)) => label,
    };
    parsed.at_most(1)?;
    let context = &*request.context;
    let is_it = |secret: &Secret| if id.is_some() { secret.id == wanted } else { secret.label == wanted };
    let Some(secret) = context.managed().into_iter().find(is_it) else {
        return Err(Failure::Failed(format!("secret {wanted:?} not found")));
    };
    let access = secret.grants.iter().map(|(relation, target)| {
        let words = [("target", target.clone()), ("scope", format!("relation-{relation}"))];
        BTreeMap::from_iter(words.into_iter().chain([("role", "view".to_owned())]))
    });
    let info = Info {
        revision: secret.latest(),
        owner: if secret.owner == Owner::App { "application" } else { "unit" },
        access: access.collect(),
        label: secret.label,
        description: secret.description,
        rotation: secret.rotate,
        expiry: secret.expire,
    };
    // JSON is YAML too.
    serde_json::to_string(&BTreeMap::from([(secret.id, info)]))
        .map(|text| Answer::plain(text + "\n"))
        .map_err(|error| Failure::Failed(error.to_string()))
}

pub(super) fn ids(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    parsed.at_most(0)?;
    let ids: Vec<_> = request.context.managed().into_iter().map(|secret| secret.id.into()).collect();
    Answer::new(&parsed, if ids.is_empty() { Said::Nothing } else { Said::Names(ids) })
}

pub(super) fn grant(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[value(&["unit"]), RELATION] }, request.args)?;
    let context = request.context;
    if parsed.get("r").is_some() {
        named_relation(context, &parsed)?;
    }
    let id = named_secret(&parsed)?;
    let relation = named_relation(context, &parsed)?;
    let target = target(relation, parsed.get("unit"))?;
    parsed.at_most(1)?;
    let relation = relation.id;
    let not_found = || Failure::Failed(format!("secret {id:?} not found"));
    let secrets = context.secrets();
    let is_removed = context.written.pending.secrets.is_removed(&id);
    let secret = secrets.iter().find(|secret| secret.id == id && secret.is_owned() && !is_removed);
    let secret = secret.ok_or_else(not_found)?;
    may_manage(context, &id)?;
    let mut before = secret.grants.iter().filter(|(over, _)| *over == relation).map(|(_, target)| target);
    if before.any(|before| {
        *before != target && !before.starts_with("application-") && !target.starts_with("unit-")
    }) {
        let text = "any unit level grants need to be revoked before granting access to the corresponding application";
        return Err(Failure::Failed(text.into()));
    }
    context.written.pending.secrets.share(&id, true, relation, target);
    Ok(Answer::nothing())
}

pub(super) fn revoke(request: Request<'_>) -> Reply<'_> {
    let flags = const { &[value(&["app", "application"]), value(&["unit"]), RELATION] };
    let parsed = parse(flags, request.args)?;
    let context = request.context;
    if parsed.get("r").is_some() {
        named_relation(context, &parsed)?;
    }
    let id = named_secret(&parsed)?;
    let (app, unit) = (parsed.get("app"), parsed.get("unit"));
    if app.is_some() && unit.is_some() {
        return Err(Failure::Usage("specify only one of application or unit".into()));
    }
    let relation = named_relation(context, &parsed).ok();
    if app.is_some() && relation.is_some() {
        return Err(Failure::Usage("do not specify both relation and app".into()));
    }
    let target = match (unit, app.or(relation.map(|relation| relation.remote_app.as_str()))) {
        (Some(unit), _) => unit_tag(unit),
        (None, Some(app)) => format!("application-{app}"),
        (None, None) => return Err(Failure::Usage("missing relation or application or unit".into())),
    };
    let relation = relation.map(|relation| relation.id).unwrap_or_default();
    parsed.at_most(1)?;
    may_manage(context, &id)?;
    context.written.pending.secrets.share(&id, false, relation, target);
    Ok(Answer::nothing())
}

pub(super) fn remove(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[value(&["revision"])] }, request.args)?;
    let revision = parsed.get("revision").map(|text| {
        let reason = format!("strconv.ParseInt: parsing {text:?}: invalid syntax");
        text.parse::<u64>().map_err(|_| parsed.invalid("revision", &reason))
    });
    let revision = revision.transpose()?.filter(|revision| *revision > 0);
    let id = named_secret(&parsed)?;
    parsed.at_most(1)?;
    may_manage(request.context, &id)?;
    let context = request.context;
    context.written.pending.secrets.remove(&context.state, &id, revision);
    Ok(Answer::nothing())
}

impl HookContext {
    /// The secrets as this hook is told of them.
    fn secrets(&self) -> Vec<Secret> {
        self.written.pending.secrets.view(&self.state)
    }

    /// Those that this unit is told of as their owner.
    fn managed(&self) -> Vec<Secret> {
        let may = |secret: &Secret| match secret.owner {
            _ if self.written.pending.secrets.is_removed(&secret.id) => false,
            Owner::Unit => true,
            Owner::App => self.state.leader,
            Owner::Other { .. } => false,
        };
        self.secrets().into_iter().filter(may).collect()
    }
}

/// Of a secret that is not this unit's, Juju speaks only when the hook ends.
fn may_manage(context: &HookContext, id: &str) -> Result<(), Failure> {
    let is_app_s = context.secrets().iter().any(|secret| secret.id == id && secret.owner == Owner::App);
    if is_app_s && !context.state.leader { Err(Failure::Failed(NOT_LEADER.into())) } else { Ok(()) }
}

fn target(relation: &Relation, unit: Option<&str>) -> Result<String, Failure> {
    let Some(unit) = unit else { return Ok(format!("application-{}", relation.remote_app)) };
    let app = &relation.remote_app;
    if unit.split_once('/').is_none_or(|(_, number)| number.parse::<u64>().is_err()) {
        return Err(Failure::Usage(format!("unit {unit:?} not valid")));
    }
    if application(unit) != app {
        let text = format!("cannot specify unit {unit:?} in relation to application {app:?}");
        return Err(Failure::Usage(text));
    }
    Ok(unit_tag(unit))
}

fn unit_tag(unit: &str) -> String {
    format!("unit-{}", unit.replace('/', "-"))
}

fn named_secret(parsed: &Parsed<'_>) -> Result<String, Failure> {
    let text = parsed.positional(0).ok_or_else(|| Failure::Usage("missing secret URI".into()))?;
    id_of(text)
}

/// The id of a URI: `secret:<id>`, `secret://<model>/<id>` or the id alone.
fn id_of(text: &str) -> Result<String, Failure> {
    let id = text.rsplit(['/', ':']).next().unwrap_or(text);
    if is_secret_id(id) {
        Ok(id.to_owned())
    } else {
        Err(Failure::Usage(format!("secret URI {text:?} not valid")))
    }
}

/// An xid: 20 digits of base 32, the last of which holds one bit.
pub(crate) fn is_secret_id(id: &str) -> bool {
    id.len() == 20
        && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'v'))
        && id.ends_with(['0', 'g'])
}

fn upsert(parsed: &Parsed<'_>, args: &[&str], request: &mut Request<'_>) -> Result<Update, Failure> {
    let said = |flag: &str| parsed.get(flag).filter(|text| !text.is_empty()).map(str::to_owned);
    let not_valid = |what: &str, text: &str| Failure::Usage(format!("{what} {text:?} not valid"));
    if let Some(expire) = said("expire").filter(|text| !is_time(text)) {
        match duration(&expire) {
            None => return Err(not_valid("expire time or duration", &expire)),
            Some(false) => return Err(not_valid("negative expire duration", &expire)),
            Some(true) => {}
        }
    }
    if let Some(policy) = said("rotate").filter(|policy| !POLICIES.contains(&policy.as_str())) {
        return Err(not_valid("rotate policy", &policy));
    }
    if let Some(owner) = said("owner").filter(|owner| owner != "unit" && owner != "application") {
        return Err(not_valid("secret owner", &owner));
    }
    let mut content = content(args, request.input, &request.context.state)?;
    if parsed.get("file").is_some() {
        content.extend(settings(parsed.get("file"), &[], request.input)?);
    }
    Ok(Update {
        label: said("label"),
        description: said("description"),
        rotate: said("rotate"),
        expire: said("expire"),
        content: Some(content).filter(|content| !content.is_empty()),
    })
}
