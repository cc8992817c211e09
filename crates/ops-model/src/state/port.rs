//! Open ports.

use serde::{Deserialize, Serialize};

/// A port or range that is open for one endpoint, or for all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenPort {
    /// `tcp`, `udp` or `icmp`
    pub protocol: String,
    /// The first of the range; -1 of ICMP.
    pub from: i64,
    /// The last of the range; -1 of ICMP.
    pub to: i64,
    /// The endpoint; empty for all.
    pub endpoint: String,
}

impl OpenPort {
    /// A port of TCP that is open for all endpoints.
    pub fn tcp(number: u16) -> Self {
        Self::of("tcp", number.into())
    }

    /// A port of UDP that is open for all endpoints.
    pub fn udp(number: u16) -> Self {
        Self::of("udp", number.into())
    }

    /// ICMP, which has no number.
    pub fn icmp() -> Self {
        Self::of("icmp", -1)
    }

    fn of(protocol: &str, number: i64) -> Self {
        Self { protocol: protocol.into(), from: number, to: number, endpoint: String::new() }
    }

    /// As Juju writes it, without the endpoint.
    pub(crate) fn range(&self) -> String {
        match self {
            Self { protocol, .. } if protocol == "icmp" => "icmp".into(),
            Self { protocol, from, to, .. } if from == to => format!("{from}/{protocol}"),
            Self { protocol, from, to, .. } => format!("{from}-{to}/{protocol}"),
        }
    }
}
