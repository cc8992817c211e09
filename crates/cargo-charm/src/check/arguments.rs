//! What `cargo charm check` is asked on the command line.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::levels::{self, Allowed, Denied};

/// The arguments of `check`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folders of charms
    #[arg(default_value = ".", value_name = "DIR")]
    pub(super) folders: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Say nothing of this warning; may be given again
    #[arg(short = 'A', long, value_name = "CODE", value_parser = levels::allowed)]
    pub(super) allow: Vec<Allowed>,
    /// Make this warning an error, or all of them with `warnings`; may be given again
    #[arg(short = 'D', long, value_name = "CODE", value_parser = levels::denied)]
    pub(super) deny: Vec<Denied>,
    /// Leave out the build, also in the package of a charm
    #[arg(long)]
    pub(super) metadata_only: bool,
    /// Make the changes of which there is no doubt, then check
    #[arg(long)]
    pub(super) fix: bool,
    /// Change files also where there are changes that are not committed
    #[arg(long, requires = "fix")]
    pub(super) allow_dirty: bool,
    /// Change files also where no version control is found
    #[arg(long, requires = "fix")]
    pub(super) allow_no_vcs: bool,
    /// How many seconds the build of one package may take
    #[arg(long, value_name = "SECONDS", default_value_t = 1800)]
    pub(super) timeout: u64,
}

/// How to print what was found.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Frames and colours
    Human,
    /// One object a line
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// What `--help` teaches.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo charm check                                  for a person
  cargo charm check charms/*                         many charms in one run
  cargo charm check --metadata-only                  without building anything
  cargo charm check --fix                            quote `interface: on` and the like, then check
  cargo charm check --format json | jq -r .message   for a program
  cargo charm check --format github                  in a workflow: annotations at the lines
  cargo charm check --format sarif > charm.sarif     for code scanning
  cargo charm check --deny warnings                  nothing may be wrong at all
  cargo charm check --allow OPS0008                  say nothing of keys that are given twice

Where a folder has a Cargo.toml, `cargo check` runs in it after the metadata was read, and what the compiler says is reported
with the rest; no mistake of the metadata is said twice.

The fields of the JSON: code, level (error, warning), message, file, line, column, end_line, end_column (from 1; null where
there is no place), help, suggestion (where to put which text), related (other places).

A mistake that only the compiler knows has the compiler's code, as in E0308. `cargo charm explain CODE` says more of a code.

Exit status, of all charms together: 0 nothing is wrong (there may be warnings), 1 errors, 2 could not run.";
