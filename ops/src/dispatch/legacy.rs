//! Hook files of charms that grew up before `dispatch`: if there is an executable `hooks/<name>` or `actions/<name>`
//! beside the charm, it runs first.

use std::path::Path;
use std::process::Command;

use crate::environment::Environment;

/// Runs it if there is one. A code to exit with if nothing else is to run.
pub(super) fn run(environment: &Environment) -> Option<u8> {
    if environment.is_in_memory {
        return None;
    }
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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::collections::BTreeMap;
    use std::os::unix::fs::symlink;

    use super::*;

    /// A charm whose `hooks/install` is a link to `target`; what running it gives.
    fn install(target: &str) -> Option<u8> {
        install_in(target, |environment| environment)
    }

    fn install_in(target: &str, of: impl FnOnce(Environment) -> Environment) -> Option<u8> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("hooks")).unwrap();
        std::fs::write(folder.path().join("dispatch"), "not to be run").unwrap();
        std::fs::write(folder.path().join("notes"), "not to be run").unwrap();
        symlink(target, folder.path().join("hooks/install")).unwrap();
        let charm_dir = folder.path().to_str().unwrap();
        let variables = [
            ("JUJU_DISPATCH_PATH", "hooks/install"),
            ("JUJU_UNIT_NAME", "web/0"),
            ("JUJU_CHARM_DIR", charm_dir),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        run(&of(Environment::from_map(&BTreeMap::from(variables)).unwrap()))
    }

    #[test]
    fn a_hook_file_runs_first_and_if_it_fails_nothing_else_does() {
        assert_eq!(install("/bin/true"), None);
        assert_eq!(install("/bin/false"), Some(1));
    }

    #[test]
    fn a_test_in_memory_runs_no_file() {
        let in_memory = |environment| Environment { is_in_memory: true, ..environment };
        assert_eq!(install_in("/bin/false", in_memory), None);
    }

    #[test]
    fn what_is_not_there_or_not_executable_or_the_charm_itself_is_passed_over() {
        assert_eq!(install("nothing-there"), None);
        assert_eq!(install("../notes"), None);
        assert_eq!(install("../dispatch"), None);
        assert_eq!(install(std::env::current_exe().unwrap().to_str().unwrap()), None);
    }
}
