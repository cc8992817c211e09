//! `state-get` and `state-set`: the unit's own keys and values, kept by Juju and committed with the hook.

use std::collections::BTreeMap;

use super::Tools;
use super::data::json_that_is_yaml;
use crate::backend::{ToolCall, ToolError, ToolErrorKind};

impl Tools {
    /// All of the unit's state. Juju says `null` where there is none at all.
    pub(crate) fn state_get(&self) -> Result<BTreeMap<String, String>, ToolError> {
        self.ask_texts(&ToolCall::new("state-get", &["--format=json"]))
    }

    /// Sets these keys; others stay.
    pub(crate) fn state_set(&self, values: &BTreeMap<String, String>) -> Result<(), ToolError> {
        let call = ToolCall::new("state-set", &["--file", "-"]);
        match json_that_is_yaml(values) {
            Ok(data) => self.run(&call.with_stdin(&data)),
            Err(error) => Err(ToolError::new(&call, ToolErrorKind::Io(error.into()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn reads_all_at_once_and_null_as_nothing() {
        let juju = Recording::new([("state-get", "null\n")]);
        assert!(Tools::new(juju.clone()).state_get().unwrap().is_empty());
        assert_eq!(juju.lines(), ["state-get --format=json"]);
    }

    #[test]
    fn writes_through_standard_input() {
        let juju = Recording::new([]);
        Tools::new(juju.clone())
            .state_set(&BTreeMap::from([("k".to_owned(), "v=\u{85}".to_owned())]))
            .unwrap();
        assert_eq!(juju.lines(), [r#"state-set --file - < {"k":"v=\u0085"}"#]);
    }
}
