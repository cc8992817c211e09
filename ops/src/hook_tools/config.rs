//! `config-get`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Tools;
use crate::backend::{ToolCall, ToolError};

impl Tools {
    /// Every option that has a value. An option without default that nobody set is left out.
    pub(crate) fn config_get(&self) -> Result<BTreeMap<String, Value>, ToolError> {
        let answer: Option<_> = self.ask(&ToolCall::new("config-get", ["--format=json"]))?;
        Ok(answer.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn asks_once_for_all() {
        let juju = Recording::new([("config-get", r#"{"port": 80}"#)]);
        assert_eq!(Tools::new(juju.clone()).config_get().unwrap()["port"], 80);
        assert_eq!(juju.lines(), ["config-get --format=json"]);
    }
}
