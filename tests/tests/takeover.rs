//! A charm in Python, with the real ops, that is refreshed to one in Rust: its state goes on, and the way back stays open.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::json;
use standin::judge::say;
use standin::{CharmDir, Juju, State, python};
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
    fn lay(charm: &str) -> Option<Self> {
        let folder = CharmDir::package("takeover");
        let dispatch = folder.path().join("dispatch");
        let rust = fs::read(&dispatch).unwrap();
        // The file that runs is not written over.
        fs::remove_file(&dispatch).unwrap();
        if let Err(error) = python::lay(folder.path(), charm) {
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
    juju.forget_logs();
    juju.dispatch(hook).exit_code()
}

#[test]
fn the_state_goes_on_and_the_way_back_stays_open() {
    let Some(unit) = Unit::lay(CHARM) else { return };
    let mut state = State::unit("takeover/0");
    state.set_config("is-ready", false);
    let mut juju = Juju::new(&unit.folder, state);
    for hook in ["install", "config-changed", "config-changed"] {
        let run = juju.dispatch(hook);
        assert_eq!(run.exit_code(), Some(0), "{run}");
    }
    let file = unit.file().join(FILE);
    let left = fs::read(&file).unwrap();

    // A hook that fails has taken nothing over.
    unit.refresh(&unit.rust);
    assert_eq!(dispatch(&mut juju, "upgrade-charm"), Some(1));
    assert!(juju.state().charm_state.is_empty());
    juju.state_mut().set_config("is-ready", true);
    let expected = |handled: u32| {
        json!({
            "handled": handled, "endpoints": ["10.0.0.1:5432", "größer:5432"], "ports": {"80": "http", "443": "https"},
            "token": [0, 255], "schema": null, "is_set_up": true, "load": 0.5,
        })
    };
    assert_eq!(dispatch(&mut juju, "upgrade-charm"), Some(0), "{:?}", juju.logs());
    assert_eq!(stored(juju.state()), expected(3));
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
    assert_eq!(stored(juju.state()), expected(4));
    assert_eq!(logged(&juju, "WARNING"), [""; 0]);
    assert_eq!(fs::read(&file).unwrap(), left);

    // Rolled back, the charm in Python finds what it had.
    unit.refresh(&unit.python);
    assert_eq!(dispatch(&mut juju, "config-changed"), Some(0));
}

/// Texts that YAML would take for something else, and what takes many lines; and of signs that mean something to it, some hundred.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " lead",
        "trail ",
        "null",
        "yes",
        "No",
        "~",
        "1",
        "-1",
        "+1",
        "0o17",
        "017",
        "08",
        "0x1f",
        "1_000",
        "1.0",
        "1.",
        ".5",
        "1e3",
        "1.5e3",
        "1.0e+16",
        ".inf",
        ".nan",
        "12:30:45",
        "2020-01-01",
        "2020-01-01 10:00:00",
        "10.0.0.1",
        "10.0.0.1:5432",
        "x: y",
        "- a",
        "#c",
        "a #b",
        "[x]",
        "{y}",
        "? z",
        "! t",
        "& u",
        "* v",
        "%w",
        "@x",
        "`y`",
        "=",
        "<<",
        "---",
        "...",
        "it's",
        "\"q\"",
        "a\nb\n",
        "\n",
        "\na",
        "a\n\n",
        "a\n\nb",
        "  \n x",
        "it's\nok",
        "tab\tq",
        "x\r\ny",
        "\u{7}",
        "größer\nü",
        "\u{feff}x",
        "\u{85}",
        "\u{2028} \u{2029}",
        "😀",
        "line\nline\n  indented\n",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend([
        format!("{} y ", "word ".repeat(60)),
        "x".repeat(300),
        format!("{}  {}", "a".repeat(90), "b ".repeat(90)),
    ]);
    let signs: Vec<char> = "ab 1.:-#'\"\n[]{},&*!|>%@`?ü\t\\~".chars().collect();
    let mut number: usize = 1;
    for _ in 0..300 {
        let mut text = String::new();
        for _ in 0..12 {
            number = (number * 1_103_515_245 + 12_345) % (1 << 31);
            text.push(signs[(number >> 8) % signs.len()]);
        }
        texts.push(text);
    }
    texts
}

#[test]
fn what_python_kept_in_juju_goes_on_as_well() {
    let texts = texts();
    let charm = CHARM
        .replace("ops.main(Takeover)", "ops.main(Takeover, use_juju_for_storage=True)")
        .replace(r#"["10.0.0.1:5432", "größer:5432"]"#, &json!(texts).to_string());
    let Some(unit) = Unit::lay(&charm) else { return };
    let mut state = State::unit("takeover/0");
    state.set_config("is-ready", true);
    let mut juju = Juju::new(&unit.folder, state);
    for hook in ["install", "config-changed", "config-changed"] {
        let run = juju.dispatch(hook);
        assert_eq!(run.exit_code(), Some(0), "{run}");
    }
    assert!(!unit.file().join(FILE).exists());
    let left = juju.state().charm_state.clone();

    unit.refresh(&unit.rust);
    assert_eq!(dispatch(&mut juju, "upgrade-charm"), Some(0), "{:?}", juju.logs());
    let taken = stored(juju.state());
    assert_eq!(taken["endpoints"], json!(texts));
    assert_eq!((&taken["handled"], &taken["ports"]), (&json!(3), &json!({"80": "http", "443": "https"})));
    assert_eq!(
        (&taken["token"], &taken["schema"], &taken["load"]),
        (&json!([0, 255]), &json!(null), &json!(0.5))
    );
    assert!(logged(&juju, "INFO").join("\n").contains("taking over what the charm in Python stored in Juju"));
    let warned = logged(&juju, "WARNING").join("\n");
    assert!(
        warned.contains("the charm in Python had deferred `install` (`_install` of `Takeover`)"),
        "{warned}"
    );

    // Once; and what Python left stays.
    assert_eq!(dispatch(&mut juju, "config-changed"), Some(0));
    assert_eq!(stored(juju.state())["handled"], 4);
    assert!(left.iter().all(|(key, value)| juju.state().charm_state.get(key) == Some(value)));
    unit.refresh(&unit.python);
    assert_eq!(dispatch(&mut juju, "config-changed"), Some(0));
}

#[test]
fn a_file_that_is_damaged_fails_the_hook_and_is_left_alone() {
    let folder = CharmDir::package("takeover");
    let file = folder.path().join(FILE);
    fs::write(&file, "no database".repeat(100)).unwrap();
    let mut juju = Juju::new(&folder, State::unit("takeover/0"));
    juju.state_mut().set_config("is-ready", true);
    assert_eq!(dispatch(&mut juju, "upgrade-charm"), Some(1));
    let error = logged(&juju, "ERROR").join("\n");
    assert!(
        error.contains("what the charm in Python stored cannot be taken over")
            && error.contains("not a database"),
        "{error}"
    );
    assert!(juju.state().charm_state.is_empty());
    assert_eq!(fs::read_to_string(&file).unwrap(), "no database".repeat(100));
}
