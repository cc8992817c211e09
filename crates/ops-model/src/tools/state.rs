//! `state-get`, `state-set` and `state-delete`: the charm's own state, held back until the hook succeeds.

use super::input::settings;
use super::output::{FORMAT, OUTPUT, render};
use super::{Answer, Failure, Request};
use crate::flags::{parse, switch, value};

/// Juju's limits, in bytes.
pub(crate) const LONGEST_KEY: usize = 256;
pub(crate) const LONGEST_VALUE: usize = 64 << 10;

pub(super) fn get(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[switch(&["strict"]), FORMAT, OUTPUT], request.args)?;
    parsed.at_most(1)?;
    let context = &mut *request.context;
    let charm_state = context.pending.charm_state(&context.state);
    let is_json = parsed.get("format") == Some("json");
    match parsed.positional(0) {
        None | Some("-") if charm_state.is_empty() && is_json => render(&parsed, &()),
        None | Some("-") => render(&parsed, charm_state),
        Some(key) => match charm_state.get(key) {
            None if parsed.is_on("strict") => Err(Failure::Failed(format!("{key:?} not found"))),
            found => render(&parsed, &found.map_or("", String::as_str)),
        },
    }
}

pub(super) fn set(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[value(&["file"])], request.args)?;
    let settings = settings(parsed.get("file"), &parsed.positionals, request.input)?;
    for (key, value) in &settings {
        if key.len() > LONGEST_KEY {
            return Err(Failure::Failed(format!("max allowed key length ({LONGEST_KEY}) exceeded")));
        }
        if value.len() > LONGEST_VALUE {
            return Err(Failure::Failed(format!("max allowed value length ({LONGEST_VALUE}) exceeded")));
        }
    }
    let context = &mut *request.context;
    context.pending.charm_state_mut(&context.state).extend(settings);
    Ok(String::new())
}

pub(super) fn delete(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[], request.args)?;
    parsed.at_most(1)?;
    let context = &mut *request.context;
    if let Some(key) = parsed.positional(0) {
        context.pending.charm_state_mut(&context.state).remove(key);
    }
    Ok(String::new())
}
