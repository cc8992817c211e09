//! `juju-log`.

use super::Tools;
use crate::backend::{ToolCall, ToolError};

/// The kernel takes no argument longer than this (`MAX_ARG_STRLEN`, 128 KiB with its final NUL).
const LONGEST: usize = 131_071;

impl Tools {
    /// Writes to the model's log, at a level by Juju's name for it.
    pub(crate) fn juju_log(&self, level: &str, text: &str) -> Result<(), ToolError> {
        // An argument cannot hold a NUL.
        let text = text.replace('\0', "\u{FFFD}");
        for piece in pieces(&text) {
            self.run(&ToolCall::new("juju-log", ["--log-level", level, "--", piece]))?;
        }
        Ok(())
    }
}

/// The text in pieces that fit, never cut inside of a character. Always at least one.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (piece, left) = text.split_at(text.floor_char_boundary(LONGEST));
        rest = (!left.is_empty()).then_some(left);
        Some(piece)
    })
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

    #[test]
    fn a_long_line_is_split_between_characters() {
        let text = format!("{}é{}", "x".repeat(LONGEST - 1), "y".repeat(LONGEST));
        let split: Vec<&str> = pieces(&text).collect();
        assert_eq!(split.concat(), text);
        assert_eq!(split.iter().map(|piece| piece.len()).collect::<Vec<_>>(), [LONGEST - 1, LONGEST, 2]);
        assert_eq!(pieces("").count(), 1);
    }
}
