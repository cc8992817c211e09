//! What a charm stored when it was written in Python with `ops`, to be taken over. With the feature `migrate`, which alone brings
//! SQLite, and so needs a C compiler for the target.
//!
//! A charm takes it over by the function that its `#[stored_state]` names. That runs where this charm has stored nothing yet and its
//! folder has ops' `.unit-state.db`, or Juju what ops kept there (`use_juju_for_storage=True`); what it makes is stored with the first hook
//! that succeeds, and from then on is what counts. What Python left stays as it is, for a rollback to the charm in Python.
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
//! numbers), `list`, `tuple` and `set` (lists), `dict` (its keys as texts). What holds anything else, an object of a class say, is an
//! error that names it; nothing of it is ever run.

mod database;
mod juju;
mod notice;
mod pickle;
mod value;
mod yaml;

use std::fmt;
use std::path::Path;
use std::sync::Once;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::context::Context;
use crate::error::Error;
use crate::state::Conversion;
use crate::unreadable::reason;

pub use notice::PythonNotice;
#[doc(hidden)]
pub use pickle::fuzz as fuzz_pickle;

/// Where ops keeps it, in the charm's folder.
pub const FILE: &str = ".unit-state.db";

/// What a charm in Python stored: its `StoredState` objects, and the events that it had deferred.
///
/// A charm is handed one by the function that its `#[stored_state]` names ([above](self)). To look into a file:
///
/// ```
/// use std::path::Path;
/// use ops::migrate::{self, PythonState};
///
/// fn look(folder: &Path) -> ops::Result {
///     let Some(python) = PythonState::read(&folder.join(migrate::FILE))? else { return Ok(()) };
///     let stored = python.stored_state("WebApp", "_stored")?;
///     println!("the schema is {:?}", stored.get::<u32>("schema")?);
///     Ok(())
/// }
/// # let folder = std::env::temp_dir().join("no-charm-is-here");
/// # look(&folder).unwrap();
/// ```
///
/// Source: the tables of `ops/storage.py` (ops 3.9).
pub struct PythonState {
    snapshots: Snapshots,
    notices: Vec<PythonNotice>,
    in_juju: Option<Box<PythonState>>,
}

/// By their handles.
enum Snapshots {
    /// Of the file.
    Pickles(Vec<(String, Vec<u8>)>),
    /// Of Juju.
    Yaml(Vec<(String, String)>),
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
            Ok(read) => Ok(read.map(|(pickles, notices)| Self {
                snapshots: Snapshots::Pickles(pickles),
                notices,
                in_juju: None,
            })),
            Err(reason) => Err(PythonStateError { what: path.display().to_string(), reason }),
        }
    }

    /// Reads what ops kept in Juju, out of all that `state-get` says; `None` where it kept nothing there.
    ///
    /// # Errors
    /// Its deferred events do not read.
    pub fn read_juju<'a>(
        stored: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Option<Self>, PythonStateError> {
        match juju::read(stored) {
            Ok(read) => Ok(read.map(|(texts, notices)| Self {
                snapshots: Snapshots::Yaml(texts),
                notices,
                in_juju: None,
            })),
            Err(reason) => Err(PythonStateError { what: "what ops kept in Juju".to_owned(), reason }),
        }
    }

    /// What ops kept in Juju where there is a file as well: the charm in Python was changed from the one to the other, and one
    /// of the two is old. This is what is in the file.
    #[must_use]
    pub fn in_juju(&self) -> Option<&Self> {
        self.in_juju.as_deref()
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
        let Some(at) = self.handles().position(|known| known == handle) else {
            let known: Vec<String> = self.handles().map(|known| format!("`{known}`")).collect();
            return Err(fail(format!("it is not stored; there are {}", known.join(", "))));
        };
        match self.snapshots.decode(at) {
            Ok(value) => Ok(PythonObject { handle: handle.to_owned(), value }),
            Err(reason) => Err(fail(reason)),
        }
    }

    /// The handles of everything that is stored, in the order of the alphabet. Beside what the charm stored there is what deferred
    /// events hold, and ops' own counter, `StoredStateData[_stored]`.
    pub fn handles(&self) -> impl Iterator<Item = &str> {
        let (pickles, texts): (&[_], &[_]) = match &self.snapshots {
            Snapshots::Pickles(pickles) => (pickles, &[]),
            Snapshots::Yaml(texts) => (&[], texts),
        };
        pickles
            .iter()
            .map(|(handle, _)| handle)
            .chain(texts.iter().map(|(handle, _)| handle))
            .map(String::as_str)
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
            let place = match self.snapshots {
                Snapshots::Pickles(_) => FILE,
                Snapshots::Yaml(_) => "Juju",
            };
            tracing::info!("taking over what the charm in Python stored in {place}, which stays as it is");
            if self.in_juju.is_some() {
                tracing::warn!(
                    "the charm in Python has stored state in Juju as well, beside {FILE}: one of them is old"
                );
            }
            for notice in &self.notices {
                tracing::warn!("the charm in Python had deferred {notice}: it does not run again");
            }
        });
    }
}

impl Snapshots {
    fn decode(&self, at: usize) -> Result<Value, String> {
        match self {
            Self::Pickles(pickles) => {
                pickles.get(at).map(|(_, pickle)| pickle::decode(pickle).map_err(|error| error.to_string()))
            }
            Self::Yaml(texts) => texts.get(at).map(|(_, text)| yaml::decode(text)),
        }
        .unwrap_or_else(|| Err("it is not stored".to_owned()))
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

/// The state that the function makes of what Python left in the charm's folder or in Juju, if it left any.
///
/// # Errors
/// It cannot be read, or what the function says.
pub fn taken_over<S, Way>(
    by: impl Conversion<PythonState, S, Way>,
    cx: &Context,
) -> Result<Option<S>, Error> {
    let in_file = PythonState::read(&cx.charm_dir().join(FILE))?;
    let in_juju = PythonState::read_juju(cx.inner().tools.state_get()?.iter())?;
    let python = match (in_file, in_juju) {
        (Some(file), juju) => PythonState { in_juju: juju.map(Box::new), ..file },
        (None, Some(juju)) => juju,
        (None, None) => return Ok(None),
    };
    let state = by.convert(&python)?;
    python.report();
    Ok(Some(state))
}

#[cfg(test)]
mod tests;
