//! How CPU time is measured: to the microsecond, of a process alone or with all that it started.
//!
//! - *Own*: when the process has ended and nobody has waited for it yet, the kernel still keeps its figures:
//!   `/proc/PID/schedstat` says how long it was on a processor, in nanoseconds, without any of its children. It counts one
//!   thread, the first; a charm has no other.
//! - *With children*: what `getrusage(RUSAGE_CHILDREN)` gained by waiting for it: the process and all it has waited for.

use std::fs;
use std::io;
use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use nix::sys::wait::{Id, WaitPidFlag, waitid};
use nix::unistd::Pid;

/// What one run of a program took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// CPU time of the process alone.
    pub(crate) own: Duration,
    /// CPU time of the process and all it started.
    pub(crate) whole: Duration,
    /// Time from start to end.
    pub(crate) wall: Duration,
}

/// One of the figures of a [`Cost`].
pub(crate) type Figure = fn(&Cost) -> Duration;

/// Runs a program to its end. The caller has no other child meanwhile.
///
/// # Errors
/// It could not be started, or did not exit 0.
pub(crate) fn measure(command: &mut Command) -> io::Result<Cost> {
    let before = children()?;
    let begun = Instant::now();
    let mut child = command.spawn()?;
    let pid = Pid::from_raw(i32::try_from(child.id()).map_err(io::Error::other)?);
    waitid(Id::Pid(pid), WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT)?;
    let wall = begun.elapsed();
    let own = on_processor(pid)?;
    let status = child.wait()?;
    let whole = children()?.saturating_sub(before);
    if status.success() {
        Ok(Cost { own, whole, wall })
    } else {
        Err(io::Error::other(format!("{}: {status}", command.get_program().display())))
    }
}

fn children() -> io::Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok(duration(usage.user_time()) + duration(usage.system_time()))
}

fn duration(time: TimeVal) -> Duration {
    let seconds = u64::try_from(time.tv_sec()).unwrap_or_default();
    Duration::from_secs(seconds) + Duration::from_micros(u64::try_from(time.tv_usec()).unwrap_or_default())
}

fn on_processor(pid: Pid) -> io::Result<Duration> {
    let text = fs::read_to_string(format!("/proc/{pid}/schedstat"))?;
    let nanoseconds = text.split(' ').next().and_then(|figure| figure.parse().ok());
    nanoseconds.map(Duration::from_nanos).ok_or_else(|| io::Error::other(format!("schedstat says {text:?}")))
}

/// The least and the middle of some figures.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spread {
    pub(crate) min: Duration,
    pub(crate) median: Duration,
}

impl Spread {
    /// Of none it is zero.
    pub(crate) fn of(figures: impl IntoIterator<Item = Duration>) -> Self {
        let mut figures: Vec<Duration> = figures.into_iter().collect();
        figures.sort();
        let at = |index: usize| figures.get(index).copied().unwrap_or_default();
        Self { min: at(0), median: at(figures.len() / 2) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_s_work_is_not_its_parent_s() {
        // The outer shell waits, the inner one counts.
        let count = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";
        let cost = measure(Command::new("sh").args(["-c", &format!("sh -c '{count}'; true")])).unwrap();
        assert!(cost.own * 4 < cost.whole, "{cost:?}");
        assert!(measure(Command::new("sh").args(["-c", "exit 3"])).is_err());
    }
}
