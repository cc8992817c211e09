//! `state-get` and `state-set`: the unit's own keys and values, kept by Juju and committed with the hook.

use super::Tools;
use crate::backend::{ToolCall, ToolError};
use crate::texts::TextBytes;

impl Tools {
    /// All of the unit's state. Juju says `null` where there is none at all.
    pub(crate) fn state_get(&self) -> Result<TextBytes, ToolError> {
        let call = ToolCall::new("state-get", &["--format=json"]);
        self.call(&call)?.text_bytes(&call)
    }

    /// Sets these keys; others stay.
    pub(crate) fn state_set(&self, values: &[(&str, &str)]) -> Result<(), ToolError> {
        self.write(&ToolCall::new("state-set", &["--file", "-"]), values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn reads_all_at_once_and_null_as_nothing() {
        let juju = Recording::new([("state-get", "null\n")]);
        assert_eq!(Tools::new(juju.clone()).state_get().unwrap().iter().count(), 0);
        assert_eq!(juju.lines(), ["state-get --format=json"]);
    }

    #[test]
    fn writes_through_standard_input() {
        let juju = Recording::new([]);
        Tools::new(juju.clone()).state_set(&[("k", "v=\u{85}")]).unwrap();
        assert_eq!(juju.lines(), [r#"state-set --file - < {"k":"v=\u0085"}"#]);
    }
}
