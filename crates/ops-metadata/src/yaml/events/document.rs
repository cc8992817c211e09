//! Where a document starts and ends.

use std::borrow::Cow;

use super::{Event, Events, State, SyntaxError, TokenKind, nothing};
use crate::source::Mark;
use crate::yaml::scalar::CORE;

impl<'t> Events<'t> {
    /// The first event of the document.
    pub(super) fn document_start(&mut self) -> Result<Option<Event<'t>>, SyntaxError> {
        let has_directives = self.directives()?;
        let next = self.tokens.ahead()?;
        match next.kind {
            TokenKind::StreamEnd if !has_directives => return Ok(None),
            TokenKind::DocumentStart => {}
            _ if has_directives => {
                return Err(SyntaxError::new(
                    next.start,
                    "did not find expected `---`",
                    "write `---` between the directives and the document",
                ));
            }
            _ => {
                self.states.push(State::DocumentEnd);
                return self.node(true, false).map(Some);
            }
        }
        self.tokens.take()?;
        self.states.push(State::DocumentEnd);
        let next = self.tokens.ahead()?;
        Ok(Some(match next.kind {
            TokenKind::Version
            | TokenKind::TagDirective
            | TokenKind::DocumentStart
            | TokenKind::DocumentEnd
            | TokenKind::StreamEnd => nothing(next.start),
            _ => self.node(true, false)?,
        }))
    }

    pub(super) fn document_end(&mut self) -> Result<Option<Event<'t>>, SyntaxError> {
        if self.next()? == TokenKind::DocumentEnd {
            self.tokens.take()?;
        }
        self.tokens.check_rest()?;
        Ok(None)
    }

    /// Where something follows the document, which has ended. It may be no YAML.
    pub fn rest(&mut self) -> Option<(Mark, Mark)> {
        loop {
            match self.tokens.ahead() {
                Ok(next) if next.kind == TokenKind::StreamEnd => return None,
                Ok(next) if next.kind == TokenKind::DocumentEnd => drop(self.tokens.take()),
                Ok(next) => return Some((next.start, next.end)),
                Err(error) => return Some((error.at, error.at)),
            }
        }
    }

    /// Whether there are directives.
    fn directives(&mut self) -> Result<bool, SyntaxError> {
        let mut has_version = false;
        loop {
            let kind = self.next()?;
            if !matches!(kind, TokenKind::Version | TokenKind::TagDirective) {
                break;
            }
            let token = self.tokens.take()?;
            let is_known =
                if kind == TokenKind::Version { has_version } else { self.handle(token.handle).is_some() };
            if is_known {
                return Err(SyntaxError::new(
                    token.start,
                    "found a directive for the second time",
                    "remove one of them",
                ));
            }
            if kind == TokenKind::TagDirective {
                self.handles.push((token.handle, token.text));
                continue;
            }
            has_version = true;
            if !matches!(&*token.text, "1.1" | "01.1" | "1.01" | "01.01") {
                return Err(SyntaxError::new(
                    token.start,
                    "found incompatible YAML document",
                    "Juju reads YAML 1.1 alone: remove the line",
                ));
            }
        }
        let has_directives = has_version || !self.handles.is_empty();
        for (handle, prefix) in [("!", "!"), ("!!", CORE)] {
            if self.handle(handle).is_none() {
                self.handles.push((handle, prefix.into()));
            }
        }
        Ok(has_directives)
    }

    /// What a handle stands for.
    pub(super) fn handle(&self, name: &str) -> Option<&Cow<'t, str>> {
        for (handle, prefix) in &self.handles {
            if *handle == name {
                return Some(prefix);
            }
        }
        None
    }
}
