//! What a unit or an application says of itself.

use serde_json::{Map, Value};

use crate::hook_tools::StatusWords;

/// A status with its message, as a charm may set it.
///
/// ```
/// use ops::{Status, StatusKind};
/// let status = Status::blocked("needs a relation to a database");
/// assert_eq!(status.kind(), StatusKind::Blocked);
/// assert_eq!(status.message(), "needs a relation to a database");
///
/// // Of what a collect-status handler returns, this one is set.
/// let worst = Status::worst([Status::active(), status.clone(), Status::waiting("for the database")]);
/// assert_eq!(worst, Some(status));
///
/// // An active status has nothing to say, as a rule.
/// assert_eq!(Status::active(), Status::Active("".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Offers what it is there for.
    Active(String),
    /// Waits for another part of the model.
    Waiting(String),
    /// At work, for a while not offering what it is there for.
    Maintenance(String),
    /// Cannot go on until a person does something.
    Blocked(String),
}

/// The word of a status, ordered by how much it matters: blocked above maintenance above waiting above active.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusKind {
    /// See [`Status::Active`].
    Active,
    /// See [`Status::Waiting`].
    Waiting,
    /// See [`Status::Maintenance`].
    Maintenance,
    /// See [`Status::Blocked`].
    Blocked,
}

impl Status {
    /// Active, without a message: there is nothing to say. With one it is `Status::Active("…".into())`.
    #[must_use]
    pub fn active() -> Self {
        Self::Active(String::new())
    }

    /// Waiting for another part of the model, which the message names.
    pub fn waiting(message: impl Into<String>) -> Self {
        Self::Waiting(message.into())
    }

    /// At work on what the message says.
    pub fn maintenance(message: impl Into<String>) -> Self {
        Self::Maintenance(message.into())
    }

    /// Stopped until a person does what the message says.
    pub fn blocked(message: impl Into<String>) -> Self {
        Self::Blocked(message.into())
    }

    /// The status without its message.
    #[must_use]
    pub fn kind(&self) -> StatusKind {
        match self {
            Self::Active(_) => StatusKind::Active,
            Self::Waiting(_) => StatusKind::Waiting,
            Self::Maintenance(_) => StatusKind::Maintenance,
            Self::Blocked(_) => StatusKind::Blocked,
        }
    }

    /// The message; empty if there is none.
    #[must_use]
    pub fn message(&self) -> &str {
        match self {
            Self::Active(message)
            | Self::Waiting(message)
            | Self::Maintenance(message)
            | Self::Blocked(message) => message,
        }
    }

    /// The one that matters most; of several alike the first; `None` of none.
    pub fn worst(statuses: impl IntoIterator<Item = Self>) -> Option<Self> {
        statuses.into_iter().reduce(|worst, next| if next.kind() > worst.kind() { next } else { worst })
    }
}

impl StatusKind {
    /// Juju's word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Waiting => "waiting",
            Self::Maintenance => "maintenance",
            Self::Blocked => "blocked",
        }
    }
}

/// A status as Juju has it. Beside what a charm may set it can be Juju's own: `unknown` before any was set, `error` while a
/// hook has failed, `terminated` and others.
///
/// ```
/// use ops::prelude::*;
///
/// fn is_blocked(cx: &Context) -> ops::Result<bool> {
///     let status = cx.unit().status()?;
///     debug!("{}: {}", status.word(), status.message());
///     Ok(status.kind() == Some(StatusKind::Blocked))
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct StatusInfo {
    word: String,
    message: String,
    data: Map<String, Value>,
}

impl StatusInfo {
    pub(crate) fn new(words: StatusWords) -> Self {
        Self { word: words.status, message: words.message, data: words.status_data }
    }

    /// Juju's word for it.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What kind of status it is, if it is one that a charm may set.
    #[must_use]
    pub fn kind(&self) -> Option<StatusKind> {
        let kinds = [StatusKind::Active, StatusKind::Waiting, StatusKind::Maintenance, StatusKind::Blocked];
        kinds.into_iter().find(|kind| kind.as_str() == self.word)
    }

    /// The message; empty if there is none.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What Juju adds: of an `error` the hook that failed.
    #[must_use]
    pub fn data(&self) -> &Map<String, Value> {
        &self.data
    }

    /// Whether it is just this status: then setting it would change nothing.
    pub(crate) fn is(&self, status: &Status) -> bool {
        self.word == status.kind().as_str() && self.message == status.message() && self.data.is_empty()
    }
}

impl From<&Status> for StatusInfo {
    fn from(status: &Status) -> Self {
        Self {
            word: status.kind().as_str().to_owned(),
            message: status.message().to_owned(),
            data: Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_wins_and_of_equals_the_first() {
        let statuses = [
            Status::active(),
            Status::waiting("for the database"),
            Status::blocked("first"),
            Status::maintenance("migrating"),
            Status::blocked("second"),
        ];
        assert_eq!(Status::worst(statuses), Some(Status::blocked("first")));
        assert_eq!(Status::worst([]), None);
    }
}
