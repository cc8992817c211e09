//! How a charm speaks to Juju: one call at a time, through one trait, so that nothing above it knows which way.

mod choice;
mod error;
#[cfg(unix)]
mod exchange;
mod process;
#[cfg(unix)]
mod secret_files;
#[cfg(unix)]
pub(crate) mod socket;

use std::fmt;
use std::time::Duration;

pub(crate) use choice::choose;
#[cfg(feature = "testing")]
pub(crate) use error::own_words;
pub use error::{ToolError, ToolErrorKind};
#[cfg(all(test, unix))]
pub(crate) use exchange::STDOUT_LIMIT;
pub use process::HookTools;
#[cfg(unix)]
pub use socket::AgentSocket;
#[cfg(all(unix, fuzzing))]
#[doc(hidden)]
pub use socket::fuzz::target as fuzz_agent_socket;

use secrecy::{ExposeSecret, SecretString};

use crate::secret::SecretContent;

/// No answer takes longer than this, unless something is downloaded for it.
const PATIENCE: Duration = Duration::from_secs(600);
/// A resource may have gigabytes: so many times longer.
#[cfg(unix)]
const DOWNLOAD: u32 = 36;

/// How long this call may take, of what others may.
#[cfg(unix)]
fn patience_with(call: &ToolCall<'_>, usual: Duration) -> Duration {
    if call.tool == "resource-get" { usual * DOWNLOAD } else { usual }
}

/// Messages may be long: so many bytes of an argument are shown.
const LONGEST_SHOWN: usize = 80;

/// The kernel takes no argument longer than this (`MAX_ARG_STRLEN`, 128 KiB with its final NUL).
pub(crate) const LONGEST_ARGUMENT: usize = 131_071;

/// Runs hook tools, one at a time.
///
/// It can be shared between threads, because log lines may come from any.
pub trait Backend: Send + Sync {
    /// Runs one tool to its end and gives what it wrote to its standard output.
    ///
    /// # Errors
    /// The tool is not there, refused, or took too long: see [`ToolErrorKind`].
    fn call(&self, call: &ToolCall<'_>) -> Result<Vec<u8>, ToolError>;

    /// Lets go of what is kept open between calls; the next call opens it again. For the end of a dispatch, and before long
    /// work of one's own: the agent waits for every connection before it ends the hook.
    fn close(&self) {}
}

/// One call of a hook tool. It borrows what it is made of: there may be thousands in a dispatch.
#[derive(Clone, Copy)]
pub struct ToolCall<'a> {
    /// The tool's name.
    pub tool: &'static str,
    /// Its arguments, the name not among them.
    pub args: &'a [&'a str],
    /// What goes to its standard input; nothing is connected to it if `None`.
    pub stdin: Option<&'a [u8]>,
    /// A secret's content, which follows the arguments in whatever way the backend keeps it from others' eyes.
    pub secret: Option<&'a SecretContent>,
}

impl<'a> ToolCall<'a> {
    /// A call without standard input.
    #[must_use]
    pub fn new(tool: &'static str, args: &'a [&'a str]) -> Self {
        Self { tool, args, stdin: None, secret: None }
    }

    /// The same call with this on its standard input.
    #[must_use]
    pub fn with_stdin(self, stdin: &'a [u8]) -> Self {
        Self { stdin: Some(stdin), ..self }
    }

    /// The same call with a secret's content.
    #[must_use]
    pub fn with_secret(self, content: &'a SecretContent) -> Self {
        Self { secret: Some(content), ..self }
    }

    /// The secret's content as arguments that follow the others, for a backend whose arguments nobody else sees: `key=value`.
    ///
    /// Juju takes a value as it stands, but no equals signs for the beginning of a value (`core/secrets`), so one of nothing
    /// else goes in base64. The empty value does as a line break, which is what base64 may hold and passes over.
    #[must_use]
    pub fn secret_args(&self) -> Vec<SecretString> {
        let arg = |key: &str, value: &SecretString| {
            let value = value.expose_secret();
            let arg = if value.bytes().any(|byte| byte != b'=') {
                format!("{key}={value}")
            } else {
                let end = ["", "PQ==", "PT0="].get(value.len() % 3).copied().unwrap_or_default();
                format!("{key}#base64=\n{}{end}", "PT09".repeat(value.len() / 3))
            };
            SecretString::from(arg)
        };
        let Some(content) = self.secret else { return Vec::new() };
        content.iter().map(|(key, value)| arg(key, value)).collect()
    }

    /// The command line as it may be shown: arguments that can carry what is nobody's business are left out.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut text = String::new();
        self.show(&mut text);
        text
    }

    /// Writes it as it may be shown.
    pub(crate) fn show(&self, text: &mut String) {
        let hidden = self.tool == "action-set" || self.tool == "action-log";
        let (is_secret, is_log) = (self.tool.starts_with("secret-"), self.tool == "juju-log");
        text.push_str(self.tool);
        if hidden && !self.args.is_empty() {
            text.push_str(" (arguments not shown)");
            return;
        }
        for arg in self.args {
            // A line for the log says nothing of the call that failed to write it.
            if is_log && *arg == "--" {
                break;
            }
            text.push(' ');
            // The library never makes such an argument; a value has no business here.
            let is_value = is_secret && !arg.starts_with("--");
            if let Some((key, _)) = is_value.then(|| arg.split_once('=')).flatten() {
                text.extend([key, "=…"]);
            } else if arg.len() <= LONGEST_SHOWN {
                text.push_str(arg);
            } else {
                text.extend([arg.get(..arg.floor_char_boundary(LONGEST_SHOWN)).unwrap_or_default(), "…"]);
            }
        }
        if let Some(content) = self.secret {
            content.keys().for_each(|key| text.extend([" ", key, "=…"]));
        }
    }
}

impl fmt::Debug for ToolCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stdin = self.stdin.map_or(0, <[u8]>::len);
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
        let call = ToolCall::new("action-set", &["password=hunter2"]).with_stdin(b"hunter2");
        assert!(!format!("{call:?}").contains("hunter2"), "{call:?}");
        let call = ToolCall::new("relation-get", &["-r", "db:3", "-", "db/0"]);
        assert_eq!(call.shown(), "relation-get -r db:3 - db/0");
        let content = SecretContent::new([("password", "hunter2")]).unwrap();
        let call = ToolCall::new("secret-add", &["--label", "x", "pin=hunter2"]).with_secret(&content);
        assert_eq!(call.shown(), "secret-add --label x pin=… password=…");
        assert!(!format!("{call:?}").contains("hunter2"), "{call:?}");
    }

    #[test]
    #[cfg(unix)]
    fn a_download_is_waited_for_longer() {
        let waited = |tool| patience_with(&ToolCall::new(tool, &[]), PATIENCE).as_secs();
        assert_eq!((waited("resource-get"), waited("relation-get")), (6 * 60 * 60, 10 * 60));
    }

    #[test]
    fn a_secret_as_arguments_is_what_juju_reads() {
        let values =
            [("aaa", " a=b= "), ("bbb", ""), ("ccc", "="), ("ddd", "=="), ("eee", "===="), ("fff", "x=")];
        let content = SecretContent::new(values).unwrap();
        let call = ToolCall::new("secret-add", &[]).with_secret(&content);
        let args: Vec<String> = call.secret_args().iter().map(|arg| arg.expose_secret().to_owned()).collect();
        let expected = [
            "aaa= a=b= ",
            "bbb#base64=\n",
            "ccc#base64=\nPQ==",
            "ddd#base64=\nPT0=",
            "eee#base64=\nPT09PQ==",
            "fff=x=",
        ];
        assert_eq!(args, expected);
    }
}
