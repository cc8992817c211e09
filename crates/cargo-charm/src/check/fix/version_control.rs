//! Whether a change could be undone: as `cargo fix`, this changes nothing that is not committed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::process;

/// How long git may look.
const TIME: Duration = Duration::from_secs(60);

/// How many changed files are named.
const MOST: usize = 10;

/// What shows that a folder is under version control of another kind than git's.
const OTHERS: [&str; 5] = [".hg", ".jj", ".pijul", ".fslckout", "_FOSSIL_"];

/// Says why the files around this folder must not be changed.
pub(super) fn guard(folder: &Path, allow_dirty: bool, allow_no_vcs: bool) -> Result<(), String> {
    let folder = folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?;
    let has = |name: &&str| folder.ancestors().any(|above| above.join(name).exists());
    if has(&".git") {
        if allow_dirty { Ok(()) } else { guard_git(&folder) }
    } else if allow_no_vcs || OTHERS.iter().any(has) {
        Ok(())
    } else {
        Err("no version control was found around this charm, so that a change could not be undone; \
             pass `--allow-no-vcs` if that is fine"
            .to_owned())
    }
}

fn guard_git(folder: &Path) -> Result<(), String> {
    let mut git = Command::new("git");
    // Another git may be at work: this one only looks.
    git.args(["status", "--porcelain"])
        .current_dir(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stderr(Stdio::piped());
    let finished = process::run(&mut git, "git status", TIME, 1 << 20)
        .map_err(|why| format!("{why}; pass `--allow-dirty` to change files all the same"))?;
    if !finished.status.success() {
        let words = finished.stderr.trim_end();
        return Err(format!("git status failed: {words}\npass `--allow-dirty` to change files all the same"));
    }
    let said = String::from_utf8_lossy(&finished.stdout);
    let changed: Vec<&str> = said.lines().filter_map(|line| line.get(3..)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let mut named: String = changed.iter().take(MOST).map(|file| format!("\n  * {file}")).collect();
    if changed.len() > MOST {
        named.push_str(&format!("\n  and {} more", changed.len() - MOST));
    }
    Err(format!(
        "there are changes that are not committed, from which those of `--fix` could not be told apart; \
         commit these files, or pass `--allow-dirty`:{named}"
    ))
}
