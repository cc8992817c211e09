//! Values without quotes.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::fold::with_last;
use super::{Scanner, SyntaxError, TokenKind};

impl Scanner<'_> {
    pub(super) fn plain(&mut self) -> Result<(), SyntaxError> {
        self.note_key()?;
        self.key_allowed = false;
        let (text, in_block, start) = (self.at.text, self.in_block(), self.at.mark());
        let mut whole = Cow::Borrowed("");
        let mut end = start;
        // Where the line starts that is not in `whole` yet, and what comes before it.
        let mut line = self.at.byte;
        let mut fold: Option<String> = None;
        while !self.at.is_document_indicator() && self.at.peek(0) != b'#' {
            let length = self.at.word_length(&|byte, ahead| ends(&self.at, in_block, byte, ahead));
            if length > 0 {
                if let Some(fold) = fold.take() {
                    let before = text.get(line..end.byte).unwrap_or_default();
                    let whole = whole.to_mut();
                    whole.push_str(before);
                    whole.push_str(&fold);
                    line = self.at.byte;
                }
                self.at.take(length);
                end = self.at.mark();
            }
            if !self.at.is_blank(0) && !self.at.is_break() {
                break;
            }
            if let Some(found) = self.gap(false, self.indent)? {
                fold = Some(found);
            }
            if in_block && self.at.column() < self.indent {
                break;
            }
        }
        let last = text.get(line..end.byte).unwrap_or_default();
        self.push_text(TokenKind::Plain, start, end, with_last(whole, last));
        // On another line a key may come.
        self.key_allowed |= fold.is_some();
        Ok(())
    }
}

/// Whether this byte, so far ahead, ends the value.
fn ends(at: &Cursor<'_>, in_block: bool, byte: u8, ahead: usize) -> bool {
    match byte {
        b':' => at.is_gap(ahead + 1),
        b',' | b'?' | b'[' | b']' | b'{' | b'}' => !in_block,
        _ => false,
    }
}
