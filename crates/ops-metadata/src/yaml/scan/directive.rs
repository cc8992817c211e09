//! `%YAML` and `%TAG`.

use super::{Scanner, SyntaxError, Token, TokenKind};

const HELP: &str = "put quotes around it";

impl Scanner<'_> {
    /// A `%` at the start of a line.
    pub(super) fn directive(&mut self) -> Result<(), SyntaxError> {
        self.leave_blocks()?;
        let rest = self.at.rest();
        if rest.starts_with("%YAML") && self.at.is_gap(5) {
            self.version()?;
        } else if rest.starts_with("%TAG") && self.at.is_gap(4) {
            self.tag_directive()?;
        } else {
            return Err(self.error("a `%` starts the line", HELP));
        }
        self.at.skip_blanks();
        self.at.skip_comment();
        if self.at.is_break() {
            self.at.skip_break();
        } else if !self.at.is_end() {
            return Err(self.error("did not find expected comment or line break after a directive", HELP));
        }
        Ok(())
    }

    /// `%YAML 1.1`
    fn version(&mut self) -> Result<(), SyntaxError> {
        let start = self.at.mark();
        self.at.skip(5);
        self.at.skip_blanks();
        let (major, place) = self.number(0);
        let (minor, end) = self.number(place + 1);
        if major == 0 || minor == 0 || self.at.peek(place) != b'.' {
            return Err(self.error("did not find expected version number", "write `%YAML 1.1`"));
        }
        let version = self.at.take(end);
        self.push_text(TokenKind::Version, start, self.at.mark(), version.into());
        Ok(())
    }

    /// How many digits stand so far ahead, at most two, and where they end.
    fn number(&self, from: usize) -> (usize, usize) {
        let mut digits = 0;
        while digits < 2 && self.at.peek(from + digits).is_ascii_digit() {
            digits += 1;
        }
        (digits, from + digits)
    }

    /// `%TAG !name! prefix`
    fn tag_directive(&mut self) -> Result<(), SyntaxError> {
        let start = self.at.mark();
        self.at.skip(4);
        self.at.skip_blanks();
        let handle = if self.at.peek(0) == b'!' { self.handle() } else { "" };
        if !handle.ends_with('!') || !self.at.is_blank(0) {
            return Err(self.error("did not find expected '!' in a %TAG directive", HELP));
        }
        self.at.skip_blanks();
        let text = self.uri()?;
        if !self.at.is_gap(0) {
            return Err(
                self.error("did not find expected whitespace or line break in a %TAG directive", HELP)
            );
        }
        self.tokens.push(Token { kind: TokenKind::TagDirective, start, end: self.at.mark(), text, handle });
        Ok(())
    }
}
