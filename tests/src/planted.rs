//! Secrets that are planted, and looked for wherever somebody could see them.

use std::fs;
use std::path::Path;

use ops_model::{Record, State};
use serde_json::{Value, json};

use crate::run::Run;

/// What each value of a test's that nobody is to see has in it.
pub const PLANTED: &str = "planted";

/// Longer files of a charm are not read.
const LARGEST: u64 = 16 << 20;

/// Looks for what was planted after a run: in its command lines and what was on their input, in the log, statuses, databags and
/// state, in what the charm printed, and in the files of these folders.
///
/// The results of an action are for who asked, and `action-set` takes them as arguments alone.
///
/// # Panics
/// When it is there.
pub(crate) fn is_unseen(state: &State, record: &Record, run: &Run, folders: &[&Path]) {
    let secret = json!([state.secrets, state.config, state.cloud_spec]);
    if !secret.to_string().contains(PLANTED) {
        return;
    }
    let tells = |place: &str, text: &str| {
        assert!(!text.contains(PLANTED), "{place} tells a secret: {text}");
    };
    for call in run.recorded().iter().filter(|call| call.tool != "action-set") {
        tells("a command line", &call.to_string());
        tells("what is on a tool's input", call.stdin.as_deref().unwrap_or_default());
    }
    tells("stdout", run.stdout());
    tells("stderr", run.stderr());
    let mut known = json!({"state": state, "record": record});
    for (of, part) in [
        ("/state", "secrets"),
        ("/state", "config"),
        ("/state", "cloud_spec"),
        ("/record/action", "params"),
        ("/record/action", "results"),
    ] {
        if let Some(Value::Object(map)) = known.pointer_mut(of) {
            map.remove(part);
        }
    }
    tells("what Juju shows", &known.to_string());
    folders.iter().for_each(|folder| is_unseen_in(folder));
}

/// The charm's own program may hold what it plants.
fn is_unseen_in(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(found) = entry.metadata() else { continue };
        if found.is_dir() {
            is_unseen_in(&path);
        } else if entry.file_name() != "dispatch" && found.len() <= LARGEST {
            let content = fs::read(&path).unwrap_or_default();
            let text = String::from_utf8_lossy(&content);
            assert!(!text.contains(PLANTED), "{} tells a secret: {text}", path.display());
        }
    }
}
