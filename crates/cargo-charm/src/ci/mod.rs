//! `cargo charm ci`: the workflow that checks a charm at each push.

mod github;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::{Outcome, file, folder, print};

/// Where the workflow runs.
#[derive(Subcommand)]
pub(crate) enum Service {
    /// Write .github/workflows/charm.yaml: check with annotations, and for a package its tests and a static binary
    #[command(after_help = EXAMPLES)]
    Github(Arguments),
}

/// The arguments of a service.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the charm
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// Overwrite a workflow that is there
    #[arg(long)]
    force: bool,
}

/// What `--help` teaches.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo charm ci github               for the charm in this folder
  cargo charm ci github charms/db     for one in a repository of several
  cargo charm ci github --force       again, over what is there

The file goes to the root of the git repository that the charm is in, or to the charm's folder where there is none. What was written
is printed. A charm that is not at the root has a file of its own: charm-db.yaml for charms/db.

Exit status: 0 written, 2 not written.";

/// Writes the workflow.
pub(crate) fn run(service: &Service) -> Outcome {
    let Service::Github(arguments) = service;
    match write(arguments) {
        Ok((path, text)) => {
            print(&format!("# wrote {}\n{text}", path.display()));
            Outcome::Clean
        }
        Err(why) => Outcome::CouldNotRun(vec![why]),
    }
}

fn write(arguments: &Arguments) -> Result<(PathBuf, String), String> {
    let charm = &arguments.folder;
    folder::read(charm)?;
    let wrong = |error: io::Error| format!("{}: {error}", charm.display());
    let whole = charm.canonicalize().map_err(wrong)?;
    let root = whole.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&whole);
    let below = whole.strip_prefix(root).unwrap_or(Path::new(""));
    let Some(below) = below.to_str() else {
        return Err(format!("the path of {} is not UTF-8: a workflow cannot name it", charm.display()));
    };
    let text = github::workflow(&below.replace('\\', "/"), charm.join("Cargo.toml").is_file());
    let path = root.join(".github/workflows").join(github::file_name(below));
    match file::create(&path, &text, arguments.force) {
        Ok(()) => Ok((path, text)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(format!("{} is there already: `--force` overwrites it", path.display()))
        }
        Err(error) => Err(format!("{} cannot be written: {error}", path.display())),
    }
}
