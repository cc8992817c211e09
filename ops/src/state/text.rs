//! The stored state as text.

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use serde_json::Error;

use super::{StateError, version};
use crate::json::{self, Over};

/// The stored state as it is kept, JSON with its version, and where it is another than what was read. What it means is the charm's.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct StateText {
    /// As bytes, of which it is known that they are text: where it is long only what changes is looked at.
    text: Option<Vec<u8>>,
    /// Places in bytes, in order.
    changes: Vec<Range<usize>>,
}

/// Without the text: what is in it is nobody's business.
impl fmt::Debug for StateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StateText({:?} bytes)", self.text.as_ref().map(Vec::len))
    }
}

impl StateText {
    /// What was read; `None` where nothing is stored.
    pub(super) fn read(text: Option<Vec<u8>>) -> Self {
        Self { text, changes: Vec::new() }
    }

    pub(crate) fn as_deref(&self) -> Option<&str> {
        self.as_bytes().map(|text| str::from_utf8(text).unwrap_or_default())
    }

    pub(super) fn as_bytes(&self) -> Option<&[u8]> {
        self.text.as_deref()
    }

    pub(super) fn is_changed(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Whether it is changed in this part.
    pub(super) fn is_changed_in(&self, part: &Range<usize>) -> bool {
        self.changes.iter().any(|change| change.start < part.end && part.start < change.end)
    }

    /// Writes a state of this version over what is there, which is lost if it cannot be.
    pub(super) fn write(&mut self, version: u32, state: &impl Serialize) -> Result<(), StateError> {
        self.write_over(|over| {
            over.push(&version::prefix(version));
            json::write(state, over)
        })
        .map_err(|error| StateError::not_json(&error))
    }

    fn write_over(&mut self, write: impl FnOnce(&mut Over) -> Result<(), Error>) -> Result<(), Error> {
        let mut over = Over::new(self.text.take().unwrap_or_default());
        write(&mut over)?;
        let (text, changes) = over.end();
        self.text = Some(text);
        self.changes.extend(changes);
        Ok(())
    }

    /// Writes this over what is there.
    #[cfg(test)]
    pub(super) fn set(&mut self, text: &str) {
        let _ = self.write_over(|over| {
            over.push(text);
            Ok(())
        });
    }
}
