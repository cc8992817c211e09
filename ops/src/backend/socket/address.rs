//! Where the unit's agent listens.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::net::UnixStream;

/// A socket's address: a path, or in Juju before 3.6 a name in Linux' abstract space, which begins with `@`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address(OsString);

impl Address {
    pub(super) fn new(address: &OsStr) -> Self {
        Self(address.to_owned())
    }

    /// The standard library opens sockets so that no child inherits them: the agent would wait for the child.
    pub(super) fn connect(&self) -> io::Result<UnixStream> {
        match self.0.as_encoded_bytes().strip_prefix(b"@") {
            Some(name) => connect_abstract(name),
            None => UnixStream::connect(&self.0),
        }
    }
}

#[cfg(target_os = "linux")]
fn connect_abstract(name: &[u8]) -> io::Result<UnixStream> {
    use std::os::linux::net::SocketAddrExt;
    UnixStream::connect_addr(&std::os::unix::net::SocketAddr::from_abstract_name(name)?)
}

#[cfg(not(target_os = "linux"))]
fn connect_abstract(_name: &[u8]) -> io::Result<UnixStream> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "abstract addresses are Linux' own"))
}
