//! What a model does not do.

use std::error::Error;
use std::fmt;

/// Why a model does not do what a user asks of it: in Juju's words where they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

impl Refused {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(super) fn not_found(kind: &str, name: &str) -> Self {
        Self(format!("{kind} {name:?} not found"))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Refused {}
