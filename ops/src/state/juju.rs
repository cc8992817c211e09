//! State kept by Juju itself: committed in one transaction with everything else that the hook did, and not lost with
//! a pod.
//!
//! Juju takes values of at most 64 KiB, so texts are cut. The index says what there must be: what is not all there is
//! an error, never the beginning of a new life. What is too much for Juju is refused before anything is sent ([`quota`]).

mod queue;
mod quota;

use std::borrow::Cow;
#[cfg(feature = "testing")]
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::FORMAT;
use super::{Document, StateError};
use crate::hook_tools::Tools;
use crate::pairs::insert_in_order;
use crate::texts::Texts;
use crate::unreadable::reason;

/// All keys of this format begin so.
const PREFIX: &str = "ops.v1.";
const INDEX: &str = "ops.v1.index";
/// Below Juju's 64 KiB, with room to spare.
const CHUNK: usize = 60 << 10;
/// More than Juju keeps; an index that says so is none of ours.
const MOST_CHUNKS: usize = quota::LIMIT / CHUNK + 1;

#[derive(Default, Serialize, Deserialize)]
struct Index {
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Extent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Extent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deferred: Option<Extent>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Extent {
    chunks: usize,
    bytes: usize,
}

/// The keys as they are, and those to change.
pub(crate) struct JujuState {
    tools: Tools,
    stored: Texts,
    index: Index,
    changes: Vec<(String, String)>,
}

impl JujuState {
    /// Reads everything in one call.
    pub(super) fn open(tools: Tools) -> Result<(Self, Document), StateError> {
        let stored = tools.state_get()?;
        let (index, document) = decode(&stored)?;
        Ok((Self { tools, stored, index, changes: Vec::new() }, document))
    }

    pub(super) fn prepare(&mut self, read: &Document, next: &Document) -> Result<(), StateError> {
        self.changes = changes(&self.stored, &self.index, read, next)?;
        Ok(())
    }

    pub(super) fn commit(&self) -> Result<(), StateError> {
        if self.changes.is_empty() {
            return Ok(());
        }
        let changes: Vec<_> =
            self.changes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        Ok(self.tools.state_set(&changes)?)
    }
}

/// What is to be written. Parts of which nothing has changed are not looked at: what is stored of them stays.
fn changes(
    stored: &Texts,
    is: &Index,
    read: &Document,
    next: &Document,
) -> Result<Vec<(String, String)>, StateError> {
    let mut changes = Vec::new();
    let has_state = next.state != read.state;
    let has_components = next.components != read.components;
    let has_deferred = next.deferred != read.deferred;
    if !(has_state || has_components || has_deferred) {
        return Ok(changes);
    }
    let json_of_components =
        if has_components && !next.components.is_empty() { Some(json(&next.components)?) } else { None };
    let queue = (has_deferred && !next.deferred.is_empty()).then(|| queue::write(&next.deferred));

    let mut wanted = Vec::new();
    let mut stays = Vec::new();
    let mut extent = |part: &str, has_changed, is, text| match (has_changed, text) {
        (true, Some(text)) => Some(cut(part, text, &mut wanted)),
        (true, None) => None,
        (false, _) => {
            stays.push(keys(part));
            is
        }
    };
    let index = Index {
        format: FORMAT,
        state: extent("state", has_state, is.state, next.state.as_deref()),
        components: extent("components", has_components, is.components, json_of_components.as_deref()),
        deferred: extent("deferred", has_deferred, is.deferred, queue.as_deref()),
    };
    wanted.push((INDEX.to_owned(), Cow::Owned(json(&index)?)));
    // What an earlier, longer text left behind is emptied.
    for (key, _) in stored.iter().filter(|(key, _)| key.starts_with(PREFIX)) {
        if !stays.iter().any(|keys| key.starts_with(keys)) && !wanted.iter().any(|(wanted, _)| wanted == key)
        {
            wanted.push((key.to_owned(), Cow::Borrowed("")));
        }
    }
    quota::check(stored, &wanted, next, index.deferred.map_or(0, |extent| extent.bytes))?;
    for (key, value) in wanted {
        if !stored.get(&key).is_some_and(|stored| is_same(stored, &value)) {
            insert_in_order(&mut changes, (key, value.into_owned()));
        }
    }
    Ok(changes)
}

/// What the charm's state in Juju holds, for a test.
#[cfg(feature = "testing")]
pub(crate) fn document_in(charm_state: &BTreeMap<String, String>) -> Result<Document, StateError> {
    decode(&texts(charm_state)).map(|(_, document)| document)
}

/// Puts into the charm's state in Juju what a hook would.
#[cfg(feature = "testing")]
pub(crate) fn put_document(
    charm_state: &mut BTreeMap<String, String>,
    next: &Document,
) -> Result<(), StateError> {
    let stored = texts(charm_state);
    let (index, read) = decode(&stored)?;
    charm_state.extend(changes(&stored, &index, &read, next)?);
    Ok(())
}

#[cfg(feature = "testing")]
fn texts(charm_state: &BTreeMap<String, String>) -> Texts {
    Texts::of(charm_state.iter().map(|(key, value)| (key.as_str(), value.as_str())))
}

/// Whether two texts are equal, in large steps: the C library of a static charm goes byte by byte.
fn is_same(one: &str, other: &str) -> bool {
    let (blocks, rest) = one.as_bytes().as_chunks::<32>();
    let (other_blocks, other_rest) = other.as_bytes().as_chunks::<32>();
    one.len() == other.len()
        && blocks.iter().zip(other_blocks).all(|(one, other)| one == other)
        && rest == other_rest
}

fn json(value: &impl Serialize) -> Result<String, StateError> {
    serde_json::to_string(value)
        .map_err(|error| StateError::new(format!("it cannot be written as JSON: {error}")))
}

/// Puts a text into as few values as it fits into.
fn cut<'a>(part: &str, text: &'a str, values: &mut Vec<(String, Cow<'a, str>)>) -> Extent {
    let mut chunks = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, left) = rest.split_at(rest.floor_char_boundary(CHUNK));
        values.push((key(part, chunks), Cow::Borrowed(chunk)));
        chunks += 1;
        rest = left;
    }
    Extent { chunks, bytes: text.len() }
}

/// How the keys of a part begin.
fn keys(part: &str) -> String {
    [PREFIX, part, "."].concat()
}

fn key(part: &str, chunk: usize) -> String {
    [PREFIX, part, ".", &chunk.to_string()].concat()
}

fn decode(stored: &Texts) -> Result<(Index, Document), StateError> {
    let Some(index) = stored.get(INDEX).filter(|index| !index.is_empty()) else {
        nothing(stored)?;
        return Ok((Index::default(), Document::default()));
    };
    let index: Index = serde_json::from_str(index).map_err(|error| {
        StateError::new(format!("its index `{INDEX}` in Juju does not read: {}", reason(error)))
    })?;
    if index.format != FORMAT {
        return Err(newer(&format!("format {}", index.format)));
    }
    let state = index.state.map(|extent| join("state", extent, stored)).transpose()?;
    let components = index.components.map(|extent| join("components", extent, stored)).transpose()?;
    let components: Option<Texts> =
        components.map(|text| serde_json::from_str(&text)).transpose().map_err(|error| {
            StateError::new(format!("the state of its components in Juju does not read: {}", reason(error)))
        })?;
    let deferred = index.deferred.map(|extent| join("deferred", extent, stored)).transpose()?;
    let deferred = deferred.map(|text| queue::read(&text)).transpose()?;
    let (components, deferred) = (components.unwrap_or_default(), deferred.unwrap_or_default());
    Ok((index, Document { state, components, deferred }))
}

/// There is no index: then there may be nothing else of ours either. Other keys are the charm's own business.
fn nothing(stored: &Texts) -> Result<(), StateError> {
    for (key, value) in stored.iter() {
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
    Ok(())
}

fn newer(what: &str) -> StateError {
    StateError::new(format!(
        "it was written by a newer version of the charm ({what}), which this one cannot read: refresh the charm again"
    ))
}

fn join(part: &str, extent: Extent, stored: &Texts) -> Result<String, StateError> {
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
