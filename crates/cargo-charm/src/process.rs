//! Other programs, run to their end with a limit on their time and on what they may say.

use std::io::{self, ErrorKind, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How much of what a program wrote to its standard error is kept: the last 64 KiB.
const MOST_WORDS: usize = 64 << 10;

/// What a program did.
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: Vec<u8>,
    /// The end of it; nothing where it was not piped.
    pub(crate) stderr: String,
}

/// Runs a program. It hears nothing, and is killed when its time is over or when it says more than `most` bytes.
///
/// The error is a sentence about the program called `name`.
pub(crate) fn run(
    command: &mut Command,
    name: &str,
    time: Duration,
    most: usize,
) -> Result<Finished, String> {
    let end = Instant::now() + time;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{name} cannot be run: {error}"))?;
    // Threads read, so that neither a full pipe nor a child of the child that keeps one open can hold us up.
    let stdout = child.stdout.take().map(|pipe| in_background(move || head(pipe, most)));
    let stderr = child.stderr.take().map(|pipe| in_background(move || tail(pipe)));
    let result = wait(&mut child, stdout, name, end, most);
    if result.is_err() {
        // It may have ended by itself meanwhile.
        let _ = child.kill();
        let _ = child.wait();
    }
    let (status, stdout) = result?;
    // What it wrote is there by now; a child that it left behind is not waited for.
    let stderr = stderr.and_then(|words| words.recv_timeout(Duration::from_secs(1)).ok()).unwrap_or_default();
    Ok(Finished { status, stdout, stderr: String::from_utf8_lossy(&stderr).into_owned() })
}

fn wait(
    child: &mut Child,
    stdout: Option<Receiver<io::Result<Vec<u8>>>>,
    name: &str,
    end: Instant,
    most: usize,
) -> Result<(ExitStatus, Vec<u8>), String> {
    let late = || format!("{name} was stopped: it did not end in time");
    let left = end.saturating_duration_since(Instant::now());
    let bytes = match stdout.map(|bytes| bytes.recv_timeout(left)) {
        Some(Ok(Ok(bytes))) => bytes,
        Some(Ok(Err(error))) => return Err(format!("what {name} says cannot be read: {error}")),
        Some(Err(RecvTimeoutError::Timeout)) => return Err(late()),
        Some(Err(RecvTimeoutError::Disconnected)) | None => Vec::new(),
    };
    if bytes.len() > most {
        return Err(format!("{name} was stopped: it said more than {most} bytes"));
    }
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok((status, bytes)),
            Ok(None) if Instant::now() >= end => return Err(late()),
            Ok(None) => thread::sleep(Duration::from_millis(2)),
            Err(error) => return Err(format!("{name} cannot be waited for: {error}")),
        }
    }
}

fn in_background<T: Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // Nobody listens any more where the time was over.
        let _ = sender.send(read());
    });
    receiver
}

/// The start: one byte more than is allowed, so that it shows.
fn head(pipe: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The end.
fn tail(mut pipe: impl Read) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut chunk = [0; 8192];
    loop {
        match pipe.read(&mut chunk) {
            Ok(0) => return kept,
            Ok(read) => {
                kept.extend_from_slice(chunk.get(..read).unwrap_or_default());
                let surplus = kept.len().saturating_sub(MOST_WORDS);
                kept.drain(..surplus);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return kept,
        }
    }
}
