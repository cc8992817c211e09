//! Input in and output out of a child, together, within bounds of time and size.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, ExitStatus};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::ToolErrorKind;

/// No answer of Juju is near this; the largest that there can be is the charm's own state.
pub(crate) const STDOUT_LIMIT: usize = 64 << 20;
/// Of what a tool complains of, this much is kept.
pub(super) const STDERR_KEPT: usize = 64 << 10;
/// A pipe that polls as writable takes at least this much without blocking (`PIPE_BUF` on Linux).
const PIECE: usize = 4096;

/// What a child left.
pub(super) struct Answer {
    pub(super) status: ExitStatus,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
}

/// Runs the child to its end. Whatever happens, no child is left behind.
pub(super) fn run(mut child: Child, stdin: &[u8], patience: Duration) -> Result<Answer, ToolErrorKind> {
    let deadline = Instant::now() + patience;
    let answer = exchange(&mut child, stdin, deadline).and_then(|(stdout, stderr)| {
        let status = wait(&mut child, deadline)?;
        Ok(Answer { status, stdout, stderr })
    });
    answer.map_err(|trouble| {
        // It may have ended by itself just now; then there is nothing to kill, and only the zombie to fetch.
        let _ = child.kill();
        let _ = child.wait();
        match trouble {
            Trouble::Late => ToolErrorKind::TimedOut(patience),
            Trouble::TooMuch => ToolErrorKind::TooMuchOutput(STDOUT_LIMIT),
            Trouble::Io(error) => ToolErrorKind::Io(error),
        }
    })
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

fn exchange(child: &mut Child, stdin: &[u8], deadline: Instant) -> Result<(Vec<u8>, Vec<u8>), Trouble> {
    let mut input = child.stdin.take();
    let mut output = child.stdout.take();
    let mut complaints = child.stderr.take();
    let mut unsent = stdin;
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    if unsent.is_empty() {
        input = None;
    }
    while input.is_some() || output.is_some() || complaints.is_some() {
        let ready = wait_for(input.as_ref(), output.as_ref(), complaints.as_ref(), deadline)?;
        if ready.input && send(input.as_mut(), &mut unsent)? {
            input = None;
        }
        if ready.output && receive(output.as_mut(), &mut stdout, usize::MAX)? {
            output = None;
        }
        if stdout.len() > STDOUT_LIMIT {
            return Err(Trouble::TooMuch);
        }
        if ready.complaints && receive(complaints.as_mut(), &mut stderr, STDERR_KEPT)? {
            complaints = None;
        }
    }
    Ok((stdout, stderr))
}

#[derive(Default)]
struct Ready {
    input: bool,
    output: bool,
    complaints: bool,
}

fn wait_for(
    input: Option<&ChildStdin>,
    output: Option<&std::process::ChildStdout>,
    complaints: Option<&std::process::ChildStderr>,
    deadline: Instant,
) -> Result<Ready, Trouble> {
    let mut fds = Vec::with_capacity(3);
    fds.extend(input.map(|pipe| PollFd::new(pipe, PollFlags::OUT)));
    fds.extend(output.map(|pipe| PollFd::new(pipe, PollFlags::IN)));
    fds.extend(complaints.map(|pipe| PollFd::new(pipe, PollFlags::IN)));
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(Trouble::Late);
    }
    let timeout = Timespec::try_from(left).map_err(|_| Trouble::Late)?;
    match poll(&mut fds, Some(&timeout)) {
        Ok(0) => return Err(Trouble::Late),
        Ok(_) => {}
        Err(rustix::io::Errno::INTR) => return Ok(Ready::default()),
        Err(error) => return Err(Trouble::Io(error.into())),
    }
    // Any event will do: a closed or broken pipe shows itself in the read or write that follows.
    let mut events = fds.iter().map(|fd| !fd.revents().is_empty());
    let mut next = |is_there: bool| is_there && events.next().unwrap_or(false);
    Ok(Ready {
        input: next(input.is_some()),
        output: next(output.is_some()),
        complaints: next(complaints.is_some()),
    })
}

/// Sends a piece; whether all is sent, or nobody reads any more.
fn send(pipe: Option<&mut ChildStdin>, unsent: &mut &[u8]) -> Result<bool, Trouble> {
    let Some(pipe) = pipe else { return Ok(true) };
    let piece = unsent.get(..PIECE).unwrap_or(unsent);
    match pipe.write(piece) {
        Ok(sent) => *unsent = unsent.get(sent..).unwrap_or_default(),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
        // A tool that does not want its input may still do what it was asked.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(true),
        Err(error) => return Err(error.into()),
    }
    Ok(unsent.is_empty())
}

/// Takes what is there, keeping at most `keep` bytes in all; whether that was the end.
fn receive(pipe: Option<&mut impl Read>, kept: &mut Vec<u8>, keep: usize) -> Result<bool, Trouble> {
    let Some(pipe) = pipe else { return Ok(true) };
    let mut buffer = [0; 16 << 10];
    match pipe.read(&mut buffer) {
        Ok(0) => Ok(true),
        Ok(count) => {
            let room = keep.saturating_sub(kept.len()).min(count);
            kept.extend_from_slice(buffer.get(..room).unwrap_or_default());
            Ok(false)
        }
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// A child that has closed its pipes is about to end: look often at first, then less and less.
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
