//! The files of a charm that are neither its program nor its metadata.

use std::fs;
use std::path::Path;

use super::archive::{Content, Entry};

/// Files that go into the charm where they are there.
const FILES: [&str; 5] = ["LICENSE", "README.md", "icon.svg", "lxd-profile.yaml", "version"];

/// Folders of which everything goes.
const FOLDERS: [&str; 2] = ["lib", "templates"];

/// Those that are there. A link to a file is the file; one to a folder is left out, since it may lead in a circle.
pub(super) fn files(charm: &Path) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    for name in FILES {
        if charm.join(name).is_file() {
            entries.push(entry(charm, name.to_owned()));
        }
    }
    for name in FOLDERS {
        if charm.join(name).is_dir() {
            collect(charm, name, &mut entries)?;
        }
    }
    Ok(entries)
}

fn collect(charm: &Path, below: &str, entries: &mut Vec<Entry>) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", charm.join(below).display());
    for found in fs::read_dir(charm.join(below)).map_err(wrong)? {
        let found = found.map_err(wrong)?;
        let Ok(name) = found.file_name().into_string() else {
            return Err(format!("the name of {} is not UTF-8: it cannot be packed", found.path().display()));
        };
        let name = format!("{below}/{name}");
        if found.file_type().map_err(wrong)?.is_dir() {
            collect(charm, &name, entries)?;
        } else if found.path().is_file() {
            entries.push(entry(charm, name));
        }
    }
    Ok(())
}

fn entry(charm: &Path, name: String) -> Entry {
    let path = charm.join(&name);
    Entry { is_program: is_program(&path), name, content: Content::File(path) }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o100 != 0)
}

/// Elsewhere no file says so.
#[cfg(not(unix))]
fn is_program(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn what_is_there_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["README.md", "Cargo.toml", "secret", "templates/a/b.conf", "lib/x"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let mut names: Vec<String> =
            files(folder.path()).unwrap().into_iter().map(|entry| entry.name).collect();
        names.sort();
        assert_eq!(names, ["README.md", "lib/x", "templates/a/b.conf"]);
    }
}
