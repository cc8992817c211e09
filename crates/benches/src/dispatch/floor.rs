//! The floors: a program that does nothing, and one that makes given hook-tool calls and nothing else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use standin::Run;
use standin::cargo::{cargo, root, run as run_command};

const EMPTY: &str = "fn main() {}\n";

/// Takes each call as: how many arguments, the tool, its arguments; an input, empty for none. Waits for each.
const SAME_CALLS: &str = r#"use std::io::Write;
use std::process::{Command, Stdio};

fn main() {
    let mut args = std::env::args().skip(1);
    while let Some(count) = args.next() {
        let tool = args.next().unwrap();
        let input = args.next().unwrap();
        let count: usize = count.parse().unwrap();
        let mut command = Command::new(tool);
        command.args(args.by_ref().take(count)).stdout(Stdio::piped());
        if input.is_empty() {
            command.stdin(Stdio::null()).output().unwrap();
        } else {
            let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
            child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
            child.wait_with_output().unwrap();
        }
    }
}
"#;

/// The programs, built.
pub(crate) struct Floors {
    empty: PathBuf,
    same_calls: PathBuf,
}

impl Floors {
    /// Builds them in a folder, in the workspace's own release profile.
    pub(crate) fn build(folder: &Path) -> io::Result<Self> {
        let floors = folder.join("floors");
        let bin = floors.join("src/bin");
        fs::create_dir_all(&bin)?;
        let manifest =
            "[package]\nname = \"floors\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n"
                .to_owned();
        fs::write(floors.join("Cargo.toml"), manifest + &release_profile()?)?;
        fs::write(bin.join("empty.rs"), EMPTY)?;
        fs::write(bin.join("same-calls.rs"), SAME_CALLS)?;
        let target = floors.join("target");
        let mut command = cargo("build");
        run_command(
            command.args(["--quiet", "--release", "--target-dir"]).arg(&target).current_dir(&floors),
        )?;
        let release = target.join("release");
        Ok(Self { empty: release.join("empty"), same_calls: release.join("same-calls") })
    }

    /// The empty program, in the environment of another command.
    pub(crate) fn empty(&self, like: &Command) -> Command {
        Self::in_place_of(like, &self.empty)
    }

    /// The program that makes the calls of a run, in the environment of another command.
    pub(crate) fn same_calls(&self, like: &Command, run: &Run) -> Command {
        let mut command = Self::in_place_of(like, &self.same_calls);
        for call in run.recorded() {
            command.arg(call.args.len().to_string()).arg(&call.tool);
            command.arg(call.stdin.as_deref().unwrap_or_default()).args(&call.args);
        }
        command
    }

    fn in_place_of(like: &Command, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear();
        for (name, value) in like.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        command
    }
}

/// `[profile.release]` of the workspace, as it is written.
fn release_profile() -> io::Result<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let (_, after) = manifest
        .split_once("[profile.release]")
        .ok_or_else(|| io::Error::other("the workspace has no release profile"))?;
    let own = after.split_once("\n[").map_or(after, |(own, _)| own);
    Ok(format!("[profile.release]{own}\n"))
}
