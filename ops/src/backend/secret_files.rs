//! A secret's values as files for a hook tool: arguments can be read by every user of the machine, and these cannot.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;

use crate::secret::SecretContent;

/// A folder of mode 0700 with a file of mode 0600 for each value. It is removed with this value.
pub(super) struct SecretFiles {
    folder: PathBuf,
    args: Vec<OsString>,
}

impl SecretFiles {
    /// Writes them below the folder for temporary files (`TMPDIR`).
    pub(super) fn write(content: &SecretContent) -> io::Result<Self> {
        // Juju's agent opens them, in whatever folder it works.
        let parent = std::path::absolute(std::env::temp_dir())?;
        sweep(&parent);
        let mut files = Self { folder: fresh_folder(&parent)?, args: Vec::new() };
        for (number, (key, value)) in content.iter().enumerate() {
            // A key may be too long for a file's name.
            let path = files.folder.join(number.to_string());
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
            file.write_all(value.expose_secret().as_bytes())?;
            let mut arg = OsString::from(format!("{key}#file="));
            arg.push(path);
            files.args.push(arg);
        }
        Ok(files)
    }

    /// `key#file=PATH` for each value.
    pub(super) fn args(&self) -> &[OsString] {
        &self.args
    }
}

/// What the name of each folder begins with; the number of the process follows.
const NAME: &str = "ops-secret-";

/// Removes what processes have left that were killed in the middle of a call.
fn sweep(parent: &Path) {
    // Without it nobody can be told from the dead.
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(NAME)?.split('-').next());
        let is_dead = |process: &str| process.parse::<u32>().is_ok() && !processes.join(process).exists();
        if process.is_some_and(is_dead) {
            // It may be another user's, who can do it.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A folder that was not there before: to make it is to own it, and its name cannot be guessed.
fn fresh_folder(parent: &Path) -> io::Result<PathBuf> {
    let process = std::process::id();
    loop {
        // The standard library seeds its hashers from the system's randomness.
        let folder = parent.join(format!("{NAME}{process}-{:016x}", RandomState::new().hash_one(process)));
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                let place = parent.display();
                return Err(io::Error::new(
                    error.kind(),
                    format!("a folder for the secret in {place}: {error}"),
                ));
            }
            Ok(()) => return Ok(folder),
        }
    }
}

impl Drop for SecretFiles {
    fn drop(&mut self) {
        // Who cannot remove them could not say so to anybody who can.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_leaves_nothing_behind() {
        let content = SecretContent::new([("password", "hunter2")]).unwrap();
        let mut folder = PathBuf::new();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let files = SecretFiles::write(&content).unwrap();
            folder.clone_from(&files.folder);
            assert!(folder.join("0").is_file());
            panic!("in the middle of a call");
        }));
        assert!(panicked.is_err() && folder.is_absolute() && !folder.exists());
    }

    #[test]
    fn what_the_dead_have_left_is_removed_and_nothing_else() {
        let parent = tempfile::tempdir().unwrap();
        let mut child = std::process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        let living = std::process::id();
        let dead = format!("ops-secret-{}-1", child.id());
        let others =
            [format!("ops-secret-{living}-1"), "ops-secret-x-1".to_owned(), "ops-secrets".to_owned()];
        for name in others.iter().chain([&dead]) {
            fs::create_dir(parent.path().join(name)).unwrap();
            fs::write(parent.path().join(name).join("0"), "hunter2").unwrap();
        }
        sweep(parent.path());
        assert!(!parent.path().join(dead).exists());
        assert!(others.iter().all(|name| parent.path().join(name).join("0").exists()));
    }

    #[test]
    fn a_place_that_is_not_there_is_named() {
        let error = fresh_folder(Path::new("/no/such/place")).unwrap_err().to_string();
        assert!(error.contains("for the secret in /no/such/place"), "{error}");
    }
}
