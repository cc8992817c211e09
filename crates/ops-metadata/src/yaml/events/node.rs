//! A value, or where a list or a mapping starts.

use std::borrow::Cow;

use super::{Event, Events, Opened, Properties, State, Step, SyntaxError, TokenKind};
use crate::source::Mark;

impl<'t> Events<'t> {
    /// What comes next as a value. `in_block`: outside of brackets; `indentless`: a list may come whose `-` are where the key is.
    pub(super) fn node(&mut self, in_block: bool, indentless: bool) -> Result<Event<'t>, SyntaxError> {
        if self.next()? == TokenKind::Alias {
            return self.alias();
        }
        let (properties, behind) = self.properties()?;
        let next = self.tokens.ahead()?;
        let opened = Opened { at: next.start, is_empty: true };
        let (state, is_mapping) = match next.kind {
            TokenKind::Plain | TokenKind::Scalar => {
                let token = self.tokens.take()?;
                let plain = token.kind == TokenKind::Plain;
                let step = Step::Scalar { text: token.text, plain, properties };
                return Ok(Event { step, start: token.start, end: token.end });
            }
            TokenKind::BlockEntry if indentless => {
                // Starts with its first value: no token stands for the list itself.
                self.states.push(State::Indentless);
                let step = Step::SequenceStart(properties);
                return Ok(Event { step, start: next.end, end: next.end });
            }
            TokenKind::FlowSequenceStart => (State::FlowSequence(opened), false),
            TokenKind::FlowMappingStart => (State::FlowKey(opened), true),
            TokenKind::SequenceStart if in_block => (State::Sequence, false),
            TokenKind::MappingStart if in_block => (State::Key, true),
            kind => {
                let Some(end) = behind else { return Err(unexpected(kind, next.start)) };
                let step = Step::Scalar { text: "".into(), plain: true, properties };
                return Ok(Event { step, start: end, end });
            }
        };
        self.tokens.take()?;
        self.states.push(state);
        let step = if is_mapping { Step::MappingStart(properties) } else { Step::SequenceStart(properties) };
        Ok(Event { step, start: next.start, end: next.end })
    }

    fn alias(&mut self) -> Result<Event<'t>, SyntaxError> {
        let token = self.tokens.take()?;
        match self.anchors.get(&*token.text) {
            Some(number) => Ok(Event { step: Step::Alias(*number), start: token.start, end: token.end }),
            None => Err(SyntaxError::new(
                token.start,
                "unknown anchor referenced",
                "an anchor, `&name`, stands further up than its aliases; quote a value that starts with `*`",
            )),
        }
    }

    /// An anchor, a tag or both, and where they end.
    fn properties(&mut self) -> Result<(Properties, Option<Mark>), SyntaxError> {
        let mut properties = Properties::default();
        let mut end = None;
        loop {
            match self.next()? {
                TokenKind::Anchor if properties.anchor.is_none() => {
                    let token = self.tokens.take()?;
                    end = Some(token.end);
                    properties.anchor = Some(self.anchor_count);
                    if let Cow::Borrowed(name) = token.text {
                        self.anchors.insert(name, self.anchor_count);
                    }
                    self.anchor_count += 1;
                }
                TokenKind::Tag if properties.tag.is_none() => {
                    let token = self.tokens.take()?;
                    end = Some(token.end);
                    properties.tag = Some(self.whole_tag(token.handle, &token.text, token.start)?);
                }
                _ => return Ok((properties, end)),
            }
        }
    }

    fn whole_tag(&self, handle: &str, name: &str, at: Mark) -> Result<String, SyntaxError> {
        let prefix = if handle.is_empty() { "" } else { self.handle(handle).map_or("", |prefix| prefix) };
        if prefix.is_empty() && !handle.is_empty() {
            return Err(SyntaxError::new(
                at,
                "found undefined tag handle",
                "a handle other than `!` and `!!` needs a `%TAG` directive; quote a value that starts with `!`",
            ));
        }
        Ok(prefix.to_owned() + name)
    }
}

/// Something stands in the place of a value.
pub(super) fn unexpected(kind: TokenKind, at: Mark) -> SyntaxError {
    let (what, help) = match kind {
        TokenKind::Value => ("there is no key before the `:`", "write a key, or remove the line"),
        TokenKind::FlowEntry => ("there is no value before the `,`", "write a value, or remove the `,`"),
        TokenKind::FlowSequenceEnd => ("found a `]` without its `[`", "remove it, or quote the value"),
        TokenKind::FlowMappingEnd => ("found a `}` without its `{`", "remove it, or quote the value"),
        TokenKind::BlockEntry => ("a list with `-` cannot stand within brackets", "write `[a, b]`"),
        _ => ("did not find expected node content", "write a value, or close the bracket"),
    };
    SyntaxError::new(at, what, help)
}
