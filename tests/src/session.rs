//! One hook's session: the folder through which the harness and the hook tools, each a process, speak.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ops_model::{Hook, HookContext, State};
use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::fault::Fault;

const STATE: &str = "session.json";
const CALLS: &str = "calls.jsonl";
const LOCK: &str = "lock";

/// What Juju's agent keeps in memory while a hook runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// What `JUJU_CONTEXT_ID` must be.
    pub(crate) context_id: String,
    pub(crate) context: HookContext,
    pub(crate) faults: Vec<Fault>,
    /// How often each tool was called; under the empty name, any.
    pub(crate) counts: BTreeMap<String, usize>,
}

impl Session {
    /// The session of a hook that is about to begin.
    pub(crate) fn new(context_id: String, hook: Hook, state: State, faults: Vec<Fault>) -> Self {
        Self { context_id, context: HookContext::new(state, hook), faults, counts: BTreeMap::new() }
    }

    /// Reads the session of a folder.
    ///
    /// # Errors
    /// When the folder holds none.
    pub(crate) fn load(folder: &Path) -> io::Result<Self> {
        let text = fs::read(folder.join(STATE))?;
        serde_json::from_slice(&text).map_err(io::Error::other)
    }

    /// Writes the session beside the old one and puts it in its place: a reader sees the one or the other.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(crate) fn save(&self, folder: &Path) -> io::Result<()> {
        let beside = folder.join("session.json.new");
        fs::write(&beside, serde_json::to_vec(self)?)?;
        fs::rename(beside, folder.join(STATE))
    }

    /// Forgets the calls of an earlier hook.
    pub(crate) fn forget_calls(folder: &Path) -> io::Result<()> {
        fs::write(folder.join(CALLS), "")
    }

    /// Adds a call to the record.
    pub(crate) fn record(folder: &Path, call: &Call) -> io::Result<()> {
        let mut line = serde_json::to_vec(call)?;
        line.push(b'\n');
        OpenOptions::new().create(true).append(true).open(folder.join(CALLS))?.write_all(&line)
    }

    /// The calls recorded so far, in order.
    pub(crate) fn calls(folder: &Path) -> io::Result<Vec<Call>> {
        let text = fs::read_to_string(folder.join(CALLS))?;
        text.lines().map(|line| serde_json::from_str(line).map_err(io::Error::other)).collect()
    }

    /// Waits until no other tool of this unit runs, as Juju's server does. Dropping the file lets the next one in.
    pub(crate) fn lock(folder: &Path) -> io::Result<File> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
        file.lock()?;
        Ok(file)
    }

    /// The fault of the call that is being made, which it counts.
    pub(crate) fn fault(&mut self, tool: &str) -> Option<Fault> {
        let mut count = |name: &str| {
            let count = self.counts.entry(name.to_owned()).or_default();
            *count += 1;
            *count
        };
        let (of_any, of_tool) = (count(""), count(tool));
        self.faults
            .iter()
            .find(|fault| match &fault.tool {
                Some(name) => name == tool && fault.nth == of_tool,
                None => fault.nth == of_any,
            })
            .cloned()
    }

    /// The folder that a socket's address names.
    pub(crate) fn folder(address: &str) -> Option<PathBuf> {
        Path::new(address.trim_start_matches('@'))
            .parent()
            .filter(|folder| folder.is_dir())
            .map(Path::to_owned)
    }
}
