//! `benches dispatch`: what one event costs, from Juju starting the charm to its end.
//!
//! Charms as they are packed (release, static) run under hook tools that say again what a stand-in for Juju has said
//! ([`standin::Canned`]), once for each round. The figures of a case:
//!
//! - `CASE`, and `CASE min`: CPU time of the charm and of all it started, the median and the least. Its floor is a program that
//!   makes the same calls with the same input, and nothing else. The calls are those that the charm's behaviour and its state
//!   ask for: the notes say which.
//! - `CASE own`: CPU time of the charm's process alone. Its floor is a program with an empty `main`.
//! - `CASE wall`: time from start to end. `CASE MiB`: the most memory it took. `CASE requests`: calls of hook tools.
//! - `call socket wall`: one call over the socket of Juju's own server; the peer is Juju's own client, a process ([`calls`]).
//!
//! Over hook tools and, in the rows that say ` socket`, over the agent's socket; that is served in the bench's own process,
//! whose work is not counted.
//!
//! The peer is the Python framework, ops, with charms that do the same ([`peer`]).

mod calls;
mod case;
mod figures;
mod floor;
mod peer;
mod scenario;

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use standin::cargo::{build_release, build_static, root};
use standin::python;
use tempfile::TempDir;

use crate::report::{Report, Row};
use case::Case;
use figures::Figures;
use floor::Floors;
use scenario::Scenario;

pub(crate) const NAME: &str = "dispatch";
pub(crate) const MEASURES: &str =
    "one event of a charm, beside an empty program, the bare hook-tool calls, and ops";

/// What `OPS_BACKEND` says.
const HOOK_TOOLS: &str = "hook-tools";
const AGENT_SOCKET: &str = "agent-socket";

/// Where each charm's metadata is.
const CHARMS: [(&str, &str); 3] = [
    ("hello", "examples/hello"),
    ("relations-charm", "crates/benches/src/bin/relations-charm"),
    ("stateful-charm", "crates/benches/src/bin/stateful-charm"),
];

pub(crate) fn run(is_quick: bool, case: &str) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::begin(NAME);
    let programs = Programs::build()?;
    let folder = TempDir::new()?;
    let floors = Floors::build(folder.path())?;
    let peer = python::interpreter();
    if let Err(error) = &peer {
        report.notes.push(format!("no peer: {error}"));
    }
    for scenario in scenario::all().into_iter().filter(|scenario| scenario.name.starts_with(case)) {
        measure(&scenario, &programs, &floors, peer.is_ok(), is_quick, &mut report)?;
    }
    if "call".starts_with(case) {
        let charm = folder.path().join("called");
        programs.lay("relations-charm", &charm)?;
        report.rows.extend(calls::row(&charm));
    }
    for (charm, _) in CHARMS {
        let size = fs::metadata(programs.charms.join(charm))?.len() as f64;
        report.rows.push(Row::new(format!("{charm} bytes"), "bytes", size, None, None));
    }
    report.notes.push("own floor: an empty program; bytes: the static program, as it is packed".into());
    Ok(report)
}

/// Where the programs are that are measured, and those that it takes.
struct Programs {
    charms: PathBuf,
}

impl Programs {
    fn build() -> Result<Self, Box<dyn Error>> {
        let release = build_release(&["-p", "tests", "--bin", "hook-tool"])?;
        if standin::cargo::programs()? != release {
            return Err("measure with release programs: `cargo run --release -p benches -- dispatch`".into());
        }
        let mut what = vec!["-p", "hello", "-p", "benches", "-p", "tests", "--bin", "canned-tool"];
        what.extend(CHARMS.iter().flat_map(|(charm, _)| ["--bin", charm]));
        Ok(Self { charms: build_static(&what)? })
    }

    fn canned_tool(&self) -> PathBuf {
        self.charms.join("canned-tool")
    }

    /// Lays a charm in a folder.
    fn lay(&self, charm: &str, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        fs::copy(self.charms.join(charm), folder.join("dispatch"))?;
        let metadata = CHARMS.iter().find(|(name, _)| *name == charm).map_or("", |(_, folder)| folder);
        fs::copy(root().join(metadata).join("charmcraft.yaml"), folder.join("charmcraft.yaml"))?;
        Ok(())
    }
}

fn measure(
    scenario: &Scenario,
    programs: &Programs,
    floors: &Floors,
    has_peer: bool,
    is_quick: bool,
    report: &mut Report,
) -> io::Result<()> {
    let folder = TempDir::new()?;
    let (ours, theirs) = (folder.path().join("ours"), folder.path().join("peer"));
    programs.lay(scenario.charm, &ours)?;
    let case = |charm: &Path, deferred: usize, backend: &str| {
        Case::new(scenario, charm, deferred, backend, &programs.canned_tool())
    };
    // The peer's figures are a hundred times ours and need fewer rounds to be steady.
    let rounds =
        (if is_quick { 20 } else { 200 } / scenario.size.clamp(1, 10), if is_quick { 2 } else { 10 });
    let over_socket = case(&ours, scenario.deferred, AGENT_SOCKET)?;
    let over_tools = case(&ours, scenario.deferred, HOOK_TOOLS)?;
    let peer = if has_peer {
        peer::lay(scenario.charm, scenario.deferred, &theirs)?;
        Some(case(&theirs, 0, HOOK_TOOLS)?)
    } else {
        None
    };
    let figures = Figures::take(&over_tools, peer.as_ref(), floors, rounds)?;
    report.rows.extend(figures.rows(&scenario.name, ""));
    let figures = Figures::take(&over_socket, None, floors, (rounds.0, 0))?.with_peer_of(&figures);
    report.rows.extend(figures.rows(&scenario.name, " socket"));
    let count = |case: &Case| case.calls().len() as f64;
    let (ours, theirs) = (count(&over_tools), peer.as_ref().map(count));
    report.rows.push(Row::new(format!("{} requests", scenario.name), "calls", ours, None, theirs));
    let mut calls: Vec<String> = over_tools.calls().iter().take(6).map(ToString::to_string).collect();
    if over_tools.calls().len() > calls.len() {
        calls.push("…".into());
    }
    report.notes.push(format!("{}: {} rounds of {}", scenario.name, rounds.0, calls.join("; ")));
    Ok(())
}
