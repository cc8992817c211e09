//! `action-get`, `action-set`, `action-fail` and `action-log`.

use std::collections::BTreeMap;

use super::answer::{FORMAT, OUTPUT, Said};
use super::{Answer, Failure, Reply, Request};
use crate::flags::parse;
use crate::record::Action;

const NO_REASON: &str = "action failed without reason given, check action for errors";
const RESERVED: [&str; 4] = ["stdout", "stdout-encoding", "stderr", "stderr-encoding"];

pub(super) fn get(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    parsed.at_most(1)?;
    let params = &running(request)?.params;
    let Some(path) = parsed.positional(0) else { return Answer::new(&parsed, Said::Parameters(params)) };
    let mut parts = path.split('.');
    let first = parts.next().and_then(|first| params.get(first));
    Answer::new(&parsed, first.and_then(|first| parts.try_fold(first, |value, part| value.get(part))))
}

pub(super) fn set(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[], request.args)?;
    let mut results = Vec::new();
    for arg in parsed.positionals.iter() {
        let Some((key, value)) = arg.split_once('=') else {
            return Err(Failure::Usage(format!("argument {arg:?} must be of the form key...=value")));
        };
        check_key(key)?;
        results.push((key.to_owned(), value.to_owned()));
    }
    let action = running(request)?;
    for (key, value) in results {
        keep(&mut action.results, key, value);
    }
    Ok(Answer::nothing())
}

/// Each part between dots by itself, as Juju does.
fn check_key(key: &str) -> Result<(), Failure> {
    let is_alphanumeric = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    for part in key.split('.') {
        let bytes = part.as_bytes();
        let is_good = bytes.first().is_some_and(is_alphanumeric)
            && bytes.last().is_some_and(is_alphanumeric)
            && bytes.iter().all(|byte| is_alphanumeric(byte) || *byte == b'-');
        if !is_good {
            return Err(Failure::Usage(format!(
                "key {part:?} must start and end with lowercase alphanumeric, and contain only lowercase alphanumeric and hyphens"
            )));
        }
        if RESERVED.contains(&part) {
            return Err(Failure::Usage(format!("cannot set reserved action key {part:?}")));
        }
    }
    Ok(())
}

/// Under one name there is a text or there are more names: what is told last takes the place of the other.
fn keep(results: &mut BTreeMap<String, String>, key: String, value: String) {
    let is_below =
        |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    results.retain(|other, _| !is_below(other, &key) && !is_below(&key, other));
    results.insert(key, value);
}

pub(super) fn fail(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[], request.args)?;
    parsed.at_most(1)?;
    let message = parsed.positional(0).unwrap_or(NO_REASON);
    running(request)?.failed = Some(message.to_owned());
    Ok(Answer::nothing())
}

pub(super) fn log(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[], request.args)?;
    if parsed.positionals.is_empty() {
        return Err(Failure::Usage("no message specified".into()));
    }
    running(request)?.messages.push(parsed.positionals.join(" "));
    Ok(Answer::nothing())
}

fn running(request: Request<'_>) -> Result<&mut Action, Failure> {
    request
        .context
        .written
        .record
        .action
        .as_mut()
        .ok_or_else(|| Failure::Failed("not running an action".into()))
}
