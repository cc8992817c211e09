//! The zip file that a charm is.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A file of the charm.
pub(super) struct Entry {
    /// Its path in the charm, with `/`.
    pub(super) name: String,
    /// Whether it can be run. Juju sets that itself for hooks alone, not for `dispatch`.
    pub(super) is_program: bool,
    pub(super) content: Content,
}

pub(super) enum Content {
    Text(String),
    File(PathBuf),
}

/// Writes a charm, whole or not at all.
pub(super) fn write(path: &Path, entries: &[Entry]) -> Result<(), String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{} cannot be written: {error}", path.display());
    let mut beside = beside(path).map_err(|error| wrong(&error))?;
    fill(beside.as_file_mut(), entries).map_err(|error| wrong(&error))?;
    beside.persist(path).map_err(|error| wrong(&error.error))?;
    Ok(())
}

/// Readable as any file that is written, not to its owner alone as temporary files are.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.suffix(".part");
    #[cfg(unix)]
    builder.permissions(<std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Entries of one date, that of the format's beginning: what is in a charm does not depend on when it was packed.
fn fill(file: impl Write + Seek, entries: &[Entry]) -> io::Result<()> {
    let mut zip = ZipWriter::new(file);
    for entry in entries {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(if entry.is_program { 0o755 } else { 0o644 });
        zip.start_file(entry.name.as_str(), options)?;
        match &entry.content {
            Content::Text(text) => zip.write_all(text.as_bytes())?,
            Content::File(path) => {
                let named =
                    |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
                io::copy(&mut File::open(path).map_err(named)?, &mut zip).map_err(named)?;
            }
        }
    }
    zip.finish()?.flush()
}
