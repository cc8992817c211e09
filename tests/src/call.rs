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

impl Call {
    /// The arguments as they may be seen by others: over the socket a secret's content is among them, as `key=value`, and a process
    /// would have `key#file=path` in its place.
    pub(crate) fn seen(tool: &str, args: &[String], via: Via) -> Vec<String> {
        let holds_content = via == Via::AgentSocket && matches!(tool, "secret-add" | "secret-set");
        let seen = |arg: &String| match arg.split_once('=') {
            Some((key, _)) if holds_content && !key.starts_with('-') && key.chars().all(is_of_key) => {
                format!("{}#file=", key.trim_end_matches("#base64"))
            }
            _ => arg.clone(),
        };
        args.iter().map(seen).collect()
    }
}

fn is_of_key(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || "-#".contains(c)
}

/// The call as one would type it, but without quotes: `status-set active -- All is well`.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tool)?;
        self.args.iter().try_for_each(|arg| write!(f, " {arg}"))
    }
}
