//! What may be a key, and what is told by indentation.

use super::cursor::Cursor;
use super::token::{Token, TokenKind};
use super::{Scanner, SyntaxError};
use std::borrow::Cow;

/// How long a key may be, in characters, with what stands between it and its `:`.
const LONGEST: usize = 1024;

/// What may turn out to be a key.
#[derive(Clone, Copy)]
pub(super) struct SimpleKey<'t> {
    /// Its number among the tokens, from the first.
    pub(super) token: usize,
    /// Where it starts.
    pub(super) at: Cursor<'t>,
    /// Whether only a key can stand there.
    is_required: bool,
}

impl<'t> Scanner<'t> {
    /// Notes that what starts here may be a key.
    pub(super) fn note_key(&mut self) -> Result<(), SyntaxError> {
        if self.key_allowed {
            self.drop_key()?;
            let is_required = self.in_block() && self.indent == self.at.column() + 1;
            let token = self.taken + self.tokens.len();
            self.key = Some(SimpleKey { token, at: self.at, is_required });
        }
        Ok(())
    }

    /// Notes that what may have been a key is none.
    pub(super) fn drop_key(&mut self) -> Result<(), SyntaxError> {
        match self.key.take() {
            Some(key) if key.is_required => Err(missing_colon(&key)),
            _ => Ok(()),
        }
    }

    /// Whether this token may still turn out to be a key.
    pub(super) fn may_be_key(&mut self, token: usize) -> Result<bool, SyntaxError> {
        let at = self.at;
        for key in &mut self.outer_keys {
            if is_token(key, token) {
                return check(key, &at);
            }
        }
        if is_token(&self.key, token) { check(&mut self.key, &at) } else { Ok(false) }
    }

    /// What is the key of the `:` that stands here.
    pub(super) fn take_key(&mut self) -> Result<Option<SimpleKey<'t>>, SyntaxError> {
        check(&mut self.key, &self.at)?;
        Ok(self.key.take())
    }

    /// A list or a mapping starts, if this place is further right than the one that is open.
    pub(super) fn roll(&mut self, kind: TokenKind, at: &Cursor<'t>, token: usize) {
        if self.in_block() && self.indent <= at.column() {
            self.indents.push(self.indent);
            self.indent = at.column() + 1;
            self.insert(kind, at, token);
        }
    }

    /// Puts a token without a text in front of the one with this number.
    pub(super) fn insert(&mut self, kind: TokenKind, at: &Cursor<'t>, token: usize) {
        let mark = at.mark();
        let place = token.saturating_sub(self.taken).min(self.tokens.len());
        let token = Token { kind, start: mark, end: mark, text: Cow::Borrowed(""), handle: "" };
        self.tokens.insert(place, token);
    }

    /// The lists and mappings end that are indented further than this.
    pub(super) fn unroll(&mut self, indent: usize) {
        while self.indent > indent {
            self.push(TokenKind::BlockEnd, self.at.mark());
            self.indent = self.indents.pop().unwrap_or_default();
        }
    }
}

fn is_token(key: &Option<SimpleKey<'_>>, token: usize) -> bool {
    matches!(key, Some(key) if key.token == token)
}

/// Whether a key may still get its `:`. It must come on the line of the key, and soon.
fn check(key: &mut Option<SimpleKey<'_>>, at: &Cursor<'_>) -> Result<bool, SyntaxError> {
    let Some(noted) = key else { return Ok(false) };
    if noted.at.row == at.row && noted.at.character + LONGEST >= at.character {
        return Ok(true);
    }
    if noted.is_required {
        return Err(missing_colon(noted));
    }
    *key = None;
    Ok(false)
}

fn missing_colon(key: &SimpleKey<'_>) -> SyntaxError {
    SyntaxError::new(
        key.at.mark(),
        "could not find expected ':'",
        "write `key: value`; a value that goes on in another line stands further right there than its key",
    )
}
