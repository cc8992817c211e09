//! Other programs, run to their end with a limit on their time and on what they may say.

use std::io::{self, ErrorKind, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How much of what a program wrote to its standard error is kept: the last 64 KiB.
const MOST_WORDS: usize = 64 << 10;

/// How often it is looked whether a program that says nothing has ended.
const POLL: Duration = Duration::from_millis(20);

/// How long a program that has ended is listened to: what it left behind may have its pipes open.
const GRACE: Duration = Duration::from_secs(1);

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
    let stdout = child.stdout.take().map(chunks);
    let stderr = child.stderr.take().map(|pipe| in_background(move || tail(pipe)));
    let result = wait(&mut child, stdout.as_ref(), name, end, most);
    if result.is_err() {
        // It may have ended by itself meanwhile.
        let _ = child.kill();
        let _ = child.wait();
    }
    let (status, stdout) = result?;
    let stderr = stderr.and_then(|words| words.recv_timeout(GRACE).ok()).unwrap_or_default();
    Ok(Finished { status, stdout, stderr: String::from_utf8_lossy(&stderr).into_owned() })
}

/// Collects what the program says until it has ended and says nothing more.
fn wait(
    child: &mut Child,
    stdout: Option<&Receiver<io::Result<Vec<u8>>>>,
    name: &str,
    end: Instant,
    most: usize,
) -> Result<(ExitStatus, Vec<u8>), String> {
    let late = || format!("{name} was stopped: it did not end in time");
    let mut bytes = Vec::new();
    let mut ended = None;
    while let Some(stdout) = stdout {
        match stdout.recv_timeout(POLL) {
            Ok(Ok(chunk)) => bytes.extend(chunk),
            Ok(Err(error)) => return Err(format!("what {name} says cannot be read: {error}")),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if bytes.len() > most {
            return Err(format!("{name} was stopped: it said more than {most} bytes"));
        }
        let now = Instant::now();
        if now >= end {
            return Err(late());
        }
        if ended.is_none() && child.try_wait().is_ok_and(|status| status.is_some()) {
            ended = Some(now);
        }
        // What it left behind may keep the pipe open for as long as it likes.
        if ended.is_some_and(|ended| now >= ended + GRACE) {
            break;
        }
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

/// What a pipe gives, piece by piece; the sender ends with the pipe, or when nobody listens any more.
fn chunks(mut pipe: impl Read + Send + 'static) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = mpsc::sync_channel(16);
    thread::spawn(move || {
        let mut chunk = vec![0; 64 << 10];
        loop {
            let piece = match pipe.read(&mut chunk) {
                Ok(0) => return,
                Ok(read) => Ok(chunk.get(..read).unwrap_or_default().to_vec()),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            let failed = piece.is_err();
            if sender.send(piece).is_err() || failed {
                return;
            }
        }
    });
    receiver
}

fn in_background<T: Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // Nobody listens any more where the time was over.
        let _ = sender.send(read());
    });
    receiver
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
