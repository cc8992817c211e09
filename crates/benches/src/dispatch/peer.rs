//! The peer: ops, the Python framework, in a virtual environment that is made once and kept in the user's cache.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use standin::cargo::run;

const VERSION: &str = "3.9.0";

/// What the example `hello` does, in Python.
const CHARM: &str = r#"import ops


class Hello(ops.CharmBase):
    def __init__(self, framework):
        super().__init__(framework)
        framework.observe(self.on.install, self._install)
        framework.observe(self.on.start, self._start)
        framework.observe(self.on.collect_unit_status, self._status)

    def _install(self, event):
        self.unit.status = ops.MaintenanceStatus("clearing its throat")

    def _start(self, event):
        self.unit.set_workload_version("0.1.0")

    def _status(self, event):
        config = self.config
        if config.get("recipient") is None:
            event.add_status(ops.BlockedStatus("set the option `recipient`"))
        else:
            text = config["greeting"] + ", " + config["recipient"] + "!" * config["volume"]
            event.add_status(ops.ActiveStatus(text))


ops.main(Hello)
"#;
const METADATA: &str = "name: hello\nsummary: hello\ndescription: hello\n";
const CONFIG: &str = "options:
  greeting: {type: string, default: Hello}
  recipient: {type: string}
  volume: {type: int, default: 1}
";

/// Lays the peer's charm in a folder.
///
/// # Errors
/// There is no Python, or ops cannot be installed.
pub(crate) fn lay(folder: &Path) -> io::Result<PathBuf> {
    let python = environment()?.join("bin/python");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/charm.py"), CHARM)?;
    fs::write(folder.join("metadata.yaml"), METADATA)?;
    fs::write(folder.join("config.yaml"), CONFIG)?;
    let dispatch = folder.join("dispatch");
    fs::write(&dispatch, format!("#!/bin/sh\nexec '{}' src/charm.py\n", python.display()))?;
    fs::set_permissions(&dispatch, fs::Permissions::from_mode(0o755))?;
    Ok(folder.to_owned())
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
