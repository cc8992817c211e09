//! Blocks of text, after `|` or `>`.

use super::{Scanner, SyntaxError, TAB, TokenKind};

/// What the header of a block says.
#[derive(Default)]
struct Header {
    /// `-` or `+`: whether the line ends after the text are dropped or kept.
    chomping: u8,
    /// How far the text is indented from what it belongs to; 0 where the first line shows it.
    indentation: usize,
}

impl Scanner<'_> {
    /// A block, whose lines are kept if it is a literal one, and folded if not.
    pub(super) fn block(&mut self, is_literal: bool) -> Result<(), SyntaxError> {
        self.drop_key()?;
        self.key_allowed = true;
        let mut start = self.at.mark();
        let header = self.header()?;
        let mut end = self.at.mark();
        self.at.skip_blanks();
        self.at.skip_comment();
        if self.at.is_break() {
            self.at.skip_break();
        } else if !self.at.is_end() {
            return Err(self.error(
                "only a comment can stand beside `|` or `>`",
                "put the text onto the next line, or quote the value",
            ));
        }
        let mut indent = match header.indentation {
            0 => 0,
            more => self.indent.saturating_sub(1) + more,
        };
        let (mut text, mut line_break, mut others) = (String::new(), "", String::new());
        self.empty_lines(&mut indent, &mut others)?;
        let (mut is_first, mut was_indented) = (true, false);
        while self.at.column() == indent && !self.at.is_end() {
            if is_first {
                (start, is_first) = (self.at.mark(), false);
            }
            let is_indented = self.at.is_blank(0);
            if is_literal || line_break != "\n" || was_indented || is_indented {
                text.push_str(line_break);
            } else if others.is_empty() {
                text.push(' ');
            }
            text.push_str(&others);
            others.clear();
            was_indented = is_indented;
            let rest = self.at.rest().get(..self.at.line_length()).unwrap_or_default();
            let words = rest.trim_end();
            text.push_str(rest);
            self.at.take(words.len());
            if !words.is_empty() {
                end = self.at.mark();
            }
            self.at.take(rest.len() - words.len());
            line_break = if self.at.is_break() { self.at.skip_break() } else { "" };
            self.empty_lines(&mut indent, &mut others)?;
        }
        if header.chomping != b'-' {
            text.push_str(line_break);
        }
        if header.chomping == b'+' {
            text.push_str(&others);
        }
        if is_first {
            start = end;
        }
        self.push_text(TokenKind::Scalar, start, end, text.into());
        Ok(())
    }

    /// `|`, `>-`, `|2+` …
    fn header(&mut self) -> Result<Header, SyntaxError> {
        let mut header = Header::default();
        self.at.skip(1);
        loop {
            match self.at.peek(0) {
                sign @ (b'-' | b'+') if header.chomping == 0 => header.chomping = sign,
                b'0' if header.indentation == 0 => {
                    return Err(self.error("found an indentation of 0", "write 1 to 9, or no number"));
                }
                digit @ b'1'..=b'9' if header.indentation == 0 => {
                    header.indentation = usize::from(digit - b'0');
                }
                _ => return Ok(header),
            }
            self.at.skip(1);
        }
    }

    /// Moves over empty lines, whose ends are added, and to the text of the next line. How far it is indented shows here, where
    /// it is not known.
    fn empty_lines(&mut self, indent: &mut usize, breaks: &mut String) -> Result<(), SyntaxError> {
        let mut widest = 0;
        loop {
            while self.at.peek(0) == b' ' && (*indent == 0 || self.at.column() < *indent) {
                self.at.skip(1);
            }
            widest = widest.max(self.at.column());
            if self.at.peek(0) == b'\t' && (*indent == 0 || self.at.column() < *indent) {
                return Err(self.error("found a tab where an indentation space is expected", TAB));
            }
            if !self.at.is_break() {
                break;
            }
            breaks.push_str(self.at.skip_break());
        }
        if *indent == 0 {
            *indent = widest.max(self.indent).max(1);
        }
        Ok(())
    }
}
