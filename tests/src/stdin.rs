//! What a call of a hook tool brings along: its standard input, and files of this machine.

use std::fs;
use std::io::{self, Read};

use ops_model::Input;

/// More than this is not read from standard input.
const MOST: u64 = 32 << 20;

/// Standard input, read only by a tool that asks for it, as Juju's own do.
pub(crate) enum Stdin {
    /// Of this process.
    Own,
    /// What came with the request, if anything did.
    Given(Option<Vec<u8>>),
    /// What was read.
    Read(Vec<u8>),
}

impl Stdin {
    fn read(&mut self) -> io::Result<&[u8]> {
        let bytes = match self {
            Self::Own => {
                let mut bytes = Vec::new();
                io::stdin().lock().take(MOST).read_to_end(&mut bytes)?;
                bytes
            }
            Self::Given(given) => {
                given.take().ok_or_else(|| io::Error::other("hook tool requires stdin, none supplied"))?
            }
            Self::Read(bytes) => std::mem::take(bytes),
        };
        *self = Self::Read(bytes);
        let Self::Read(bytes) = self else { return Ok(&[]) };
        Ok(bytes)
    }

    /// What was read, for the record.
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Self::Read(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            Self::Own | Self::Given(_) => None,
        }
    }
}

impl Input for Stdin {
    fn stdin(&mut self) -> io::Result<Vec<u8>> {
        self.read().map(<[u8]>::to_vec)
    }

    fn file(&mut self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(path)
    }
}
