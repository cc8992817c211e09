//! Which files hold the metadata of a charm.

use std::fs;
use std::path::{Path, PathBuf};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Metadata,
    Config,
    Actions,
    /// What charmcraft writes into the packed charm; beside the others only where a charm was unpacked.
    Manifest,
    Charmcraft,
}

impl Purpose {
    /// All of them with the names of their files, in the order in which they are read.
    pub(crate) const ALL: [(Purpose, &'static str); 5] = [
        (Purpose::Metadata, "metadata.yaml"),
        (Purpose::Config, "config.yaml"),
        (Purpose::Actions, "actions.yaml"),
        (Purpose::Manifest, "manifest.yaml"),
        (Purpose::Charmcraft, "charmcraft.yaml"),
    ];
}

/// A file that is there.
#[derive(Debug)]
pub(crate) struct Located {
    pub(crate) purpose: Purpose,
    pub(crate) path: PathBuf,
    /// The path from the charm's folder.
    pub(crate) name: String,
}

/// The files of a folder, in the order in which they are read; none where neither metadata.yaml nor charmcraft.yaml is there.
pub(crate) fn locate(folder: &Path) -> Vec<Located> {
    let mut found = Vec::new();
    let mut is_charm = false;
    for &(purpose, file) in &Purpose::ALL {
        if let Some(located) = find(folder, purpose, file) {
            is_charm |= matches!(purpose, Purpose::Metadata | Purpose::Charmcraft);
            found.push(located);
        }
    }
    if is_charm { found } else { Vec::new() }
}

/// The names that each file of the metadata can have, from the charm's folder: `metadata.yaml`, or else `src/metadata.yaml`.
pub fn candidates() -> Vec<Vec<String>> {
    let mut candidates = Vec::new();
    for &(purpose, file) in &Purpose::ALL {
        candidates.push(names(purpose, file));
    }
    candidates
}

fn names(purpose: Purpose, file: &str) -> Vec<String> {
    let mut names = vec![file.to_owned()];
    // Charmcraft looks for its own file nowhere else.
    if purpose != Purpose::Charmcraft {
        names.push(format!("src/{file}"));
    }
    names
}

fn find(folder: &Path, purpose: Purpose, file: &str) -> Option<Located> {
    for name in names(purpose, file) {
        let path = folder.join(&name);
        if fs::metadata(&path).is_ok_and(|found| found.is_file()) {
            return Some(Located { purpose, path, name });
        }
    }
    None
}
