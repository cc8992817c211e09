//! Replies, read from whatever brings their bytes.

use std::io::{self, BufRead};
use std::mem;

use super::decode::{Malformed, Message, Types, Value, big_endian, following};
use crate::backend::exchange::STDOUT_LIMIT;
use crate::bounded::read_at_most;
use crate::scan::move_to;

/// The largest answer there can be, and what may stand around it.
const LONGEST_MESSAGE: u64 = (STDOUT_LIMIT + (1 << 20)) as u64;

/// What is longer is received in memory of its own, and an output that is longer keeps that.
const MOST_COPIED: usize = 4 << 10;

/// No message is believed to be longer before so many bytes of it have come.
const MOST_BELIEVED: u64 = 1 << 20;

/// The system gives memory for so many bytes, and that is zeros without being touched. What reads to the end of a stream fills with
/// zeros first, and asks for little at once.
const NEW: usize = 256 << 10;

/// What came of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// The tool ran.
    Ran(Answer),
    /// It did not, for this reason.
    Refused(String),
}

/// What a tool said.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) code: i32,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
}

/// Why there is no reply.
#[derive(Debug)]
pub(super) enum Trouble {
    TooLong,
    Io(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Malformed> for Trouble {
    fn from(Malformed(what): Malformed) -> Self {
        let text = format!("the agent's answer does not read: {what}");
        Self::Io(io::Error::new(io::ErrorKind::InvalidData, text))
    }
}

/// The replies of one connection, in turn.
#[derive(Default)]
pub(super) struct Replies {
    types: Types,
    message: Vec<u8>,
}

impl Replies {
    /// The reply to the request of this number.
    pub(super) fn next(&mut self, stream: &mut dyn BufRead, number: u64) -> Result<Reply, Trouble> {
        let (mut answers, mut refusal) = (0, String::new());
        self.value(stream, &mut |name, value| match (name, value) {
            (b"Seq", Value::Uint(seq)) => answers = seq,
            (b"Error", Value::Bytes(text)) => refusal = String::from_utf8_lossy(text).into_owned(),
            _ => {}
        })?;
        if answers != number {
            return Err(Malformed("it is to another request").into());
        }
        let (mut code, mut answer, mut large) = (0, Answer::default(), None);
        self.value(stream, &mut |name, value| match (name, value) {
            (b"Code", Value::Int(number)) => code = number,
            (b"Stdout", Value::Bytes(bytes)) if bytes.len() > MOST_COPIED => {
                large = Some((bytes.as_ptr().addr(), bytes.len()));
            }
            (b"Stdout", Value::Bytes(bytes)) => answer.stdout = bytes.to_vec(),
            (b"Stderr", Value::Bytes(bytes)) => answer.stderr = bytes.to_vec(),
            _ => {}
        })?;
        if let Some((address, length)) = large {
            answer.stdout = self.take(address, length);
        }
        if !refusal.is_empty() {
            return Ok(Reply::Refused(refusal));
        }
        answer.code = i32::try_from(code).map_err(|_| Malformed("the exit code is none"))?;
        Ok(Reply::Ran(answer))
    }

    /// A part of the last message, in the memory of that.
    fn take(&mut self, address: usize, length: usize) -> Vec<u8> {
        let mut message = mem::take(&mut self.message);
        let start = address.saturating_sub(message.as_ptr().addr());
        let end = message.len().min(start + length);
        move_to(&mut message, start.min(end)..end, 0);
        message.truncate(end - start.min(end));
        message
    }

    /// The next value, and before it the definitions that come with it.
    fn value(
        &mut self,
        stream: &mut dyn BufRead,
        field: &mut dyn FnMut(&[u8], Value<'_>),
    ) -> Result<(), Trouble> {
        loop {
            // As a rule all of it has come with what came before it.
            let came = match stream.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => &[],
                came => came?,
            };
            let at_hand = whole(came)?.filter(|(message, _)| message.len() <= MOST_COPIED);
            let kind = if let Some((message, end)) = at_hand {
                let kind = self.types.read(message, field)?;
                stream.consume(end);
                kind
            } else {
                self.receive(stream)?;
                self.types.read(&self.message, field)?
            };
            if kind == Message::Value {
                return Ok(());
            }
        }
    }

    fn receive(&mut self, stream: &mut dyn BufRead) -> Result<(), Trouble> {
        let length = length(stream)?;
        if length > LONGEST_MESSAGE {
            return Err(Trouble::TooLong);
        }
        self.message.clear();
        let believed = length.min(MOST_BELIEVED) as usize;
        if believed < NEW {
            self.message.reserve_exact(believed);
        } else {
            self.message = vec![0; believed];
            stream.read_exact(&mut self.message)?;
        }
        let more = length - self.message.len() as u64;
        let came = read_at_most(stream, more, &mut self.message)?;
        if came as u64 == more { Ok(()) } else { Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()) }
    }
}

/// The message that these bytes begin with, and where it ends, if all of it is there.
fn whole(bytes: &[u8]) -> Result<Option<(&[u8], usize)>, Malformed> {
    let Some((&lead, rest)) = bytes.split_first() else { return Ok(None) };
    let Some((digits, rest)) = rest.split_at_checked(following(lead)?) else { return Ok(None) };
    let length = if digits.is_empty() { lead.into() } else { big_endian(digits) };
    let message = usize::try_from(length).ok().and_then(|length| rest.get(..length));
    Ok(message.map(|message| (message, 1 + digits.len() + message.len())))
}

fn length(stream: &mut dyn BufRead) -> Result<u64, Trouble> {
    let mut bytes = [0; 9];
    let (lead, rest) = bytes.split_at_mut(1);
    stream.read_exact(lead)?;
    let lead = lead.first().copied().unwrap_or_default();
    let Some(rest) = rest.get_mut(..following(lead)?).filter(|rest| !rest.is_empty()) else {
        return Ok(lead.into());
    };
    stream.read_exact(rest)?;
    Ok(big_endian(rest))
}
