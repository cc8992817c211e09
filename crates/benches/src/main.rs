//! What charmed-ops costs, each figure beside a floor or a peer that is measured in the same run.
//!
//! `cargo run --release -p benches` lists the benchmarks; `-- NAME` runs one and prints a table, with `--json` one object. A
//! row is CPU time, the program's own and that of all it started, unless its case ends in ` own` (the program's process
//! alone), ` wall`, ` MiB`, ` bytes` or ` requests` (calls of hook tools), or its unit is `events/s`: events in a second of CPU time.
//! The machine's load stands beside it: on a busy machine only ratios mean something.

mod build;
mod cpu;
mod dispatch;
mod expand;
mod memory;
mod report;
mod testing;
mod user_crate;

use std::error::Error;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use crate::report::Report;

/// What charmed-ops costs, beside a floor or a peer measured in the same run.
#[derive(Parser)]
struct Cli {
    /// The benchmark to run; without one they are listed.
    name: Option<Bench>,
    /// Print one JSON object instead of a table.
    #[arg(long)]
    json: bool,
    /// Fewer rounds: for a first look, not for a figure to keep.
    #[arg(long)]
    quick: bool,
    /// Of `dispatch`, only the cases whose names begin so: `relation-changed`, `1000 deferred`.
    #[arg(long, value_name = "NAME", default_value = "")]
    case: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Bench {
    Dispatch,
    Build,
    Expand,
    Testing,
}

impl Bench {
    fn name(self) -> &'static str {
        match self {
            Self::Dispatch => dispatch::NAME,
            Self::Build => build::NAME,
            Self::Expand => expand::NAME,
            Self::Testing => testing::NAME,
        }
    }

    fn measures(self) -> &'static str {
        match self {
            Self::Dispatch => dispatch::MEASURES,
            Self::Build => build::MEASURES,
            Self::Expand => expand::MEASURES,
            Self::Testing => testing::MEASURES,
        }
    }

    fn run(self, is_quick: bool, case: &str) -> Result<Report, Box<dyn Error>> {
        match self {
            Self::Dispatch => dispatch::run(is_quick, case),
            Self::Build => build::run(is_quick),
            Self::Expand => expand::run(is_quick),
            Self::Testing => testing::run(is_quick),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let Some(bench) = cli.name else {
        for bench in Bench::value_variants() {
            println!("{:10} {}", bench.name(), bench.measures());
        }
        return ExitCode::SUCCESS;
    };
    match bench.run(cli.quick, &cli.case).and_then(|report| report.print(cli.json)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("benches {}: {error}", bench.name());
            ExitCode::FAILURE
        }
    }
}
