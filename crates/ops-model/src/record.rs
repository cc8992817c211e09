//! What a hook has told that no state shows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::state::Status;

/// What a hook has told that no state shows. All of it is told at once, and stays said when the hook fails.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What was logged, in order.
    pub logs: Vec<Log>,
    /// Every workload status that the unit was given, in order: the last is the state's.
    pub unit_status_history: Vec<Status>,
    /// Every status that the application was given.
    pub app_status_history: Vec<Status>,
    /// Every version of the workload.
    pub workload_version_history: Vec<String>,
    /// The action, if it was one.
    pub action: Option<Action>,
}

/// A line of the unit's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// `TRACE` to `CRITICAL`.
    pub level: String,
    /// The text, without the prefix that Juju gives it in a relation hook.
    pub text: String,
}

/// An action: what was asked, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// The action's name.
    pub name: String,
    /// Its parameters, with the defaults filled in.
    pub params: Map<String, Value>,
    /// The results; a nested one has a dotted key.
    pub results: BTreeMap<String, String>,
    /// Why it failed, when it did.
    pub failed: Option<String>,
    /// What was sent to the user while it ran.
    pub messages: Vec<String>,
}

impl Record {
    /// Adds what a later hook told; the action is the later one's, if it was one.
    pub fn then(&mut self, later: Self) {
        self.logs.extend(later.logs);
        self.unit_status_history.extend(later.unit_status_history);
        self.app_status_history.extend(later.app_status_history);
        self.workload_version_history.extend(later.workload_version_history);
        if later.action.is_some() {
            self.action = later.action;
        }
    }
}
