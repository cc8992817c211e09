//! `tested-charm CASE COUNT` runs so many events in memory: what that takes beyond a run of none is what the events take.

mod cases;
mod charm;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (case, count) = (args.next().unwrap_or_default(), args.next());
    let Some(count) = count.and_then(|count| count.parse().ok()) else {
        eprintln!("tested-charm CASE COUNT");
        return ExitCode::FAILURE;
    };
    match cases::run(&case, count) {
        Some(true) => ExitCode::SUCCESS,
        Some(false) => {
            eprintln!("{case}: the state after {count} events is not what it should be");
            ExitCode::FAILURE
        }
        None => {
            eprintln!("there is no case `{case}`");
            ExitCode::FAILURE
        }
    }
}
