//! `cargo charm ci github`.

use std::fs;
use std::path::Path;

use crate::support::{METADATA, cargo_charm, charm, stderr, stdout};

const MANIFEST: (&str, &str) = ("Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\n");

/// The steps that run something.
fn steps(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix("- run: ")).map(str::to_owned).collect()
}

/// Whether the text is YAML with the keys of a workflow: it is read as if it were a charm's, which lacks only a name.
fn is_yaml(text: &str) -> bool {
    let folder = charm(&[("charmcraft.yaml", text)]);
    let output = cargo_charm(folder.path(), &["check", "--format", "json"]);
    let found = stdout(&output);
    found.contains("the charm has no `summary`") && !found.contains("OPS0005")
}

#[test]
fn it_is_written_printed_and_never_overwritten_unasked() {
    let folder = charm(&[("charmcraft.yaml", METADATA), MANIFEST]);
    let path = folder.path().join(".github/workflows/charm.yaml");
    let output = cargo_charm(folder.path(), &["charm", "ci", "github"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = fs::read_to_string(&path).unwrap();
    let (first, printed) = stdout(&output).split_once('\n').unwrap();
    assert!(first.starts_with("# wrote ") && first.ends_with(".github/workflows/charm.yaml"), "{first}");
    assert_eq!(printed, text);
    assert_eq!(
        steps(&text),
        [
            "rustup target add x86_64-unknown-linux-musl",
            "cargo install cargo-charm --locked",
            "cargo charm check --format github",
            "cargo test",
            "cargo build --release --target x86_64-unknown-linux-musl",
        ]
    );
    assert!(!text.contains("working-directory") && is_yaml(&text), "{text}");

    fs::write(&path, "mine").unwrap();
    let output = cargo_charm(folder.path(), &["ci", "github"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    assert!(stderr(&output).contains("is there already: `--force`"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    assert_eq!(cargo_charm(folder.path(), &["ci", "github", "--force"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_charm_that_is_no_package_is_only_checked() {
    let folder = charm(&[("metadata.yaml", METADATA)]);
    let output = cargo_charm(folder.path(), &["ci", "github"]);
    assert_eq!(
        steps(stdout(&output)),
        ["cargo install cargo-charm --locked", "cargo charm check --format github"]
    );
}

#[test]
fn in_a_repository_of_several_it_goes_to_the_root() {
    let folder = charm(&[(".git/HEAD", ""), ("charms/my: db/metadata.yaml", METADATA)]);
    let output = cargo_charm(&folder.path().join("charms"), &["ci", "github", "my: db"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = fs::read_to_string(folder.path().join(".github/workflows/charm-my: db.yaml")).unwrap();
    assert!(text.contains("        working-directory: \"charms/my: db\"\n"), "{text}");
    assert!(is_yaml(&text), "{text}");
}

#[test]
fn where_there_is_no_charm_nothing_is_written() {
    let folder = charm(&[MANIFEST]);
    let output = cargo_charm(folder.path(), &["ci", "github"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no charm in ."), "{}", stderr(&output));
    assert!(!Path::new(&folder.path().join(".github")).exists());
}
