//! What is said of a rule that is broken.

use std::fmt;

use super::Rule;

/// One thing in which a state and an event are not Juju's.
///
/// Written out it tells what, why Juju could never be so, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inconsistency {
    /// The rule that is broken.
    pub rule: Rule,
    /// What breaks it, with its value.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Inconsistency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, what, help } = self;
        write!(f, "{what} [{}]\n  note: {}\n  help: {help}", rule.code(), rule.why())
    }
}

impl std::error::Error for Inconsistency {}
