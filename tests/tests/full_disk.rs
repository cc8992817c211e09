//! State in a file, and a disk that does not take it: an error that says so, and the old state as it was.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use standin::judge::say;
use standin::{Outcome, Run};
use support::ledger::Unit;
use support::logged;

/// A unit whose state has more bytes than the disks here have room for twice, and what is in the way.
fn begun(launcher: &[&str]) -> Unit {
    let mut unit = Unit::begun("local-ledger-charm", 70_000);
    unit.juju.set_launcher(launcher);
    unit
}

/// The hook that would settle all of it.
fn run(unit: &mut Unit) -> Run {
    let hook = unit.hook();
    unit.juju.dispatch(hook)
}

/// It failed in these words, and lost nothing: with nothing in its way any more it settles all of it.
fn refused(mut unit: Unit, run_before: &Run, words: &str) {
    assert_eq!((run_before.exit_code(), run_before.outcome()), (Some(1), &Outcome::Failed), "{run_before}");
    let [error] = logged(&unit.juju, "ERROR")[..] else { panic!("{run_before}") };
    assert_eq!(error, format!("db-relation-changed: the charm's state: {words}"));
    // Half a file would fill the disk all the more.
    assert!(!unit.charm.path().join(".ops-state.json.new").exists());
    let old = unit.kept();
    assert!(unit.is_as_begun());
    unit.juju.set_launcher(&[]);
    let again = run(&mut unit);
    assert_eq!(again.outcome(), &Outcome::Committed, "{again}");
    assert_eq!(unit.kept().entries[..old.entries.len()], old.entries);
    assert_eq!((unit.kept().entries.len(), unit.kept().deferred.len()), (old.entries.len() + 6, 0));
}

/// Whether a program can be run so; says so loudly where it cannot.
fn can(what: &str, launcher: &[&str]) -> bool {
    let ended = Command::new(launcher[0]).args(&launcher[1..]).arg("/bin/true").output();
    let can = ended.as_ref().is_ok_and(|ended| ended.status.success());
    if !can {
        say(&format!("SKIPPED: {what}: {ended:?}"));
    }
    can
}

/// Whether a disk can be mounted that only one process sees.
fn can_mount() -> bool {
    can("a disk of one's own", &["unshare", "-rm", "/bin/sh", "-c", "mount -t tmpfs t /mnt && exec \"$0\""])
}

#[test]
fn a_file_may_be_limited() {
    // In blocks of 512 bytes. Who ignores the signal is told instead.
    let launcher = ["/bin/sh", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\""];
    let mut unit = begun(&launcher);
    let run = run(&mut unit);
    let words = "`.ops-state.json` in the charm's folder cannot be written: File too large (os error 27)";
    refused(unit, &run, words);
}

/// The charm's folder with room for one file and a half.
const ON_A_SMALL_DISK: &str = r#"
    aside=$(mktemp -d) charm=$(mktemp -d) code=0
    cp -p .ops-state* "$aside" && mount --bind . "$charm" || exit 99
    mount -t tmpfs -o size=112k small "$JUJU_CHARM_DIR" && cd "$JUJU_CHARM_DIR" || exit 99
    cp -p "$aside"/.ops-state* . && "$charm/dispatch" || code=$?
    cp -p .ops-state* "$charm" && exit $code"#;

#[test]
fn a_disk_may_be_full() {
    if !can_mount() {
        return;
    }
    let mut unit = begun(&["unshare", "-rm", "/bin/sh", "-c", ON_A_SMALL_DISK]);
    let run = run(&mut unit);
    let words =
        "`.ops-state.json` in the charm's folder cannot be written: No space left on device (os error 28)";
    refused(unit, &run, words);
}

#[test]
fn a_folder_may_not_be_written_to() {
    // Who may write anywhere is to be without that right.
    let launcher = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"];
    let is_root = rustix::process::geteuid().is_root();
    if is_root && !can("a folder that may not be written to", &launcher) {
        return;
    }
    let mut unit = begun(if is_root { &launcher } else { &[] });
    let folder = unit.charm.path().to_owned();
    let allow = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    let run = run(&mut unit);
    allow(0o755);
    let words = "`.ops-state.json` in the charm's folder cannot be written: Permission denied (os error 13)";
    refused(unit, &run, words);
}

#[test]
fn a_disk_may_only_be_read() {
    if !can_mount() {
        return;
    }
    let script = "mount --bind . . && mount -o remount,bind,ro . && exec \"$0\"";
    let mut unit = begun(&["unshare", "-rm", "/bin/sh", "-c", script]);
    let run = run(&mut unit);
    let words =
        "`.ops-state.lock` in the charm's folder cannot be locked: Read-only file system (os error 30)";
    refused(unit, &run, words);
}
