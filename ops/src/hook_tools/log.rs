//! `juju-log`.

use super::Tools;
use super::text::{pieces, without_nul};
use crate::backend::{ToolCall, ToolError};

impl Tools {
    /// Writes to the model's log, at a level by Juju's name for it.
    pub(crate) fn juju_log(&self, level: &str, text: &str) -> Result<(), ToolError> {
        for piece in pieces(&without_nul(text)) {
            self.run(&ToolCall::new("juju-log", &["--log-level", level, "--", piece]))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn the_message_stands_behind_two_dashes() {
        let juju = Recording::new([]);
        Tools::new(juju.clone()).juju_log("WARNING", "-v is\0odd").unwrap();
        assert_eq!(juju.lines(), ["juju-log --log-level WARNING -- -v is\u{FFFD}odd"]);
    }
}
