//! The version that stored state has: written before it where it is not the first, `2:{…}`.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{StateError, StoredState};
use crate::context::Context;
use crate::error::{Error, chain};
use crate::json;
use crate::unreadable::reason;

/// What an older version of the charm stored, for the function in `#[stored_state(version = …, migrate = …)]`.
///
/// ```
/// use ops::prelude::*;
///
/// #[stored_state(version = 3, migrate = State::migrate)]
/// struct State {
///     endpoints: Vec<String>, // since version 3; in version 2 it was `endpoint`, in version 1 `host` and `port`
/// }
///
/// impl State {
///     fn migrate(old: &OldState) -> ops::Result<Self> {
///         let endpoint = match old.version() {
///             1 => match (old.get::<String>("host")?, old.get::<u16>("port")?) {
///                 (Some(host), Some(port)) => Some(format!("{host}:{port}")),
///                 _ => None,
///             },
///             _ => old.get("endpoint")?,
///         };
///         Ok(Self { endpoints: endpoint.into_iter().collect() })
///     }
/// }
///
/// // In a test of the charm:
/// let state = State::load_version(1, r#"{"host": "10.0.0.1", "port": 5432}"#)?;
/// assert_eq!(state.endpoints, ["10.0.0.1:5432"]);
/// # Ok::<_, ops::StateError>(())
/// ```
#[derive(Clone, Debug)]
pub struct OldState {
    version: u32,
    stored: Value,
}

impl OldState {
    fn read(version: u32, json: &str) -> Result<Self, StateError> {
        match serde_json::from_str(json) {
            Ok(stored) => Ok(Self { version, stored }),
            Err(error) => Err(StateError::not_this_type(&error)),
        }
    }

    /// The version that it was stored as: 1 or more, and less than the charm's own.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// One field; `None` where it was not stored, or as `null`.
    ///
    /// # Errors
    /// It does not read as this type.
    pub fn get<T: DeserializeOwned>(&self, field: &str) -> Result<Option<T>, StateError> {
        match self.stored.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::deserialize(value).map(Some).map_err(|error| {
                StateError::new(format!("field `{field}` of version {}: {}", self.version, reason(&error)))
            }),
        }
    }

    /// All of it as another type: that of the older version, say.
    ///
    /// # Errors
    /// It does not read as this type.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, StateError> {
        T::deserialize(&self.stored)
            .map_err(|error| StateError::new(format!("version {}: {}", self.version, reason(&error))))
    }
}

/// A function that makes the state of what is older: that of `migrate = …`, or of `from_python = …`.
///
/// `Way` is only there so that there are several ways to be one: then the compiler has our words for a function that is none,
/// instead of its own about closures.
#[diagnostic::on_unimplemented(
    message = "[OPS0311] this function does not make the state `{S}` of what is older",
    label = "not `fn(&{Old}) -> Result<{S}, E>`",
    note = "it takes one `&{Old}` and returns a `Result` of `{S}` and an error: `fn migrate(old: &{Old}) -> ops::Result<{S}>`"
)]
pub trait Conversion<Old, S, Way> {
    /// Makes it.
    ///
    /// # Errors
    /// What the function says.
    fn convert(self, old: &Old) -> Result<S, Error>;
}

/// The one way.
#[derive(Debug)]
pub struct ByFunction;

/// No way.
#[derive(Debug)]
pub struct ByNothing;

/// What nothing is.
pub trait Nothing {}

#[diagnostic::do_not_recommend]
impl<Old, S, E: Into<Error>, F: FnOnce(&Old) -> Result<S, E>> Conversion<Old, S, ByFunction> for F {
    fn convert(self, old: &Old) -> Result<S, Error> {
        self(old).map_err(Into::into)
    }
}

#[diagnostic::do_not_recommend]
impl<Old, S, F: Nothing> Conversion<Old, S, ByNothing> for F {
    fn convert(self, _: &Old) -> Result<S, Error> {
        Err("no function".into())
    }
}

/// Makes the state of what an older version stored.
///
/// # Errors
/// What the function says.
pub fn migrated<S, Way>(by: impl Conversion<OldState, S, Way>, old: &OldState) -> Result<S, Error> {
    by.convert(old)
}

/// What stands before the JSON of a state of this version.
pub(super) fn prefix(version: u32) -> String {
    if version == 1 { String::new() } else { format!("{version}:") }
}

/// The version that a text was stored as, and the rest. What has none, which is JSON, is of the first.
fn split(text: &str) -> (u32, &str) {
    match text.split_once(':') {
        Some((version, json)) if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) => {
            (version.parse().unwrap_or(u32::MAX), json)
        }
        _ => (1, text),
    }
}

/// The state where none was stored yet.
pub(crate) fn first<S: StoredState>(cx: &Context) -> Result<S, StateError> {
    match S::from_python(cx) {
        Ok(state) => Ok(state.unwrap_or_else(S::initial)),
        Err(error) => Err(not_taken_over(&*error)),
    }
}

fn not_taken_over(error: &(dyn std::error::Error + 'static)) -> StateError {
    StateError::new(format!("what the charm in Python stored cannot be taken over: {}", chain(error)))
}

/// Reads what was stored.
pub(crate) fn read<S: StoredState>(text: &str) -> Result<S, StateError> {
    let (version, json) = split(text);
    load(version, json)
}

/// Reads what was stored as this version.
pub(super) fn load<S: StoredState>(version: u32, text: &str) -> Result<S, StateError> {
    if version == S::VERSION {
        return json::from_str(text).map_err(|error| StateError::not_this_type(&error));
    }
    if version > S::VERSION {
        return Err(newer(version, S::VERSION));
    }
    S::from_version(&OldState::read(version, text)?).map_err(|error| not_migrated(version, S::VERSION, error))
}

/// The charm was rolled back. What it would make of the state, and then store over it, nobody could take back.
fn newer(version: u32, known: u32) -> StateError {
    StateError::new(format!(
        "it was stored by a newer revision of the charm, as version {version} of its `#[stored_state]`, and this one knows \
         version {known}: nothing was changed, refresh the charm to that revision again"
    ))
}

fn not_migrated(version: u32, known: u32, error: Error) -> StateError {
    let why = match error.downcast::<StateError>() {
        Ok(error) => error.reason,
        Err(error) => chain(&*error),
    };
    StateError::new(format!(
        "what version {version} of it stored cannot be made version {known}: {why} (what was stored stays)"
    ))
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::state::{StateText, Stored};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Third {
        endpoint: String,
    }

    impl StoredState for Third {
        const VERSION: u32 = 3;

        fn initial() -> Self {
            Self { endpoint: String::new() }
        }

        fn from_version(old: &OldState) -> Result<Self, Error> {
            migrated::<Self, _>(third, old)
        }
    }

    fn third(old: &OldState) -> Result<Third, Error> {
        match old.version() {
            1 => Ok(Third { endpoint: format!("{}:5432", old.get::<String>("host")?.ok_or("no host")?) }),
            _ => old.decode().map_err(Into::into),
        }
    }

    fn said(text: &str) -> String {
        read::<Third>(text).unwrap_err().to_string()
    }

    #[test]
    fn its_version_stands_before_it_but_the_first() {
        let state = Third { endpoint: "a:1".to_owned() };
        let mut text = StateText::default();
        Stored(&state).write(&mut text).unwrap();
        let text = text.as_deref().unwrap();
        assert_eq!(text, r#"3:{"endpoint":"a:1"}"#);
        assert_eq!(read::<Third>(text).unwrap(), state);
        assert_eq!(prefix(1), "");
        for (text, expected) in
            [(r#"{"a:b":1}"#, 1), ("5", 1), (r#""x:y""#, 1), ("12:{}", 12), ("99999999999:{}", u32::MAX)]
        {
            assert_eq!(split(text).0, expected, "{text}");
        }
    }

    #[test]
    fn what_an_older_version_stored_is_migrated() {
        let expected = Third { endpoint: "db:5432".to_owned() };
        assert_eq!(read::<Third>(r#"{"host":"db","more":[]}"#).unwrap(), expected);
        assert_eq!(read::<Third>(r#"2:{"endpoint":"db:5432"}"#).unwrap(), expected);
        assert_eq!(Third::load_version(2, r#"{"endpoint":"db:5432"}"#).unwrap(), expected);
    }

    #[test]
    fn what_cannot_be_migrated_says_why_and_from_where() {
        assert!(said("{}").contains("what version 1 of it stored cannot be made version 3: no host"));
        assert!(said(r#"{"host":5}"#).contains("version 3: field `host` of version 1: invalid type"));
        assert!(said("2:{}").contains("version 3: version 2: missing field `endpoint`"));
        assert!(said("1:{").contains("EOF"));
    }

    #[test]
    fn what_a_newer_revision_stored_is_an_error() {
        let error = said(r#"4:{"endpoint":"a:1"}"#);
        assert!(
            error.contains("as version 4 of its `#[stored_state]`, and this one knows version 3"),
            "{error}"
        );
    }
}
