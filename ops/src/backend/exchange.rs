//! Input into a child and output out of it, together, within bounds of time and size.
//!
//! The child's three streams are sockets, since a read from a socket can end at a deadline: the standard library has no
//! other wait that can.

use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::ToolErrorKind;

/// No answer of Juju is near this; the largest that there can be is the charm's own state.
pub(crate) const STDOUT_LIMIT: usize = 64 << 20;
/// Of what a tool complains of, this much is kept.
pub(super) const STDERR_KEPT: usize = 64 << 10;
/// So much room is made at once for an output that is longer than one read: a page of it that stays empty costs nothing, and one that is
/// copied into a larger place does.
const ROOM: usize = 1 << 20;
/// How long a silent output is waited for before the other streams are looked at. They seldom have anything to do: the
/// input fits into the socket's buffer as a rule, and so do complaints.
const LOOK: Duration = Duration::from_millis(20);
/// The same while there is input that did not fit.
const LOOK_WHILE_SENDING: Duration = Duration::from_millis(1);

/// What a child left.
pub(super) struct Answer {
    pub(super) status: ExitStatus,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
}

/// Runs a command to its end. Whatever happens, no child is left behind.
pub(super) fn run(
    mut command: Command,
    stdin: Option<&[u8]>,
    patience: Duration,
) -> Result<Answer, ToolErrorKind> {
    let mut streams = Streams::of(&mut command, stdin).map_err(ToolErrorKind::Io)?;
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ToolErrorKind::NotFound,
        _ => ToolErrorKind::Io(error),
    })?;
    // It holds the child's ends of the streams, which end when nobody does.
    drop(command);
    let deadline = Instant::now() + patience;
    let status = streams.exchange(deadline).and_then(|()| wait(&mut child, deadline));
    match status {
        Ok(status) => Ok(Answer { status, stdout: streams.stdout, stderr: streams.stderr }),
        Err(trouble) => {
            // It may have ended by itself just now; then there is nothing to kill, and only the zombie to fetch.
            let _ = child.kill();
            let _ = child.wait();
            Err(match trouble {
                Trouble::Late => ToolErrorKind::TimedOut(patience),
                Trouble::TooMuch => ToolErrorKind::TooMuchOutput(STDOUT_LIMIT),
                Trouble::Io(error) => ToolErrorKind::Io(error),
            })
        }
    }
}

enum Trouble {
    Late,
    TooMuch,
    Io(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The parent's ends, each until it has ended, and what went through them.
struct Streams<'a> {
    input: Option<UnixStream>,
    unsent: &'a [u8],
    output: Option<UnixStream>,
    stdout: Vec<u8>,
    complaints: Option<UnixStream>,
    stderr: Vec<u8>,
}

impl<'a> Streams<'a> {
    fn of(command: &mut Command, stdin: Option<&'a [u8]>) -> io::Result<Self> {
        let (output, childs_output) = UnixStream::pair()?;
        let (complaints, childs_complaints) = UnixStream::pair()?;
        complaints.set_nonblocking(true)?;
        complaints.set_read_timeout(Some(LOOK))?;
        output.set_read_timeout(Some(if stdin.is_some() { LOOK_WHILE_SENDING } else { LOOK }))?;
        command.stdout(OwnedFd::from(childs_output)).stderr(OwnedFd::from(childs_complaints));
        let input = match stdin {
            None => {
                command.stdin(Stdio::null());
                None
            }
            Some(_) => {
                let (input, childs_input) = UnixStream::pair()?;
                input.set_nonblocking(true)?;
                command.stdin(OwnedFd::from(childs_input));
                Some(input)
            }
        };
        Ok(Self {
            input,
            unsent: stdin.unwrap_or_default(),
            output: Some(output),
            stdout: Vec::new(),
            complaints: Some(complaints),
            stderr: Vec::new(),
        })
    }

    fn exchange(&mut self, deadline: Instant) -> Result<(), Trouble> {
        while self.output.is_some() || self.complaints.is_some() {
            if Instant::now() >= deadline {
                return Err(Trouble::Late);
            }
            self.send()?;
            self.receive()?;
            self.drain()?;
        }
        Ok(())
    }

    /// Sends what fits.
    fn send(&mut self) -> Result<(), Trouble> {
        while let Some(input) = &mut self.input {
            if self.unsent.is_empty() {
                self.stop_sending()?;
                break;
            }
            match input.write(self.unsent) {
                Ok(sent) => self.unsent = self.unsent.get(sent..).unwrap_or_default(),
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock => break,
                    // A tool that does not want its input may still do what it was asked.
                    io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionReset => self.stop_sending()?,
                    _ => return Err(error.into()),
                },
            }
        }
        Ok(())
    }

    fn stop_sending(&mut self) -> io::Result<()> {
        self.input = None;
        self.output.as_ref().map_or(Ok(()), |output| output.set_read_timeout(Some(LOOK)))
    }

    /// Takes what the child says, or waits a while for it.
    fn receive(&mut self) -> Result<(), Trouble> {
        let Some(output) = &mut self.output else { return Ok(()) };
        if take(output, &mut self.stdout, usize::MAX)? == Took::End {
            self.output = None;
            // Now its complaints are what is waited for.
            if let Some(complaints) = &self.complaints {
                complaints.set_nonblocking(false)?;
            }
        }
        if self.stdout.len() > STDOUT_LIMIT { Err(Trouble::TooMuch) } else { Ok(()) }
    }

    /// Takes all complaints that there are.
    fn drain(&mut self) -> Result<(), Trouble> {
        while let Some(complaints) = &mut self.complaints {
            match take(complaints, &mut self.stderr, STDERR_KEPT)? {
                Took::Some => {}
                Took::Nothing => break,
                Took::End => self.complaints = None,
            }
        }
        Ok(())
    }
}

#[derive(PartialEq, Eq)]
enum Took {
    Some,
    Nothing,
    End,
}

/// Takes what is there, keeping at most `keep` bytes in all.
fn take(stream: &mut UnixStream, kept: &mut Vec<u8>, keep: usize) -> io::Result<Took> {
    let mut buffer = [0; 16 << 10];
    match stream.read(&mut buffer) {
        Ok(0) => Ok(Took::End),
        Ok(count) => {
            let room = keep.saturating_sub(kept.len()).min(count);
            if count == buffer.len() && kept.capacity() < ROOM {
                kept.reserve_exact(ROOM.min(keep));
            }
            kept.extend_from_slice(buffer.get(..room).unwrap_or_default());
            Ok(Took::Some)
        }
        Err(error) => match error.kind() {
            io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
                Ok(Took::Nothing)
            }
            _ => Err(error),
        },
    }
}

/// A child that has closed its streams is about to end: look often at first, then less and less.
fn wait(child: &mut Child, deadline: Instant) -> Result<ExitStatus, Trouble> {
    let mut pause = Duration::from_micros(50);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if Instant::now() >= deadline {
            return Err(Trouble::Late);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}
