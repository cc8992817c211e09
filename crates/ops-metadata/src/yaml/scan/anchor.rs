//! Anchors and aliases.

use super::{Scanner, SyntaxError, TokenKind};

impl Scanner<'_> {
    /// `&name` and `*name`
    pub(super) fn anchor(&mut self, kind: TokenKind) -> Result<(), SyntaxError> {
        self.note_key()?;
        self.key_allowed = false;
        let start = self.at.mark();
        self.at.skip(1);
        let mut length = 0;
        while is_name(self.at.peek(length)) {
            length += 1;
        }
        let name = self.at.take(length);
        let is_ended = self.at.is_gap(0)
            || matches!(self.at.peek(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if name.is_empty() || !is_ended {
            return Err(SyntaxError::new(
                start,
                "did not find expected alphabetic or numeric character",
                "quote a value that starts with `&` or `*`",
            ));
        }
        self.push_text(kind, start, self.at.mark(), name.into());
        Ok(())
    }
}

/// What names of anchors, and handles of tags, are made of.
pub(super) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}
