//! The hook tools' stand-in: one program that answers to each tool's name.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned());
    let program = args.next().unwrap_or_default();
    let tool = Path::new(&program).file_name().unwrap_or_default().to_string_lossy().into_owned();
    ExitCode::from(standin::serve(&tool, &args.collect::<Vec<_>>()))
}
