//! A hook-tool call as it was made: what the tests compare.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One call of a hook tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The tool's name.
    pub tool: String,
    /// Its arguments, without the name.
    pub args: Vec<String>,
    /// What it read from its standard input, when it read it. Bytes that are no UTF-8 are replaced.
    pub stdin: Option<String>,
    /// Its exit code; `None` when a fault ended it before it had one.
    pub code: Option<u8>,
    /// The way that it came.
    pub via: Via,
}

/// The way of a call from a charm to Juju.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Via {
    /// A hook tool's process.
    HookTool,
    /// The agent's socket.
    AgentSocket,
}

/// The call as one would type it, but without quotes: `status-set active -- All is well`.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tool)?;
        self.args.iter().try_for_each(|arg| write!(f, " {arg}"))
    }
}
