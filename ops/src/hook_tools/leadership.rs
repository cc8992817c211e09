//! `is-leader`.

use super::Tools;
use super::json;
use crate::backend::{ToolCall, ToolError};

impl Tools {
    /// Whether this unit is the leader, for the next 30 seconds at least if it is.
    pub(crate) fn is_leader(&self) -> Result<bool, ToolError> {
        self.ask(&ToolCall::new("is-leader", &["--format=json"]), json::boolean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn asks_for_json() {
        let juju = Recording::new([("is-leader", "true\n")]);
        assert!(Tools::new(juju.clone()).is_leader().unwrap());
        assert_eq!(juju.lines(), ["is-leader --format=json"]);
    }
}
