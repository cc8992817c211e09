//! A program that is watched at its system calls, and killed before one of them: between two of them nothing that it does is
//! seen by anybody, so that these are all the moments there are.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nix::libc;
use nix::sys::ptrace::{self, Event, Options};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::Pid;

use crate::process::{Ended, Exit, kill_group, reader, spawn, text};

/// A system call, as far as the tests tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemCall {
    /// What was written to a file or a folder is on the disk when it returns.
    Sync,
    /// A file takes another's name.
    Rename,
    /// Any other.
    Other,
}

/// Runs a program to its end, or to the system call of this number, counted from 0, which it does not make any more. Gives
/// those that it began.
///
/// # Errors
/// When it cannot be started, or the system does not let one process watch another.
pub(crate) fn run_until(
    nth: Option<usize>,
    limit: Duration,
    command: &Command,
) -> io::Result<(Ended, Vec<SystemCall>)> {
    let mut waiting = waiting(command);
    let mut child = spawn(&mut waiting)?;
    let stdout = child.stdout.take().map(reader);
    let stderr = child.stderr.take().map(reader);
    let (done, is_done) = mpsc::channel::<()>();
    let watched = thread::scope(|scope| {
        let child = &mut child;
        let group = child.id();
        scope.spawn(move || {
            if is_done.recv_timeout(limit) == Err(mpsc::RecvTimeoutError::Timeout) {
                kill_group(group);
            }
        });
        let watched = watch(child, nth);
        drop(done);
        watched
    });
    kill_group(child.id());
    let (exit, calls) = watched?;
    Ok((Ended { exit, stdout: text(stdout), stderr: text(stderr) }, calls))
}

/// The same program, which begins only when a line is written to its standard input.
fn waiting(command: &Command) -> Command {
    let mut waiting = Command::new("/bin/sh");
    waiting.args(["-c", "read -r _; exec \"$@\"", "sh"]).arg(command.get_program()).args(command.get_args());
    waiting.env_clear();
    waiting.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = command.get_current_dir() {
        waiting.current_dir(folder);
    }
    waiting.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    waiting
}

fn watch(child: &mut Child, nth: Option<usize>) -> io::Result<(Exit, Vec<SystemCall>)> {
    let pid = Pid::from_raw(i32::try_from(child.id()).map_err(io::Error::other)?);
    let begun = begin(child, pid);
    if begun.is_err() {
        child.kill()?;
        child.wait()?;
    }
    begun?;
    let mut calls = Vec::new();
    let mut is_program = false;
    let mut is_within = false;
    loop {
        match waitpid(pid, None)? {
            WaitStatus::Exited(_, code) => return Ok((Exit::Code(code), calls)),
            WaitStatus::Signaled(_, signal, _) => return Ok((Exit::Signal(signal as i32), calls)),
            // It is in the call that has made it this program.
            WaitStatus::PtraceEvent(_, _, event) if event == Event::PTRACE_EVENT_EXEC as i32 => {
                (is_program, is_within) = (true, true);
            }
            WaitStatus::PtraceSyscall(_) if is_program => {
                is_within = !is_within;
                if is_within {
                    if nth == Some(calls.len()) {
                        kill(pid, Signal::SIGKILL)?;
                        continue;
                    }
                    calls.push(system_call(pid)?);
                }
            }
            WaitStatus::Stopped(_, signal) => {
                resume(pid, Some(signal))?;
                continue;
            }
            _ => {}
        }
        resume(pid, None)?;
    }
}

/// From here on it stops at each system call.
fn begin(child: &mut Child, pid: Pid) -> io::Result<()> {
    let options = Options::PTRACE_O_TRACESYSGOOD | Options::PTRACE_O_TRACEEXEC | Options::PTRACE_O_EXITKILL;
    ptrace::seize(pid, options)?;
    ptrace::interrupt(pid)?;
    waitpid(pid, None)?;
    resume(pid, None)?;
    let mut stdin = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    stdin.write_all(b"\n")
}

/// Who was killed meanwhile has no need of it.
fn resume(pid: Pid, signal: Option<Signal>) -> io::Result<()> {
    match ptrace::syscall(pid, signal) {
        Ok(()) | Err(nix::Error::ESRCH) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// By its number, which the kernel tells of a process that is stopped.
fn system_call(pid: Pid) -> io::Result<SystemCall> {
    let said = std::fs::read_to_string(format!("/proc/{pid}/syscall"))?;
    let number = said.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(-1);
    Ok(match number {
        libc::SYS_fsync | libc::SYS_fdatasync => SystemCall::Sync,
        // Not each architecture has the others.
        #[cfg(target_arch = "x86_64")]
        libc::SYS_rename => SystemCall::Rename,
        libc::SYS_renameat | libc::SYS_renameat2 => SystemCall::Rename,
        _ => SystemCall::Other,
    })
}
