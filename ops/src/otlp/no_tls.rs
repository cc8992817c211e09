//! Without the feature `otlp-tls` there is no HTTPS.

use std::convert::Infallible;
use std::io::{self, Read, Write};
use std::net::TcpStream;

use super::url::Url;

/// Why nothing can be sent by HTTPS; `None` if it can.
pub(super) fn missing() -> Option<&'static str> {
    Some("the charm was built without the feature `otlp-tls` of `charmed-ops`")
}

/// There is none.
pub(super) struct Stream(Infallible);

pub(super) fn over(_: TcpStream, _: &Url, _: Option<&str>) -> io::Result<Stream> {
    Err(io::Error::new(io::ErrorKind::Unsupported, missing().unwrap_or_default()))
}

impl Read for Stream {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        match self.0 {}
    }
}

impl Write for Stream {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        match self.0 {}
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0 {}
    }
}
