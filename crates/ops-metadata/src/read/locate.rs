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
    let found: Vec<Located> =
        Purpose::ALL.into_iter().filter_map(|(purpose, file)| find(folder, purpose, file)).collect();
    let is_charm =
        found.iter().any(|located| matches!(located.purpose, Purpose::Metadata | Purpose::Charmcraft));
    if is_charm { found } else { Vec::new() }
}

/// The names that each file of the metadata can have, from the charm's folder: `metadata.yaml`, or else `src/metadata.yaml`.
pub fn candidates() -> impl Iterator<Item = Vec<String>> {
    Purpose::ALL.into_iter().map(|(purpose, file)| names(purpose, file).collect())
}

fn names(purpose: Purpose, file: &'static str) -> impl Iterator<Item = String> {
    // Charmcraft looks for its own file nowhere else.
    let places: &[&str] = if purpose == Purpose::Charmcraft { &[""] } else { &["", "src/"] };
    places.iter().map(move |place| format!("{place}{file}"))
}

fn find(folder: &Path, purpose: Purpose, file: &'static str) -> Option<Located> {
    names(purpose, file).find_map(|name| {
        let path = folder.join(&name);
        let is_file = fs::metadata(&path).is_ok_and(|found| found.is_file());
        is_file.then_some(Located { purpose, path, name })
    })
}
