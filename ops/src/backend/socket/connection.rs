//! One connection to the agent: a request goes out, its reply comes in, and only then the next.

use std::io::{self, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use super::address::Address;
use super::reply::{Replies, Reply, Trouble};
use super::request::{END, Request};
use crate::backend::ToolCall;

/// More bytes than this are dearer to copy than to send by themselves, and too many to keep the memory for.
const MUCH: usize = 16 << 10;

/// A connection that has failed is of no more use.
pub(super) struct Connection {
    stream: BufReader<Patient>,
    replies: Replies,
    request: Request,
    /// The number of the next request.
    number: u64,
}

/// Why a call has no reply.
#[derive(Debug)]
pub(super) enum Broken {
    /// The request did not go out to its end, so that nothing can have come of it.
    Unsent(io::Error),
    /// The request went out, and what came of it is not known.
    Unanswered(io::Error),
    /// The reply is longer than any can be.
    TooLong,
}

impl Connection {
    pub(super) fn open(address: &Address, context_id: &str) -> io::Result<Self> {
        let patient = Patient { stream: address.connect()?, patience: Duration::ZERO, pieces: Pieces::None };
        // Where this program is: no call of ours names a file from there, so that once is enough.
        let dir = std::env::current_dir().unwrap_or_else(|_| "/".into());
        Ok(Self {
            stream: BufReader::new(patient),
            replies: Replies::default(),
            request: Request::of(context_id.as_bytes(), dir.as_os_str().as_encoded_bytes()),
            number: 0,
        })
    }

    pub(super) fn call(&mut self, call: &ToolCall<'_>, patience: Duration) -> Result<Reply, Broken> {
        self.stream.get_mut().wait_for(patience).map_err(Broken::Unsent)?;
        let number = self.number;
        self.number += 1;
        self.request.write(number, call);
        let sent = self.stream.get_mut().send(&mut self.request.bytes, call.stdin.unwrap_or_default());
        if call.secret.is_some() || self.request.bytes.len() > MUCH {
            self.request.forget();
        }
        sent.map_err(Broken::Unsent)?;
        self.replies.next(&mut self.stream, number).map_err(|trouble| match trouble {
            Trouble::TooLong => Broken::TooLong,
            Trouble::Io(error) => Broken::Unanswered(error),
        })
    }
}

/// A stream that gives up: no single read or write may take longer than its patience, nor an answer in pieces.
struct Patient {
    stream: UnixStream,
    patience: Duration,
    pieces: Pieces,
}

/// What has come of an answer. As a rule it is one piece, for which the clock need not be asked.
enum Pieces {
    None,
    One,
    More { deadline: Instant },
}

impl Patient {
    /// As a rule it is as long for each call.
    fn wait_for(&mut self, patience: Duration) -> io::Result<()> {
        if self.patience != patience {
            self.stream.set_read_timeout(Some(patience))?;
            self.stream.set_write_timeout(Some(patience))?;
            self.patience = patience;
        }
        Ok(())
    }

    /// At once, unless that would copy much.
    fn send(&mut self, request: &mut Vec<u8>, input: &[u8]) -> io::Result<()> {
        self.pieces = Pieces::None;
        if input.len() > MUCH {
            self.stream.write_all(request).map_err(late)?;
            self.stream.write_all(input).map_err(late)?;
            return self.stream.write_all(&[END]).map_err(late);
        }
        request.extend_from_slice(input);
        request.push(END);
        self.stream.write_all(request).map_err(late)
    }
}

impl Read for Patient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer).map_err(late)?;
        self.pieces = match self.pieces {
            Pieces::None => Pieces::One,
            Pieces::One => Pieces::More { deadline: Instant::now() + self.patience },
            Pieces::More { deadline } if Instant::now() > deadline => {
                return Err(io::ErrorKind::TimedOut.into());
            }
            Pieces::More { deadline } => Pieces::More { deadline },
        };
        Ok(count)
    }
}

/// The system's word for a timeout on a socket is that it would block.
fn late(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::WouldBlock { io::ErrorKind::TimedOut.into() } else { error }
}
