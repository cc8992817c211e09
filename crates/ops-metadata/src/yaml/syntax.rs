//! Why a text is not YAML.

use std::fmt;

use crate::source::Mark;

/// The first mistake in a text, after which nothing can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where it is.
    pub at: Mark,
    /// What is wrong: a few words without a full stop.
    pub what: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// Where the list or the mapping starts that is not closed.
    pub opened: Option<Mark>,
}

impl SyntaxError {
    pub(super) fn new(at: Mark, what: &'static str, help: &'static str) -> Self {
        SyntaxError { at, what, help, opened: None }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }
}

impl std::error::Error for SyntaxError {}
