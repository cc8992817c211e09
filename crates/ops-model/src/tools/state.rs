//! `state-get`, `state-set` and `state-delete`: the charm's own state, held back until the hook succeeds.

use super::answer::{FORMAT, OUTPUT, Said};
use super::input::settings;
use super::{Answer, Failure, Reply, Request};
use crate::flags::{parse, switch, value};

/// Juju's limits, in bytes.
pub(crate) const LONGEST_KEY: usize = 256;
pub(crate) const LONGEST_VALUE: usize = 64 << 10;

pub(super) fn get(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[FORMAT, switch(&["strict"]), OUTPUT] }, request.args)?;
    parsed.at_most(1)?;
    let context = &*request.context;
    let charm_state = context.written.pending.charm_state(&context.state);
    let is_json = parsed.get("format") == Some("json");
    match parsed.positional(0) {
        None | Some("-") if charm_state.is_empty() && is_json => Answer::new(&parsed, Said::Nothing),
        None | Some("-") => Answer::new(&parsed, charm_state),
        Some(key) => match charm_state.get(key) {
            None if parsed.is_on("strict") => Err(Failure::Failed(format!("{key:?} not found"))),
            found => Answer::new(&parsed, found.cloned().unwrap_or_default()),
        },
    }
}

pub(super) fn set(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[value(&["file"])] }, request.args)?;
    let settings = settings(parsed.get("file"), &parsed.positionals, request.input)?;
    for (key, value) in &settings {
        if key.len() > LONGEST_KEY {
            return Err(Failure::Failed(format!("max allowed key length ({LONGEST_KEY}) exceeded")));
        }
        if value.len() > LONGEST_VALUE {
            return Err(Failure::Failed(format!("max allowed value length ({LONGEST_VALUE}) exceeded")));
        }
    }
    request
        .context
        .written
        .pending
        .change_charm_state(settings.into_iter().map(|(key, value)| (key, Some(value))));
    Ok(Answer::nothing())
}

pub(super) fn delete(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[], request.args)?;
    parsed.at_most(1)?;
    let key = parsed.positional(0).map(|key| (key.to_owned(), None));
    request.context.written.pending.change_charm_state(key);
    Ok(Answer::nothing())
}
