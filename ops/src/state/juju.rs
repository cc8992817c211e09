//! State kept by Juju itself: committed in one transaction with everything else that the hook did, and not lost with
//! a pod.
//!
//! Juju takes values of at most 64 KiB, so texts are cut. The index says what there must be: what is not all there is
//! an error, never the beginning of a new life. What is too much for Juju is refused before anything is sent ([`quota`]).

mod quota;

use std::borrow::Cow;
#[cfg(feature = "testing")]
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::FORMAT;
use super::{Document, Queue, StateError, StateText};
use crate::hook_tools::Tools;
use crate::pairs::insert_in_order;
use crate::texts::{TextBytes, Texts};
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

/// What Juju holds for the unit, but for what the document says of it.
#[derive(Default)]
struct Held {
    /// How many bytes there are under each key, whoever wrote it.
    sizes: Vec<(String, usize)>,
    index: Index,
    /// The index as it stands.
    index_text: String,
}

/// The keys as they are, and those to change.
pub(crate) struct JujuState {
    tools: Tools,
    held: Held,
    changes: Vec<(String, String)>,
}

impl JujuState {
    /// Reads everything in one call.
    pub(super) fn open(tools: Tools) -> Result<(Self, Document), StateError> {
        let (held, document) = decode(tools.state_get()?)?;
        Ok((Self { tools, held, changes: Vec::new() }, document))
    }

    pub(super) fn prepare(&mut self, read: &Document, next: &Document) -> Result<(), StateError> {
        self.changes = changes(&self.held, read, next)?;
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
fn changes(held: &Held, read: &Document, next: &Document) -> Result<Vec<(String, String)>, StateError> {
    let mut changes = Vec::new();
    let has_state = next.state.is_changed();
    let has_components = next.components != read.components;
    let has_deferred = next.deferred != read.deferred;
    if !(has_state || has_components || has_deferred) {
        return Ok(changes);
    }
    let json_of_components =
        if has_components && !next.components.is_empty() { Some(json(&next.components)?) } else { None };
    let queue = Some(next.deferred.as_str().as_bytes()).filter(|queue| !queue.is_empty());

    let mut wanted = Vec::new();
    let mut stays = Vec::new();
    let mut extent = |part, has_changed, is, text| match (has_changed, text) {
        (true, Some(text)) => Some(cut(part, text, &mut wanted)),
        (true, None) => None,
        (false, _) => {
            stays.push(part);
            is
        }
    };
    let is = &held.index;
    let index = Index {
        format: FORMAT,
        state: extent("state", has_state, is.state, next.state.as_bytes()),
        components: extent(
            "components",
            has_components,
            is.components,
            json_of_components.as_ref().map(String::as_bytes),
        ),
        deferred: extent("deferred", has_deferred, is.deferred, queue),
    };
    wanted.push((INDEX.to_owned(), Cow::Owned(json(&index)?.into_bytes())));
    // What an earlier, longer text left behind is emptied.
    for (key, size) in held.sizes.iter().filter(|(key, _)| key.starts_with(PREFIX)) {
        let is_wanted = wanted.iter().any(|(wanted, _)| wanted == key);
        if *size > 0 && !is_wanted && !stays.iter().any(|part| is_of(part, key)) {
            wanted.push((key.clone(), Cow::Borrowed(b"")));
        }
    }
    quota::check(&held.sizes, &wanted, next)?;
    let same = held.same(&wanted, &next.state);
    for (key, value) in wanted {
        if !same.contains(&key) {
            let text =
                String::from_utf8(value.into_owned()).map_err(|error| StateError::new(error.to_string()))?;
            insert_in_order(&mut changes, (key, text));
        }
    }
    Ok(changes)
}

impl Held {
    /// The keys of what is wanted as it is held, of the index and the state: most of a large one stays as it is.
    fn same(&self, wanted: &[(String, Cow<'_, [u8]>)], state: &StateText) -> Vec<String> {
        let mut same = Vec::new();
        if wanted.iter().any(|(key, value)| key == INDEX && **value == *self.index_text.as_bytes()) {
            same.push(INDEX.to_owned());
        }
        let mut start = 0;
        for (key, chunk) in wanted.iter().filter(|(key, _)| is_of("state", key)) {
            let end = start + chunk.len();
            // Where one was cut elsewhere, all behind it were.
            if !self.sizes.iter().any(|(held, size)| held == key && *size == chunk.len()) {
                break;
            }
            if !state.is_changed_in(&(start..end)) {
                same.push(key.clone());
            }
            start = end;
        }
        same
    }
}

/// What the charm's state in Juju holds, for a test.
#[cfg(feature = "testing")]
pub(crate) fn document_in(charm_state: &BTreeMap<String, String>) -> Result<Document, StateError> {
    decode(Texts::of_map(charm_state).into()).map(|(_, document)| document)
}

/// Changes the charm's state in Juju as a hook would.
#[cfg(feature = "testing")]
pub(crate) fn change_document(
    charm_state: &mut BTreeMap<String, String>,
    change: impl FnOnce(&mut Document) -> Result<(), StateError>,
) -> Result<(), StateError> {
    let (held, read) = decode(Texts::of_map(charm_state).into())?;
    let mut next = read.clone();
    change(&mut next)?;
    charm_state.extend(changes(&held, &read, &next)?);
    Ok(())
}

fn json(value: &impl Serialize) -> Result<String, StateError> {
    crate::json::to_string(value).map_err(|error| StateError::not_json(&error))
}

/// Puts a text into as few values as it fits into.
fn cut<'a>(part: &str, text: &'a [u8], values: &mut Vec<(String, Cow<'a, [u8]>)>) -> Extent {
    let mut chunks = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, left) = rest.split_at(boundary(rest, CHUNK));
        values.push((key(part, chunks), Cow::Borrowed(chunk)));
        chunks += 1;
        rest = left;
    }
    Extent { chunks, bytes: text.len() }
}

/// The last place up to here where a character of a text begins, or its end.
fn boundary(text: &[u8], most: usize) -> usize {
    let begins = |at: &usize| !text.get(*at).is_some_and(|byte| matches!(byte, 0x80..0xC0));
    (0..=most.min(text.len())).rev().find(begins).unwrap_or_default()
}

/// Whether this is a key of the part.
fn is_of(part: &str, key: &str) -> bool {
    let rest = key.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix(part));
    rest.is_some_and(|rest| rest.starts_with('.'))
}

/// In the order of the chunks, in which Juju gives them.
fn key(part: &str, chunk: usize) -> String {
    const { assert!(MOST_CHUNKS <= 36) };
    let digit = char::from_digit(chunk as u32, 36).unwrap_or_default();
    [PREFIX, part, ".", digit.encode_utf8(&mut [0; 4])].concat()
}

fn decode(stored: TextBytes) -> Result<(Held, Document), StateError> {
    let sizes = stored.sizes();
    let Some(index_text) = stored.get(INDEX).filter(|index| !index.is_empty()).map(str::to_owned) else {
        nothing(&sizes)?;
        return Ok((Held { sizes, ..Held::default() }, Document::default()));
    };
    let index: Index = serde_json::from_str(&index_text).map_err(|error| {
        StateError::new(format!("its index `{INDEX}` in Juju does not read: {}", reason(error)))
    })?;
    if index.format != FORMAT {
        return Err(newer(&format!("format {}", index.format)));
    }
    let state = present("state", index.state, &stored)?;
    let deferred = present("deferred", index.deferred, &stored)?;
    let components = match present("components", index.components, &stored)? {
        Some(keys) => serde_json::from_str(&join(&keys, &stored)).map_err(|error| {
            StateError::new(format!("the state of its components in Juju does not read: {}", reason(error)))
        })?,
        None => Texts::default(),
    };
    let owned = |keys: Vec<String>| join(&keys, &stored).into_owned().into_bytes();
    let bytes = |extent: Option<Extent>| extent.map_or(0, |extent| extent.bytes);
    // The longer of the two takes the memory that both are in.
    let (state, deferred) = if bytes(index.deferred) > bytes(index.state) {
        (state.map(owned), deferred.map(|keys| stored.concat(&keys)))
    } else {
        let deferred = deferred.map(owned);
        (state.map(|keys| stored.concat(&keys)), deferred)
    };
    let deferred = match deferred {
        Some(queue) => {
            Queue::of(String::from_utf8(queue).map_err(|error| StateError::new(error.to_string()))?)
        }
        None => Queue::default(),
    };
    let document = Document { state: StateText::read(state), components, deferred };
    Ok((Held { sizes, index, index_text }, document))
}

/// There is no index: then there may be nothing else of ours either. Other keys are the charm's own business.
fn nothing(sizes: &[(String, usize)]) -> Result<(), StateError> {
    for (key, size) in sizes {
        let Some((version, _)) = key.strip_prefix("ops.v").and_then(|rest| rest.split_once('.')) else {
            continue;
        };
        match version.parse::<u32>() {
            Ok(version) if version > FORMAT && *size > 0 => {
                return Err(newer(&format!("key `{key}`")));
            }
            Ok(FORMAT) if *size > 0 => {
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

/// The text of these keys.
fn join<'a>(keys: &[String], stored: &'a TextBytes) -> Cow<'a, str> {
    let text = |key: &String| stored.get(key).unwrap_or_default();
    match keys {
        [key] => Cow::Borrowed(text(key)),
        keys => Cow::Owned(keys.iter().map(text).collect()),
    }
}

/// The keys of a part, of which all is there, if there is any.
fn present(
    part: &str,
    extent: Option<Extent>,
    stored: &TextBytes,
) -> Result<Option<Vec<String>>, StateError> {
    let Some(extent) = extent else { return Ok(None) };
    let mut keys = Vec::new();
    let mut bytes = 0;
    for chunk in 0..extent.chunks.min(MOST_CHUNKS) {
        let key = key(part, chunk);
        bytes +=
            stored.size(&key).ok_or_else(|| StateError::new(format!("Juju does not have `{key}` of it")))?;
        keys.push(key);
    }
    if bytes != extent.bytes || extent.chunks > MOST_CHUNKS {
        return Err(StateError::new(format!(
            "Juju has {bytes} bytes of its part `{part}`, and there should be {}",
            extent.bytes
        )));
    }
    Ok(Some(keys))
}

#[cfg(test)]
mod tests;
