//! From tokens to events: what holds what.
//!
//! What is to come is a stack of states, one for each list and mapping that is open. A state is taken off the stack, says what the
//! tokens give, and leaves on the stack what comes after it.

mod block;
mod document;
mod flow;
mod node;

use std::borrow::Cow;

use super::SyntaxError;
use super::scan::{Scanner, TokenKind};
use crate::letters::Places;
use crate::source::Mark;

/// A step through a document: a value, or where a list or a mapping starts or ends. In a mapping keys and values take turns.
#[derive(Clone, Debug)]
pub struct Event<'t> {
    /// What it is.
    pub step: Step<'t>,
    /// Where it starts: behind the anchor and the tag.
    pub start: Mark,
    /// Where it ends. A list or a mapping that is told by its indentation ends without a character.
    pub end: Mark,
}

/// What an [`Event`] is.
#[derive(Clone, Debug)]
pub enum Step<'t> {
    /// A single value, which may be none at all.
    Scalar {
        /// The text, without quotes and with escapes resolved.
        text: Cow<'t, str>,
        /// Whether it stands without quotes, and is no block.
        plain: bool,
        /// What stands before it.
        properties: Properties,
    },
    /// What has this anchor comes here again.
    Alias(usize),
    /// A list.
    SequenceStart(Properties),
    /// The last list that started ends.
    SequenceEnd,
    /// A mapping.
    MappingStart(Properties),
    /// The last mapping that started ends.
    MappingEnd,
}

/// What stands before a value.
#[derive(Clone, Debug, Default)]
pub struct Properties {
    /// The number of its anchor, from 0. Another value of the same name has another number.
    pub anchor: Option<usize>,
    /// The whole name of its tag: `!own`, `tag:yaml.org,2002:str` for `!!str`.
    pub tag: Option<String>,
}

/// The events of the first document in a text.
///
/// ```
/// use ops_metadata::yaml::{Events, Step};
///
/// let mut events = Events::new("- !own a");
/// let mut tag = None;
/// while let Some(event) = events.step()? {
///     if let Step::Scalar { properties, .. } = event.step {
///         tag = properties.tag;
///     }
/// }
/// assert_eq!(tag.as_deref(), Some("!own"));
/// # Ok::<(), ops_metadata::yaml::SyntaxError>(())
/// ```
pub struct Events<'t> {
    tokens: Scanner<'t>,
    states: Vec<State>,
    /// The numbers of the anchors.
    anchors: Places<'t>,
    anchor_count: usize,
    /// What the handles of tags stand for.
    handles: Vec<(&'t str, Cow<'t, str>)>,
}

/// What may come.
#[derive(Clone, Copy)]
enum State {
    DocumentStart,
    DocumentEnd,
    /// An entry of a list, or its end.
    Sequence,
    /// The same of one that is not indented from its key.
    Indentless,
    /// A key, or the end of the mapping.
    Key,
    Value,
    /// An entry of a list in brackets, or its end.
    FlowSequence(Opened),
    /// In a list, a mapping of one key.
    PairKey,
    PairValue,
    PairEnd,
    /// A key of a mapping in braces, or its end.
    FlowKey(Opened),
    FlowValue(Mark),
    /// A key without a value has come.
    FlowNoValue(Mark),
}

/// A bracket that is not closed yet.
#[derive(Clone, Copy)]
struct Opened {
    at: Mark,
    /// Whether nothing has come since.
    is_empty: bool,
}

impl<'t> Events<'t> {
    /// Before the first event.
    pub fn new(text: &'t str) -> Self {
        Events {
            tokens: Scanner::new(text),
            states: vec![State::DocumentStart],
            anchors: Places::new(),
            anchor_count: 0,
            handles: Vec::new(),
        }
    }

    /// The next event; nothing at the end of the document, and where the text has none.
    ///
    /// # Errors
    ///
    /// If the text is not YAML. Nothing can be read after that.
    pub fn step(&mut self) -> Result<Option<Event<'t>>, SyntaxError> {
        let Some(state) = self.states.pop() else { return Ok(None) };
        let event = match state {
            State::DocumentStart => return self.document_start(),
            State::DocumentEnd => return self.document_end(),
            State::Sequence => self.sequence_entry()?,
            State::Indentless => self.indentless_entry()?,
            State::Key => self.mapping_key()?,
            State::Value => self.mapping_value()?,
            State::FlowSequence(opened) => self.flow_entry(opened)?,
            State::PairKey => self.pair_key()?,
            State::PairValue => self.pair_value()?,
            State::PairEnd => self.pair_end()?,
            State::FlowKey(opened) => self.flow_key(opened)?,
            State::FlowValue(opened) => self.flow_value(opened)?,
            State::FlowNoValue(opened) => self.flow_no_value(opened)?,
        };
        Ok(Some(event))
    }

    /// What comes next.
    fn next(&mut self) -> Result<TokenKind, SyntaxError> {
        Ok(self.tokens.ahead()?.kind)
    }

    /// The end of a list or a mapping: the token that comes next.
    fn end(&mut self, step: Step<'t>) -> Result<Event<'t>, SyntaxError> {
        let token = self.tokens.take()?;
        Ok(Event { step, start: token.start, end: token.end })
    }
}

/// Nothing, in the place of a value.
fn nothing<'t>(at: Mark) -> Event<'t> {
    let step = Step::Scalar { text: "".into(), plain: true, properties: Properties::default() };
    Event { step, start: at, end: at }
}
