//! The packed charm, as Juju and other programs see it.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use zip::ZipArchive;

use crate::juju;
use crate::support::{METADATA, cargo_charm, charm, command, stderr, stdout};

const MANIFEST: &str = "[package]\nname = \"web\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n";
const CHARMCRAFT: &str = "\
type: charm
name: web
summary: s
description: d
base: ubuntu@24.04
platforms: {amd64: , arm64: }
parts: {charm: {plugin: rust, source: ., organize: {bin/web: dispatch}}}
";

/// The charms that are packed here, in the words of the platform.
const MACHINE: &str = if cfg!(target_arch = "aarch64") { "arm64" } else { "amd64" };

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// A package with this program; it is built into its own folder, without what makes a release build slow.
fn pack(files: &[(&str, &str)], arguments: &[&str]) -> (tempfile::TempDir, Output) {
    let folder = charm(files);
    let mut pack = command(folder.path(), &[&["pack"], arguments].concat());
    pack.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_TARGET_DIR", folder.path().join("target"));
    let output = pack.output().unwrap();
    (folder, output)
}

fn package<'a>(charmcraft: &'a str, program: &'a str) -> [(&'a str, &'a str); 3] {
    [("charmcraft.yaml", charmcraft), ("Cargo.toml", MANIFEST), ("src/main.rs", program)]
}

#[test]
fn hello_is_packed_as_juju_takes_it() {
    let folder = charm(&[]);
    let out = folder.path().join("dist/new");
    let output =
        cargo_charm(&root(), &["charm", "pack", "examples/hello", "--output", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let packed = out.join(format!("hello_{MACHINE}.charm"));
    let line = stdout(&output);
    assert!(
        line.starts_with(&format!("{}: ", packed.display())) && line.contains("of which dispatch"),
        "{line}"
    );
    assert!(stderr(&output).contains("building for "), "{}", stderr(&output));

    let mut zip = ZipArchive::new(File::open(&packed).unwrap()).unwrap();
    let entries: Vec<(String, u32)> = (0..zip.len())
        .map(|place| {
            let entry = zip.by_index(place).unwrap();
            (entry.name().unwrap().into_owned(), entry.unix_mode().unwrap())
        })
        .collect();
    let entry = |name: &str, mode| (name.to_owned(), mode);
    assert_eq!(
        entries,
        [
            entry("README.md", 0o100_644),
            entry("config.yaml", 0o100_644),
            entry("dispatch", 0o100_755),
            entry("manifest.yaml", 0o100_644),
            entry("metadata.yaml", 0o100_644),
        ]
    );
    assert_eq!(
        fs::metadata(&packed).unwrap().permissions().mode() & 0o444,
        0o444,
        "only its owner can read it"
    );

    let unpacked = folder.path().join("unpacked");
    zip.extract(&unpacked).unwrap();
    let dispatch = unpacked.join("dispatch");
    // Not started by Juju: it says so, and that is the charm speaking.
    let ran = Command::new(&dispatch).env_clear().current_dir(&unpacked).output().unwrap();
    assert!(!ran.status.success() && stderr(&ran).contains("JUJU_"), "{}: {}", ran.status, stderr(&ran));
    let mine = cargo_charm(&root(), &["events", "examples/hello"]);
    let packed_events = cargo_charm(&unpacked, &["events"]);
    assert_eq!(stdout(&packed_events), stdout(&mine));

    if let Ok(tested) = Command::new("unzip").arg("-tq").arg(&packed).output() {
        assert!(tested.status.success(), "{}", stdout(&tested));
    }
    let Some(verdicts) = juju::judge(&[packed, unpacked]) else { return };
    for verdict in verdicts {
        assert_eq!(verdict.refused, None, "{}", verdict.folder.display());
        assert!(verdict.hooks.contains(&"config-changed".to_owned()), "{:?}", verdict.hooks);
    }
}

#[test]
fn files_beside_the_program_go_with_it() {
    let mut files = package(CHARMCRAFT, "fn main() {}\n").to_vec();
    files.extend([("templates/a.conf", "x"), ("version", "1"), ("target.txt", "no")]);
    let (folder, output) = pack(&files, &["--", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let file = File::open(folder.path().join(format!("web_{MACHINE}.charm"))).unwrap();
    let zip = ZipArchive::new(file).unwrap();
    let mut names: Vec<_> = zip.file_names().map(Result::unwrap).collect();
    names.sort_unstable();
    assert_eq!(names, ["dispatch", "manifest.yaml", "metadata.yaml", "templates/a.conf", "version"]);
}

#[test]
fn what_is_wrong_with_the_metadata_is_said_before_anything_is_built() {
    let refused_by_charmcraft = format!("{CHARMCRAFT}maintainer: me\n");
    let refused_by_juju = format!("{CHARMCRAFT}requires: {{db: {{interface: on}}}}\n");
    for (charmcraft, code) in [(refused_by_charmcraft, "OPS0137"), (refused_by_juju, "OPS0101")] {
        let (folder, output) = pack(&package(&charmcraft, "fn main() {}\n"), &[]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stdout(&output).contains(&format!("error[{code}]")), "{}", stdout(&output));
        assert!(!folder.path().join("target").exists());
    }
}

#[test]
fn code_that_does_not_compile_is_the_compilers_to_explain() {
    let (folder, output) = pack(&package(CHARMCRAFT, "fn main() { let x: u8 = \"\"; }\n"), &[]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""), "{}", stderr(&output));
    assert!(stderr(&output).contains("error[E0308]"), "{}", stderr(&output));
    assert!(!folder.path().join(format!("web_{MACHINE}.charm")).exists());
}

#[test]
fn what_cannot_be_packed_says_why() {
    let package = package(CHARMCRAFT, "fn main() {}\n");
    let why = |files: &[(&str, &str)], arguments: &[&str]| {
        let (_folder, output) = pack(files, arguments);
        assert_eq!(output.status.code(), Some(2), "{}{}", stdout(&output), stderr(&output));
        stderr(&output).to_owned()
    };
    assert!(why(&package, &["-p", "s390x"]).contains("no platform `s390x`: there are `amd64`, `arm64`"));
    assert!(why(&package[..1], &[]).contains("no Cargo.toml in ."));
    assert!(why(&package, &["--bin", "other"]).contains("no bin target named `other`"));
    let bare = [("metadata.yaml", METADATA), ("Cargo.toml", MANIFEST), ("src/main.rs", "fn main() {}\n")];
    assert!(why(&bare, &[]).contains("help: add it to charmcraft.yaml: `base: ubuntu@24.04`"));
    let no_program = [package[0], package[1], ("src/lib.rs", "")];
    let text = why(&no_program, &[]);
    assert!(text.contains("no bin target named `web`"), "{text}");
}

/// A compiler that knows the target and has nothing for it.
#[test]
fn a_target_that_is_not_installed_is_named() {
    let folder = charm(&package(CHARMCRAFT, "fn main() {}\n"));
    let write = "printf '#!/bin/sh\\necho /nowhere/lib\\n' > rustc; chmod +x rustc";
    assert!(Command::new("sh").args(["-c", write]).current_dir(folder.path()).status().unwrap().success());
    let mut pack = command(folder.path(), &["pack", "--platform", "amd64"]);
    let output = pack.env("RUSTC", folder.path().join("rustc")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("help: rustup target add x86_64-unknown-linux-musl"),
        "{}",
        stderr(&output)
    );
}
