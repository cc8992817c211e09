//! On a nightly compiler, with the feature `nightly-spans`: an error shows the line of the metadata as the compiler shows code.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;
use std::process::Command;

use standin::cargo::{root, target};
use standin::judge::say;
use tempfile::TempDir;

const CHARM: &str = r#"use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "bd")]
    fn changed(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
"#;

const METADATA: &str =
    "name: web-app\nsummary: Ärger.\ndescription: Of an endpoint.\nrequires:\n  db:\n    interface: x\n";

fn nightly(program: &str) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", program]);
    command
}

#[test]
fn the_line_of_the_metadata_is_in_a_frame_of_its_own() {
    let installed = nightly("rustc").arg("--version").output().is_ok_and(|output| output.status.success());
    if !installed {
        return say("SKIPPED: no nightly compiler, for the feature `nightly-spans`");
    }
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let ops = root().join("ops");
    write(
        "Cargo.toml",
        &format!(
            "[package]\nname = \"web-app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\ncharmed-ops = {{ path = {ops:?}, features = [\"nightly-spans\"] }}\n"
        ),
    );
    fs::copy(root().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    write("src/main.rs", CHARM);
    // As an editor on Windows writes it, too: the compiler counts its bytes in another way than a file does.
    for metadata in [METADATA.to_owned(), format!("\u{feff}{}", METADATA.replace('\n', "\r\n"))] {
        write("metadata.yaml", &metadata);
        let mut check = nightly("cargo");
        check.args(["check", "--color", "never", "--target-dir"]).arg(target().unwrap().join("nightly"));
        let said = check.current_dir(folder.path()).output().unwrap().stderr;
        let said = String::from_utf8_lossy(&said);
        let errors = said.lines().filter(|line| line.starts_with("error: [OPS")).count();
        assert_eq!(errors, 1, "{said}");
        assert!(said.contains("[OPS0201]") && said.contains("metadata.yaml:5:3"), "{said}");
        if said.contains("= help: there is an endpoint `db`") {
            return say("SKIPPED: this nightly compiler knows no places in a file that a macro reads");
        }
        let frame = ["help: there is an endpoint `db`", "metadata.yaml:5:3", "5 |   db:", "^^"];
        let after = frame.iter().try_fold(&*said, |rest, part| rest.split_once(part).map(|(_, rest)| rest));
        assert!(after.is_some(), "{said}");
        assert!(!said.contains("in this attribute macro expansion"), "{said}");
    }
}
