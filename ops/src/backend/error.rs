//! Why a hook tool gave no answer, in words that say what to do.

use std::fmt;
use std::io;
use std::time::Duration;

use super::ToolCall;

/// A call of a hook tool that failed: what was asked, and Juju's own words.
///
/// It is in most variants of [`ModelError`](crate::ModelError), which [`tool_error`](crate::ModelError::tool_error) takes it out of.
///
/// ```
/// use ops::prelude::*;
/// use ops::backend::{ToolError, ToolErrorKind};
///
/// /// An address comes late on some clouds: no reason to fail for.
/// fn address(cx: &Context, relation: &Relation) -> ops::Result<Option<String>> {
///     let error = match relation.network() {
///         Ok(network) => return Ok(network.ingress_address().map(ToString::to_string)),
///         Err(error) => error,
///     };
///     match error.tool_error().map(ToolError::kind) {
///         Some(ToolErrorKind::Failed { code: 1, stderr }) if stderr.contains("no address") => {
///             debug!("{}: {stderr}", cx.unit().name());
///             Ok(None)
///         }
///         _ => Err(error.into()),
///     }
/// }
/// ```
///
/// Source: the exit codes and words of `juju/cmd` and `worker/uniter/runner/jujuc` in Juju's sources.
#[derive(Debug)]
pub struct ToolError {
    tool: &'static str,
    shown: String,
    kind: ToolErrorKind,
}

/// What went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ToolErrorKind {
    /// There is no such tool on `PATH`, or the agent knows none of this name.
    NotFound,
    /// It ran and refused: 1 is «could not», 2 is «asked in a wrong way».
    Failed {
        /// Its exit code.
        code: i32,
        /// What it said, less the word `ERROR`.
        stderr: String,
    },
    /// A signal ended it; the number, where it is known.
    Killed(Option<i32>),
    /// It did not end in this time. A process was killed; over the agent's socket, only its answer was not waited for.
    TimedOut(Duration),
    /// It wrote more than this number of bytes; the rest was not read.
    TooMuchOutput(usize),
    /// It answered something that does not read as it should.
    BadAnswer(String),
    /// It could not be started or spoken to.
    Io(io::Error),
    /// The agent's socket could not be connected to: nothing was asked.
    NotConnected(io::Error),
    /// It was asked over the agent's socket for something that is not only a read, and the answer was lost: it may have
    /// happened or not. It is not asked again; if the hook fails, Juju drops what it had buffered.
    OutcomeUnknown(io::Error),
}

impl ToolError {
    /// The failure of this call.
    #[must_use]
    pub fn new(call: &ToolCall<'_>, kind: ToolErrorKind) -> Self {
        Self { tool: call.tool, shown: call.shown(), kind }
    }

    /// The tool's name.
    #[must_use]
    pub fn tool(&self) -> &'static str {
        self.tool
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ToolErrorKind {
        &self.kind
    }

    /// Juju's own words, where the tool ran and refused.
    fn refusal(&self) -> Option<&str> {
        match &self.kind {
            ToolErrorKind::Failed { stderr, .. } => Some(stderr),
            _ => None,
        }
    }

    /// Whether it would be the same another time: Juju said no, or it cannot be put into the tool's arguments.
    pub(crate) fn is_refused(&self) -> bool {
        self.refusal().is_some() || self.is_too_long()
    }

    /// Whether it cannot be put into the tool's arguments, so that nothing was run.
    fn is_too_long(&self) -> bool {
        matches!(&self.kind, ToolErrorKind::Io(error) if error.kind() == io::ErrorKind::ArgumentListTooLong)
    }

    /// Whether Juju says that the relation is no more (or never was).
    #[must_use]
    pub fn is_relation_not_found(&self) -> bool {
        self.refusal().is_some_and(|text| text.contains("relation") && text.contains("not found"))
    }

    /// Whether this is how Juju speaks of a relation that is no more, in whichever of its two ways.
    ///
    /// Where the unit's agent still has the relation and the controller does not (after `juju remove-saas --force`), Juju says
    /// «permission denied», and so it says of a unit that has left; of which tools, differs from version to version (ops in
    /// Python 3.9, `_relation_is_gone`). Of one thing it may be meant: the databag of the own application, which whoever reads
    /// or writes that looks at first.
    pub(crate) fn is_relation_gone(&self) -> bool {
        let of_relations = [
            "relation-ids",
            "relation-list",
            "relation-get",
            "relation-set",
            "relation-model-get",
            "network-get",
        ];
        of_relations.contains(&self.tool) && (self.is_relation_not_found() || self.is_permission_denied())
    }

    /// Whether Juju says that there is no such secret, or none that this unit owns.
    #[must_use]
    pub fn is_secret_not_found(&self) -> bool {
        self.tool.starts_with("secret-") && self.refusal().is_some_and(|text| text.contains("not found"))
    }

    /// Whether Juju says that there is a secret with this label already.
    pub(crate) fn is_label_taken(&self) -> bool {
        self.refusal()
            .is_some_and(|text| text.contains("secret with label") && text.contains("already exists"))
    }

    /// Whether Juju says that this unit may not see or do this.
    #[must_use]
    pub fn is_permission_denied(&self) -> bool {
        self.refusal().is_some_and(|text| text.contains("permission denied"))
    }

    /// Whether Juju says that only the leader may do this.
    #[must_use]
    pub fn is_not_leader(&self) -> bool {
        let words = ["not the leader", "cannot write relation settings", "cannot write leadership settings"];
        self.refusal().is_some_and(|text| words.iter().any(|words| text.contains(words)))
    }

    /// Whether this Juju, or this kind of model, does not have it.
    #[must_use]
    pub fn is_not_implemented(&self) -> bool {
        matches!(self.kind, ToolErrorKind::NotFound)
            || self.refusal().is_some_and(|text| text.contains("not implemented"))
    }

    /// Whether Juju does not trust the application with the cloud's credential.
    #[must_use]
    pub fn is_not_trusted(&self) -> bool {
        self.refusal().is_some_and(|text| text.contains("cannot access cloud credentials"))
    }

    /// Whether a resource could not be had.
    #[must_use]
    pub fn is_resource_unavailable(&self) -> bool {
        self.refusal().is_some_and(|text| text.contains("could not download resource"))
    }

    fn advice(&self) -> Option<&'static str> {
        match &self.kind {
            ToolErrorKind::NotFound => Some(
                "Juju puts its hook tools on PATH while it runs a charm: was this one started by Juju, and by a \
                 version that has the tool?",
            ),
            ToolErrorKind::Failed { .. } if self.is_not_implemented() => {
                Some("this version of Juju, or this kind of model, does not have it")
            }
            ToolErrorKind::Failed { .. } if self.is_not_leader() => Some(
                "only the leader may, and leadership was lost since it was asked for; Juju retries the hook",
            ),
            ToolErrorKind::Failed { .. } if self.is_not_trusted() => {
                Some("it takes trust: `juju trust APPLICATION`")
            }
            ToolErrorKind::Failed { .. } if self.is_resource_unavailable() => {
                Some("is it there? `juju resources APPLICATION`, `juju attach-resource`")
            }
            ToolErrorKind::Io(_) if self.is_too_long() => Some(match self.tool {
                "action-set" => {
                    "Juju takes results only as arguments of this tool: over the agent's socket, where there is one, they \
                     have no such limit (`OPS_BACKEND=agent-socket`); or put the text into a file, and give its path as \
                     the result"
                }
                _ => {
                    "over the agent's socket, where there is one, arguments have no such limit \
                     (`OPS_BACKEND=agent-socket`)"
                }
            }),
            ToolErrorKind::TimedOut(_) => Some("is the unit's agent still there?"),
            _ => None,
        }
    }
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ", self.shown)?;
        match &self.kind {
            ToolErrorKind::NotFound => f.write_str("is not there"),
            ToolErrorKind::Failed { code, stderr } if stderr.is_empty() => {
                write!(f, "failed (exit code {code})")
            }
            ToolErrorKind::Failed { code, stderr } => write!(f, "failed (exit code {code}): {stderr}"),
            ToolErrorKind::Killed(Some(signal)) => write!(f, "was ended by signal {signal}"),
            ToolErrorKind::Killed(None) => f.write_str("was ended by a signal"),
            ToolErrorKind::TimedOut(time) => {
                write!(f, "gave no answer in {} s and was given up", time.as_secs())
            }
            ToolErrorKind::TooMuchOutput(bytes) => {
                write!(f, "wrote more than {bytes} bytes and was given up")
            }
            ToolErrorKind::BadAnswer(reason) => write!(f, "gave an answer that does not read: {reason}"),
            ToolErrorKind::Io(error) => write!(f, "could not be run: {error}"),
            ToolErrorKind::NotConnected(error) => {
                write!(f, "was not run: no connection to the agent's socket: {error}")
            }
            ToolErrorKind::OutcomeUnknown(error) => {
                write!(
                    f,
                    "may or may not have happened: its answer from the agent's socket was lost: {error}"
                )
            }
        }?;
        match self.advice() {
            Some(advice) => write!(f, " ({advice})"),
            None => Ok(()),
        }
    }
}

// The text holds the cause already.
impl std::error::Error for ToolError {}

/// Juju's own words: every failure is one line `ERROR <text>` (`juju/cmd`).
#[cfg(any(unix, test))]
pub(crate) fn own_words(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let text = text.trim();
    text.strip_prefix("ERROR ").unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(tool: &'static str, stderr: &str) -> ToolError {
        let call = ToolCall::new(tool, &["-r", "db:3"]);
        ToolError::new(&call, ToolErrorKind::Failed { code: 1, stderr: own_words(stderr.as_bytes()) })
    }

    #[test]
    fn says_what_was_asked_and_what_juju_said() {
        let error = failed("relation-get", "ERROR permission denied\n");
        assert_eq!(error.to_string(), "`relation-get -r db:3` failed (exit code 1): permission denied");
        assert!(error.is_permission_denied());
    }

    #[test]
    fn says_what_to_do_where_that_is_known() {
        let error = failed("relation-set", "ERROR cannot write relation settings");
        assert!(error.to_string().contains("only the leader may"), "{error}");
        let error = ToolError::new(&ToolCall::new("is-leader", &["--format=json"]), ToolErrorKind::NotFound);
        assert!(error.to_string().contains("started by Juju"), "{error}");
    }
}
