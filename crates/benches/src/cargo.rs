//! Where the workspace is, and how cargo is called.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The workspace's root.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// The folder of release programs: the one that this program is in, as `cargo run --release` puts it there.
///
/// # Errors
/// This program was not built in release mode.
pub(crate) fn release_folder() -> io::Result<PathBuf> {
    let folder = env::current_exe()?.parent().map(Path::to_owned).unwrap_or_default();
    if folder.ends_with("release") {
        Ok(folder)
    } else {
        Err(io::Error::other("measure release programs: `cargo run --release -p benches -- NAME`"))
    }
}

/// A cargo command, silent but for its errors.
pub(crate) fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(subcommand).arg("--quiet").stdin(Stdio::null()).stdout(Stdio::null());
    // `cargo run` tells its program about this package; another build must not hear of it.
    for (name, _) in env::vars_os() {
        let is_of_package = name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"));
        if is_of_package {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end.
///
/// # Errors
/// It could not be started or did not exit 0.
pub(crate) fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?}: {status}"))) }
}
