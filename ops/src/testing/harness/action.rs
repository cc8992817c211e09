//! Actions.

use std::collections::BTreeMap;
use std::fmt;

use ops_model::{DeclaredAction, on};
use serde_json::Value;

use super::Harness;
use crate::charm::Charm;

/// What an action has told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionOutput {
    /// What was sent to the user while it ran.
    pub logs: Vec<String>,
    /// The results; a nested one has a dotted key.
    pub results: BTreeMap<String, String>,
}

/// An action that the charm has failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionFailed {
    /// Why, in the charm's words.
    pub message: String,
    /// What it has told nevertheless.
    pub output: ActionOutput,
}

impl fmt::Display for ActionFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the action failed: {}", self.message)
    }
}

impl std::error::Error for ActionFailed {}

impl<C: Charm> Harness<C> {
    /// Runs an action with these parameters, a JSON object.
    ///
    /// # Errors
    /// The charm has failed it.
    ///
    /// # Panics
    /// The harness has not begun, or as [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn run_action(
        &mut self,
        action: impl DeclaredAction,
        params: Value,
    ) -> Result<ActionOutput, ActionFailed> {
        let _ = self.charm();
        self.emit(on::action(action, params));
        let done = self.last.as_ref().and_then(|run| run.action.clone()).unwrap_or_default();
        let output = ActionOutput { logs: done.messages, results: done.results };
        match done.failed {
            None => Ok(output),
            Some(message) => Err(ActionFailed { message, output }),
        }
    }
}
