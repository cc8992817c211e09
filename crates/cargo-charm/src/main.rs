//! `cargo charm`: what a Juju charm's metadata says, what is wrong with it, and the charm as Juju takes it.

mod cargo;
mod check;
mod ci;
mod cli;
mod events;
mod explain;
mod file;
mod folder;
mod pack;
mod process;

use std::io::Write;
use std::process::ExitCode;

/// How a command ends: `0` clean, `1` errors were found, `2` it could not run.
enum Outcome {
    Clean,
    Errors,
    CouldNotRun(Vec<String>),
}

fn main() -> ExitCode {
    match cli::run() {
        Outcome::Clean => ExitCode::SUCCESS,
        Outcome::Errors => ExitCode::from(1),
        Outcome::CouldNotRun(reasons) => {
            for why in reasons {
                let _ = writeln!(std::io::stderr(), "error: {why}");
            }
            ExitCode::from(2)
        }
    }
}

/// Writes to standard output. A reader that has gone away (`| head`) has seen enough.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
