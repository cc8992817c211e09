//! `action-get`, `action-set`, `action-log` and `action-fail`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Tools;
use super::json;
use super::text::{argument, borrowed, without_nul};
use crate::backend::{ToolCall, ToolError};

impl Tools {
    /// The action's parameters, defaults of its schema filled in.
    pub(crate) fn action_get(&self) -> Result<Map<String, Value>, ToolError> {
        self.ask(&ToolCall::new("action-get", &["--format=json"]), json::map)
    }

    /// Adds to the action's results. They go out at its end, whatever that is.
    pub(crate) fn action_set(&self, results: &BTreeMap<String, String>) -> Result<(), ToolError> {
        if results.is_empty() {
            return Ok(());
        }
        let mut args = Vec::with_capacity(results.len());
        for (key, value) in results {
            args.push(format!("{key}={}", without_nul(value)));
        }
        self.run(&ToolCall::new("action-set", &borrowed(&args)))
    }

    /// Shows a line to whoever waits for the action.
    pub(crate) fn action_log(&self, text: &str) -> Result<(), ToolError> {
        self.run(&ToolCall::new("action-log", &["--", &argument(text)]))
    }

    /// Marks the action as failed, and says why.
    pub(crate) fn action_fail(&self, text: &str) -> Result<(), ToolError> {
        self.run(&ToolCall::new("action-fail", &["--", &argument(text)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn speaks_the_four_tools_of_an_action() {
        let juju = Recording::new([("action-get", r#"{"username":"admin"}"#)]);
        let tools = Tools::new(juju.clone());
        assert_eq!(tools.action_get().unwrap()["username"], "admin");
        let results = [("a.b", "1"), ("c", "x=y z")].map(|(key, value)| (key.to_owned(), value.to_owned()));
        tools.action_set(&BTreeMap::from(results)).unwrap();
        tools.action_set(&BTreeMap::new()).unwrap();
        tools.action_log("-half way").unwrap();
        tools.action_fail("no").unwrap();
        assert_eq!(
            juju.lines(),
            [
                "action-get --format=json",
                "action-set a.b=1 c=x=y z",
                "action-log -- -half way",
                "action-fail -- no",
            ]
        );
    }
}
