//! `benches dispatch`: what one event costs, from Juju starting the charm to its end.
//!
//! The release program of the example `hello` runs under stand-in hook tools, once for each event and round. Two figures:
//!
//! - ` own`: CPU time of the charm's process alone, without the hook tools' processes; its floor is a program with an empty
//!   `main`, built in the same profile by the same toolchain. What is above it is ours: reading the environment, building the
//!   charm, its handlers, starting and awaiting each hook tool.
//! - with children: the same together with the tools; its floor is a program that makes the same calls, with the same input,
//!   and nothing else, so that what the tools themselves cost cancels out.
//!
//! Both over hook tools and, in the rows that say ` socket`, over the agent's socket; the stand-in serves that in the
//! bench's own process, whose work is not counted.
//!
//! The peer is the Python framework, ops, with a charm that does the same ([`peer`]).

mod floor;
mod peer;

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use standin::cargo::{build_release, root};
use standin::{Hook, Juju, Run, World};
use tempfile::TempDir;

use crate::cpu::{Cost, Figure, Spread, measure};
use crate::report::{Report, Row};
use floor::Floors;

pub(crate) const NAME: &str = "dispatch";
pub(crate) const MEASURES: &str =
    "one event of the charm `hello`, beside an empty program, the bare hook-tool calls, and ops";

/// What `OPS_BACKEND` says.
const HOOK_TOOLS: &str = "hook-tools";
const AGENT_SOCKET: &str = "agent-socket";

const EVENTS: [&str; 5] = ["update-status", "install", "start", "config-changed", "leader-elected"];

pub(crate) fn run(is_quick: bool) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::begin(NAME);
    let release = build_release(&["-p", "hello", "-p", "tests", "--bin", "hello", "--bin", "hook-tool"])?;
    if standin::cargo::programs()? != release {
        return Err("measure with release programs: `cargo run --release -p benches -- dispatch`".into());
    }
    let folder = TempDir::new()?;
    let charm = folder.path().join("charm");
    lay_charm(&charm, &release.join("hello"))?;
    let floors = Floors::build(folder.path())?;
    let peer = match peer::lay(&folder.path().join("peer")) {
        Ok(peer) => Some(peer),
        Err(error) => {
            report.notes.push(format!("no peer: {error}"));
            None
        }
    };
    let rounds = if is_quick { 20 } else { 200 };
    // The peer's figures are a hundred times ours and need fewer rounds to be steady.
    let peer_rounds = rounds / 10;
    for event in EVENTS {
        let ours = Case::new(&charm, event, HOOK_TOOLS)?;
        let peer = peer.as_deref().map(|peer| Case::new(peer, event, HOOK_TOOLS)).transpose()?;
        let figures = Figures::take(&ours, peer.as_ref(), &floors, rounds, peer_rounds)?;
        report.rows.extend(figures.rows(event, ""));
        let over_socket = Case::new(&charm, event, AGENT_SOCKET)?;
        let mut over_socket = Figures::take(&over_socket, None, &floors, rounds, 0)?;
        // The peer has one way only.
        over_socket.peer = figures.peer;
        report.rows.extend(over_socket.rows(event, " socket"));
        let calls = |case: &Case<'_>| case.calls.len() as f64;
        report.rows.push(Row::new(
            format!("{event} requests"),
            "calls",
            calls(&ours),
            None,
            peer.as_ref().map(calls),
        ));
        report.notes.push(format!("{event}: {}", ours.calls.join("; ")));
    }
    report.notes.push(format!("{rounds} rounds, {peer_rounds} of the peer; own floor: an empty program"));
    Ok(report)
}

fn lay_charm(folder: &Path, program: &Path) -> io::Result<()> {
    fs::create_dir(folder)?;
    fs::copy(program, folder.join("dispatch"))?;
    fs::copy(root().join("examples/hello/charmcraft.yaml"), folder.join("charmcraft.yaml"))?;
    Ok(())
}

/// A charm and an event that it was seen to take.
struct Case<'a> {
    charm: &'a Path,
    hook: Hook,
    backend: &'static str,
    calls: Vec<String>,
    run: Run,
}

impl<'a> Case<'a> {
    fn new(charm: &'a Path, event: &str, backend: &'static str) -> io::Result<Self> {
        let hook = Hook::named(event);
        let mut juju = unit(charm, backend);
        // The first event of a unit is dearer for the peer, which lays its database then.
        juju.dispatch(hook.clone());
        let run = juju.dispatch(hook.clone());
        if run.exit_code() != Some(0) {
            return Err(io::Error::other(format!("not a healthy dispatch:\n{run}")));
        }
        Ok(Self { charm, hook, backend, calls: run.calls(), run })
    }

    fn command(&self, juju: &mut Juju) -> Command {
        silent(juju.command(&self.hook))
    }
}

fn silent(mut command: Command) -> Command {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn unit(charm: &Path, backend: &str) -> Juju {
    let mut world = World::unit("hello/0");
    world.leader = true;
    world.set_config("greeting", "Hello").set_config("recipient", "world").set_config("volume", 1);
    let mut juju = Juju::new(charm, world).without_checks();
    juju.set_backend(Some(backend));
    juju
}

/// All that was measured for one event.
struct Figures {
    ours: Vec<Cost>,
    empty: Vec<Cost>,
    same_calls: Vec<Cost>,
    peer: Vec<Cost>,
}

impl Figures {
    /// In turn, so that a busy moment of the machine falls on all of them.
    fn take(
        ours: &Case<'_>,
        peer: Option<&Case<'_>>,
        floors: &Floors,
        rounds: usize,
        peer_rounds: usize,
    ) -> io::Result<Self> {
        let mut juju = unit(ours.charm, ours.backend);
        let mut figures =
            Self { ours: Vec::new(), empty: Vec::new(), same_calls: Vec::new(), peer: Vec::new() };
        for _ in 0..rounds {
            figures.ours.push(measure(&mut ours.command(&mut juju))?);
            let like_ours = ours.command(&mut juju);
            figures.empty.push(measure(&mut silent(floors.empty(&like_ours)))?);
            figures.same_calls.push(measure(&mut silent(floors.same_calls(&like_ours, &ours.run)))?);
        }
        if let Some(peer) = peer {
            let mut juju = unit(peer.charm, peer.backend);
            for _ in 0..peer_rounds {
                figures.peer.push(measure(peer.command(&mut juju).stderr(Stdio::null()))?);
            }
        }
        Ok(figures)
    }

    fn rows(&self, event: &str, way: &str) -> Vec<Row> {
        let row = |what: &str, figure: Figure, floor: &[Cost], pick: fn(Spread) -> Duration| {
            let of = |costs: &[Cost]| pick(Spread::of(costs.iter().map(figure))).as_secs_f64() * 1e3;
            let peer = (!self.peer.is_empty()).then(|| of(&self.peer));
            Row::new(format!("{event} {what}"), "ms", of(&self.ours), Some(of(floor)), peer)
        };
        vec![
            row(&format!("min own{way}"), |cost| cost.own, &self.empty, |spread| spread.min),
            row(&format!("median own{way}"), |cost| cost.own, &self.empty, |spread| spread.median),
            row(&format!("min{way}"), |cost| cost.whole, &self.same_calls, |spread| spread.min),
            row(&format!("median{way}"), |cost| cost.whole, &self.same_calls, |spread| spread.median),
            row(&format!("median{way} wall"), |cost| cost.wall, &self.same_calls, |spread| spread.median),
        ]
    }
}
