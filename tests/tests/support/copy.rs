//! A copy of an example outside of the workspace, as a person would have it.

use std::fs;
use std::path::{Path, PathBuf};

use standin::cargo::{cargo, root, target};
use tempfile::TempDir;

pub(crate) struct Copy(TempDir);

impl Copy {
    /// Of `examples/database-client`. No two have one name: all are built into one target folder, at the same time.
    pub(crate) fn lay(name: &str) -> Self {
        let copy = Self(TempDir::new().unwrap());
        let example = root().join("examples/database-client");
        copy_folder(&example, copy.0.path());
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        // The example's dependencies, as the workspace writes them, but for the one that lies in it.
        let requirement = |name: &str| {
            let line = manifest.lines().find_map(|line| line.strip_prefix(&format!("{name} = "))).unwrap();
            format!("{name} = {line}\n")
        };
        let ops = root().join("ops");
        fs::write(
            copy.file("Cargo.toml"),
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
                 [dependencies]\ncharmed-ops = {{ path = {ops:?} }}\n{}{}",
                requirement("serde"),
                requirement("tracing"),
            ),
        )
        .unwrap();
        fs::copy(root().join("Cargo.lock"), copy.file("Cargo.lock")).unwrap();
        // Its own tests are not in question, and would have mistakes in the metadata found too.
        copy.edit("src/main.rs", "#[cfg(test)]\nmod scenarios;\n", "");
        copy
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.file(name)).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        fs::write(self.file(name), text.replacen(from, to, 1)).unwrap();
    }

    /// What `cargo check` says, if it does not pass.
    pub(crate) fn check(&self) -> Result<(), String> {
        self.cargo("check").map(drop)
    }

    /// What a command of cargo's writes, both streams of it, whether it passes or not. The workspace's target folder saves
    /// building what is the same.
    pub(crate) fn cargo(&self, subcommand: &str) -> Result<String, String> {
        let mut command = cargo(subcommand);
        command.args(["--color", "never", "--target-dir"]).arg(target().unwrap()).current_dir(self.0.path());
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        if output.status.success() { Ok(said.concat()) } else { Err(said.concat()) }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
