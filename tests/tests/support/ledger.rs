//! A unit of one of the two ledger charms, with all that there is to lose.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use standin::{Bag, CharmDir, Hook, Juju, Relation, State};

/// The one whose state is kept by Juju, and the one whose state is in a file.
pub(crate) const CHARMS: [&str; 2] = ["ledger-charm", "local-ledger-charm"];

const FILE: &str = ".ops-state.json";
const NEW: &str = ".ops-state.json.new";

pub(crate) struct Unit {
    pub(crate) charm: CharmDir,
    pub(crate) juju: Juju,
    begun: (State, Option<Vec<u8>>),
}

/// What there is of a unit after a hook, statuses and logs apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    pub(crate) stored: Stored,
    pub(crate) entries: Vec<String>,
    pub(crate) deferred: Vec<String>,
    /// Of the unit and of the application.
    pub(crate) databags: (Bag, Bag),
}

/// All that the next dispatch may find: what Juju knows but for the log, and the files of state.
pub(crate) type Left = (Value, Vec<Option<Vec<u8>>>);

/// All of it, in Juju and in a file.
pub(crate) type Stored = (Bag, Option<Vec<u8>>);

impl Unit {
    /// It has deferred events of its own and one of Juju's, and all that the next hook changes has a value.
    pub(crate) fn begun(name: &str, bytes: u32) -> Self {
        let charm = CharmDir::of_tests(name);
        let mut state = State::unit(format!("{name}/0"));
        state.set_config("ballast", bytes);
        let units = ["postgresql/0", "postgresql/1", "postgresql/2"];
        let relation = Relation::named("db", 3, "postgresql");
        state.relations.push(units.iter().fold(relation, |relation, unit| relation.with_unit(unit, [])));
        let mut juju = Juju::new(&charm, state.clone());
        let mut run = |hold: &str, hook: Hook| {
            juju.state_mut().set_config("hold", hold);
            let run = juju.dispatch(hook);
            assert_eq!(run.exit_code(), Some(0), "{run}");
        };
        run("changed", changed(units[0]));
        run("changed", changed(units[1]));
        run("entered", Hook::named("update-status"));
        run("changed,entered", changed(units[2]));
        juju.state_mut().set_config("hold", "");
        let mut unit = Self { charm, juju, begun: (state, None) };
        unit.begun = (unit.juju.state().clone(), unit.file());
        unit
    }

    /// The hook that settles all of it.
    pub(crate) fn hook(&self) -> Hook {
        changed("postgresql/0")
    }

    pub(crate) fn is_local(&self) -> bool {
        self.begun.1.is_some()
    }

    /// As it was in the beginning.
    pub(crate) fn restore(&mut self) {
        let (state, file) = &self.begun;
        *self.juju.state_mut() = state.clone();
        if let Some(bytes) = file {
            fs::write(self.path(), bytes).unwrap();
            let _ = fs::remove_file(self.charm.path().join(NEW));
        }
    }

    /// Whether what is kept is what was in the beginning.
    pub(crate) fn is_as_begun(&self) -> bool {
        self.juju.state().charm_state == self.begun.0.charm_state && self.file() == self.begun.1
    }

    pub(crate) fn kept(&self) -> Kept {
        let state = self.juju.state();
        let file = self.file();
        let part = |name: &str| match &file {
            Some(bytes) => serde_json::from_slice::<Value>(bytes).unwrap().get(name).cloned(),
            None => super::part(state, name).map(|text| serde_json::from_str(&text).unwrap()),
        };
        let components = part("components").unwrap_or_default();
        let book: Value = serde_json::from_str(components["ledger"].as_str().unwrap_or("null")).unwrap();
        let relation = state.relation(3).unwrap();
        Kept {
            entries: serde_json::from_value(book["entries"].clone()).unwrap_or_default(),
            deferred: match &file {
                Some(_) => super::hooks(part("deferred").unwrap_or_default().as_str().unwrap_or_default()),
                None => super::deferred(state),
            },
            databags: (relation.local_unit_data.clone(), relation.local_app_data.clone()),
            stored: (state.charm_state.clone(), file),
        }
    }

    pub(crate) fn left(&self) -> Left {
        let state = self.juju.state();
        let files = [FILE, NEW].map(|name| fs::read(self.charm.path().join(name)).ok());
        (serde_json::to_value(state).unwrap(), files.into())
    }

    fn path(&self) -> PathBuf {
        self.charm.path().join(FILE)
    }

    fn file(&self) -> Option<Vec<u8>> {
        fs::read(self.path()).ok()
    }
}

fn changed(unit: &str) -> Hook {
    Hook::relation("db", 3, "changed").unit(unit)
}
