//! `storage-list`, `storage-get` and `storage-add`.

use serde_json::json;

use super::answer::{FORMAT, OUTPUT, Said};
use super::{Answer, Failure, Reply, Request};
use crate::flags::{parse, value};

pub(super) fn list(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    parsed.at_most(1)?;
    let wanted = parsed.positional(0);
    let name = |id: &str| id.split_once('/').map_or(id, |(name, _)| name).to_owned();
    let ids = request.context.state.storages.iter().map(|storage| &storage.id);
    let ids = ids.filter(|id| wanted.is_none_or(|wanted| *wanted == name(id)));
    Answer::new(&parsed, Said::Names(ids.map(Into::into).collect()))
}

pub(super) fn get(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[FORMAT, value(&["s"]), OUTPUT] }, request.args)?;
    let context = &*request.context;
    let Some(id) = parsed.get("s").or_else(|| context.hook.storage_id()) else {
        return Err(Failure::Usage("no storage instance specified".into()));
    };
    let is_id = |id: &str| id.split_once('/').is_some_and(|(_, index)| index.parse::<u64>().is_ok());
    if !is_id(id) {
        return Err(parsed.invalid("s", &format!("invalid storage ID {id:?}")));
    }
    let found = context.state.storages.iter().find(|storage| storage.id == id);
    let storage = found.ok_or_else(|| parsed.invalid("s", &format!("storage {id:?} not found")))?;
    parsed.at_most(1)?;
    let all = json!({"kind": storage.kind, "location": storage.location});
    let value = match parsed.positional(0) {
        None => all,
        Some(name) => {
            let attribute = all.get(name).filter(|attribute| attribute.is_string());
            attribute
                .cloned()
                .ok_or_else(|| Failure::Failed(format!("invalid storage attribute {name:?}")))?
        }
    };
    Answer::new(&parsed, value)
}

pub(super) fn add(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[], request.args)?;
    if parsed.positionals.is_empty() {
        return Err(Failure::Usage("storage add requires a storage directive".into()));
    }
    let mut counts = serde_json::Map::new();
    for directive in parsed.positionals.iter() {
        let (name, count) = directive.split_once('=').unwrap_or((directive, "1"));
        if name.is_empty() {
            return Err(Failure::Usage(format!(
                r#"expected "name=constraints" or "name", got {directive:?}"#
            )));
        }
        if counts.contains_key(name) {
            return Err(Failure::Usage(format!("storage {name:?} specified more than once")));
        }
        let count = match count.parse::<i64>() {
            Ok(count) if count > 0 => count,
            Ok(_) => {
                return Err(Failure::Usage(format!(
                    "cannot parse constraints for storage {name:?}: cannot parse count: count must be greater than \
                     zero, got {count:?}"
                )));
            }
            Err(_) => return Err(Failure::Usage(format!("only count can be specified for {name:?}"))),
        };
        counts.insert(name.to_owned(), json!(count));
    }
    for (name, count) in counts {
        request.context.written.pending.add_storage(&name, count.as_u64().unwrap_or_default());
    }
    Ok(Answer::nothing())
}
