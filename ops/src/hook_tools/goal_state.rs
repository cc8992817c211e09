//! `goal-state`.

use serde_json::Value;

use super::Tools;
use super::json::{self, Fields, Unexpected};
use crate::backend::{ToolCall, ToolError};

/// What `goal-state` says, in its own words.
#[derive(Debug)]
pub(crate) struct Goals {
    pub(crate) units: Vec<Goal>,
    /// By endpoint: units and applications.
    pub(crate) relations: Vec<(String, Vec<Goal>)>,
}

/// Whose status it is, which, and since when.
#[derive(Debug)]
pub(crate) struct Goal {
    pub(crate) name: String,
    pub(crate) status: String,
    pub(crate) since: Option<String>,
}

impl Tools {
    /// The units and relations that there are, and those that are to be.
    pub(crate) fn goal_state(&self) -> Result<Goals, ToolError> {
        self.ask(&ToolCall::new("goal-state", &["--format=json"]), |answer| {
            let mut fields = Fields::of(answer)?;
            Ok(Goals { units: fields.take("units", goals)?, relations: fields.take("relations", relations)? })
        })
    }
}

fn relations(answer: Value) -> Result<Vec<(String, Vec<Goal>)>, Unexpected> {
    let mut relations = Vec::new();
    for (endpoint, there) in json::map(answer)? {
        relations.push((endpoint, goals(there)?));
    }
    Ok(relations)
}

fn goals(answer: Value) -> Result<Vec<Goal>, Unexpected> {
    let mut goals = Vec::new();
    for (name, goal) in json::map(answer)? {
        let mut fields = Fields::of(goal)?;
        goals.push(Goal { name, status: fields.text("status")?, since: fields.optional_text("since")? });
    }
    Ok(goals)
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
        assert_eq!(goals.units[0].since.as_deref(), Some("2023-11-14 22:13:20Z"));
        assert!(goals.relations.is_empty());
        assert_eq!(juju.lines(), ["goal-state --format=json"]);
    }
}
