//! `benches testing`: how many events a second a test of a charm in memory runs.
//!
//! `tested-charm` runs events one after the other, each in the state that the one before it has left. It is a program of its own: the feature
//! that tests need would be in the charms of the other benchmarks too. A case is an event and the way in which it is run: `run` is
//! `Scenario::run`, `harness` a step of `Harness`. Its figure is events in a second of CPU time, from what a run of many takes beyond a run of none. The peer is ops, the
//! Python framework, with a charm that does the same (`peer.py`) and what its `ops.testing` has for the same: `Context.run`, `Harness`.
//!
//! `CASE COUNT events MiB` is the most memory that a run of so many events takes.

use std::error::Error;
use std::io;
use std::path::Path;
use std::process::Command;

use standin::cargo::{build_release, programs, root};
use standin::python;

use crate::cpu::measure;
use crate::memory::peak;
use crate::report::{Report, Row};

pub(crate) const NAME: &str = "testing";
pub(crate) const MEASURES: &str = "events of a charm's test in memory, beside ops.testing";

const PEER: &str = include_str!("peer.py");
const CHARM: &str = "tested-charm";
/// Each with how many times the peer's figure ours is to be.
const CASES: [(&str, u32); 6] = [
    ("config-changed run", 1000),
    ("relation-changed run", 1000),
    ("action run", 1000),
    ("stored state run", 1000),
    ("config-changed harness", 20),
    ("relation-changed harness", 20),
];
/// Of this case memory is looked at.
const LONG: &str = "stored state run";
/// How many events of the peer's harness are run for one of its other way, which takes so much longer.
const PEER_FACTOR: u64 = 20;

pub(crate) fn run(is_quick: bool) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::begin(NAME);
    let release = build_release(&["-p", CHARM])?;
    if programs()? != release {
        return Err("measure with release programs: `cargo run --release -p benches -- testing`".into());
    }
    let python = python::testing_interpreter();
    if let Err(error) = &python {
        eprintln!("SKIPPED: the peer: {error}");
    }
    let python = python.ok();
    let ours = |case: &str, count| ours(&release, case, count);
    let (samples, count, peer_count) = if is_quick { (2, 20_000, 100) } else { (10, 200_000, 500) };
    for (case, aim) in CASES {
        let peer_count = if case.ends_with("harness") { peer_count * PEER_FACTOR } else { peer_count };
        let (mut most, mut most_of_peer) = (0.0, None);
        for _ in 0..samples {
            most = rate(count, |count| ours(case, count))?.max(most);
            if let Some(python) = &python {
                let of_peer = rate(peer_count, |count| peer(python, case, count))?;
                most_of_peer = Some(of_peer.max(most_of_peer.unwrap_or_default()));
            }
        }
        report.rows.push(Row::new(case, "events/s", most, None, most_of_peer));
        let times = most_of_peer
            .map(|of_peer| format!("{case}: {:.0} × the peer; the aim is {aim} ×", most / of_peer));
        report.notes.extend(times);
    }
    for (count, python) in [(1000, &python), (100_000, &None)] {
        let of_peer = python.as_ref().map(|python| peak(&mut peer(python, LONG, count))).transpose()?;
        let own = peak(&mut ours(LONG, count))?;
        report.rows.push(Row::new(format!("{LONG} {count} events MiB"), "MiB", own, None, of_peer));
    }
    report
        .notes
        .push(format!("events: the most of {samples} samples of {count}, the peer's of {peer_count}, of its harness {PEER_FACTOR} times that"));
    report.notes.push("memory: the aim is that a hundred times the events take no more".into());
    Ok(report)
}

/// Events in a second of CPU time. What the program does before the first of them is not in it.
fn rate(count: u64, command: impl Fn(u64) -> Command) -> io::Result<f64> {
    let none = measure(&mut command(0))?.whole;
    let all = measure(&mut command(count))?.whole;
    Ok(count as f64 / all.saturating_sub(none).as_secs_f64())
}

/// The test, as cargo starts one: it is told where the charm's metadata is.
fn ours(programs: &Path, case: &str, count: u64) -> Command {
    let mut command = Command::new(programs.join(CHARM));
    command
        .args([case, &count.to_string()])
        .env("CARGO_MANIFEST_DIR", root().join("crates/benches").join(CHARM));
    command
}

fn peer(python: &Path, case: &str, count: u64) -> Command {
    let mut command = Command::new(python);
    command.args(["-c", PEER, case, &count.to_string()]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each program says so if the state that it ends in is not what it should be.
    #[test]
    fn both_programs_run_every_case() {
        standin::cargo::build(&["-p", CHARM]).unwrap();
        let python = python::testing_interpreter();
        for (case, _) in CASES {
            standin::cargo::run(&mut ours(&programs().unwrap(), case, 3)).unwrap();
            match &python {
                Ok(python) => standin::cargo::run(&mut peer(python, case, 3)).unwrap(),
                Err(error) => eprintln!("SKIPPED: {case} of the peer: {error}"),
            }
        }
    }
}
