//! The charm's metadata as the macros of one crate share it: found from the source file, read once for each state of
//! its files, tracked so that an edit of the YAML builds the charm again.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use ops_metadata::render::Text;
use ops_metadata::{Level, Metadata, Reading, Span, catalogue};
use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use crate::call_site::{self, CallSite};

/// The metadata that a macro call checks against.
#[derive(Debug)]
pub(crate) struct Charm {
    pub(crate) reading: Arc<Reading>,
    /// The folders that were looked at, as they are shown; the last one has the metadata, if any has.
    looked_in: Vec<PathBuf>,
    /// The folder of the metadata from the package's own: the same for all macros of one charm, on any machine.
    pub(crate) place: String,
    folder: PathBuf,
    /// The files that were read: absolute, since `include_bytes!` starts from the source file.
    files: Vec<PathBuf>,
}

impl Charm {
    /// Finds and reads the metadata of the charm around a macro call. `place` is the argument `metadata = "…"`.
    pub(crate) fn find(call_site: &CallSite, place: Option<&LitStr>) -> Self {
        let folders = match place {
            Some(place) => vec![call_site.package_folder().unwrap_or_default().join(place.value())],
            None => call_site.folders(),
        };
        let mut looked_in = Vec::new();
        for folder in folders {
            let files = ops_metadata::files(&folder);
            let shown = call_site::shown(&folder);
            looked_in.push(shown.clone());
            if !files.is_empty() {
                let place = from_package(call_site, &folder);
                return Self { reading: read(&shown, &files), looked_in, place, folder, files };
            }
        }
        let nowhere = looked_in.last().cloned().unwrap_or_default();
        let reading = Arc::new(ops_metadata::read(&nowhere));
        Self { reading, looked_in, place: String::new(), folder: PathBuf::new(), files: Vec::new() }
    }

    pub(crate) fn is_missing(&self) -> bool {
        self.files.is_empty()
    }

    /// What to say where there is none.
    pub(crate) fn missing(&self) -> Text {
        let mut folders = Vec::new();
        for folder in &self.looked_in {
            folders.push(folder.display().to_string());
        }
        Text::new(
            catalogue::NO_METADATA,
            "this charm has no metadata: no `charmcraft.yaml` or `metadata.yaml`",
        )
        .note(format!("looked in {}", folders.join(", then in ")))
        .help(
            "put a charmcraft.yaml beside the package's Cargo.toml, \
             or name its folder: `#[charm(metadata = \"path/from/Cargo.toml\")]`",
        )
    }

    pub(crate) fn metadata(&self) -> &Metadata {
        &self.reading.metadata
    }

    /// Whether a name that the metadata does not have is surely wrong: not where a file could not be read to its
    /// end, and not where an extension of charmcraft may add names when it packs.
    pub(crate) fn names_are_complete(&self) -> bool {
        !self.is_missing() && self.reading.is_complete() && self.metadata().extensions.is_empty()
    }

    /// Whether an error was reported of something between these places: what was read of it may be less than what is
    /// written, so that nothing follows from it.
    pub(crate) fn is_wrong_within(&self, place: Span) -> bool {
        for found in &self.reading.diagnostics {
            if let Some(span) = found.span
                && found.level == Level::Error
                && span.source == place.source
                && (place.start.byte..=place.end.byte).contains(&span.start.byte)
            {
                return true;
            }
        }
        false
    }

    /// Whether an extension of charmcraft adds names when it packs.
    pub(crate) fn is_extended(&self) -> bool {
        !self.metadata().extensions.is_empty()
    }

    /// The file of this name from the charm's folder, if it was read.
    pub(crate) fn file(&self, name: &str) -> Option<&str> {
        let path = self.folder.join(name);
        for file in &self.files {
            if *file == path {
                return file.to_str();
            }
        }
        None
    }

    /// Makes the compiler look at the files again when they change. Emitted with errors too: the edit that mends the
    /// YAML has to be seen.
    pub(crate) fn tracking(&self) -> TokenStream {
        track(&self.files)
    }
}

/// Makes the compiler look at files again when they change. Once a crate is enough: each macro of it would have them read again,
/// and compiled as constants.
pub(crate) fn track(files: &[PathBuf]) -> TokenStream {
    static TRACKED: Mutex<Vec<(Option<OsString>, Stamp)>> = Mutex::new(Vec::new());
    // An editor's macro server lives for many crates, and through many edits.
    let of_crate = std::env::var_os("CARGO_CRATE_NAME");
    let mut tracked = TRACKED.lock().unwrap_or_else(PoisonError::into_inner);
    let mut constants = TokenStream::new();
    for file in files {
        // Without a compiler, as in the tests of this crate, each call stands for itself.
        if proc_macro::is_available() {
            let this = (of_crate.clone(), stamp(file));
            if tracked.contains(&this) {
                continue;
            }
            tracked.push(this);
        }
        if let Some(file) = file.to_str() {
            constants.extend(quote!(
                const _: &[u8] = ::core::include_bytes!(#file);
            ));
        }
    }
    constants
}

fn from_package(call_site: &CallSite, folder: &Path) -> String {
    let package = call_site.package_folder().unwrap_or_default();
    // Component by component: `a/./b/` is `a/b`.
    let folder: PathBuf = folder.strip_prefix(&package).unwrap_or(folder).components().collect();
    folder.display().to_string()
}

/// A file's length and time of change: an editor's macro server lives long and must see edits.
type Stamp = (PathBuf, u64, Option<SystemTime>);

/// What was read of a folder, and of which state of its files.
struct Known {
    folder: PathBuf,
    stamps: Vec<Stamp>,
    reading: Arc<Reading>,
}

static READ: Mutex<Vec<Known>> = Mutex::new(Vec::new());

fn read(folder: &Path, files: &[PathBuf]) -> Arc<Reading> {
    let mut stamps = Vec::new();
    for file in files {
        stamps.push(stamp(file));
    }
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    for known in &mut *read {
        if known.folder == folder {
            if known.stamps != stamps {
                (known.stamps, known.reading) = (stamps, Arc::new(ops_metadata::read(folder)));
            }
            return Arc::clone(&known.reading);
        }
    }
    let reading = Arc::new(ops_metadata::read(folder));
    read.push(Known { folder: folder.to_owned(), stamps, reading: Arc::clone(&reading) });
    reading
}

fn stamp(file: &Path) -> Stamp {
    let about = std::fs::metadata(file).ok();
    let changed = about.as_ref().and_then(|about| about.modified().ok());
    (file.to_owned(), about.map_or(0, |about| about.len()), changed)
}
