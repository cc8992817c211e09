//! The peer: a charm on ops, the Python framework.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use standin::python;

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
    fs::create_dir_all(folder)?;
    fs::write(folder.join("metadata.yaml"), METADATA)?;
    fs::write(folder.join("config.yaml"), CONFIG)?;
    python::lay(folder, CHARM)?;
    Ok(folder.to_owned())
}
