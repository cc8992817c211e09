//! The command line.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::{Outcome, check, ci, events, explain, pack, print};

/// Read the metadata of a Juju charm: which events can come, and what Juju would refuse. Pack the charm.
///
/// The metadata is charmcraft.yaml, or metadata.yaml with config.yaml and actions.yaml, in a folder or its `src`. Only `check`
/// and `pack` build, and only in a package.
#[derive(Parser)]
#[command(name = "cargo charm", bin_name = "cargo charm", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cargo charm check                      check the charm in this folder
  cargo charm check charms/db            check another one
  cargo charm check --format json        one JSON object a line, for a program
  cargo charm check --fix                correct what can only be meant in one way
  cargo charm pack                       build the charm and write NAME_PLATFORM.charm
  cargo charm ci github                  check at each push
  cargo charm explain OPS0101            what a code means
  cargo charm events                     every event Juju can send to the charm
  cargo charm events | grep relation     only those of its relations

Exit status: 0 nothing is wrong (there may be warnings), 1 errors, 2 could not run.";

#[derive(Subcommand)]
enum Command {
    /// Say what is wrong with charms, with the place of each mistake
    ///
    /// An error is what Juju refuses at deploy, or would: charmcraft packs most of it without a word. A warning is what Juju
    /// accepts and is likely to hurt, such as a key that is given twice.
    #[command(after_help = check::EXAMPLES)]
    Check(check::Arguments),
    /// List the events that Juju can send: hook names, then `action:NAME`, each sorted
    #[command(after_help = EVENTS_EXAMPLES)]
    Events {
        /// The folder of the charm
        #[arg(default_value = ".", value_name = "DIR")]
        folder: PathBuf,
    },
    /// Say what a code means: why Juju would fail, a wrong and a right example
    #[command(after_help = explain::EXAMPLES)]
    Explain {
        /// The code, as in `OPS0201`; without it, the list of all codes
        code: Option<String>,
    },
    /// Build a charm and write it as one file, for `juju deploy`
    ///
    /// A static program, the metadata as Juju reads it, and nothing else that has to be there. Needs no charmcraft and no container:
    /// only Rust, with the musl target.
    #[command(after_help = pack::EXAMPLES)]
    Pack(pack::Arguments),
    /// Write the workflow that checks the charm at each push
    #[command(after_help = ci::EXAMPLES)]
    Ci {
        /// Where the workflow runs
        #[command(subcommand)]
        service: ci::Service,
    },
    /// Print the completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
}

const EVENTS_EXAMPLES: &str = "\
Examples:
  cargo charm events                       install, db-relation-changed, action:backup, ...
  cargo charm events examples/hello        of another charm

Exit status: 0 listed, 1 the metadata cannot be read to its end, 2 could not run.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  cargo charm completions bash > ~/.local/share/bash-completion/completions/cargo-charm
  cargo charm completions fish > ~/.config/fish/completions/cargo-charm.fish";

/// Reads the command line and runs the command.
pub(crate) fn run() -> Outcome {
    match Arguments::try_parse_from(arguments(env::args_os())) {
        Ok(Arguments { command }) => match command {
            Command::Check(arguments) => check::run(&arguments),
            Command::Events { folder } => events::run(&folder),
            Command::Explain { code } => explain::run(code.as_deref()),
            Command::Pack(arguments) => pack::run(&arguments),
            Command::Ci { service } => ci::run(&service),
            Command::Completions { shell } => completions(shell),
        },
        Err(error) => {
            // A reader that has gone away has seen enough of the help.
            let _ = error.print();
            std::process::exit(error.exit_code());
        }
    }
}

/// Cargo runs `cargo-charm charm X` for `cargo charm X`; a person may run `cargo-charm X`.
fn arguments(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = given.collect();
    if arguments.get(1).is_some_and(|first| first == "charm") {
        arguments.remove(1);
    }
    arguments
}

fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "cargo-charm", &mut script);
    print(&String::from_utf8_lossy(&script));
    Outcome::Clean
}
