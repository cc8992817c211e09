//! Files that are written whole or not at all: beside, then renamed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Replaces the text of a file that still has the text `before`; its permissions stay.
pub(crate) fn replace(path: &Path, before: &str, after: &str) -> Result<(), String> {
    let replaced = || -> io::Result<bool> {
        // A link stays one.
        let path = path.canonicalize()?;
        let mut beside = beside(&path)?;
        beside.write_all(after.as_bytes())?;
        beside.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
        beside.as_file().sync_all()?;
        if fs::read(&path)? != before.as_bytes() {
            return Ok(false);
        }
        beside.persist(&path).map_err(|error| error.error)?;
        Ok(true)
    };
    match replaced() {
        Ok(true) => Ok(()),
        Ok(false) => Err("it was changed meanwhile".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Makes a file; what is there already stays, unless `force` says that it goes.
pub(crate) fn create(path: &Path, text: &str, force: bool) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if force && let Ok(path) = path.canonicalize() {
        let mut beside = beside(&path)?;
        beside.write_all(text.as_bytes())?;
        beside.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
        beside.persist(&path).map_err(|error| error.error)?;
        return Ok(());
    }
    let mut new = OpenOptions::new().write(true).create_new(true).open(path)?;
    new.write_all(text.as_bytes())
}

fn beside(path: &Path) -> io::Result<NamedTempFile> {
    NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))
}
