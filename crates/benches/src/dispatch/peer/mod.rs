//! The peer: ops, the Python framework, in a virtual environment that is made once and kept in the user's cache.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use standin::cargo::run;

const VERSION: &str = "3.9.0";

const HELLO: (&str, &str, &str) = (
    include_str!("hello.py"),
    "name: hello\nsummary: hello\ndescription: hello\n",
    "options:
  greeting: {type: string, default: Hello}
  recipient: {type: string}
  volume: {type: int, default: 1}
",
);
const RELATIONS: (&str, &str, &str) = (
    include_str!("relations.py"),
    "name: relations-charm\nsummary: r\ndescription: r\nrequires: {db: {interface: addresses}}\n",
    "options: {}\n",
);
const STATEFUL: (&str, &str, &str) = (
    include_str!("stateful.py"),
    "name: stateful-charm\nsummary: s\ndescription: s\nrequires: {queue: {interface: queue}}\n",
    "options:\n  ballast: {type: int, default: 0}\n",
);
const ACTIONS: &str =
    "greet:\n  description: Greets.\n  params: {name: {type: string}}\n  required: [name]\n";

/// The Python that has ops.
pub(crate) struct Peer {
    python: PathBuf,
}

impl Peer {
    /// Finds it, or makes it.
    ///
    /// # Errors
    /// There is no Python, or ops cannot be installed.
    pub(crate) fn find() -> io::Result<Self> {
        Ok(Self { python: environment()?.join("bin/python") })
    }

    /// Lays the charm that does what one of ours does in a folder, with so many deferred events.
    pub(crate) fn lay(&self, name: &str, deferred: usize, folder: &Path) -> io::Result<()> {
        let (charm, metadata, config) = match name {
            "hello" => HELLO,
            "relations-charm" => RELATIONS,
            _ => STATEFUL,
        };
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("src/charm.py"), charm)?;
        fs::write(folder.join("metadata.yaml"), metadata)?;
        fs::write(folder.join("config.yaml"), config)?;
        if name == "relations-charm" {
            fs::write(folder.join("actions.yaml"), ACTIONS)?;
        }
        let dispatch = folder.join("dispatch");
        fs::write(&dispatch, format!("#!/bin/sh\nexec '{}' src/charm.py\n", self.python.display()))?;
        fs::set_permissions(&dispatch, fs::Permissions::from_mode(0o755))?;
        if deferred > 0 {
            let defer = ["-c", include_str!("defer.py"), &deferred.to_string()];
            run(Command::new(&self.python).args(defer).current_dir(folder))?;
        }
        Ok(())
    }
}

/// The virtual environment, made if it is not there; the marker says that it is whole.
fn environment() -> io::Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
        .ok_or_else(|| io::Error::other("neither XDG_CACHE_HOME nor HOME is set"))?;
    let folder = cache.join("charmed-ops/peer-ops-3.9");
    let marker = folder.join(VERSION);
    if !marker.exists() {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let pip = folder.join("bin/pip");
        run(Command::new(pip).args(["install", "--quiet", &format!("ops=={VERSION}")]))?;
        fs::write(marker, "")?;
    }
    Ok(folder)
}
