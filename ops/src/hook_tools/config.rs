//! `config-get`.

use serde_json::{Map, Value};

use super::Tools;
use super::json;
use crate::backend::{ToolCall, ToolError};

impl Tools {
    /// Every option that has a value. An option without default that nobody set is left out.
    pub(crate) fn config_get(&self) -> Result<Map<String, Value>, ToolError> {
        self.ask(&ToolCall::new("config-get", &["--format=json"]), json::map)
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
