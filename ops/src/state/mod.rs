//! What survives from dispatch to dispatch: stored state and deferred events.

mod document;
mod juju;
mod local;
mod queue;
mod text;
mod version;

use std::fmt;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) use document::Document;
pub(crate) use queue::{Entry, Names, Queue};
pub use text::StateText;
pub use version::{Conversion, OldState, migrated};
pub(crate) use version::{first, read};

use crate::backend::ToolError;
use crate::context::Context;
use crate::error::Error;
use crate::hook_tools::Tools;
use crate::unreadable::reason;
use juju::JujuState;
#[cfg(feature = "testing")]
pub(crate) use juju::{change_document, document_in};
use local::LocalState;

/// Where stored state and deferred events are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateLocation {
    /// In Juju, committed with everything else that the hook did.
    Juju,
    /// In a file in the charm's folder.
    Local,
}

/// A struct that survives from event to event: derived by [`#[stored_state]`](macro@crate::stored_state).
#[diagnostic::on_unimplemented(
    message = "[OPS0307] `{Self}` does not declare stored state",
    label = "its struct has no `#[stored_state]`",
    note = "write `#[stored_state]` above `struct {Self}` too: there it learns how it is stored"
)]
pub trait StoredState: Serialize + DeserializeOwned {
    /// The version of the struct: `#[stored_state(version = 2, …)]`, else 1.
    const VERSION: u32 = 1;

    /// What it is before anything was stored.
    fn initial() -> Self;

    /// What becomes of what an older version stored: `#[stored_state(migrate = …)]`.
    ///
    /// # Errors
    /// What that function says.
    #[doc(hidden)]
    fn from_version(old: &OldState) -> Result<Self, Error> {
        Ok(old.decode()?)
    }

    /// What becomes of what the charm stored when it was written in Python, if it did: `#[stored_state(from_python = …)]`.
    ///
    /// # Errors
    /// It cannot be read, or what that function says.
    #[doc(hidden)]
    fn from_python(_cx: &Context) -> Result<Option<Self>, Error> {
        Ok(None)
    }

    /// What the charm makes of state that this version of it stored as this JSON, for a test that old versions still load:
    /// an older version is migrated, and a newer one is an error, as after a rollback.
    ///
    /// # Errors
    /// It does not read, the function that migrates it says so, or it is newer.
    fn load_version(version: u32, json: &str) -> Result<Self, StateError> {
        version::load(version, json)
    }
}

/// The state to store. A type that cannot be stored has [`Unstored`] in its place: that it cannot is said where it is read, once.
pub struct Stored<'a, S>(pub &'a S);

impl<S: StoredState> Stored<'_, S> {
    /// Writes it over what was stored.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub fn write(self, text: &mut StateText) -> Result<(), StateError> {
        text.write(S::VERSION, self.0)
    }
}

/// What stands for the state of a type that cannot be stored, beside the compile error about it.
pub trait Unstored: Sized {
    /// Nothing.
    ///
    /// # Errors
    /// None: it never runs.
    fn write(self, _: &mut StateText) -> Result<(), StateError> {
        crate::__private::absent()
    }
}

impl<S> Unstored for Stored<'_, S> {}

/// Why the charm's state cannot be read or written. Never is a fresh state taken in its place.
#[derive(Debug)]
pub struct StateError {
    reason: String,
}

impl StateError {
    fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }

    /// The same, where it is a component's.
    pub(crate) fn of(self, path: &str) -> Self {
        if path.is_empty() { self } else { Self::new(format!("component `{path}`: {}", self.reason)) }
    }

    fn not_json(error: &serde_json::Error) -> Self {
        Self::new(format!("it cannot be written as JSON: {error}"))
    }

    pub(crate) fn not_this_type(error: &serde_json::Error) -> Self {
        Self::new(format!(
            "what is stored does not read as the charm's `#[stored_state]`: {} \
             (a field may be added, with a default; one whose type changes needs a new name, or `#[stored_state(version = …, migrate = …)]`)",
            reason(error)
        ))
    }
}

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the charm's state: {}", self.reason)
    }
}

impl std::error::Error for StateError {}

impl From<ToolError> for StateError {
    fn from(error: ToolError) -> Self {
        Self::new(error.to_string())
    }
}

/// The place where the state is kept.
pub(crate) enum Store {
    Juju(JujuState),
    Local(LocalState),
}

impl Store {
    /// Reads what is there.
    pub(crate) fn open(
        place: StateLocation,
        charm_dir: &Path,
        tools: &Tools,
    ) -> Result<(Self, Document), StateError> {
        match place {
            StateLocation::Juju => {
                JujuState::open(tools.clone()).map(|(state, read)| (Self::Juju(state), read))
            }
            StateLocation::Local => {
                LocalState::open(charm_dir).map(|(state, read)| (Self::Local(state), read))
            }
        }
    }

    /// Makes ready what `commit` will write, if it is another than what was read; whatever may be refused is refused here, before
    /// anything has gone out.
    pub(crate) fn prepare(&mut self, read: &Document, next: &Document) -> Result<(), StateError> {
        match self {
            Self::Juju(state) => state.prepare(read, next),
            Self::Local(_) if !next.is_changed(read) => Ok(()),
            Self::Local(state) => state.prepare(next),
        }
    }

    /// Writes what was made ready.
    pub(crate) fn commit(&self) -> Result<(), StateError> {
        match self {
            Self::Juju(state) => state.commit(),
            Self::Local(state) => state.commit(),
        }
    }
}

/// The examples of the guide are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/state.md")]
struct Guide;
