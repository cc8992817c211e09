//! What is stored, whatever the place.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::environment::EventRecord;
use crate::texts::Texts;

/// The number of the format that this version writes, and the highest that it reads.
pub(super) const FORMAT: u32 = 1;

/// All that a charm keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Document {
    /// The stored state as JSON. Here it is only a text: what it means is the charm's.
    pub(crate) state: Option<String>,
    /// The same of each component, by its path: `database`.
    pub(crate) components: Texts,
    /// Events to run again, the oldest first.
    pub(crate) deferred: Vec<Deferred>,
}

/// An event to run again. No name of a method is in it: a handler may be renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Deferred {
    /// Who wants it: empty is the charm itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) observer: String,
    pub(crate) event: Rc<EventRecord>,
}
