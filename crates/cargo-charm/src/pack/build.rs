//! The build of the program, by cargo.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde::Deserialize;

use super::linker;
use crate::{cargo, process};

/// How much cargo may say: 64 MiB. There is a line of a kilobyte a crate.
const MOST: usize = 64 << 20;

/// Why there is no charm.
pub(super) enum Failure {
    /// Something is wrong with the code, and was said.
    Errors,
    /// There is no telling.
    CouldNotRun(String),
}

impl From<String> for Failure {
    fn from(why: String) -> Self {
        Failure::CouldNotRun(why)
    }
}

/// What to build.
pub(super) struct Order<'a> {
    pub(super) folder: &'a Path,
    pub(super) target: &'static str,
    /// The name of the program, if it is said anywhere.
    pub(super) program: Option<&'a str>,
    pub(super) arguments: &'a [OsString],
    pub(super) time: Duration,
}

/// A line of cargo's JSON, as far as it matters here: <https://doc.rust-lang.org/cargo/reference/external-tools.html>.
#[derive(Deserialize)]
struct Line {
    reason: String,
    executable: Option<PathBuf>,
    target: Option<Target>,
    success: Option<bool>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Builds the program; gives the file. What cargo and the compiler say goes to standard error.
pub(super) fn build(order: &Order<'_>) -> Result<PathBuf, Failure> {
    has_target(order)?;
    let mut command = cargo::command();
    command.args([
        "build",
        "--release",
        "--message-format=json-render-diagnostics",
        "--target",
        order.target,
    ]);
    if let Some(name) = order.program {
        command.args(["--bin", name]);
    }
    linker::choose(&mut command, order.folder, order.target);
    command.args(order.arguments).current_dir(order.folder).stderr(Stdio::inherit());
    let finished = process::run(&mut command, "cargo build", order.time, MOST)?;
    let lines: Vec<Line> = finished
        .stdout
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    if !finished.status.success() {
        // Cargo ends a build that it could begin with this line.
        let was_built =
            lines.iter().any(|line| line.reason == "build-finished" && line.success == Some(false));
        return Err(if was_built {
            Failure::Errors
        } else {
            format!("cargo build failed ({}): it says why above", finished.status).into()
        });
    }
    Ok(the_one(programs(lines))?)
}

/// The programs that were built, by their names.
fn programs(lines: Vec<Line>) -> Vec<(String, PathBuf)> {
    lines
        .into_iter()
        .filter_map(|line| Some((line.target?, line.executable?)))
        .filter(|(target, _)| target.kind.iter().any(|kind| kind == "bin"))
        .map(|(target, executable)| (target.name, executable))
        .collect()
}

fn the_one(mut programs: Vec<(String, PathBuf)>) -> Result<PathBuf, String> {
    let names = programs.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match (programs.pop(), programs.is_empty()) {
        (Some((_, executable)), true) => Ok(executable),
        (Some(_), false) => Err(format!(
            "the package has several programs: {names}\n\
             help: say which one Juju starts: `--bin NAME`, or in a part of charmcraft.yaml `organize: {{bin/NAME: dispatch}}`"
        )),
        (None, _) => Err("the package has no program: a charm has a src/main.rs with `ops::main!`".into()),
    }
}

/// Says how to get the target where it is not installed. Cargo would say that it cannot find `core`.
fn has_target(order: &Order<'_>) -> Result<(), String> {
    let target = order.target;
    let mut command = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.args(["--print", "target-libdir", "--target", target]).current_dir(order.folder);
    let found = process::run(command.stderr(Stdio::piped()), "rustc", Duration::from_secs(60), 1 << 16)?;
    let libraries = String::from_utf8_lossy(&found.stdout);
    let is_there = |folder: &str| -> io::Result<bool> { Ok(Path::new(folder).read_dir()?.next().is_some()) };
    if found.status.success() && !is_there(libraries.trim()).unwrap_or(false) {
        return Err(format!(
            "the target {target} is not installed: a charm is built for it so that it runs on any Linux\n\
             help: rustup target add {target}"
        ));
    }
    // Where rustc itself fails, cargo says why.
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::the_one;

    #[test]
    fn one_program_is_started() {
        let program = |name: &str| (name.to_owned(), name.into());
        assert_eq!(the_one(vec![program("a")]), Ok("a".into()));
        assert!(
            the_one(vec![program("a"), program("b")]).unwrap_err().contains("several programs: `a`, `b`\n")
        );
        assert!(the_one(vec![]).unwrap_err().contains("no program"));
    }
}
