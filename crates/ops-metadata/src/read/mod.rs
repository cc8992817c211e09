//! From a folder to typed metadata and everything that is wrong with it.
//!
//! [`locate`] finds the files, [`load`] makes trees of them, one reader a section makes data of the trees and reports
//! what Juju would not take there, and [`check`](crate::check) holds the rules that need more than one place.

mod actions;
mod assumes;
mod charmcraft;
mod config;
mod containers;
mod deployment;
mod endpoints;
pub(crate) mod load;
mod locate;
mod manifest;
mod reader;
mod regex;
mod resources;
mod schema;
mod storages;
mod top;
mod unified;
mod version;

use std::path::{Path, PathBuf};

use self::load::File;
pub(crate) use self::load::Files;
pub use self::locate::candidates;
use self::locate::{Located, Purpose};
use self::reader::Reader;
pub use self::unified::METADATA_KEYS;
use crate::catalogue::NO_METADATA;
use crate::check;
use crate::diagnostic::{self, Diagnostic};
use crate::metadata::{Metadata, Section};
use crate::source::Sources;
use crate::yaml::Entry;

/// What [`read`] found.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The metadata, as far as it could be read.
    pub metadata: Metadata,
    /// Everything that is wrong: in the order of the files, and of the places in them.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were read.
    pub sources: Sources,
    incomplete: bool,
}

impl Reading {
    /// Whether there is a diagnostic at the level of an error.
    pub fn has_errors(&self) -> bool {
        diagnostic::has_errors(&self.diagnostics)
    }

    /// Whether every file could be read to its end, and every mapping is one. If not, a name that is not in the metadata may
    /// stand in what could not be read, so it should not be called unknown.
    pub fn is_complete(&self) -> bool {
        !self.incomplete
    }
}

/// The files that [`read`] would read in this folder, in order; none if the folder has no metadata.
///
/// A folder has metadata if there is a `metadata.yaml` in it or in its `src`, or a `charmcraft.yaml`.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for located in locate::locate(folder) {
        files.push(located.path);
    }
    files
}

/// Reads the metadata of the charm in `folder`: metadata.yaml, config.yaml and actions.yaml, each in the folder or in its
/// `src`, and charmcraft.yaml, which may hold all of it; also the manifest.yaml of an unpacked charm.
///
/// Never fails, and never stops at the first mistake.
pub fn read(folder: &Path) -> Reading {
    let located = locate::locate(folder);
    if located.is_empty() {
        let found = Diagnostic::new(NO_METADATA, format!("no charm metadata in {}", folder.display()))
            .help("write a charmcraft.yaml, or a metadata.yaml, there or in its `src` folder");
        return Reading { diagnostics: vec![found], incomplete: true, ..Reading::default() };
    }
    let mut files = Files::default();
    for file in located {
        let bytes = load::bytes(&file.path);
        files.load(file, bytes);
    }
    read_loaded(files)
}

/// The same for files that are in memory: metadata.yaml, config.yaml, actions.yaml, manifest.yaml and charmcraft.yaml, none
/// where it is empty.
pub fn read_bytes(files: [&[u8]; 5]) -> Reading {
    let mut loaded = Files::default();
    for (&(purpose, name), bytes) in Purpose::ALL.iter().zip(files) {
        if !bytes.is_empty() {
            loaded.load(Located { purpose, path: name.into(), name: name.into() }, Ok(bytes.to_vec()));
        }
    }
    read_loaded(loaded)
}

fn read_loaded(mut files: Files) -> Reading {
    let mut reader = Reader::default();
    let metadata = assemble(&files, &mut reader);
    check::check(&files, &metadata, &mut reader.diagnostics, &mut reader.unread);

    let cut = files.cut_short();
    let mut diagnostics = std::mem::take(&mut files.diagnostics);
    for found in reader.diagnostics {
        // What a file that breaks off seems to lack may be in the rest of it.
        if found.span.is_none_or(|span| !cut.contains(&span.source)) {
            diagnostics.push(found);
        }
    }
    diagnostic::sort(&mut diagnostics);
    let incomplete = files.unread || reader.unread || !cut.is_empty();
    Reading { metadata, diagnostics, sources: files.sources, incomplete }
}

fn assemble(files: &Files, reader: &mut Reader) -> Metadata {
    let mut metadata = Metadata::default();
    if let Some(charmcraft) = &files.charmcraft {
        charmcraft::read(charmcraft, &mut metadata);
    }
    if let Some(file) = &files.metadata {
        top::read(file, reader, &mut metadata);
    }
    if let Some(file) = &files.config {
        config::read_file(file, reader, &mut metadata);
    }
    if let Some(file) = &files.actions {
        actions::read_file(file, reader, &mut metadata);
    }
    if let Some(file) = &files.manifest {
        manifest::read(file, reader);
    }
    let Some(charmcraft) = &files.charmcraft else { return metadata };
    reader.rewritten = true;
    if files.metadata.is_none() {
        top::read(charmcraft, reader, &mut metadata);
    }
    if let Some(entry) = in_charmcraft(charmcraft, "config").filter(|_| files.config.is_none()) {
        metadata.sections.push((Section::Config, entry.key.span));
        config::read(&entry.value, entry.key.span, reader, &mut metadata);
    }
    if let Some(entry) = in_charmcraft(charmcraft, "actions").filter(|_| files.actions.is_none()) {
        metadata.sections.push((Section::Actions, entry.key.span));
        actions::read("actions.", &entry.value, reader, &mut metadata);
    }
    metadata
}

/// A section of charmcraft.yaml that becomes a file of its own when the charm is packed; not if it is empty.
fn in_charmcraft<'f>(charmcraft: &'f File, key: &str) -> Option<&'f Entry> {
    charmcraft.mapping()?.entry(key).filter(|entry| !entry.value.is_null())
}
