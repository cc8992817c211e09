//! Statuses.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A status and its message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// `active`, `blocked`, `maintenance`, `waiting` or `unknown`.
    pub status: String,
    /// What an operator reads beside it.
    pub message: String,
}

impl Status {
    /// A status with its message.
    pub fn new(status: &str, message: &str) -> Self {
        Self { status: status.into(), message: message.into() }
    }

    /// Becomes another one, in the memory that it has.
    pub(crate) fn set(&mut self, other: &Self) {
        self.status.clone_from(&other.status);
        self.message.clone_from(&other.message);
    }
}

/// Before the charm has set any.
impl Default for Status {
    fn default() -> Self {
        Self::new("unknown", "")
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.status)?;
        if self.message.is_empty() { Ok(()) } else { write!(f, ": {}", self.message) }
    }
}
