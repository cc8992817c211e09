//! What a person sees who misspells an endpoint, and that setting it right in either file is enough.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use standin::cargo::{cargo, root, target};
use tempfile::TempDir;

/// A copy of the example outside of the workspace, as a person would have it.
struct Copy(TempDir);

impl Copy {
    fn lay() -> Self {
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
                "[package]\nname = \"a-copy\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
                 [dependencies]\ncharmed-ops = {{ path = {ops:?} }}\n{}{}",
                requirement("serde"),
                requirement("tracing"),
            ),
        )
        .unwrap();
        fs::copy(root().join("Cargo.lock"), copy.file("Cargo.lock")).unwrap();
        copy
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.file(name)).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        fs::write(self.file(name), text.replacen(from, to, 1)).unwrap();
    }

    /// What `cargo check` says, if it does not pass. The workspace's target folder saves building what is the same.
    fn check(&self) -> Result<(), String> {
        let mut command = cargo("check");
        command.args(["--color", "never", "--target-dir"]).arg(target().unwrap()).current_dir(self.0.path());
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(()) } else { Err(said) }
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

/// The errors, without cargo's own closing line.
fn errors(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.starts_with("error") && !line.contains("could not compile")).collect()
}

#[test]
fn one_error_names_the_line_of_the_yaml_and_either_file_can_be_corrected() {
    let copy = Copy::lay();
    copy.edit("src/main.rs", r#"relation_changed = "db""#, r#"relation_changed = "bd""#);
    let said = copy.check().unwrap_err();
    assert_eq!(errors(&said).len(), 1, "{said}");
    let yaml = fs::read_to_string(copy.file("metadata.yaml")).unwrap();
    let line = 1 + yaml.lines().position(|line| line == "  db:").unwrap();
    assert!(said.contains(&format!("metadata.yaml:{line}:3")), "{said}");
    assert!(said.contains("`bd`") && said.contains("`db`"), "{said}");
    assert!(said.contains("src/main.rs:"), "the literal: {said}");

    // The YAML alone: nothing of the Rust is touched.
    copy.edit("metadata.yaml", "  db:\n", "  bd:\n    interface: postgresql_client\n  db:\n");
    copy.check().unwrap();
    copy.edit("metadata.yaml", "  bd:\n    interface: postgresql_client\n", "");
    assert_eq!(errors(&copy.check().unwrap_err()).len(), 1);

    copy.edit("src/main.rs", r#"relation_changed = "bd""#, r#"relation_changed = "db""#);
    copy.check().unwrap();
}
