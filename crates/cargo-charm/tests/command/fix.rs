//! `--fix`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{cargo_charm, charm, stderr, stdout};

const WRONG: &str = "\
name: web   # stays
summary: s
description: d
requires:
  db: {interface: on}
  é:
    interface: no
    scope: globl
";
const FIXED: &str = "\
name: web   # stays
summary: s
description: d
requires:
  db: {interface: \"on\"}
  é:
    interface: \"no\"
    scope: globl
";

fn fix(folder: &Path, arguments: &[&str]) -> Output {
    cargo_charm(folder, &[&["check", "--fix"], arguments].concat())
}

fn metadata(folder: &Path) -> String {
    fs::read_to_string(folder.join("metadata.yaml")).unwrap()
}

/// Git, with nothing of this machine's settings.
fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn what_is_certain_is_changed_and_the_rest_reported() {
    let folder = charm(&[("metadata.yaml", WRONG)]);
    let output = fix(folder.path(), &["--allow-no-vcs"]);
    assert_eq!(metadata(folder.path()), FIXED, "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(1), "the scope is only a guess");
    assert_eq!(
        stderr(&output),
        "fixed metadata.yaml:5:19: [OPS0101] `on` is now `\"on\"`\n\
         fixed metadata.yaml:7:16: [OPS0101] `no` is now `\"no\"`\n"
    );
    assert!(stdout(&output).contains("error[OPS0104]") && !stdout(&output).contains("OPS0101"));
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(files.len(), 1, "nothing is left beside it");

    let again = fix(folder.path(), &[]);
    assert_eq!((again.status.code(), stderr(&again)), (Some(1), ""), "nothing to change needs no leave to");
}

#[test]
fn without_fix_nothing_is_changed() {
    let folder = charm(&[("metadata.yaml", WRONG)]);
    cargo_charm(folder.path(), &["check"]);
    assert_eq!(metadata(folder.path()), WRONG);
    let output = cargo_charm(folder.path(), &["check", "--allow-dirty"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--fix"), "{}", stderr(&output));
}

#[test]
fn only_what_could_be_undone_is_changed() {
    let folder = charm(&[("metadata.yaml", WRONG), ("charm/metadata.yaml", WRONG)]);
    let output = fix(folder.path(), &[]);
    assert_eq!((output.status.code(), metadata(folder.path()).as_str()), (Some(2), WRONG));
    assert!(stderr(&output).contains("--allow-no-vcs"), "{}", stderr(&output));
    assert!(stdout(&output).contains("error[OPS0101]"), "it is checked all the same");

    git(folder.path(), &["init", "--quiet"]);
    let output = fix(folder.path(), &["charm"]);
    assert_eq!((output.status.code(), metadata(&folder.path().join("charm")).as_str()), (Some(2), WRONG));
    assert!(stderr(&output).contains("  * metadata.yaml") && stderr(&output).contains("--allow-dirty"));

    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "first"]);
    fix(folder.path(), &["charm"]);
    assert_eq!(metadata(&folder.path().join("charm")), FIXED);
    assert_eq!(fix(folder.path(), &["."]).status.code(), Some(2), "now the other file is not committed");
    assert_eq!(metadata(folder.path()), WRONG);
    fix(folder.path(), &["--allow-dirty"]);
    assert_eq!(metadata(folder.path()), FIXED);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = charm(&[("real.yaml", WRONG)]);
    let (real, link) = (folder.path().join("real.yaml"), folder.path().join("metadata.yaml"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.yaml", &link).unwrap();
    fix(folder.path(), &["--allow-no-vcs"]);
    assert_eq!(fs::read_to_string(&real).unwrap(), FIXED);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_value_that_two_names_share_is_changed_once() {
    let shared = "x: &x on\nrequires:\n  a: {interface: *x}\n  b: {interface: *x}\n";
    let head = "name: web\nsummary: s\ndescription: d\n";
    let folder = charm(&[("metadata.yaml", &format!("{head}{shared}"))]);
    let output = fix(folder.path(), &["--allow-no-vcs"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(metadata(folder.path()), format!("{head}{}", shared.replace("&x on", "&x \"on\"")));
}

#[test]
fn an_allowed_warning_is_left_alone() {
    let config = "options:\n  mode:\n    type: int\n    default: 017\n";
    let folder =
        charm(&[("metadata.yaml", "name: web\nsummary: s\ndescription: d\n"), ("config.yaml", config)]);
    let now = || fs::read_to_string(folder.path().join("config.yaml")).unwrap();
    let output = fix(folder.path(), &["--allow-no-vcs", "--allow", "OPS0131"]);
    assert_eq!((output.status.code(), now()), (Some(0), config.to_owned()));
    fix(folder.path(), &["--allow-no-vcs"]);
    assert_eq!(now(), config.replace("017", "15"));
}
