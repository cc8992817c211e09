//! Which way to Juju: what the environment offers, and what `OPS_BACKEND` asks for.

use std::fmt;
#[cfg(unix)]
use std::io;
use std::sync::Arc;
#[cfg(unix)]
use std::sync::{Mutex, PoisonError};

#[cfg(unix)]
use super::AgentSocket;
use super::{Backend, HookTools};
#[cfg(unix)]
use super::{ToolCall, ToolError, ToolErrorKind};
use crate::environment::Agent;

const VARIABLE: &str = "OPS_BACKEND";
const HOOK_TOOLS: &str = "hook-tools";
const AGENT_SOCKET: &str = "agent-socket";

/// A value of `OPS_BACKEND` that names no backend.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UnknownBackend(String);

impl fmt::Display for UnknownBackend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(value) = self;
        write!(f, "{VARIABLE} is `{value}`; it can be `{AGENT_SOCKET}` or `{HOOK_TOOLS}`, or not set")
    }
}

impl std::error::Error for UnknownBackend {}

/// The socket where there is one, else the tools; and they take over when connecting fails, since then nothing has gone out.
/// With `OPS_BACKEND` only the one that it names.
pub(crate) fn choose(agent: &Agent) -> Result<Arc<dyn Backend>, UnknownBackend> {
    match agent.backend.as_deref() {
        Some(HOOK_TOOLS) => Ok(Arc::new(HookTools::new())),
        #[cfg(unix)]
        None => Ok(Arc::new(SocketFirst::new(agent))),
        #[cfg(unix)]
        Some(AGENT_SOCKET) => Ok(match socket(agent) {
            Ok(socket) => Arc::new(socket),
            Err(reason) => Arc::new(NoSocket(reason)),
        }),
        #[cfg(not(unix))]
        None => Ok(Arc::new(HookTools::new())),
        Some(other) => Err(UnknownBackend(other.to_owned())),
    }
}

/// The agent's socket, or why there is none.
#[cfg(unix)]
fn socket(agent: &Agent) -> Result<AgentSocket, String> {
    let not_set = |variable: &str| format!("{variable} is not set");
    match agent.network.as_deref() {
        // Any other is TLS to an agent that runs elsewhere: operator charms, until Juju 3.
        Some("unix") => {}
        Some(other) => {
            return Err(format!("JUJU_AGENT_SOCKET_NETWORK is `{other}`, and only `unix` is spoken"));
        }
        None => return Err(not_set("JUJU_AGENT_SOCKET_NETWORK")),
    }
    let address = agent.address.as_ref().ok_or_else(|| not_set("JUJU_AGENT_SOCKET_ADDRESS"))?;
    let context_id = agent.context_id.as_ref().ok_or_else(|| not_set("JUJU_CONTEXT_ID"))?;
    Ok(AgentSocket::new(address, context_id))
}

/// The socket until connecting fails, then the tools.
#[cfg(unix)]
struct SocketFirst {
    tools: HookTools,
    // Held for the whole of a call: no call of a tool overlaps one over the socket.
    socket: Mutex<Option<AgentSocket>>,
}

#[cfg(unix)]
impl SocketFirst {
    fn new(agent: &Agent) -> Self {
        Self { tools: HookTools::new(), socket: Mutex::new(socket(agent).ok()) }
    }
}

#[cfg(unix)]
impl Backend for SocketFirst {
    fn call(&self, call: &ToolCall) -> Result<Vec<u8>, ToolError> {
        let mut slot = self.socket.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(socket) = slot.as_ref() {
            match socket.call(call) {
                Err(error) if matches!(error.kind(), ToolErrorKind::NotConnected(_)) => *slot = None,
                done => return done,
            }
        }
        self.tools.call(call)
    }

    fn close(&self) {
        if let Some(socket) = self.socket.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            socket.close();
        }
    }
}

/// The socket is insisted on, and there is none.
#[cfg(unix)]
struct NoSocket(String);

#[cfg(unix)]
impl Backend for NoSocket {
    fn call(&self, call: &ToolCall) -> Result<Vec<u8>, ToolError> {
        let error = io::Error::new(io::ErrorKind::Unsupported, self.0.clone());
        Err(ToolError::new(call, ToolErrorKind::NotConnected(error)))
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn agent(backend: Option<&str>, network: &str, address: &str) -> Agent {
        Agent {
            backend: backend.map(Into::into),
            network: Some(network.into()),
            address: Some(address.into()),
            context_id: Some("C".into()),
        }
    }

    /// No such hook tool is there, so that the error says who was asked.
    fn asked(agent: &Agent) -> ToolError {
        choose(agent).unwrap().call(&ToolCall::new("no-such-hook-tool", &[])).unwrap_err()
    }

    #[test]
    fn the_tools_are_asked_where_the_socket_cannot_be() {
        let nobody = "/nonexistent/agent.socket";
        for agent in [
            agent(None, "unix", nobody),
            agent(None, "tcp", "192.0.2.1:17070"),
            agent(Some("hook-tools"), "unix", nobody),
            Agent::default(),
        ] {
            assert!(matches!(asked(&agent).kind(), ToolErrorKind::NotFound), "{agent:?}");
        }
    }

    #[test]
    fn a_socket_that_is_insisted_on_is_not_done_without() {
        for (agent, reason) in [
            (agent(Some("agent-socket"), "unix", "/nonexistent/agent.socket"), "No such file"),
            (agent(Some("agent-socket"), "tcp", "192.0.2.1:17070"), "only `unix` is spoken"),
            (Agent { backend: Some("agent-socket".into()), ..Agent::default() }, "is not set"),
        ] {
            let error = asked(&agent);
            assert!(matches!(error.kind(), ToolErrorKind::NotConnected(_)), "{error}");
            assert!(error.to_string().contains(reason), "{error}");
        }
    }

    #[test]
    fn another_name_is_refused_with_those_there_are() {
        let error = choose(&agent(Some("socket"), "unix", "x")).err().unwrap().to_string();
        assert_eq!(error, "OPS_BACKEND is `socket`; it can be `agent-socket` or `hook-tools`, or not set");
    }
}
