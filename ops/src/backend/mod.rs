//! How a charm speaks to Juju: one call at a time, through one trait, so that nothing above it knows which way.

mod choice;
mod error;
#[cfg(unix)]
mod exchange;
mod process;
#[cfg(unix)]
pub(crate) mod socket;

use std::fmt;
use std::time::Duration;

pub(crate) use choice::choose;
pub use error::{ToolError, ToolErrorKind};
#[cfg(all(test, unix))]
pub(crate) use exchange::STDOUT_LIMIT;
pub use process::HookTools;
#[cfg(unix)]
pub use socket::AgentSocket;

/// A `resource-get` may download for minutes; nothing takes longer than this.
const PATIENCE: Duration = Duration::from_secs(600);

/// Runs hook tools, one at a time.
///
/// It can be shared between threads, because log lines may come from any.
pub trait Backend: Send + Sync {
    /// Runs one tool to its end and gives what it wrote to its standard output.
    ///
    /// # Errors
    /// The tool is not there, refused, or took too long: see [`ToolErrorKind`].
    fn call(&self, call: &ToolCall) -> Result<Vec<u8>, ToolError>;

    /// Lets go of what is kept open between calls; the next call opens it again. For the end of a dispatch, and before long
    /// work of one's own: the agent waits for every connection before it ends the hook.
    fn close(&self) {}
}

/// One call of a hook tool.
#[derive(Clone, PartialEq, Eq)]
pub struct ToolCall {
    /// The tool's name.
    pub tool: &'static str,
    /// Its arguments, the name not among them.
    pub args: Vec<String>,
    /// What goes to its standard input; nothing is connected to it if `None`.
    pub stdin: Option<Vec<u8>>,
}

impl ToolCall {
    /// A call without standard input.
    pub fn new<S: Into<String>>(tool: &'static str, args: impl IntoIterator<Item = S>) -> Self {
        Self { tool, args: args.into_iter().map(Into::into).collect(), stdin: None }
    }

    /// The same call with this on its standard input.
    #[must_use]
    pub fn with_stdin(mut self, stdin: Vec<u8>) -> Self {
        self.stdin = Some(stdin);
        self
    }

    /// The command line as it may be shown: arguments that can carry what is nobody's business are left out.
    #[must_use]
    pub fn shown(&self) -> String {
        let hidden =
            self.tool == "action-set" || self.tool == "action-log" || self.tool.starts_with("secret-");
        let mut text = self.tool.to_owned();
        if hidden && !self.args.is_empty() {
            text.push_str(" (arguments not shown)");
            return text;
        }
        for arg in &self.args {
            // A line for the log says nothing of the call that failed to write it.
            if self.tool == "juju-log" && arg == "--" {
                break;
            }
            text.push(' ');
            // Messages may be long.
            match arg.char_indices().nth(80) {
                Some((end, _)) => text.extend([arg.get(..end).unwrap_or_default(), "…"]),
                None => text.push_str(arg),
            }
        }
        text
    }
}

impl fmt::Debug for ToolCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stdin = self.stdin.as_ref().map_or(0, Vec::len);
        write!(f, "ToolCall({}, {stdin} bytes of stdin)", self.shown())
    }
}

#[cfg(test)]
pub(crate) mod recording;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_secret_is_not_shown() {
        let call = ToolCall::new("action-set", ["password=hunter2"]).with_stdin(b"hunter2".to_vec());
        assert!(!format!("{call:?}").contains("hunter2"), "{call:?}");
        let call = ToolCall::new("relation-get", ["-r", "db:3", "-", "db/0"]);
        assert_eq!(call.shown(), "relation-get -r db:3 - db/0");
    }
}
