//! A charm as it lies on a unit: its metadata, and its program as `dispatch`.
#![allow(
    clippy::panic,
    reason = "the fixture of a test: what cannot be laid fails that test, with the reason"
)]

use std::fs;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::cargo;

/// The files that Juju unpacks, where the charm has them.
const METADATA: [&str; 4] = ["charmcraft.yaml", "metadata.yaml", "config.yaml", "actions.yaml"];

/// A charm's folder on a unit; it is removed with this value.
#[derive(Debug)]
pub struct CharmDir(TempDir);

impl CharmDir {
    /// One of the workspace's examples. The first call of a process has cargo build them.
    ///
    /// # Panics
    /// When they do not build, or there is no such example.
    pub fn example(name: &str) -> Self {
        static BUILT: OnceLock<Result<(), String>> = OnceLock::new();
        let built = BUILT.get_or_init(|| {
            let packages = ["hello", "database-client", "postgresql-provider", "postgresql-requirer"];
            cargo::build(&packages.map(|package| ["-p", package]).concat()).map_err(|error| error.to_string())
        });
        built.as_ref().unwrap_or_else(|error| panic!("the examples: {error}"));
        let program = cargo::programs().map(|folder| folder.join(name));
        Self::lay(program, &cargo::root().join("examples").join(name))
    }

    /// One of this package's own charms, which cargo has built for the tests.
    ///
    /// # Panics
    /// When there is no such charm.
    pub fn of_tests(name: &str) -> Self {
        let program = cargo::programs().map(|folder| folder.join(name));
        Self::lay(program, &cargo::root().join("tests/src/bin").join(name))
    }

    /// One that is built with a feature of this package, in release mode or not.
    ///
    /// # Panics
    /// When it does not build.
    pub fn of_tests_with(name: &str, feature: &str, is_release: bool) -> Self {
        let what = ["-p", "tests", "--features", feature, "--bin", name];
        let folder = match is_release {
            true => cargo::build_release(&what),
            false => cargo::build(&what).and_then(|()| cargo::programs()),
        };
        Self::lay(folder.map(|folder| folder.join(name)), &cargo::root().join("tests/src/bin").join(name))
    }

    /// The same charm in release mode, as it is packed: another optimisation, and a panic aborts.
    ///
    /// # Panics
    /// When it does not build.
    pub fn of_tests_in_release(name: &str) -> Self {
        let program = cargo::build_release(&["-p", "tests", "--bin", name]).map(|folder| folder.join(name));
        Self::lay(program, &cargo::root().join("tests/src/bin").join(name))
    }

    /// A charm that is a package of its own in the folder of the tests, under its name. Cargo builds it.
    ///
    /// # Panics
    /// When it does not build, or there is no such charm.
    pub fn package(name: &str) -> Self {
        let program =
            cargo::build(&["-p", name]).and_then(|()| cargo::programs()).map(|folder| folder.join(name));
        Self::lay(program, &cargo::root().join("tests").join(name))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    fn lay(program: io::Result<impl AsRef<Path>>, metadata: &Path) -> Self {
        let laid = program.and_then(|program| Self::try_lay(program.as_ref(), metadata));
        laid.unwrap_or_else(|error| panic!("the charm of {}: {error}", metadata.display()))
    }

    fn try_lay(program: &Path, metadata: &Path) -> io::Result<Self> {
        let folder = TempDir::with_prefix("charm-")?;
        fs::copy(program, folder.path().join("dispatch"))?;
        for name in METADATA {
            let file = metadata.join(name);
            if file.is_file() {
                fs::copy(file, folder.path().join(name))?;
            }
        }
        Ok(Self(folder))
    }
}

impl AsRef<Path> for CharmDir {
    fn as_ref(&self) -> &Path {
        self.path()
    }
}
