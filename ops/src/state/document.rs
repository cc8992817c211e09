//! What is stored, whatever the place.

use super::{Queue, StateText};
use crate::texts::Texts;

/// The number of the format that this version writes, and the highest that it reads.
pub(super) const FORMAT: u32 = 1;

/// All that a charm keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) state: StateText,
    /// The same of each component, by its path: `database`.
    pub(crate) components: Texts,
    /// Events to run again, the oldest first.
    pub(crate) deferred: Queue,
}

impl Document {
    /// Whether it is another than what was read, whose stored state is no more where this one was written over it.
    pub(super) fn is_changed(&self, read: &Self) -> bool {
        self.state.is_changed() || self.components != read.components || self.deferred != read.deferred
    }
}
