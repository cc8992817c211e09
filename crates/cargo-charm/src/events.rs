//! `cargo charm events`.

use std::io::Write;
use std::path::Path;

use ops_metadata::{Level, render};

use crate::{Outcome, folder, print};

/// Prints the events, one a line.
pub(crate) fn run(charm: &Path) -> Outcome {
    let reading = match folder::read(charm) {
        Ok(reading) => reading,
        Err(why) => return Outcome::CouldNotRun(vec![why]),
    };
    if !reading.is_complete() {
        // A list that lacks some would be taken for the whole.
        let mut err = std::io::stderr().lock();
        for found in reading.diagnostics.iter().filter(|found| found.level == Level::Error) {
            let _ = writeln!(err, "error: {}", render::plain(&reading.sources, found));
        }
        return Outcome::Errors;
    }
    let lines: String =
        ops_metadata::events(&reading.metadata).iter().map(|event| format!("{event}\n")).collect();
    print(&lines);
    Outcome::Clean
}
