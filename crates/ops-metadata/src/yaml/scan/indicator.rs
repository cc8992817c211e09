//! The characters that structure is made of.

use super::{Scanner, SyntaxError, TokenKind};

impl Scanner<'_> {
    pub(super) fn stream_end(&mut self) -> Result<(), SyntaxError> {
        self.leave_blocks()?;
        if self.is_cut {
            return Err(super::readable::error(self.at.mark()));
        }
        // No `:` comes any more for what is waiting.
        self.at.end_row();
        self.push(TokenKind::StreamEnd, self.at.mark());
        Ok(())
    }

    /// `---` and `...`
    pub(super) fn document_indicator(&mut self, kind: TokenKind) -> Result<(), SyntaxError> {
        self.leave_blocks()?;
        self.one(kind, 3);
        Ok(())
    }

    /// What is told by its indentation ends here.
    pub(super) fn leave_blocks(&mut self) -> Result<(), SyntaxError> {
        if self.in_block() {
            self.unroll(0);
        }
        self.drop_key()?;
        self.key_allowed = false;
        Ok(())
    }

    /// `[` and `{`
    pub(super) fn flow_start(&mut self, kind: TokenKind) -> Result<(), SyntaxError> {
        self.note_key()?;
        self.outer_keys.push(self.key.take());
        self.key_allowed = true;
        self.one(kind, 1);
        Ok(())
    }

    /// `]` and `}`
    pub(super) fn flow_end(&mut self, kind: TokenKind) -> Result<(), SyntaxError> {
        self.drop_key()?;
        if let Some(key) = self.outer_keys.pop() {
            self.key = key;
        }
        self.key_allowed = false;
        self.one(kind, 1);
        Ok(())
    }

    /// `,`
    pub(super) fn flow_entry(&mut self) -> Result<(), SyntaxError> {
        self.drop_key()?;
        self.key_allowed = true;
        self.one(TokenKind::FlowEntry, 1);
        Ok(())
    }

    /// `-`
    pub(super) fn block_entry(&mut self) -> Result<(), SyntaxError> {
        self.allow_start(
            "a list cannot start here",
            "put the first `-` onto a line of its own; quote a value that starts with `- `",
        )?;
        self.start_block(TokenKind::SequenceStart);
        self.drop_key()?;
        self.key_allowed = true;
        let start = self.at.mark();
        self.at.skip(1);
        let mut end = self.at;
        end.skip_blanks();
        self.push_text(TokenKind::BlockEntry, start, end.mark(), "".into());
        Ok(())
    }

    /// `?`
    pub(super) fn explicit_key(&mut self) -> Result<(), SyntaxError> {
        self.allow_start("a key cannot start here", "quote a value that starts with `? `")?;
        self.start_block(TokenKind::MappingStart);
        self.drop_key()?;
        self.key_allowed = self.in_block();
        self.one(TokenKind::Key, 1);
        Ok(())
    }

    /// `:`
    pub(super) fn value(&mut self) -> Result<(), SyntaxError> {
        match self.take_key()? {
            Some(key) => {
                self.insert(TokenKind::Key, &key.at, key.token);
                self.roll(TokenKind::MappingStart, &key.at, key.token);
                self.key_allowed = false;
            }
            None => {
                self.allow_start(
                    "mapping values are not allowed in this context",
                    "quote a value that has `: ` in it, and check the indentation of the lines above",
                )?;
                self.start_block(TokenKind::MappingStart);
                self.key_allowed = self.in_block();
            }
        }
        self.one(TokenKind::Value, 1);
        Ok(())
    }

    /// Outside of brackets, a list or a mapping starts only where a key may.
    fn allow_start(&self, what: &'static str, help: &'static str) -> Result<(), SyntaxError> {
        if self.in_block() && !self.key_allowed { Err(self.error(what, help)) } else { Ok(()) }
    }

    /// A list or a mapping starts here, unless it is open already.
    fn start_block(&mut self, kind: TokenKind) {
        let at = self.at;
        self.roll(kind, &at, self.taken + self.tokens.len());
    }

    /// A token of so many characters.
    fn one(&mut self, kind: TokenKind, length: usize) {
        let start = self.at.mark();
        self.at.skip(length);
        self.push(kind, start);
    }
}
