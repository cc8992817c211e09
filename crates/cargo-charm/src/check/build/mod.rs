//! The build of a package: `cargo check`, and what the compiler says in it.

mod message;

use std::collections::HashSet;
use std::io::{IsTerminal, stderr};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use ops_metadata::Level;

use self::message::Line;
pub(super) use self::message::Said;
use crate::{cargo, process};

/// How much cargo may say: 64 MiB. A line is some kilobytes, and there is one a crate and one a mistake.
const MOST: usize = 64 << 20;

/// What came of a build.
#[derive(Default)]
pub(super) struct Build {
    /// What the compiler said, each thing once.
    pub(super) said: Vec<Said>,
    /// Why there is no more of it: cargo's words.
    pub(super) failure: Option<String>,
}

/// Runs `cargo check` in a folder. With `colours`, the compiler's texts have them.
pub(super) fn check(folder: &Path, colours: bool, time: Duration) -> Build {
    // A person sees cargo's own progress. For others its words are kept, and shown if it fails.
    let watched = stderr().is_terminal();
    let mut command = cargo::command();
    command
        .args(["check", "--message-format"])
        .arg(if colours { "json-diagnostic-rendered-ansi" } else { "json" })
        .current_dir(folder)
        .stderr(if watched { Stdio::inherit() } else { Stdio::piped() });
    let finished = match process::run(&mut command, "cargo check", time, MOST) {
        Ok(finished) => finished,
        Err(why) => return Build { said: Vec::new(), failure: Some(in_folder(folder, &why)) },
    };
    let said = said(&finished.stdout);
    let explained = said.iter().any(|said| said.finding.level == Level::Error);
    let failure = (!finished.status.success() && !explained).then(|| {
        let words = if watched { "it says why above" } else { finished.stderr.trim_end() };
        in_folder(folder, &format!("cargo check failed ({}):\n{words}", finished.status))
    });
    Build { said, failure }
}

fn in_folder(folder: &Path, why: &str) -> String {
    format!("in {}: {why}", folder.display())
}

/// A mistake in a file of two targets is said twice.
fn said(stdout: &[u8]) -> Vec<Said> {
    let mut seen = HashSet::new();
    stdout
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Line>(line).ok())
        .filter_map(message::said)
        .filter(|said| seen.insert(said.rendered.clone()))
        .collect()
}
