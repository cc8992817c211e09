//! What the compiler says, beside what the metadata's reader found.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use serde_json::{Value, json};

use crate::support::{METADATA, charm, command, stderr, stdout};

const WRONG: &str = "name: a\nsummary: s\ndescription: d\nrequires:\n  db: {interface: on}\nname: a\n";
const MANIFEST: &str = "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

/// A package whose cargo is a script.
struct Scripted {
    folder: tempfile::TempDir,
}

impl Scripted {
    fn new(metadata: &str, script: &str) -> Self {
        let files =
            [("a/metadata.yaml", metadata), ("a/Cargo.toml", MANIFEST), ("a/src/main.rs", "fn main() {}\n")];
        let folder = charm(&files);
        // Written by a process of its own: a program that another thread starts meanwhile would keep it open, and busy.
        let write = Command::new("sh")
            .args(["-c", "printf '%s' \"$1\" > cargo; chmod +x cargo", "sh"])
            .arg(format!("#!/bin/sh\ntouch ran\n{script}\n"))
            .current_dir(folder.path())
            .status();
        assert!(write.unwrap().success());
        Scripted { folder }
    }

    /// One whose compiler says these messages, and that then fails.
    fn saying(metadata: &str, messages: &[Value]) -> Self {
        let new = Self::new(metadata, "cat ../said; exit 101");
        let manifest = new.folder.path().join("a/Cargo.toml").canonicalize().unwrap();
        let line = |message: &Value| {
            json!({"reason": "compiler-message", "manifest_path": manifest, "message": message}).to_string()
                + "\n"
        };
        let said: String = messages.iter().map(line).collect();
        fs::write(new.folder.path().join("said"), format!("{{\"reason\":\"compiler-artifact\"}}\n{said}"))
            .unwrap();
        new
    }

    fn check(&self, arguments: &[&str]) -> Output {
        let folder = self.folder.path().canonicalize().unwrap();
        let arguments = [&["check", "a"], arguments].concat();
        command(&folder, &arguments).env("CARGO", folder.join("cargo")).output().unwrap()
    }

    fn codes(&self, arguments: &[&str]) -> Vec<String> {
        codes(&self.check(&[&["--format", "json"], arguments].concat()))
    }

    fn ran(&self) -> bool {
        self.folder.path().join("a/ran").exists()
    }
}

fn codes(output: &Output) -> Vec<String> {
    let lines = stdout(output).lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| line["code"].as_str().unwrap_or("none").to_owned()).collect()
}

fn message(level: &str, code: Option<&str>, text: &str) -> Value {
    let span = json!({"file_name": "src/main.rs", "line_start": 1, "line_end": 1, "column_start": 4, "column_end": 8,
        "is_primary": true, "label": null});
    json!({"message": text, "code": code.map(|code| json!({"code": code})), "level": level, "spans": [span],
        "children": [], "rendered": format!("{level}: {text}\n")})
}

const INTERFACE: &str = "[OPS0101] `requires.db.interface` must be a string, but Juju reads the boolean `on`\n --> metadata.yaml:5:19\n  |\n";
const TWICE: &str = "use of deprecated function `_::ops0008`: [OPS0008] the key `name` is given twice; Juju takes the last\n \
                     --> metadata.yaml:6:1\n";

#[test]
fn no_mistake_is_said_twice() {
    let other = "[OPS0201] this charm has no endpoint `bd`\n --> metadata.yaml:5:3\n  |\n  = help: there is an endpoint `db`\n";
    let package = Scripted::saying(
        WRONG,
        &[
            message("error", None, INTERFACE),
            message("warning", Some("deprecated"), TWICE),
            message("error", None, other),
            message("error", Some("E0308"), "mismatched types"),
            message("error", Some("E0308"), "mismatched types"),
            message(
                "failure-note",
                None,
                "For more information about this error, try `rustc --explain E0308`.",
            ),
        ],
    );
    assert_eq!(package.codes(&[]), ["OPS0101", "OPS0008", "OPS0201", "E0308"]);
    let output = package.check(&["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let endpoint: Value = serde_json::from_str(stdout(&output).lines().nth(2).unwrap()).unwrap();
    assert_eq!(endpoint["message"], "this charm has no endpoint `bd`");
    assert_eq!(endpoint["help"], "there is an endpoint `db`");
    assert_eq!(
        (&endpoint["file"], &endpoint["line"], &endpoint["column"]),
        (&"a/src/main.rs".into(), &1.into(), &4.into())
    );
    assert_eq!(endpoint["related"][0]["file"], "a/metadata.yaml");

    let text = package.check(&[]);
    assert!(stdout(&text).contains("error: mismatched types"), "the compiler's own text: {}", stdout(&text));
    assert!(
        stdout(&text).ends_with("\n3 errors, 1 warning in a/metadata.yaml, a/src/main.rs\n"),
        "{}",
        stdout(&text)
    );
}

/// The compiler names files where they are, also where the folder was named by a link.
#[test]
fn no_mistake_is_said_twice_behind_a_link() {
    let package = Scripted::saying(WRONG, &[message("error", None, INTERFACE)]);
    std::os::unix::fs::symlink("a", package.folder.path().join("link")).unwrap();
    let mut check = command(package.folder.path(), &["check", "--format", "json", "link"]);
    let output = check.env("CARGO", package.folder.path().join("cargo")).output().unwrap();
    assert_eq!(codes(&output), ["OPS0101", "OPS0008"]);
}

/// In a workspace it names them from the workspace's root.
#[test]
fn no_mistake_is_said_twice_in_a_workspace() {
    let from_root = INTERFACE.replace("metadata.yaml", "a/metadata.yaml");
    let package = Scripted::saying(WRONG, &[message("error", None, &from_root)]);
    assert_eq!(package.codes(&[]), ["OPS0101", "OPS0008"]);
}

#[test]
fn the_same_words_about_another_place_are_another_mistake() {
    let elsewhere = INTERFACE.replace(":5:19", ":7:19");
    let package = Scripted::saying(WRONG, &[message("error", None, &elsewhere)]);
    assert_eq!(package.codes(&[]), ["OPS0101", "OPS0008", "OPS0101"]);
}

#[test]
fn levels_hold_for_what_the_compiler_says() {
    let said = [message("warning", Some("deprecated"), TWICE), message("warning", Some("unused"), "unused")];
    let package = Scripted::saying(WRONG, &said);
    assert_eq!(
        package.codes(&["--allow", "OPS0008"]),
        ["OPS0101", "unused"],
        "an allowed one does not come back"
    );
    let output = package.check(&["--deny", "warnings"]);
    assert!(stdout(&output).contains("3 errors, 0 warnings"), "{}", stdout(&output));
}

#[test]
fn a_cargo_that_fails_without_a_mistake_is_heard() {
    let package = Scripted::new(WRONG, "echo 'error: no such workspace' >&2; exit 101");
    let output = package.check(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("error[OPS0101]"), "the metadata is reported all the same");
    assert!(
        stderr(&output).contains("in a: cargo check failed") && stderr(&output).contains("no such workspace")
    );
    let output = Scripted::new(METADATA, "exit 1").check(&[]);
    assert_eq!(stdout(&output), "no problems found, but not everything could be checked\n");
    let output = Scripted::new(METADATA, "exit 0").check(&[]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

#[test]
fn a_cargo_without_end_is_stopped() {
    let package = Scripted::new(METADATA, "sleep 60");
    let started = std::time::Instant::now();
    let output = package.check(&["--timeout", "1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did not end in time"), "{}", stderr(&output));
    assert!(started.elapsed().as_secs() < 30);
    let package = Scripted::new(METADATA, "exec yes");
    let output = package.check(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("said more than"), "{}", stderr(&output));
}

#[test]
fn what_cargo_leaves_behind_is_not_waited_for() {
    let package = Scripted::new(METADATA, "sleep 60 & exit 0");
    let started = std::time::Instant::now();
    assert_eq!(package.check(&[]).status.code(), Some(0));
    assert!(started.elapsed().as_secs() < 30);
}

#[test]
fn the_build_can_be_left_out_and_is_where_there_is_no_package() {
    let package = Scripted::new(METADATA, "exit 101");
    assert_eq!(package.check(&["--metadata-only"]).status.code(), Some(0));
    assert!(!package.ran());
    fs::remove_file(package.folder.path().join("a/Cargo.toml")).unwrap();
    assert_eq!(package.check(&[]).status.code(), Some(0));
    assert!(!package.ran());
    fs::write(package.folder.path().join("a/Cargo.toml"), MANIFEST).unwrap();
    assert_eq!(package.check(&[]).status.code(), Some(2));
    assert!(package.ran());
}

/// The example, with a mistake in the metadata, one in a name and one that is rustc's.
#[test]
fn a_real_package_is_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let folder = charm(&[]);
    let hello = folder.path().join("hello");
    fs::create_dir_all(hello.join("src")).unwrap();
    let from = |name: &str| fs::read_to_string(root.join("examples/hello").join(name)).unwrap();
    let metadata = from("charmcraft.yaml") + "\nrequires:\n  db: {interface: on}\nsummary: Again.\n";
    fs::write(hello.join("charmcraft.yaml"), metadata).unwrap();
    let source = from("src/main.rs").replacen("#[on(install)]", "#[on(relation_changed = \"bd\")]", 1);
    fs::write(hello.join("src/main.rs"), source + "\nfn wrong() -> u8 { \"x\" }\n").unwrap();
    let manifest =
        format!("{MANIFEST}[workspace]\n[dependencies]\ncharmed-ops = {{ path = {:?} }}\n", root.join("ops"));
    fs::write(hello.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), hello.join("Cargo.lock")).unwrap();

    let mut check = command(folder.path(), &["check", "--format", "json", "hello"]);
    let output = check.env("CARGO_TARGET_DIR", target()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let found: Vec<String> = codes(&output);
    assert_eq!(
        found.iter().filter(|code| code.starts_with("OPS")).collect::<Vec<_>>(),
        ["OPS0101", "OPS0008", "OPS0201"]
    );
    assert_eq!(found.iter().filter(|code| *code == "E0308").count(), 1, "{found:?}");
    assert!(stdout(&output).contains("\"file\":\"hello/src/main.rs\""), "{}", stdout(&output));
}

/// The target folder of this test: what it has built is not built again.
fn target() -> PathBuf {
    let program = env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().to_owned()
}
