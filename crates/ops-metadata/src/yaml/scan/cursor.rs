//! A place in the text, and what stands there.

use crate::source::Mark;

/// A place in a text. Moves over bytes, and counts characters.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) byte: usize,
    /// How many characters stand before it, without a byte order mark.
    pub(super) character: usize,
    /// The first character of its line, as YAML has lines: they also end at U+0085, U+2028 and U+2029.
    pub(super) row: usize,
    /// Its line in the file, from 1, and the first character of that.
    line: usize,
    line_start: usize,
    is_ascii: bool,
}

impl<'t> Cursor<'t> {
    /// Before the first character of a text that is not a byte order mark.
    pub(super) fn new(text: &'t str) -> Self {
        let byte = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Cursor { text, byte, character: 0, row: 0, line: 1, line_start: 0, is_ascii: text.is_ascii() }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { line: self.line, column: self.character - self.line_start + 1, byte: self.byte }
    }

    /// The characters before it on its line, as YAML has lines.
    pub(super) fn column(&self) -> usize {
        self.character - self.row
    }

    /// The byte so far ahead; 0 at the end of the text, which has no such character.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        match self.text.as_bytes().get(self.byte + ahead) {
            Some(byte) => *byte,
            None => 0,
        }
    }

    pub(super) fn is_end(&self) -> bool {
        self.byte >= self.text.len()
    }

    /// A space or a tab.
    pub(super) fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), b' ' | b'\t')
    }

    /// How many bytes the line end so far ahead has: none, if there is none.
    pub(super) fn break_length(&self, ahead: usize) -> usize {
        match self.peek(ahead) {
            b'\n' => 1,
            b'\r' if self.peek(ahead + 1) == b'\n' => 2,
            b'\r' => 1,
            0xc2 if self.peek(ahead + 1) == 0x85 => 2,
            0xe2 if self.peek(ahead + 1) == 0x80 && matches!(self.peek(ahead + 2), 0xa8 | 0xa9) => 3,
            _ => 0,
        }
    }

    pub(super) fn is_break(&self) -> bool {
        self.break_length(0) > 0
    }

    /// A space, a tab, a line end or the end of the text.
    pub(super) fn is_gap(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), b' ' | b'\t' | 0) || self.break_length(ahead) > 0
    }

    /// Whether a line starts here with `---` or `...`.
    pub(super) fn is_document_indicator(&self) -> bool {
        self.column() == 0 && (self.is_tripled(b'-') || self.is_tripled(b'.'))
    }

    pub(super) fn is_tripled(&self, byte: u8) -> bool {
        self.peek(0) == byte && self.peek(1) == byte && self.peek(2) == byte && self.is_gap(3)
    }

    /// How many bytes the rest of the line has.
    pub(super) fn line_length(&self) -> usize {
        let rest = self.rest().as_bytes();
        let mut length = 0;
        while let Some(byte) = rest.get(length) {
            if matches!(byte, b'\n' | b'\r' | 0xc2 | 0xe2) && self.break_length(length) > 0 {
                break;
            }
            length += 1;
        }
        length
    }

    /// How many bytes there are up to a space, a line end or what else ends a word: a byte, so far ahead.
    pub(super) fn word_length(&self, ends: &dyn Fn(u8, usize) -> bool) -> usize {
        let rest = self.rest().as_bytes();
        let mut length = 0;
        while let Some(byte) = rest.get(length) {
            let is_end = match byte {
                b' ' | b'\t' | b'\n' | b'\r' => true,
                0xc2 | 0xe2 => self.break_length(length) > 0,
                byte => ends(*byte, length),
            };
            if is_end {
                break;
            }
            length += 1;
        }
        length
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.byte..).unwrap_or_default()
    }

    /// Moves over so many bytes, in which no line ends; returns them.
    pub(super) fn take(&mut self, length: usize) -> &'t str {
        let taken = self.text.get(self.byte..self.byte + length).unwrap_or_default();
        self.byte += length;
        self.character += if self.is_ascii { length } else { taken.chars().count() };
        taken
    }

    /// Moves over so many bytes of ASCII.
    pub(super) fn skip(&mut self, length: usize) {
        self.byte += length;
        self.character += length;
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.is_blank(0) {
            self.skip(1);
        }
    }

    /// Moves over a comment, if there is one.
    pub(super) fn skip_comment(&mut self) {
        if self.peek(0) == b'#' {
            self.take(self.line_length());
        }
    }

    /// Moves to the end of the text.
    pub(super) fn skip_lines(&mut self) {
        self.take(self.line_length());
        while self.is_break() {
            self.skip_break();
            self.take(self.line_length());
        }
    }

    /// Ends the line where no line end stands.
    pub(super) fn end_row(&mut self) {
        self.row = self.character;
    }

    /// Moves over a line end; returns what it is in a value.
    pub(super) fn skip_break(&mut self) -> &'static str {
        let (first, last) = (self.peek(0), self.peek(2));
        let length = self.break_length(0);
        self.byte += length;
        // Only of `\r\n` each byte is a character.
        self.character += if first == b'\r' { length } else { length.min(1) };
        self.row = self.character;
        if matches!(first, b'\n' | b'\r') {
            self.line += 1;
            self.line_start = self.character;
        }
        match (first, last) {
            (0xe2, 0xa8) => "\u{2028}",
            (0xe2, _) => "\u{2029}",
            _ => "\n",
        }
    }
}
