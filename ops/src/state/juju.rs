//! State kept by Juju itself: committed in one transaction with everything else that the hook did, and not lost with
//! a pod.
//!
//! Juju takes values of at most 64 KiB, so texts are cut. The index says what there must be: what is not all there is
//! an error, never the beginning of a new life. What is too much for Juju is refused before anything is sent ([`quota`]).

mod quota;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::FORMAT;
use super::{Deferred, Document, StateError};
use crate::hook_tools::Tools;
use crate::unreadable::reason;

/// All keys of this format begin so.
const PREFIX: &str = "ops.v1.";
const INDEX: &str = "ops.v1.index";
/// Below Juju's 64 KiB, with room to spare.
const CHUNK: usize = 60 << 10;
/// More than Juju keeps; an index that says so is none of ours.
const MOST_CHUNKS: usize = quota::LIMIT / CHUNK + 1;

#[derive(Debug, Default, Serialize, Deserialize)]
struct Index {
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Extent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Extent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deferred: Option<Extent>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Extent {
    chunks: usize,
    bytes: usize,
}

/// The keys as they are, and those to change.
pub(crate) struct JujuState {
    tools: Tools,
    stored: BTreeMap<String, String>,
    changes: BTreeMap<String, String>,
}

impl JujuState {
    /// Reads everything in one call.
    pub(super) fn open(tools: Tools) -> Result<(Self, Document), StateError> {
        let stored = tools.state_get()?;
        let document = decode(&stored)?;
        Ok((Self { tools, stored, changes: BTreeMap::new() }, document))
    }

    pub(super) fn prepare(&mut self, document: &Document) -> Result<(), StateError> {
        let mut wanted = encode(document)?;
        // What an earlier, longer text left behind is emptied.
        for key in self.stored.keys().filter(|key| key.starts_with(PREFIX)) {
            wanted.entry(key.clone()).or_default();
        }
        quota::check(&self.stored, &wanted, document)?;
        wanted.retain(|key, value| self.stored.get(key) != Some(value));
        self.changes = wanted;
        Ok(())
    }

    pub(super) fn commit(&self) -> Result<(), StateError> {
        if self.changes.is_empty() {
            return Ok(());
        }
        Ok(self.tools.state_set(&self.changes)?)
    }
}

/// The keys and values that a document is stored as.
fn encode(document: &Document) -> Result<BTreeMap<String, String>, StateError> {
    let mut values = BTreeMap::new();
    let mut index = Index { format: FORMAT, ..Index::default() };
    if let Some(text) = &document.state {
        index.state = Some(cut("state", text, &mut values));
    }
    if !document.components.is_empty() {
        let text = serde_json::to_string(&document.components).map_err(|error| unwritable(&error))?;
        index.components = Some(cut("components", &text, &mut values));
    }
    if !document.deferred.is_empty() {
        let text = serde_json::to_string(&document.deferred).map_err(|error| unwritable(&error))?;
        index.deferred = Some(cut("deferred", &text, &mut values));
    }
    let index = serde_json::to_string(&index).map_err(|error| unwritable(&error))?;
    values.insert(INDEX.to_owned(), index);
    Ok(values)
}

fn unwritable(error: &serde_json::Error) -> StateError {
    StateError::new(format!("it cannot be written as JSON: {error}"))
}

/// Puts a text into as few values as it fits into.
fn cut(part: &str, text: &str, values: &mut BTreeMap<String, String>) -> Extent {
    let mut chunks = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, left) = rest.split_at(rest.floor_char_boundary(CHUNK));
        values.insert(key(part, chunks), chunk.to_owned());
        chunks += 1;
        rest = left;
    }
    Extent { chunks, bytes: text.len() }
}

/// How the keys of a part begin.
fn keys(part: &str) -> String {
    format!("{PREFIX}{part}.")
}

fn key(part: &str, chunk: usize) -> String {
    format!("{}{chunk}", keys(part))
}

fn decode(stored: &BTreeMap<String, String>) -> Result<Document, StateError> {
    let Some(index) = stored.get(INDEX).filter(|index| !index.is_empty()) else {
        return nothing(stored);
    };
    let index: Index = serde_json::from_str(index).map_err(|error| {
        StateError::new(format!("its index `{INDEX}` in Juju does not read: {}", reason(error)))
    })?;
    if index.format != FORMAT {
        return Err(newer(&format!("format {}", index.format)));
    }
    let state = index.state.map(|extent| join("state", &extent, stored)).transpose()?;
    let components = index.components.map(|extent| join("components", &extent, stored)).transpose()?;
    let components: Option<BTreeMap<String, String>> =
        components.map(|text| serde_json::from_str(&text)).transpose().map_err(|error| {
            StateError::new(format!("the state of its components in Juju does not read: {}", reason(error)))
        })?;
    let deferred = index.deferred.map(|extent| join("deferred", &extent, stored)).transpose()?;
    let deferred: Option<Vec<Deferred>> =
        deferred.map(|text| serde_json::from_str(&text)).transpose().map_err(|error| {
            StateError::new(format!("its deferred events in Juju do not read: {}", reason(error)))
        })?;
    Ok(Document { state, components: components.unwrap_or_default(), deferred: deferred.unwrap_or_default() })
}

/// There is no index: then there may be nothing else of ours either. Other keys are the charm's own business.
fn nothing(stored: &BTreeMap<String, String>) -> Result<Document, StateError> {
    for (key, value) in stored {
        let Some((version, _)) = key.strip_prefix("ops.v").and_then(|rest| rest.split_once('.')) else {
            continue;
        };
        match version.parse::<u32>() {
            Ok(version) if version > FORMAT && !value.is_empty() => {
                return Err(newer(&format!("key `{key}`")));
            }
            Ok(FORMAT) if !value.is_empty() => {
                return Err(StateError::new(format!("Juju has `{key}` but not its index `{INDEX}`")));
            }
            _ => {}
        }
    }
    Ok(Document::default())
}

fn newer(what: &str) -> StateError {
    StateError::new(format!(
        "it was written by a newer version of the charm ({what}), which this one cannot read: refresh the charm again"
    ))
}

fn join(part: &str, extent: &Extent, stored: &BTreeMap<String, String>) -> Result<String, StateError> {
    let mut text = String::new();
    for chunk in 0..extent.chunks.min(MOST_CHUNKS) {
        let key = key(part, chunk);
        let value =
            stored.get(&key).ok_or_else(|| StateError::new(format!("Juju does not have `{key}` of it")))?;
        text.push_str(value);
    }
    if text.len() != extent.bytes || extent.chunks > MOST_CHUNKS {
        return Err(StateError::new(format!(
            "Juju has {} bytes of its part `{part}`, and there should be {}",
            text.len(),
            extent.bytes
        )));
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
