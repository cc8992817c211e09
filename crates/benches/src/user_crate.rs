//! Crates as a user has them: outside of this workspace, in a folder of their own.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use standin::cargo::{cargo, root, run};

/// Cargo builds what comes from a registry once and for all. What comes from a folder it prepares to build again and again, which
/// costs a fifth more: ours is in a folder here, and is to be measured as if it were not.
const AS_PUBLISHED: &str = "[profile.dev.package.\"*\"]\nincremental = false\n";

/// Writes a program of one file, and gets its dependencies ready. Versions are those of the workspace's `Cargo.lock`.
pub(crate) fn lay(folder: &Path, name: &str, dependencies: &[String], main: &str) -> io::Result<()> {
    let dependencies = dependencies.join("\n");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\n[workspace]\n\n{AS_PUBLISHED}"
    );
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(main_file(folder), main)?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    run(cargo("fetch").arg("--quiet").current_dir(folder))
}

/// The one source file of a crate.
pub(crate) fn main_file(folder: &Path) -> PathBuf {
    folder.join("src/main.rs")
}

/// The dependency on this workspace's `charmed-ops`.
pub(crate) fn ours() -> String {
    format!("charmed-ops = {{ path = {:?} }}", root().join("ops"))
}

/// What the workspace asks of a dependency, so that all crates build the same one.
pub(crate) fn requirement(name: &str) -> io::Result<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let line = manifest.lines().find(|line| line.split(" = ").next() == Some(name));
    line.map(str::to_owned)
        .ok_or_else(|| io::Error::other(format!("the workspace's Cargo.toml names no {name}")))
}

/// A cargo command as a user gives it: in the development profile, with nothing set that changes what it does.
pub(crate) fn cargo_in(folder: &Path, subcommand: &str, target: &Path) -> Command {
    let mut command = cargo(subcommand);
    command.args(["--quiet", "--offline"]).current_dir(folder).env("CARGO_TARGET_DIR", target);
    // A cache of compiled crates would be measured instead, and another profile than the default.
    let differs = |name: &str| {
        ["RUSTC_WRAPPER", "RUSTFLAGS", "CARGO_INCREMENTAL"].contains(&name)
            || name.starts_with("CARGO_PROFILE_")
    };
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(differs)) {
        command.env_remove(name);
    }
    command
}
