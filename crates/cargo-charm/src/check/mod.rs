//! `cargo charm check`.

mod arguments;
mod finding;
mod github;
mod human;
mod json;
mod levels;
mod paths;
mod sarif;

use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ops_metadata::{Level, Reading};

use self::arguments::Format;
pub(crate) use self::arguments::{Arguments, EXAMPLES};
use self::finding::Finding;
use crate::{Outcome, folder, print};

/// A charm that was looked at.
struct Charm {
    reading: Reading,
    /// What is wrong with it, in the order in which it is printed.
    findings: Vec<Finding>,
}

/// Prints everything that is wrong with some charms, in the order in which they are named.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut charms = Vec::new();
    let mut failures = Vec::new();
    for result in in_parallel(&arguments.folders, |folder| look_at(folder, arguments)) {
        match result {
            Ok(charm) => charms.push(charm),
            Err(why) => failures.push(why),
        }
    }
    // A document has to be one, whatever happened; a sentence about no charm would say nothing.
    if !charms.is_empty() || arguments.format == Format::Sarif {
        print(&report(&charms, arguments.format));
    }
    let errors = charms.iter().flat_map(|charm| &charm.findings).any(|found| found.level == Level::Error);
    match (failures.is_empty(), errors) {
        (false, _) => Outcome::CouldNotRun(failures),
        (true, true) => Outcome::Errors,
        (true, false) => Outcome::Clean,
    }
}

fn look_at(folder: &Path, arguments: &Arguments) -> Result<Charm, String> {
    let mut reading = folder::read(folder)?;
    levels::apply(&arguments.allow, &arguments.deny, &mut reading.diagnostics);
    let findings =
        reading.diagnostics.iter().map(|found| Finding::of_metadata(&reading.sources, found)).collect();
    Ok(Charm { reading, findings })
}

fn report(charms: &[Charm], format: Format) -> String {
    let findings = charms.iter().flat_map(|charm| &charm.findings);
    match format {
        Format::Human => human::report(charms),
        Format::Json => json::report(findings),
        Format::Github => github::report(findings) + &human::closing(charms) + "\n",
        Format::Sarif => sarif::report(findings),
    }
}

/// Does the same for each, on all processors, and gives the results in the order of the items.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let mut done = Vec::new();
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(turn) else { return done };
            done.push((turn, work(item)));
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let helpers: Vec<_> = (1..workers).map(|_| scope.spawn(take_turns)).collect();
        let mut done = take_turns();
        for helper in helpers {
            match helper.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(turn, _)| *turn);
    done.into_iter().map(|(_, result)| result).collect()
}
