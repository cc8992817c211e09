//! How the unit's agent can be spoken to.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};

/// Where the agent listens, as Juju says, and the way to it that the operator asks for.
#[derive(Clone, Debug, Default)]
#[cfg_attr(test, derive(PartialEq))]
#[cfg_attr(not(unix), expect(dead_code, reason = "there is no socket there"))]
pub(crate) struct Agent {
    /// `OPS_BACKEND`.
    pub(crate) backend: Option<String>,
    /// `JUJU_AGENT_SOCKET_NETWORK`.
    pub(crate) network: Option<String>,
    /// `JUJU_AGENT_SOCKET_ADDRESS`.
    pub(crate) address: Option<OsString>,
    /// `JUJU_CONTEXT_ID`.
    pub(crate) context_id: Option<String>,
}

impl Agent {
    pub(super) fn read<'a>(variable: impl Fn(&str) -> Option<Cow<'a, OsStr>>) -> Self {
        let text = |name: &str| variable(name).map(|value| super::text(value).into_owned());
        Self {
            backend: text("OPS_BACKEND"),
            network: text("JUJU_AGENT_SOCKET_NETWORK"),
            address: variable("JUJU_AGENT_SOCKET_ADDRESS").map(Cow::into_owned),
            context_id: text("JUJU_CONTEXT_ID"),
        }
    }
}
