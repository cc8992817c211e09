//! From characters to tokens.
//!
//! Whether a value is a key shows only at the `:` after it, so what may be one waits in a queue, until the `:` comes (then it gets a
//! token that says so in front of it) or the line ends.

mod anchor;
mod block;
mod cursor;
mod directive;
mod escape;
mod fold;
mod indicator;
mod key;
mod plain;
mod quoted;
mod readable;
mod tag;
mod token;

use std::borrow::Cow;

use super::SyntaxError;
use crate::source::Mark;
use cursor::Cursor;
use key::SimpleKey;
pub(super) use token::{Ahead, Token, TokenKind};

pub(super) struct Scanner<'t> {
    at: Cursor<'t>,
    /// Whether the text ends at a character that none may have.
    is_cut: bool,
    /// What was found and not taken yet.
    tokens: Vec<Token<'t>>,
    /// How many were taken.
    taken: usize,
    /// One more than the column of the innermost list or mapping that is told by its indentation; 0 outside of any.
    indent: usize,
    /// The same of those around it.
    indents: Vec<usize>,
    /// What may be a key, within the innermost brackets.
    key: Option<SimpleKey<'t>>,
    /// The same outside of these brackets, and so on: one for each level of brackets.
    outer_keys: Vec<Option<SimpleKey<'t>>>,
    /// Whether a key may start here.
    key_allowed: bool,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let readable = readable::start(text);
        Scanner {
            at: Cursor::new(readable),
            is_cut: readable.len() < text.len(),
            tokens: Vec::new(),
            taken: 0,
            indent: 0,
            indents: Vec::new(),
            key: None,
            outer_keys: Vec::new(),
            key_allowed: true,
        }
    }

    /// What comes next. At the end of the text comes its end, again and again.
    pub(super) fn ahead(&mut self) -> Result<Ahead, SyntaxError> {
        self.fill()?;
        let end = self.at.mark();
        Ok(match self.tokens.first() {
            Some(token) => Ahead { kind: token.kind, start: token.start, end: token.end },
            None => Ahead { kind: TokenKind::StreamEnd, start: end, end },
        })
    }

    /// Takes what comes next.
    pub(super) fn take(&mut self) -> Result<Token<'t>, SyntaxError> {
        self.fill()?;
        self.taken += 1;
        Ok(self.tokens.remove(0))
    }

    /// Whether the text has only characters that it may have, also where it is not read.
    pub(super) fn check_rest(&mut self) -> Result<(), SyntaxError> {
        if !self.is_cut {
            return Ok(());
        }
        self.at.skip_lines();
        Err(readable::error(self.at.mark()))
    }

    /// Reads on until the next token is there, and is known to be a key or none.
    fn fill(&mut self) -> Result<(), SyntaxError> {
        while self.tokens.is_empty() || self.may_be_key(self.taken)? {
            if let Err(error) = self.fetch() {
                let is_cut = self.is_cut && self.at.is_end();
                return Err(if is_cut { readable::error(self.at.mark()) } else { error });
            }
        }
        Ok(())
    }

    fn fetch(&mut self) -> Result<(), SyntaxError> {
        self.skip_to_token();
        let (at, in_block) = (self.at, self.in_block());
        if in_block {
            self.unroll(at.column() + 1);
        }
        if at.is_end() {
            return self.stream_end();
        }
        if at.column() == 0 {
            if at.peek(0) == b'%' {
                return self.directive();
            }
            if at.is_tripled(b'-') {
                return self.document_indicator(TokenKind::DocumentStart);
            }
            if at.is_tripled(b'.') {
                return self.document_indicator(TokenKind::DocumentEnd);
            }
        }
        match at.peek(0) {
            b'[' => self.flow_start(TokenKind::FlowSequenceStart),
            b'{' => self.flow_start(TokenKind::FlowMappingStart),
            b']' => self.flow_end(TokenKind::FlowSequenceEnd),
            b'}' => self.flow_end(TokenKind::FlowMappingEnd),
            b',' => self.flow_entry(),
            b'-' if at.is_gap(1) => self.block_entry(),
            b'?' if !in_block || at.is_gap(1) => self.explicit_key(),
            b':' if !in_block || at.is_gap(1) => self.value(),
            b'*' => self.anchor(TokenKind::Alias),
            b'&' => self.anchor(TokenKind::Anchor),
            b'!' => self.tag(),
            b'|' if in_block => self.block(true),
            b'>' if in_block => self.block(false),
            b'\'' => self.quoted(b'\''),
            b'"' => self.quoted(b'"'),
            b'\t' => Err(self.error("found a tab where only spaces may indent", TAB)),
            b'|' | b'>' => Err(self.error(
                "a block cannot start within brackets",
                "put quotes around a value that starts with `|` or `>`",
            )),
            b'%' | b'@' | b'`' => Err(self.error(
                "found a character that cannot start a value",
                "quote a value that starts with `@`, `%` or a backquote",
            )),
            _ => self.plain(),
        }
    }

    /// Moves over spaces, comments and line ends. A tab is a space except where it would indent.
    fn skip_to_token(&mut self) {
        loop {
            while self.at.peek(0) == b' '
                || (self.at.peek(0) == b'\t' && !(self.in_block() && self.key_allowed))
            {
                self.at.skip(1);
            }
            self.at.skip_comment();
            if !self.at.is_break() {
                return;
            }
            self.at.skip_break();
            if self.in_block() {
                self.key_allowed = true;
            }
        }
    }

    /// Whether no brackets are open.
    fn in_block(&self) -> bool {
        self.outer_keys.is_empty()
    }

    /// A token without a text, from a place to here.
    fn push(&mut self, kind: TokenKind, start: Mark) {
        self.push_text(kind, start, self.at.mark(), Cow::Borrowed(""));
    }

    fn push_text(&mut self, kind: TokenKind, start: Mark, end: Mark, text: Cow<'t, str>) {
        self.tokens.push(Token { kind, start, end, text, handle: "" });
    }

    /// A mistake at this place.
    fn error(&self, what: &'static str, help: &'static str) -> SyntaxError {
        SyntaxError::new(self.at.mark(), what, help)
    }
}

/// What to do about a tab.
const TAB: &str = "indent with spaces";
