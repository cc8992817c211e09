//! What a charm stored when it was written in Python with `ops`, to be taken over. With the feature `migrate`, which alone brings
//! SQLite, and so needs a C compiler for the target.
//!
//! A charm takes it over by the function that its `#[stored_state]` names. That runs where this charm has stored nothing yet and its
//! folder has ops' `.unit-state.db`; what it makes is stored with the first hook that succeeds, and from then on is
//! what counts. The file is left as it is, for a rollback to the charm in Python.
//!
//! ```
//! use ops::migrate::PythonState;
//! use ops::prelude::*;
//!
//! #[stored_state(from_python = State::from_python)]
//! struct State {
//!     endpoints: Vec<String>,
//!     schema_version: Option<u32>,
//! }
//!
//! impl State {
//!     fn from_python(python: &PythonState) -> ops::Result<Self> {
//!         // In Python: `class WebApp(CharmBase): _stored = StoredState()`.
//!         let stored = python.stored_state("WebApp", "_stored")?;
//!         Ok(Self {
//!             endpoints: stored.get("endpoints")?.unwrap_or_default(),
//!             schema_version: stored.get("schema")?,
//!         })
//!     }
//! }
//! ```
//!
//! What is read are the simple values that ops lets a charm store: `None`, `bool`, `int` of 64 bits, `float`, `str`, `bytes` (a list of
//! numbers), `list`, `tuple` and `set` (lists), `dict` (its keys as texts). A pickle that holds anything else, an object of a class say, is an
//! error that names it; nothing of it is ever run.

mod database;
mod notice;
mod pickle;

use std::fmt;
use std::path::Path;
use std::sync::Once;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::Error;
use crate::state::Conversion;
use crate::unreadable::reason;

pub use notice::PythonNotice;
#[doc(hidden)]
pub use pickle::fuzz as fuzz_pickle;

/// Where ops keeps it, in the charm's folder.
pub const FILE: &str = ".unit-state.db";

/// What a charm in Python stored: its `StoredState` objects, and the events that it had deferred.
pub struct PythonState {
    /// Handles and pickles.
    snapshots: Vec<(String, Vec<u8>)>,
    notices: Vec<PythonNotice>,
}

impl PythonState {
    /// Reads a `.unit-state.db`; `None` where there is no such file, or where nothing was ever committed to it.
    ///
    /// A dispatch of the charm in Python that was killed in its commit is rolled back first, as Python would.
    ///
    /// # Errors
    /// It cannot be read, is none, or is larger than any charm's.
    pub fn read(path: &Path) -> Result<Option<Self>, PythonStateError> {
        match database::read(path) {
            Ok(read) => Ok(read.map(|(snapshots, notices)| Self { snapshots, notices })),
            Err(reason) => Err(PythonStateError { what: path.display().to_string(), reason }),
        }
    }

    /// The attribute `name: StoredState` of the object at this handle: `WebApp` is the charm, by its class; `WebApp/Database[db]` a
    /// `Database(charm, "db")`.
    ///
    /// # Errors
    /// There is none (the error says which there are), or it holds other than simple values.
    pub fn stored_state(&self, owner: &str, name: &str) -> Result<PythonObject, PythonStateError> {
        self.object(&format!("{owner}/StoredStateData[{name}]"))
    }

    /// Whatever ops stored under this handle: `WebApp/StoredStateData[_stored]`.
    ///
    /// # Errors
    /// There is none, or it holds other than simple values.
    pub fn object(&self, handle: &str) -> Result<PythonObject, PythonStateError> {
        let fail = |reason| PythonStateError { what: format!("`{handle}`"), reason };
        let Some((_, pickle)) = self.snapshots.iter().find(|(known, _)| known == handle) else {
            let known: Vec<String> = self.handles().map(|known| format!("`{known}`")).collect();
            return Err(fail(format!("it is not stored; there are {}", known.join(", "))));
        };
        match pickle::decode(pickle) {
            Ok(value) => Ok(PythonObject { handle: handle.to_owned(), value }),
            Err(error) => Err(fail(error.to_string())),
        }
    }

    /// The handles of everything that is stored, in the order of the alphabet. Beside what the charm stored there is what deferred
    /// events hold, and ops' own counter, `StoredStateData[_stored]`.
    pub fn handles(&self) -> impl Iterator<Item = &str> {
        self.snapshots.iter().map(|(handle, _)| handle.as_str())
    }

    /// The events that the charm in Python had deferred, the oldest first. They are told in the log when the state is taken over, and do
    /// not run again: whatever they were for is to be made good of by what comes next, `upgrade_charm` and `config_changed`.
    #[must_use]
    pub fn notices(&self) -> &[PythonNotice] {
        &self.notices
    }

    /// Once a dispatch, however many structs take their part of it.
    fn report(&self) {
        static REPORTED: Once = Once::new();
        REPORTED.call_once(|| {
            tracing::info!("taking over what the charm in Python stored in {FILE}, which stays as it is");
            for notice in &self.notices {
                tracing::warn!("the charm in Python had deferred {notice}: it does not run again");
            }
        });
    }
}

/// The handles alone: what is stored may be secret.
impl fmt::Debug for PythonState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let handles: Vec<&str> = self.handles().collect();
        f.debug_struct("PythonState").field("handles", &handles).field("notices", &self.notices).finish()
    }
}

/// An object that Python stored.
pub struct PythonObject {
    handle: String,
    value: Value,
}

impl PythonObject {
    /// One attribute, or one key of a dict; `None` where it was not stored, or is Python's `None`.
    ///
    /// # Errors
    /// It does not read as this type.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, PythonStateError> {
        match self.value.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::deserialize(value).map(Some).map_err(|error| PythonStateError {
                what: format!("`{name}` of `{}`", self.handle),
                reason: reason(&error),
            }),
        }
    }

    /// All of it as a type of the charm's.
    ///
    /// # Errors
    /// It does not read as this type.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, PythonStateError> {
        T::deserialize(&self.value)
            .map_err(|error| PythonStateError { what: format!("`{}`", self.handle), reason: reason(&error) })
    }
}

/// The handle alone: what is stored may be secret.
impl fmt::Debug for PythonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PythonObject").field("handle", &self.handle).finish_non_exhaustive()
    }
}

/// Why what Python stored cannot be taken over.
#[derive(Debug)]
pub struct PythonStateError {
    what: String,
    reason: String,
}

impl fmt::Display for PythonStateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.reason)
    }
}

impl std::error::Error for PythonStateError {}

/// The state that the function makes of what Python left in the charm's folder, if it left any.
///
/// # Errors
/// It cannot be read, or what the function says.
pub fn taken_over<S, Way>(
    by: impl Conversion<PythonState, S, Way>,
    charm_dir: &Path,
) -> Result<Option<S>, Error> {
    let Some(python) = PythonState::read(&charm_dir.join(FILE))? else { return Ok(None) };
    let state = by.convert(&python)?;
    python.report();
    Ok(Some(state))
}

#[cfg(test)]
mod tests;
