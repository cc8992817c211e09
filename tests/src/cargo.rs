//! Where cargo puts this workspace's programs, and how it is asked for more of them.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The workspace's root.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The folder of the workspace's programs, in the profile of the program that runs: the folder it is in itself, or the one
/// above `deps` for a test.
///
/// # Errors
/// When the operating system does not say where this program is.
pub fn programs() -> io::Result<PathBuf> {
    let program = env::current_exe()?;
    let folder = program.parent().unwrap_or(&program);
    let above = folder.parent().filter(|_| folder.ends_with("deps"));
    Ok(above.unwrap_or(folder).to_owned())
}

/// The target folder that [`programs`] is in.
///
/// # Errors
/// As [`programs`].
pub fn target() -> io::Result<PathBuf> {
    let programs = programs()?;
    Ok(programs.parent().unwrap_or(&programs).to_owned())
}

/// A cargo command that hears nothing of the package for which cargo started this program.
pub fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(subcommand).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        let is_of_package = |name: &str| {
            ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|start| name.starts_with(start))
        };
        if name.to_str().is_some_and(is_of_package) {
            command.env_remove(name);
        }
    }
    command
}

/// Builds programs of the workspace into the folder that [`programs`] names; `what` is `["-p", "hello"]` and the like.
///
/// Cargo itself lets one build a folder at a time go on, so that tests may ask for the same at once.
///
/// # Errors
/// When they do not build; cargo's own words are in the message.
pub fn build(what: &[&str]) -> io::Result<()> {
    build_in(&programs()?, what)
}

/// Builds programs in release mode, as they are packed; gives their folder.
///
/// # Errors
/// When they do not build.
pub fn build_release(what: &[&str]) -> io::Result<PathBuf> {
    let folder = target()?.join("release");
    build_in(&folder, what)?;
    Ok(folder)
}

/// Builds programs as they are packed, static, whatever machine they are to run on; gives their folder.
///
/// # Errors
/// When they do not build; the target has to be installed.
pub fn build_static(what: &[&str]) -> io::Result<PathBuf> {
    let triple = format!("{}-unknown-linux-musl", env::consts::ARCH);
    let folder = target()?.join(&triple).join("release");
    let mut command = cargo("build");
    command.args(["--quiet", "--release", "--target", &triple, "--target-dir"]).arg(target()?);
    run(command.args(what).current_dir(root()))?;
    Ok(folder)
}

fn build_in(folder: &Path, what: &[&str]) -> io::Result<()> {
    let mut command = cargo("build");
    command.args(["--quiet", "--target-dir"]).arg(folder.parent().unwrap_or(folder));
    if folder.ends_with("release") {
        command.arg("--release");
    }
    run(command.args(what).current_dir(root()))
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started or does not exit 0; with what it wrote to its standard error.
pub fn run(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let (status, stderr) = (output.status, String::from_utf8_lossy(&output.stderr));
    Err(io::Error::other(format!("{command:?}: {status}\n{stderr}")))
}
