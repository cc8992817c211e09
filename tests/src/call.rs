//! A hook-tool call as it was made: what the tests compare.

use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

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
    /// Of a tool: the files that its arguments name for a secret's values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ValueFile>,
    /// Over the socket: the request as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Request>,
}

/// A file with a secret's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueFile {
    /// Where it is.
    pub path: PathBuf,
    /// Who may do what with it and with its folder.
    pub modes: [u32; 2],
    /// What it holds.
    pub content: String,
}

/// A request over the socket: the fields of Juju's protocol, by its names for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    /// `Jujuc.Main`
    pub service_method: String,
    /// The number of the request on its connection, from 0.
    pub seq: u64,
    /// What `JUJU_CONTEXT_ID` said.
    pub context_id: String,
    /// The client's working directory.
    pub dir: String,
    /// The tool's name.
    pub command_name: String,
    /// Its arguments, the values of a secret among them.
    pub args: Vec<String>,
    /// Whether there is something for its standard input.
    pub stdin_set: bool,
}

/// The way of a call from a charm to Juju.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Via {
    /// A hook tool's process.
    HookTool,
    /// The agent's socket.
    AgentSocket,
}

impl ValueFile {
    /// Those that a tool's arguments name, as they are while it runs.
    pub(crate) fn of(args: &[String]) -> Vec<Self> {
        let mode = |path: &Path| fs::metadata(path).map(|found| found.permissions().mode() & 0o777);
        let read = |path: &str| {
            let path = PathBuf::from(path);
            let modes = [mode(&path).ok()?, mode(path.parent()?).ok()?];
            let content = fs::read(&path).ok()?;
            Some(Self { path, modes, content: String::from_utf8_lossy(&content).into_owned() })
        };
        args.iter().filter_map(|arg| read(arg.split_once("#file=")?.1)).collect()
    }
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
