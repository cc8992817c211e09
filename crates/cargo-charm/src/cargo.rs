//! Cargo, and the packages that it builds.

use std::env;
use std::path::Path;
use std::process::Command;

/// Whether there is something to build.
pub(crate) fn is_package(folder: &Path) -> bool {
    folder.join("Cargo.toml").is_file()
}

/// Cargo, as if no cargo had started this program: it would take that one's package for its own.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let of_package = |name: &str| {
            ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
                .iter()
                .any(|start| name.starts_with(start))
        };
        if name.to_str().is_some_and(of_package) {
            command.env_remove(name);
        }
    }
    command
}
