//! `cargo charm check`.

mod arguments;
mod build;
mod finding;
mod fix;
mod github;
mod human;
mod json;
mod levels;
mod paths;
mod sarif;

use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use ops_metadata::{Code, Level, Reading};

use self::arguments::Format;
pub(crate) use self::arguments::{Arguments, EXAMPLES};
use self::build::Said;
use self::finding::{Finding, Place};
use self::levels::{Denied, Levels};
use crate::{Outcome, cargo, folder, print};

/// A charm that was looked at.
struct Charm<'a> {
    folder: &'a Path,
    reading: Reading,
    /// What is wrong with it, in the order in which it is printed: the metadata, then what the compiler said.
    findings: Vec<Finding>,
    /// The compiler's own texts, those of the last findings.
    rendered: Vec<String>,
    /// What was found before this person's levels were applied.
    everything: Vec<Finding>,
    /// Whether all of it could be looked at.
    is_whole: bool,
}

/// Prints everything that is wrong with some charms, in the order in which they are named.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let levels = Levels { allow: &arguments.allow, deny: &arguments.deny };
    let mut charms = Vec::new();
    let mut failures = if arguments.fix { fix_all(arguments, &levels) } else { Vec::new() };
    for result in in_parallel(&arguments.folders, |folder| look_at(folder, &levels)) {
        match result {
            Ok(charm) => charms.push(charm),
            Err(why) => failures.push(why),
        }
    }
    if !arguments.metadata_only {
        // One after the other: a second cargo would wait for the first.
        for charm in charms.iter_mut().filter(|charm| cargo::is_package(charm.folder)) {
            failures.extend(charm.build(arguments, &levels));
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

/// The metadata of a charm that is to be used, after its mistakes were printed as `check --metadata-only` prints them. The warnings
/// of the codes in `deny` are errors.
pub(crate) fn metadata(folder: &PathBuf, deny: &[Code]) -> Result<Reading, Outcome> {
    let deny: Vec<Denied> = deny.iter().copied().map(Denied::Code).collect();
    let charm = look_at(folder, &Levels { allow: &[], deny: &deny });
    let charm = charm.map_err(|why| Outcome::CouldNotRun(vec![why]))?;
    if !charm.findings.is_empty() {
        print(&human::report(std::slice::from_ref(&charm)));
    }
    let errors = charm.findings.iter().any(|found| found.level == Level::Error);
    if errors { Err(Outcome::Errors) } else { Ok(charm.reading) }
}

/// Makes the certain changes and says which; gives what went wrong.
fn fix_all(arguments: &Arguments, levels: &Levels<'_>) -> Vec<String> {
    let mut failures = Vec::new();
    for folder in &arguments.folders {
        let (done, failure) = fix::fix(folder, arguments, levels);
        for line in done {
            // Standard output is the report's.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
        failures.extend(failure.map(|why| format!("in {}: {why}", folder.display())));
    }
    failures
}

fn look_at<'a>(folder: &'a PathBuf, levels: &Levels<'_>) -> Result<Charm<'a>, String> {
    let mut reading = folder::read(folder)?;
    let findings = |reading: &Reading| {
        let all = reading.diagnostics.iter();
        all.map(|found| Finding::of_metadata(&reading.sources, found)).collect::<Vec<_>>()
    };
    let everything = findings(&reading);
    reading.diagnostics.retain_mut(|found| match levels.judge(Some(found.code.as_str()), found.level) {
        Some(level) => {
            found.level = level;
            true
        }
        None => false,
    });
    Ok(Charm {
        folder,
        findings: findings(&reading),
        rendered: Vec::new(),
        everything,
        is_whole: true,
        reading,
    })
}

impl Charm<'_> {
    /// Adds what the compiler says; gives the reason if there is no telling.
    fn build(&mut self, arguments: &Arguments, levels: &Levels<'_>) -> Option<String> {
        let colours = arguments.format == Format::Human && human::wants_colours();
        let build = build::check(self.folder, colours, Duration::from_secs(arguments.timeout));
        for said in build.said {
            if self.everything.iter().any(|known| is_same(known, &said)) {
                continue;
            }
            let Said { mut finding, rendered, .. } = said;
            if let Some(level) = levels.judge(finding.code.as_deref(), finding.level) {
                finding.level = level;
                self.findings.push(finding);
                self.rendered.push(rendered);
            }
        }
        self.is_whole = build.failure.is_none();
        build.failure
    }
}

/// Whether the compiler repeats what the metadata's reader found: the macro has it from the same reader.
fn is_same(known: &Finding, said: &Said) -> bool {
    let at_same_place = match (&known.place, &said.frame) {
        (Place { file: Some(file), line, column, .. }, Some((said, said_line, said_column))) => {
            *line == Some(*said_line)
                && *column == Some(*said_column)
                && paths::whole(Path::new(file)) == paths::whole(said)
        }
        (place, None) => place.file.is_none(),
        (_, Some(_)) => false,
    };
    at_same_place && known.code == said.finding.code && known.message == said.finding.message
}

fn report(charms: &[Charm<'_>], format: Format) -> String {
    let findings = charms.iter().flat_map(|charm| &charm.findings);
    match format {
        Format::Human => human::report(charms),
        Format::Json => json::report(findings),
        Format::Github => github::report(findings) + &human::closing(charms) + "\n",
        Format::Sarif => sarif::report(findings),
    }
}

/// Does the same for each, on all processors, and gives the results in the order of the items.
fn in_parallel<'a, T: Sync, R: Send>(items: &'a [T], work: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
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
