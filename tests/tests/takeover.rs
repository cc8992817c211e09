//! A charm in Python, with the real ops, that is refreshed to one in Rust: its state goes on, and the way back stays open.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::json;
use standin::judge::say;
use standin::{CharmDir, Juju, World, python};
use support::{logged, stored};

const FILE: &str = ".unit-state.db";

/// What the charm was before.
const CHARM: &str = r#"import ops


class Database(ops.Object):
    _stored = ops.StoredState()

    def __init__(self, charm, key):
        super().__init__(charm, key)
        self._stored.set_default(endpoints=["10.0.0.1:5432", "größer:5432"])


class Takeover(ops.CharmBase):
    _stored = ops.StoredState()

    def __init__(self, framework):
        super().__init__(framework)
        self._stored.set_default(
            handled=0, ports={80: "http", 443: "https"}, token=b"\x00\xff", schema=None, is_set_up=True, load=0.5
        )
        self.database = Database(self, "db")
        framework.observe(self.on.install, self._install)
        framework.observe(self.on.config_changed, self._configure)

    def _install(self, event):
        event.defer()

    def _configure(self, event):
        self._stored.handled += 1


ops.main(Takeover)
"#;

/// The charm's folder on a unit: in Rust with what it was built from, and with another `dispatch` in Python.
struct Unit {
    folder: CharmDir,
    rust: Vec<u8>,
    python: Vec<u8>,
}

impl Unit {
    /// `None` where there is no ops for Python, which is said.
    fn lay() -> Option<Self> {
        let folder = CharmDir::package("takeover");
        let dispatch = folder.path().join("dispatch");
        let rust = fs::read(&dispatch).unwrap();
        // The file that runs is not written over.
        fs::remove_file(&dispatch).unwrap();
        if let Err(error) = python::lay(folder.path(), CHARM) {
            say(&format!("SKIPPED: no charm in Python: {error}"));
            return None;
        }
        let python = fs::read(&dispatch).unwrap();
        Some(Self { folder, rust, python })
    }

    fn refresh(&self, dispatch: &[u8]) {
        fs::write(self.folder.path().join("dispatch"), dispatch).unwrap();
    }

    fn file(&self) -> &Path {
        self.folder.path()
    }
}

fn dispatch(juju: &mut Juju, hook: &str) -> Option<i32> {
    juju.world_mut().logs.clear();
    juju.dispatch(hook).exit_code()
}

#[test]
fn the_state_goes_on_and_the_way_back_stays_open() {
    let Some(unit) = Unit::lay() else { return };
    let mut world = World::unit("takeover/0");
    world.set_config("is-ready", false);
    let mut juju = Juju::new(&unit.folder, world);
    for hook in ["install", "config-changed", "config-changed"] {
        let run = juju.dispatch(hook);
        assert_eq!(run.exit_code(), Some(0), "{run}");
    }
    let file = unit.file().join(FILE);
    let left = fs::read(&file).unwrap();

    // A hook that fails has taken nothing over.
    unit.refresh(&unit.rust);
    assert_eq!(dispatch(&mut juju, "upgrade-charm"), Some(1));
    assert!(juju.world().state.is_empty());
    juju.world_mut().set_config("is-ready", true);
    let expected = |handled: u32| {
        json!({
            "handled": handled, "endpoints": ["10.0.0.1:5432", "größer:5432"], "ports": {"80": "http", "443": "https"},
            "token": [0, 255], "schema": null, "is_set_up": true, "load": 0.5,
        })
    };
    assert_eq!(dispatch(&mut juju, "upgrade-charm"), Some(0), "{:?}", juju.world().logs);
    assert_eq!(stored(juju.world()), expected(3));
    assert!(logged(&juju, "INFO").join("\n").contains("taking over what the charm in Python stored"));
    let warned = logged(&juju, "WARNING").join("\n");
    assert!(
        warned.contains(
            "the charm in Python had deferred `install` (`_install` of `Takeover`): it does not run again"
        ),
        "{warned}"
    );

    // Once.
    assert_eq!(dispatch(&mut juju, "config-changed"), Some(0));
    assert_eq!(stored(juju.world()), expected(4));
    assert_eq!(logged(&juju, "WARNING"), [""; 0]);
    assert_eq!(fs::read(&file).unwrap(), left);

    // Rolled back, the charm in Python finds what it had.
    unit.refresh(&unit.python);
    assert_eq!(dispatch(&mut juju, "config-changed"), Some(0));
}

#[test]
fn a_file_that_is_damaged_fails_the_hook_and_is_left_alone() {
    let folder = CharmDir::package("takeover");
    let file = folder.path().join(FILE);
    fs::write(&file, "no database".repeat(100)).unwrap();
    let mut juju = Juju::new(&folder, World::unit("takeover/0"));
    juju.world_mut().set_config("is-ready", true);
    assert_eq!(dispatch(&mut juju, "upgrade-charm"), Some(1));
    let error = logged(&juju, "ERROR").join("\n");
    assert!(
        error.contains("what the charm in Python stored cannot be taken over")
            && error.contains("not a database"),
        "{error}"
    );
    assert!(juju.world().state.is_empty());
    assert_eq!(fs::read_to_string(&file).unwrap(), "no database".repeat(100));
}
