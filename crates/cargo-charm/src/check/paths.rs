//! Paths of files: as people see them, and as programs on another machine can find them.

use std::env;
use std::path::{Component, Path, PathBuf};

use ops_metadata::Source;

/// The path of a file for people and programs here: as it was opened, without a leading `./`.
pub(super) fn shown(source: &Source) -> String {
    source.place()
}

/// The path of a file below the folder that this runs in, or the whole path.
pub(super) fn from_here(file: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    file.strip_prefix(here).unwrap_or(file).display().to_string()
}

/// The whole path of a file, without links, for a comparison.
pub(super) fn whole(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| plain(&env::current_dir().unwrap_or_default().join(file)))
}

/// The path of a file from the root of the repository: in a GitHub workflow that is where it was checked out, elsewhere
/// the folder that this runs in. With `/`, and absolute where the file is in neither.
pub(super) fn in_repository(file: &str) -> String {
    let Ok(here) = env::current_dir() else { return with_slashes(Path::new(file)) };
    let path = plain(&here.join(file));
    // The current folder has no links in it, so the other must have none.
    let checkout = env::var_os("GITHUB_WORKSPACE").and_then(|root| PathBuf::from(root).canonicalize().ok());
    let checkout = checkout.filter(|root| here.starts_with(root));
    let root = checkout.unwrap_or(here);
    with_slashes(path.strip_prefix(&root).unwrap_or(&path))
}

/// The same as a relative reference of a URI (RFC 3986).
pub(super) fn uri(file: &str) -> String {
    let path = in_repository(file);
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    if Path::new(&path).is_absolute() {
        format!("file://{}{uri}", if uri.starts_with('/') { "" } else { "/" })
    } else {
        uri
    }
}

/// Without `.`, and without `..` behind a name.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

fn with_slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}
