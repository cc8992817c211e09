//! Lists and mappings that are told by their indentation.

use super::node::unexpected;
use super::{Event, Events, State, Step, SyntaxError, TokenKind, nothing};
use crate::source::Mark;

impl<'t> Events<'t> {
    pub(super) fn sequence_entry(&mut self) -> Result<Event<'t>, SyntaxError> {
        let next = self.tokens.ahead()?;
        match next.kind {
            TokenKind::BlockEntry => self.entry(State::Sequence),
            TokenKind::BlockEnd => self.end(Step::SequenceEnd),
            _ => Err(SyntaxError::new(
                next.start,
                "did not find expected '-' indicator",
                "check the indentation: the `-` of one list start in one column",
            )),
        }
    }

    pub(super) fn indentless_entry(&mut self) -> Result<Event<'t>, SyntaxError> {
        let next = self.tokens.ahead()?;
        if next.kind == TokenKind::BlockEntry {
            return self.entry(State::Indentless);
        }
        Ok(Event { step: Step::SequenceEnd, start: next.start, end: next.start })
    }

    /// What stands behind a `-`.
    fn entry(&mut self, state: State) -> Result<Event<'t>, SyntaxError> {
        let end = self.tokens.take()?.end;
        self.states.push(state);
        match (self.next()?, state) {
            (TokenKind::BlockEntry | TokenKind::BlockEnd, _)
            | (TokenKind::Key | TokenKind::Value, State::Indentless) => Ok(nothing(end)),
            _ => self.node(true, false),
        }
    }

    pub(super) fn mapping_key(&mut self) -> Result<Event<'t>, SyntaxError> {
        let next = self.tokens.ahead()?;
        match next.kind {
            TokenKind::Key => {
                self.tokens.take()?;
                self.states.push(State::Value);
                match self.next()? {
                    TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd => Ok(nothing(next.end)),
                    _ => self.node(true, true),
                }
            }
            TokenKind::BlockEnd => self.end(Step::MappingEnd),
            kind => Err(not_key(kind, next.start)),
        }
    }

    pub(super) fn mapping_value(&mut self) -> Result<Event<'t>, SyntaxError> {
        self.states.push(State::Key);
        let next = self.tokens.ahead()?;
        if next.kind != TokenKind::Value {
            return Ok(nothing(next.start));
        }
        self.tokens.take()?;
        match self.next()? {
            TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd => Ok(nothing(next.start)),
            _ => self.node(true, true),
        }
    }
}

/// Something stands in the place of a key.
fn not_key(kind: TokenKind, at: Mark) -> SyntaxError {
    let (what, help) = match kind {
        TokenKind::Plain | TokenKind::Scalar => {
            ("found text behind a value", "put quotes around the whole value; check the indentation")
        }
        TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowSequenceEnd | TokenKind::FlowMappingEnd => {
            return unexpected(kind, at);
        }
        _ => ("did not find expected key", "check the indentation: keys of one mapping start in one column"),
    };
    SyntaxError::new(at, what, help)
}
