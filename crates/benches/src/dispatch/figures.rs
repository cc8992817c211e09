//! All that is measured of one event.

use std::io;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::case::Case;
use super::floor::Floors;
use crate::cpu::{Cost, Figure, Spread, measure};
use crate::memory::peak;
use crate::report::Row;

/// Looks at a program's memory.
const LOOKS: usize = 10;

pub(crate) struct Figures {
    ours: Vec<Cost>,
    empty: Vec<Cost>,
    same_calls: Vec<Cost>,
    peer: Vec<Cost>,
    /// In MiB: ours, the floor, the peer.
    memory: (f64, f64, Option<f64>),
}

impl Figures {
    /// In turn, so that a busy moment of the machine falls on all of them.
    pub(crate) fn take(
        ours: &Case,
        peer: Option<&Case>,
        floors: &Floors,
        (rounds, peer_rounds): (usize, usize),
    ) -> io::Result<Self> {
        let script = floors.script(ours.calls())?;
        let same_calls = || -> Command {
            let mut command = ours.in_its_place(floors.same_calls(ours.calls()));
            command.arg(script.path());
            command
        };
        let (mut costs, mut empty, mut same, mut peers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            costs.push(measure(&mut ours.command())?);
            empty.push(measure(&mut ours.in_its_place(floors.empty()))?);
            same.push(measure(&mut same_calls())?);
        }
        let of_peer = || peer.map(|peer| silent(peer.command()));
        for _ in 0..peer_rounds {
            if let Some(mut peer) = of_peer() {
                peers.push(measure(&mut peer)?);
            }
        }
        let memory = (
            most(LOOKS, || peak(&mut ours.command()))?,
            most(LOOKS, || peak(&mut same_calls()))?,
            of_peer().map(|mut peer| peak(&mut peer)).transpose()?,
        );
        Ok(Self { ours: costs, empty, same_calls: same, peer: peers, memory })
    }

    /// The peer has one way only: its figures stand beside ours over the socket too.
    pub(crate) fn with_peer_of(mut self, other: &Self) -> Self {
        self.peer.clone_from(&other.peer);
        self.memory.2 = other.memory.2;
        self
    }

    /// `way` is nothing or ` socket`.
    pub(crate) fn rows(&self, event: &str, way: &str) -> Vec<Row> {
        let row = |case: String, figure: Figure, floor: &[Cost], pick: fn(Spread) -> Duration| {
            let of = |costs: &[Cost]| pick(Spread::of(costs.iter().map(figure))).as_secs_f64() * 1e3;
            let peer = (!self.peer.is_empty()).then(|| of(&self.peer));
            Row::new(case, "ms", of(&self.ours), Some(of(floor)), peer)
        };
        let (ours, floor, peer) = self.memory;
        vec![
            row(format!("{event}{way}"), |cost| cost.whole, &self.same_calls, |spread| spread.median),
            row(format!("{event} min{way}"), |cost| cost.whole, &self.same_calls, |spread| spread.min),
            row(format!("{event}{way} own"), |cost| cost.own, &self.empty, |spread| spread.median),
            row(format!("{event}{way} wall"), |cost| cost.wall, &self.same_calls, |spread| spread.median),
            Row::new(format!("{event}{way} MiB"), "MiB", ours, Some(floor), peer),
        ]
    }
}

fn silent(mut command: Command) -> Command {
    command.stderr(Stdio::null());
    command
}

fn most(count: usize, mut look: impl FnMut() -> io::Result<f64>) -> io::Result<f64> {
    let mut most = 0.0;
    for _ in 0..count {
        most = look()?.max(most);
    }
    Ok(most)
}
