//! Databags as structs: one field, one key.
//!
//! A databag is a map of strings. A field that is a string (a `String`, a type that serializes as one, an enum's plain
//! variant) stands in it as it is; anything else stands as JSON. `None` takes the key away. That is how most interfaces
//! have it. Python's `Relation.save` writes strings as JSON too, in quotes, unless it is given another encoder: of such a
//! databag [`get`](crate::RemoteBag::get) the value and decode it.

mod de;
mod json;
mod ser;

use std::fmt;

use serde::Serialize;

pub use de::from_map;
pub(crate) use de::from_texts;
pub use json::Json;
pub(crate) use ser::changes;
pub use ser::to_changes;

use crate::unreadable::reason;

/// A struct that can be written into a databag: any that is `Serialize`, usually by `#[databag]`.
#[diagnostic::on_unimplemented(
    message = "[OPS0307] `{Self}` cannot be written into a databag",
    label = "is not `Serialize`",
    note = "write `#[databag]` above `struct {Self}`; one with `read_only` is for reading alone"
)]
pub trait Writable: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Writable for T {}

/// A databag that does not read as the type asked for, or a value that cannot be written into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabagError {
    key: Option<String>,
    reason: String,
}

impl DatabagError {
    fn new(error: impl fmt::Display) -> Self {
        Self { key: None, reason: reason(error) }
    }

    fn at(key: &str, error: impl fmt::Display) -> Self {
        Self { key: Some(key.to_owned()), reason: reason(error) }
    }

    /// The key it is about, where it is about one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }
}

impl fmt::Display for DatabagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.key {
            Some(key) => write!(f, "key `{key}`: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl std::error::Error for DatabagError {}

impl serde::ser::Error for DatabagError {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self::new(reason)
    }
}

impl serde::de::Error for DatabagError {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self::new(reason)
    }
}

#[cfg(test)]
mod tests;
