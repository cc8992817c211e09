//! Lists in brackets, and mappings in braces.

use super::{Event, Events, Opened, Properties, State, Step, SyntaxError, TokenKind, nothing};
use crate::source::Mark;

const HELP: &str =
    "write the `,` or close the bracket; a value with brackets, `,`, `: ` or `?` in it needs quotes here";

impl<'t> Events<'t> {
    pub(super) fn flow_entry(&mut self, opened: Opened) -> Result<Event<'t>, SyntaxError> {
        self.comma(opened, TokenKind::FlowSequenceEnd, "did not find expected ',' or ']'")?;
        let next = self.tokens.ahead()?;
        if next.kind == TokenKind::FlowSequenceEnd {
            return self.end(Step::SequenceEnd);
        }
        self.states.push(State::FlowSequence(Opened { is_empty: false, ..opened }));
        if next.kind != TokenKind::Key {
            return self.node(false, false);
        }
        self.tokens.take()?;
        self.states.push(State::PairKey);
        Ok(Event { step: Step::MappingStart(Properties::default()), start: next.start, end: next.end })
    }

    pub(super) fn pair_key(&mut self) -> Result<Event<'t>, SyntaxError> {
        self.states.push(State::PairValue);
        match self.next()? {
            // Juju's reader leaves out what follows a `?` without a key, be it the bracket.
            TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowSequenceEnd => {
                Ok(nothing(self.tokens.take()?.end))
            }
            _ => self.node(false, false),
        }
    }

    pub(super) fn pair_value(&mut self) -> Result<Event<'t>, SyntaxError> {
        self.states.push(State::PairEnd);
        let next = self.tokens.ahead()?;
        if next.kind == TokenKind::Value {
            self.tokens.take()?;
            if !matches!(self.next()?, TokenKind::FlowEntry | TokenKind::FlowSequenceEnd) {
                return self.node(false, false);
            }
        }
        Ok(nothing(next.start))
    }

    pub(super) fn pair_end(&mut self) -> Result<Event<'t>, SyntaxError> {
        let at = self.tokens.ahead()?.start;
        Ok(Event { step: Step::MappingEnd, start: at, end: at })
    }

    pub(super) fn flow_key(&mut self, opened: Opened) -> Result<Event<'t>, SyntaxError> {
        self.comma(opened, TokenKind::FlowMappingEnd, "did not find expected ',' or '}'")?;
        match self.next()? {
            TokenKind::FlowMappingEnd => self.end(Step::MappingEnd),
            TokenKind::Key => {
                self.tokens.take()?;
                self.states.push(State::FlowValue(opened.at));
                let next = self.tokens.ahead()?;
                match next.kind {
                    TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowMappingEnd => {
                        Ok(nothing(next.start))
                    }
                    _ => self.node(false, false),
                }
            }
            _ => {
                self.states.push(State::FlowNoValue(opened.at));
                self.node(false, false)
            }
        }
    }

    pub(super) fn flow_value(&mut self, opened: Mark) -> Result<Event<'t>, SyntaxError> {
        self.states.push(State::FlowKey(Opened { at: opened, is_empty: false }));
        let next = self.tokens.ahead()?;
        if next.kind == TokenKind::Value {
            self.tokens.take()?;
            if !matches!(self.next()?, TokenKind::FlowEntry | TokenKind::FlowMappingEnd) {
                return self.node(false, false);
            }
        }
        Ok(nothing(next.start))
    }

    pub(super) fn flow_no_value(&mut self, opened: Mark) -> Result<Event<'t>, SyntaxError> {
        self.states.push(State::FlowKey(Opened { at: opened, is_empty: false }));
        Ok(nothing(self.tokens.ahead()?.start))
    }

    /// Takes the `,` after an entry, unless the bracket is closed.
    fn comma(&mut self, opened: Opened, closing: TokenKind, what: &'static str) -> Result<(), SyntaxError> {
        let next = self.tokens.ahead()?;
        if opened.is_empty || next.kind == closing {
            return Ok(());
        }
        if next.kind != TokenKind::FlowEntry {
            let error = SyntaxError::new(next.start, what, HELP);
            return Err(SyntaxError { opened: Some(opened.at), ..error });
        }
        self.tokens.take()?;
        Ok(())
    }
}
