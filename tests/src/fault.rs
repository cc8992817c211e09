//! What can go wrong on Juju's side of a call, asked for in advance by a test.

use serde::{Deserialize, Serialize};

/// A fault in one call of a hook.
///
/// Calls are counted within one hook; a fault stays for the hooks after it, until the test takes it away.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fault {
    /// The tool, or `None` for a call of any.
    pub tool: Option<String>,
    /// Which of its calls in the hook, from 1.
    pub nth: usize,
    /// What happens then.
    pub then: Then,
}

/// What a faulty call does.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Then {
    /// It does nothing but print this line to its standard error, and exits so.
    Exit {
        /// The exit code.
        code: u8,
        /// What it prints, as Juju would: `ERROR ...`.
        stderr: String,
    },
    /// It exits 0 and prints this, whatever was asked.
    Answer(String),
    /// It never answers.
    Hang,
    /// The charm is killed before the call has any effect.
    KillBefore,
    /// The charm is killed after the call has had its effect.
    KillAfter,
}

impl Fault {
    /// A fault in the `nth` call of `tool`, counted from 1.
    pub fn nth(tool: &str, nth: usize, then: Then) -> Self {
        Self { tool: Some(tool.into()), nth, then }
    }

    /// A fault in the first call of `tool`.
    pub fn first(tool: &str, then: Then) -> Self {
        Self::nth(tool, 1, then)
    }

    /// A fault in the `nth` call of the hook, whichever tool that is.
    pub fn any(nth: usize, then: Then) -> Self {
        Self { tool: None, nth, then }
    }
}
