//! Files as ops 3.9 lays them, by its own SQL, and what it keeps in Juju.

use std::sync::Arc;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::*;
use crate::backend::recording::Recording;
use crate::environment::Environment;
use crate::hook_tools::Tools;
use crate::state::{self, StoredState};

/// `{'port': 5432, 'peers': {'a'}, 'none': None}`.
const STORED: &[u8] = b"\x80\x04\x95'\x00\x00\x00\x00\x00\x00\x00}\x94(\x8c\x04port\x94M8\x15\x8c\x05peers\x94\x8f\x94(\x8c\x01a\x94\x90\x8c\x04none\x94Nu.";
/// `{'when': datetime.date(2020, 1, 1)}`.
const CLASS: &[u8] = b"\x80\x04\x95*\x00\x00\x00\x00\x00\x00\x00}\x94\x8c\x04when\x94\x8c\x08datetime\x94\x8c\x04date\x94\x93\x94C\x04\x07\xe4\x01\x01\x94\x85\x94R\x94s.";

fn lay(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join(FILE)).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE snapshot (handle TEXT PRIMARY KEY, data BLOB);
             CREATE TABLE notice (sequence INTEGER PRIMARY KEY AUTOINCREMENT, event_path TEXT, observer_path TEXT, method_name TEXT);
             INSERT INTO notice VALUES (4, 'WebApp/on/config_changed[5]', 'WebApp', '_on_config_changed'),
                (2, 'WebApp/Database[db]/on/created[1]', 'WebApp', '_on_created');",
        )
        .unwrap();
    let insert = "INSERT INTO snapshot VALUES (?, ?)";
    connection.execute(insert, ("WebApp/StoredStateData[_stored]", STORED)).unwrap();
    connection.execute(insert, ("WebApp/Clock[c]/StoredStateData[_stored]", CLASS)).unwrap();
    connection
}

#[test]
fn objects_are_found_by_their_handles_and_events_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    assert!(PythonState::read(&path).unwrap().is_none());
    lay(folder.path());
    let python = PythonState::read(&path).unwrap().unwrap();
    let stored = python.stored_state("WebApp", "_stored").unwrap();
    assert_eq!(stored.get::<u16>("port").unwrap(), Some(5432));
    assert_eq!(stored.get::<Vec<String>>("peers").unwrap(), Some(vec!["a".to_owned()]));
    assert_eq!(stored.get::<u16>("none").unwrap(), None);
    assert_eq!(stored.get::<u16>("other").unwrap(), None);
    let error = stored.get::<String>("port").unwrap_err().to_string();
    assert_eq!(
        error,
        "`port` of `WebApp/StoredStateData[_stored]`: invalid type: integer, expected a string"
    );

    let error = python.stored_state("WebApp", "state").unwrap_err().to_string();
    let expected = "`WebApp/StoredStateData[state]`: it is not stored; there are `WebApp/Clock[c]/StoredStateData[_stored]`, `WebApp/StoredStateData[_stored]`";
    assert_eq!(error, expected);
    let error = python.stored_state("WebApp/Clock[c]", "_stored").unwrap_err().to_string();
    assert!(error.contains("it names `datetime.date`"), "{error}");

    let events: Vec<String> = python.notices().iter().map(ToString::to_string).collect();
    assert_eq!(
        events,
        ["`created` (`_on_created` of `WebApp`)", "`config_changed` (`_on_config_changed` of `WebApp`)"]
    );
    assert!(!format!("{python:?}{stored:?}").contains("5432"));
}

#[test]
fn a_file_that_is_none_says_so_and_an_empty_one_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let said = || PythonState::read(&path).unwrap_err().to_string();
    std::fs::write(&path, "").unwrap();
    assert!(PythonState::read(&path).unwrap().is_none());
    std::fs::write(&path, "no database, and long enough to have a header of a hundred bytes".repeat(20))
        .unwrap();
    assert!(said().contains("not a database"), "{}", said());
    std::fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE other (a)").unwrap();
    assert!(said().contains("no such table: snapshot"), "{}", said());
    std::fs::remove_file(&path).unwrap();
    lay(folder.path()).execute_batch("UPDATE snapshot SET data = 'text'").unwrap();
    assert!(said().contains("Invalid column type Text"), "{}", said());
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    assert!(said().ends_with("it is no file"), "{}", said());
}

/// A dispatch of the charm in Python that was killed while it wrote: its pages are in the file, and the old ones beside it.
#[test]
#[cfg(unix)]
fn a_commit_that_was_cut_short_is_rolled_back() {
    let folder = tempfile::tempdir().unwrap();
    drop(lay(folder.path()));
    let connection = Connection::open(folder.path().join(FILE)).unwrap();
    // As in the middle of a commit: everything is spilled into the file before it ends.
    connection
        .execute_batch("PRAGMA cache_spill = 1; PRAGMA cache_size = 1; BEGIN; DELETE FROM notice;")
        .unwrap();
    for number in 0..200 {
        connection
            .execute("INSERT INTO snapshot VALUES (?, ?)", (format!("more {number}"), vec![0_u8; 4000]))
            .unwrap();
    }
    let cut = tempfile::tempdir().unwrap();
    for name in [FILE.to_owned(), format!("{FILE}-journal")] {
        std::fs::copy(folder.path().join(&name), cut.path().join(&name)).unwrap();
    }
    // Without what is beside it, the file is what the killed dispatch wrote, or nothing that reads.
    let torn = tempfile::tempdir().unwrap();
    std::fs::copy(folder.path().join(FILE), torn.path().join(FILE)).unwrap();
    let torn = PythonState::read(&torn.path().join(FILE));
    assert!(torn.is_err() || torn.is_ok_and(|torn| torn.unwrap().notices().is_empty()));
    let python = PythonState::read(&cut.path().join(FILE)).unwrap().unwrap();
    assert_eq!((python.handles().count(), python.notices().len()), (2, 2));
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct State {
    port: u16,
}

impl StoredState for State {
    fn initial() -> Self {
        Self { port: 0 }
    }

    fn from_python(cx: &Context) -> Result<Option<Self>, Error> {
        taken_over::<Self, _>(port, cx)
    }
}

fn port(python: &PythonState) -> Result<State, PythonStateError> {
    python.in_juju().unwrap_or(python).stored_state("WebApp", "_stored")?.decode()
}

/// A charm in this folder, with this kept in Juju.
fn context(folder: &Path, state: &str) -> (Arc<Recording>, Context) {
    let juju = Recording::new([("state-get", state)]);
    let variables = [("JUJU_DISPATCH_PATH", "hooks/upgrade-charm"), ("JUJU_UNIT_NAME", "web/0")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let charm_dir = ("JUJU_CHARM_DIR".to_owned(), folder.to_str().unwrap().to_owned());
    let environment = Environment::from_map(&variables.into_iter().chain([charm_dir]).collect()).unwrap();
    let cx = Context::new(&environment, Tools::new(juju.clone()));
    (juju, cx)
}

#[test]
fn it_is_taken_over_where_nothing_was_stored_and_never_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let (_juju, cx) = context(folder.path(), "null");
    let first = || state::first::<State>(&cx);
    assert_eq!(first().unwrap(), State { port: 0 });
    let connection = lay(folder.path());
    assert_eq!(first().unwrap(), State { port: 5432 });
    connection.execute_batch("UPDATE snapshot SET data = x'80042e'").unwrap();
    let error = first().unwrap_err().to_string();
    let expected = "the charm's state: what the charm in Python stored cannot be taken over: `WebApp/StoredStateData[_stored]`: there is no value for it";
    assert!(error.starts_with(expected), "{error}");
}

/// As `state-get --format=json` tells it.
const IN_JUJU: &str = r##"{
    "StoredStateData[_stored]": "{event_count: 3}\n",
    "WebApp/StoredStateData[_stored]": "peers: !!set {a: null}\nport: 5433\n",
    "WebApp/on/config_changed[3]": "null\n",
    "#notices#": "- !!python/tuple ['WebApp/on/config_changed[3]', WebApp, _on_config_changed]\n",
    "ops.v1.index": "", "of-the-charm": "[", "": ""
}"##;

#[test]
fn what_is_in_juju_is_taken_over_too() {
    let folder = tempfile::tempdir().unwrap();
    let (juju, cx) = context(folder.path(), IN_JUJU);
    assert_eq!(state::first::<State>(&cx).unwrap(), State { port: 5433 });
    assert_eq!(juju.lines(), ["state-get --format=json"]);
    let stored: std::collections::BTreeMap<String, String> = serde_json::from_str(IN_JUJU).unwrap();
    let python = PythonState::read_juju(stored.iter().map(|(key, text)| (key.as_str(), text.as_str())))
        .unwrap()
        .unwrap();
    assert_eq!(
        python.handles().collect::<Vec<_>>(),
        ["StoredStateData[_stored]", "WebApp/StoredStateData[_stored]", "WebApp/on/config_changed[3]"]
    );
    let peers: Vec<String> = python.stored_state("WebApp", "_stored").unwrap().get("peers").unwrap().unwrap();
    assert_eq!(peers, ["a"]);
    assert_eq!(python.notices()[0].to_string(), "`config_changed` (`_on_config_changed` of `WebApp`)");

    // Beside a file it is what the function asks for.
    drop(lay(folder.path()));
    assert_eq!(state::first::<State>(&cx).unwrap(), State { port: 5433 });
    let (_juju, cx) = context(folder.path(), r#"{"of-the-charm": "[", "other]": ""}"#);
    assert_eq!(state::first::<State>(&cx).unwrap(), State { port: 5432 });

    // What does not read is no fresh beginning.
    for (key, text, expected) in [
        (
            "WebApp/StoredStateData[_stored]",
            "port: !!python/name:os.system ''",
            "it names `python/name:os.system`",
        ),
        ("#notices#", "[[a]]", "its deferred events, `#notices#`: one has not an event"),
    ] {
        let mut stored = stored.clone();
        stored.insert(key.to_owned(), text.to_owned());
        let (_juju, cx) = context(folder.path(), &serde_json::to_string(&stored).unwrap());
        let error = state::first::<State>(&cx).unwrap_err().to_string();
        assert!(error.contains("cannot be taken over: ") && error.contains(expected), "{error}");
    }
}
