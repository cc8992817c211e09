//! ops, the Python framework, in a virtual environment that is made once and kept in the user's cache.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::run;

const VERSION: &str = "3.9.0";

/// Lays this source as a charm in Python into a folder: `src/charm.py`, with a `dispatch` that runs it.
///
/// # Errors
/// There is no Python, or ops cannot be installed.
pub fn lay(folder: &Path, source: &str) -> io::Result<()> {
    let python = interpreter()?;
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/charm.py"), source)?;
    let dispatch = folder.join("dispatch");
    fs::write(&dispatch, format!("#!/bin/sh\nexec '{}' src/charm.py\n", python.display()))?;
    fs::set_permissions(&dispatch, fs::Permissions::from_mode(0o755))
}

/// The Python that has ops.
///
/// # Errors
/// As [`lay`].
pub fn interpreter() -> io::Result<PathBuf> {
    environment("peer-ops-3.9", "ops")
}

/// The Python that has ops and its package for tests in memory, `ops.testing` with its `Context`.
///
/// # Errors
/// As [`lay`].
pub fn testing_interpreter() -> io::Result<PathBuf> {
    environment("peer-ops-testing-3.9", "ops[testing]")
}

/// A virtual environment that has this, made if it is not there; the marker says that it is whole.
fn environment(name: &str, package: &str) -> io::Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
        .ok_or_else(|| io::Error::other("neither XDG_CACHE_HOME nor HOME is set"))?;
    let folder = cache.join("charmed-ops").join(name);
    let marker = folder.join(VERSION);
    if !marker.exists() {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let pip = folder.join("bin/pip");
        run(Command::new(pip).args(["install", "--quiet", &format!("{package}=={VERSION}")]))?;
        fs::write(marker, "")?;
    }
    Ok(folder.join("bin/python"))
}
