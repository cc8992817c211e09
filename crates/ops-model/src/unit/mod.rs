//! One unit of a model over time: what happens around it, which hooks come of that, what each of them sees and leaves.
//!
//! What is around the unit changes by the methods of [`Unit`], in any order. Each hook is then chosen by Juju's [resolver](crate::resolver),
//! sees what Juju would show it, and is committed or dropped as Juju would.
//!
//! ```
//! use ops_model::resolver::Platform;
//! use ops_model::{Outcome, State, Unit};
//!
//! let mut unit = Unit::new(State::unit("web/0"), Platform::Machine);
//! let db = unit.relate("db", "postgresql");
//! unit.join(db, "postgresql/0");
//!
//! let mut hooks = Vec::new();
//! while let Some(operation) = unit.next() {
//!     let Some(hook) = unit.begin(&operation) else {
//!         unit.pass(&operation);
//!         continue;
//!     };
//!     hooks.push(hook.hook().name().to_owned());
//!     let (state, _) = hook.end(&Outcome::Committed);
//!     unit.end(&operation, &Outcome::Committed, state);
//! }
//! assert_eq!(hooks.last().unwrap(), "db-relation-changed");
//! ```

mod around;
mod hooks;
mod shown;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::resolver::{Local, Operation, Platform, Remote, choices, next};
use crate::state::{Bag, State};
pub(crate) use shown::{Databag, Shown};

/// One unit of a model, with what is around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// What is so, also where the unit was not told of it yet.
    state: State,
    remote: Remote,
    local: Local,
    /// What the hooks see of the databags of remote units: what it was in the last hook about that unit.
    seen: BTreeMap<u64, BTreeMap<String, Bag>>,
    next_relation: u64,
}

impl Unit {
    /// A unit that was just deployed. Of relations and leadership in the state it is told as of any other.
    #[must_use]
    pub fn new(mut state: State, platform: Platform) -> Self {
        let remote = match platform {
            Platform::Machine => Remote::machine(&state.unit),
            Platform::Kubernetes => Remote::kubernetes(&state.unit),
        };
        let relations = std::mem::take(&mut state.relations);
        let remote = Remote { juju_version: state.juju_version.clone(), leader: state.leader, ..remote };
        let local = Local::deployed(remote.revision);
        let mut unit = Self { state, remote, local, seen: BTreeMap::new(), next_relation: 0 };
        for relation in relations {
            unit.add_relation(relation);
        }
        unit
    }

    /// What the unit's agent does next, if there is nothing newer that it was told of.
    #[must_use]
    pub fn next(&self) -> Option<Operation> {
        next(&self.local, &self.remote)
    }

    /// What it could do next, as some of the news take longer than others.
    #[must_use]
    pub fn choices(&self) -> Vec<Operation> {
        choices(&self.local, &self.remote)
    }

    /// What is so, also where the unit was not told of it yet.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What the unit's agent has done.
    #[must_use]
    pub fn local(&self) -> &Local {
        &self.local
    }
}

#[cfg(test)]
mod tests;
