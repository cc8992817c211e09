//! Ports, as Juju opens them.

use std::fmt;
use std::str::FromStr;

use crate::names::NameError;

/// A port, or a range of ports, of one protocol.
///
/// Written out it is Juju's own form: `80/tcp`, `8000-8010/udp`, `icmp`. A number alone is one of TCP.
///
/// ```
/// use ops::Port;
/// assert_eq!(Port::tcp(80).to_string(), "80/tcp");
/// assert_eq!(Port::udp(8000).to(8010).to_string(), "8000-8010/udp");
/// assert_eq!("icmp".parse(), Ok(Port::icmp()));
/// assert_eq!(Port::from(443), Port::tcp(443));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port {
    first: u16,
    last: u16,
    protocol: Protocol,
}

/// What a port is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// ICMP, which has no ports.
    Icmp,
}

impl Protocol {
    /// Juju's word for it: `tcp`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Icmp => "icmp",
        }
    }
}

impl Port {
    /// A port of TCP.
    #[must_use]
    pub const fn tcp(number: u16) -> Self {
        Self { first: number, last: number, protocol: Protocol::Tcp }
    }

    /// A port of UDP.
    #[must_use]
    pub const fn udp(number: u16) -> Self {
        Self { first: number, last: number, protocol: Protocol::Udp }
    }

    /// ICMP.
    #[must_use]
    pub const fn icmp() -> Self {
        Self { first: 0, last: 0, protocol: Protocol::Icmp }
    }

    /// The range from this port up to `last`, which is in it. Juju takes none on Kubernetes, and none whose last is below
    /// its first.
    #[must_use]
    pub const fn to(self, last: u16) -> Self {
        Self { last, ..self }
    }

    /// The number; of a range the first; `None` of ICMP.
    #[must_use]
    pub fn number(self) -> Option<u16> {
        (self.protocol != Protocol::Icmp).then_some(self.first)
    }

    /// The number; of a range the last; `None` of ICMP.
    #[must_use]
    pub fn last(self) -> Option<u16> {
        (self.protocol != Protocol::Icmp).then_some(self.last)
    }

    /// The protocol.
    #[must_use]
    pub fn protocol(self) -> Protocol {
        self.protocol
    }
}

impl From<u16> for Port {
    fn from(number: u16) -> Self {
        Self::tcp(number)
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last, protocol } = self;
        match protocol {
            Protocol::Icmp => f.write_str("icmp"),
            _ if first == last => write!(f, "{first}/{}", protocol.as_str()),
            _ => write!(f, "{first}-{last}/{}", protocol.as_str()),
        }
    }
}

impl FromStr for Port {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        parse(text).ok_or_else(|| NameError::new("a port (`80/tcp`, `8000-8010/udp`, `icmp`)", text))
    }
}

fn parse(text: &str) -> Option<Port> {
    if text == "icmp" {
        return Some(Port::icmp());
    }
    let (numbers, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    match protocol {
        "tcp" => Some(Port::tcp(first).to(last)),
        "udp" => Some(Port::udp(first).to(last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_read_as_juju_writes_them() {
        for text in ["80/tcp", "53/udp", "8000-8010/udp", "icmp", "0/tcp"] {
            assert_eq!(text.parse::<Port>().unwrap().to_string(), text);
        }
        assert_eq!("80".parse(), Ok(Port::tcp(80)));
        for wrong in ["", "x/tcp", "80/sctp", "70000/tcp", "80-/tcp", "icmp/1"] {
            assert!(wrong.parse::<Port>().is_err(), "{wrong}");
        }
        assert_eq!((Port::icmp().number(), Port::tcp(80).to(90).last()), (None, Some(90)));
    }
}
