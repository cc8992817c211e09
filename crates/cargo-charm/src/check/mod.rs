//! `cargo charm check`.

mod human;
mod json;

use std::path::Path;

use clap::ValueEnum;
use ops_metadata::Source;

use crate::{Outcome, folder, print};

/// How to print what was found.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// Frames and colours
    Human,
    /// One object a line
    Json,
}

/// Prints everything that is wrong with the metadata of a charm.
pub(crate) fn run(charm: &Path, format: Format) -> Outcome {
    let reading = match folder::read(charm) {
        Ok(reading) => reading,
        Err(why) => return Outcome::CouldNotRun(why),
    };
    print(&match format {
        Format::Human => human::report(&reading),
        Format::Json => json::report(&reading),
    });
    if reading.has_errors() { Outcome::Errors } else { Outcome::Clean }
}

/// The path of a file for people and programs: as it was opened, without a leading `./`.
fn shown(source: &Source) -> String {
    let path = source.path.strip_prefix(".").unwrap_or(&source.path);
    path.display().to_string()
}
