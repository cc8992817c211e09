//! State kept in a file in the charm's folder: for what is too large for Juju.
//!
//! Its promise is weaker. The file is written when all else has been handed to Juju; if Juju then refuses the hook's
//! changes as a whole, the file stays. And it is lost with a pod.

use std::borrow::Cow;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::document::FORMAT;
use super::{Document, Queue, StateError, StateText};
use crate::bounded::read_at_most;
use crate::json;
use crate::texts::Texts;
use crate::unreadable::reason;

const FILE: &str = ".ops-state.json";
const NEW: &str = ".ops-state.json.new";
const LOCK: &str = ".ops-state.lock";
/// Who reads so much at every event has another problem.
const LARGEST: u64 = if cfg!(test) { 1 << 20 } else { 256 << 20 };
/// Two dispatches of a unit overlap only when a person runs one.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Serialize, Deserialize)]
struct Written<'a> {
    format: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    components: Texts,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    deferred: Cow<'a, str>,
}

/// The file, locked for as long as this lives.
pub(crate) struct LocalState {
    folder: PathBuf,
    next: Option<String>,
    _lock: File,
}

impl LocalState {
    pub(super) fn open(folder: &Path) -> Result<(Self, Document), StateError> {
        let lock = lock(&folder.join(LOCK)).map_err(|error| trouble(LOCK, "locked", &error))?;
        let state = Self { folder: folder.to_owned(), next: None, _lock: lock };
        let document = match state.read() {
            Ok(Some(bytes)) => decode(&bytes)?,
            Ok(None) => Document::default(),
            Err(error) => return Err(trouble(FILE, "read", &error)),
        };
        Ok((state, document))
    }

    fn read(&self) -> io::Result<Option<Vec<u8>>> {
        let mut file = match File::open(self.folder.join(FILE)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        read_at_most(&mut file, LARGEST + 1, &mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(too_large());
        }
        Ok(Some(bytes))
    }

    pub(super) fn prepare(&mut self, document: &Document) -> Result<(), StateError> {
        let written = Written {
            format: FORMAT,
            state: document.state.as_deref().map(Cow::Borrowed),
            components: document.components.clone(),
            deferred: document.deferred.as_str().into(),
        };
        let text = json::to_string(&written).map_err(|error| trouble(FILE, "written", &error.into()))?;
        // It could not be read again.
        if text.len() as u64 > LARGEST {
            return Err(trouble(FILE, "written", &too_large()));
        }
        self.next = Some(text);
        Ok(())
    }

    /// At whichever step it may be stopped, the file is the old one or the new one.
    pub(super) fn commit(&self) -> Result<(), StateError> {
        let Some(text) = &self.next else { return Ok(()) };
        let replaced = self.write_beside(text).and_then(|()| self.replace());
        if replaced.is_err() {
            // Half a file is of no use, and a full disk is all the fuller with it.
            let _ = fs::remove_file(self.folder.join(NEW));
        }
        replaced.and_then(|()| self.sync_folder()).map_err(|error| trouble(FILE, "written", &error))
    }

    fn write_beside(&self, text: &str) -> io::Result<()> {
        let path = self.folder.join(NEW);
        // What a commit that was cut short left, or somebody else laid, is not written into: others may read it.
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = private().write(true).create_new(true).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    fn replace(&self) -> io::Result<()> {
        fs::rename(self.folder.join(NEW), self.folder.join(FILE))
    }

    /// A name is in its folder for good only when the folder is on the disk too.
    fn sync_folder(&self) -> io::Result<()> {
        if cfg!(unix) { File::open(&self.folder)?.sync_all() } else { Ok(()) }
    }
}

fn too_large() -> io::Error {
    io::Error::other(format!("it has more than {LARGEST} bytes"))
}

/// Files that nobody else may read.
fn private() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no modes there"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn lock(path: &Path) -> io::Result<File> {
    let file = private().write(true).create(true).truncate(false).open(path)?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(TryLockError::WouldBlock) => {
                let text = format!("another dispatch of this unit has held it for {} s", PATIENCE.as_secs());
                return Err(io::Error::new(io::ErrorKind::TimedOut, text));
            }
        }
    }
}

fn decode(bytes: &[u8]) -> Result<Document, StateError> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let unreadable = |error: serde_json::Error| trouble(FILE, "read", &io::Error::other(reason(error)));
    let text = str::from_utf8(bytes).map_err(|error| trouble(FILE, "read", &io::Error::other(error)))?;
    let Format { format } = json::from_str(text).map_err(unreadable)?;
    if format != FORMAT {
        return Err(StateError::new(format!(
            "`{FILE}` was written by a newer version of the charm (format {format}), which this one cannot read: \
             refresh the charm again"
        )));
    }
    let Written { state, components, deferred, .. } = json::from_str(text).map_err(unreadable)?;
    let deferred = Queue::of(deferred.into_owned());
    Ok(Document {
        state: StateText::read(state.map(|state| state.into_owned().into_bytes())),
        components,
        deferred,
    })
}

fn trouble(file: &str, what: &str, error: &io::Error) -> StateError {
    StateError::new(format!("`{file}` in the charm's folder cannot be {what}: {error}"))
}

#[cfg(test)]
mod tests;
