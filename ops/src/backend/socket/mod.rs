//! The socket of the unit's agent: what hook tools are thin clients of, spoken to directly. No process a call.
//!
//! It is Go's `net/rpc` with gob: a call is [`request`]ed, and answered by a [`reply`].

mod address;
mod connection;
mod decode;
mod encode;
// Not for a charm's build: a fuzzer sets `fuzzing`.
#[cfg(any(test, fuzzing))]
pub mod fuzz;
mod reply;
mod request;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::exchange::{STDERR_KEPT, STDOUT_LIMIT};
use super::{Backend, PATIENCE, ToolCall, ToolError, ToolErrorKind, patience_with};
use address::Address;
use connection::{Broken, Connection};
use reply::{Answer, Reply};
use request::only_reads;

/// Calls hook tools over the agent's unix socket, as Juju's own tools do, but without a process a call.
///
/// It connects at the first call and keeps the connection until [`Backend::close`]. A call that only reads is made again, once,
/// when its answer was lost with the connection; any other never is: see [`ToolErrorKind::OutcomeUnknown`].
pub struct AgentSocket {
    address: Address,
    context_id: String,
    patience: Duration,
    // Juju's agent runs requests that overlap in any order: one call at a time, whichever thread it comes from.
    connection: Mutex<Option<Connection>>,
}

// What a connection holds may be secret.
impl fmt::Debug for AgentSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AgentSocket({:?})", self.address)
    }
}

impl AgentSocket {
    /// The socket at an address, what `JUJU_AGENT_SOCKET_ADDRESS` says: a path, or `@` and an abstract name. The context
    /// is that of the hook that runs, `JUJU_CONTEXT_ID`. Each call has ten minutes to answer, `resource-get` six hours.
    #[must_use]
    pub fn new(address: impl AsRef<OsStr>, context_id: impl Into<String>) -> Self {
        Self {
            address: Address::new(address.as_ref()),
            context_id: context_id.into(),
            patience: PATIENCE,
            connection: Mutex::new(None),
        }
    }

    #[cfg(test)]
    fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The connection is put back only by a call that it has survived.
    fn run(&self, slot: &mut Option<Connection>, call: &ToolCall<'_>) -> Result<Vec<u8>, ToolErrorKind> {
        let reads = only_reads(call);
        let patience = patience_with(call, self.patience);
        let mut is_first_try = true;
        loop {
            let mut connection = match slot.take() {
                Some(connection) => connection,
                None => {
                    Connection::open(&self.address, &self.context_id).map_err(ToolErrorKind::NotConnected)?
                }
            };
            let broken = match connection.call(call, patience) {
                Ok(reply) => {
                    *slot = Some(connection);
                    return outcome(reply);
                }
                Err(broken) => broken,
            };
            let is_late = matches!(&broken, Broken::Unsent(error) | Broken::Unanswered(error)
                if error.kind() == io::ErrorKind::TimedOut);
            match broken {
                Broken::TooLong => return Err(ToolErrorKind::TooMuchOutput(STDOUT_LIMIT)),
                Broken::Unanswered(error) if !reads => return Err(ToolErrorKind::OutcomeUnknown(error)),
                _ if is_late => return Err(ToolErrorKind::TimedOut(patience)),
                Broken::Unsent(_) | Broken::Unanswered(_) if reads && is_first_try => is_first_try = false,
                Broken::Unsent(error) | Broken::Unanswered(error) => return Err(ToolErrorKind::Io(error)),
            }
        }
    }
}

impl Backend for AgentSocket {
    fn call(&self, call: &ToolCall<'_>) -> Result<Vec<u8>, ToolError> {
        let mut slot = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        self.run(&mut slot, call).map_err(|kind| ToolError::new(call, kind))
    }

    fn close(&self) {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// The same as of a tool's process.
fn outcome(reply: Reply) -> Result<Vec<u8>, ToolErrorKind> {
    match reply {
        Reply::Ran(Answer { stdout, .. }) if stdout.len() > STDOUT_LIMIT => {
            Err(ToolErrorKind::TooMuchOutput(STDOUT_LIMIT))
        }
        Reply::Ran(Answer { code: 0, stdout, .. }) => Ok(stdout),
        Reply::Ran(Answer { code, stderr, .. }) => {
            let kept = stderr.get(..STDERR_KEPT).unwrap_or(&stderr);
            Err(ToolErrorKind::Failed { code, stderr: super::error::own_words(kept) })
        }
        // A tool that this Juju does not have is not on PATH either. The second is Juju 4's word for it.
        Reply::Refused(text)
            if ["bad request: unknown command: ", "bad request: unknown hook command: "]
                .iter()
                .any(|start| text.starts_with(start)) =>
        {
            Err(ToolErrorKind::NotFound)
        }
        // Where the tool's own process would end with code 1.
        Reply::Refused(text) => Err(ToolErrorKind::Failed { code: 1, stderr: text }),
    }
}
