//! Hook files of charms that grew up before `dispatch`: if there is an executable `hooks/<name>` or `actions/<name>`
//! beside the charm, it runs first.

use std::path::Path;
use std::process::Command;

use super::Environment;

/// Runs it if there is one. A code to exit with if nothing else is to run.
pub(super) fn run(environment: &Environment) -> Option<u8> {
    let file = environment.charm_dir.join(&environment.dispatch_path);
    let metadata = std::fs::metadata(&file).ok().filter(std::fs::Metadata::is_file)?;
    if is_this_charm(&file, &environment.charm_dir) {
        return None;
    }
    let shown = environment.dispatch_path.display();
    if !is_executable(&metadata) {
        tracing::warn!("{shown} is there but not executable, so it does not run");
        return None;
    }
    // Juju's own limit for a hook is none.
    let status = Command::new(&file).args(std::env::args_os().skip(1)).env("OPERATOR_DISPATCH", "1").status();
    match status {
        Ok(status) if status.success() => None,
        Ok(status) => {
            tracing::error!("{shown} failed ({status}), so the charm does not run");
            Some(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
        }
        Err(error) => {
            tracing::error!("{shown} cannot be run: {error}");
            Some(1)
        }
    }
}

/// A link to `dispatch`, or to the program itself.
fn is_this_charm(file: &Path, charm_dir: &Path) -> bool {
    let Ok(file) = file.canonicalize() else { return false };
    let is = |other: std::io::Result<std::path::PathBuf>| {
        other.and_then(|other| other.canonicalize()).is_ok_and(|other| other == file)
    };
    is(std::env::current_exe()) || is(Ok(charm_dir.join("dispatch")))
}

#[cfg(unix)]
fn is_executable(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &std::fs::Metadata) -> bool {
    true
}
