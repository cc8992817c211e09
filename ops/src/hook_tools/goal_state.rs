//! `goal-state`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Tools;
use super::json::or_nothing;
use crate::backend::{ToolCall, ToolError};

/// What `goal-state` says, in its own words.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Goals {
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) units: BTreeMap<String, Goal>,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) relations: BTreeMap<String, BTreeMap<String, Goal>>,
}

/// A status, and since when.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Goal {
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) status: String,
    pub(crate) since: Option<String>,
}

impl Tools {
    /// The units and relations that there are, and those that are to be.
    pub(crate) fn goal_state(&self) -> Result<Goals, ToolError> {
        let answer: Option<_> = self.ask(&ToolCall::new("goal-state", ["--format=json"]))?;
        Ok(answer.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn reads_units_and_relations() {
        let juju = Recording::new([(
            "goal-state",
            r#"{"units":{"web/0":{"status":"active","since":"2023-11-14 22:13:20Z"}},"relations":null}"#,
        )]);
        let goals = Tools::new(juju.clone()).goal_state().unwrap();
        assert_eq!(goals.units["web/0"].since.as_deref(), Some("2023-11-14 22:13:20Z"));
        assert!(goals.relations.is_empty());
        assert_eq!(juju.lines(), ["goal-state --format=json"]);
    }
}
