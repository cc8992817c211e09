//! Values in quotes.

use std::borrow::Cow;

use super::fold::with_last;
use super::{Scanner, SyntaxError, TokenKind};

impl Scanner<'_> {
    pub(super) fn quoted(&mut self, quote: u8) -> Result<(), SyntaxError> {
        self.note_key()?;
        self.key_allowed = false;
        let (text, start) = (self.at.text, self.at.mark());
        let mut whole = Cow::Borrowed("");
        self.at.skip(1);
        // Where the part starts that is not in `whole` yet.
        let mut part = self.at.byte;
        loop {
            if self.at.is_document_indicator() {
                return Err(self.error(
                    "a document starts or ends within a value in quotes",
                    "close the quote, or indent the line",
                ));
            }
            if self.at.is_end() {
                return Err(SyntaxError::new(
                    start,
                    "this quote is not closed",
                    "put another quote at the end of the value",
                ));
            }
            let mut is_broken = false;
            while !self.at.is_gap(0) && !is_broken {
                let before = text.get(part..self.at.byte).unwrap_or_default();
                match (self.at.peek(0), self.at.peek(1)) {
                    (b'\'', b'\'') if quote == b'\'' => {
                        whole.to_mut().push_str(before);
                        // The second of the two starts the next part.
                        self.at.skip(1);
                        part = self.at.byte;
                        self.at.skip(1);
                    }
                    (byte, _) if byte == quote => break,
                    (b'\\', _) if quote == b'"' => {
                        whole.to_mut().push_str(before);
                        if self.at.break_length(1) > 0 {
                            self.at.skip(1);
                            self.at.skip_break();
                            is_broken = true;
                        } else {
                            let escaped = self.escape()?;
                            whole.to_mut().push(escaped);
                        }
                        part = self.at.byte;
                    }
                    _ => {
                        let ends = |byte, _| byte == quote || byte == b'\\' && quote == b'"';
                        self.at.take(self.at.word_length(&ends));
                    }
                }
            }
            if self.at.peek(0) == quote {
                break;
            }
            let before = text.get(part..self.at.byte).unwrap_or_default();
            if let Some(fold) = self.gap(is_broken, 0)? {
                let whole = whole.to_mut();
                whole.push_str(before);
                whole.push_str(&fold);
                part = self.at.byte;
            }
        }
        let last = text.get(part..self.at.byte).unwrap_or_default();
        self.at.skip(1);
        self.push_text(TokenKind::Scalar, start, self.at.mark(), with_last(whole, last));
        Ok(())
    }
}
