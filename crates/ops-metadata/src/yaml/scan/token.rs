//! What a text is made of.

use std::borrow::Cow;

use crate::source::Mark;

/// A piece of the text that has a meaning, or a start or an end that its indentation says.
pub(crate) struct Token<'t> {
    pub(crate) kind: TokenKind,
    pub(crate) start: Mark,
    pub(crate) end: Mark,
    /// Of a scalar, its text; of an anchor or an alias, its name; of a tag, what comes after its handle; of a directive, its
    /// value.
    pub(crate) text: Cow<'t, str>,
    /// Of a tag, what names the start of it: `!`, `!!`, `!name!`.
    pub(crate) handle: &'t str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// The end of the text.
    StreamEnd,
    /// `%YAML`
    Version,
    /// `%TAG`
    TagDirective,
    /// `---`
    DocumentStart,
    /// `...`
    DocumentEnd,
    /// A list starts that is told by its indentation.
    SequenceStart,
    /// A mapping starts that is told by its indentation.
    MappingStart,
    /// Either of them ends.
    BlockEnd,
    /// `[`
    FlowSequenceStart,
    /// `]`
    FlowSequenceEnd,
    /// `{`
    FlowMappingStart,
    /// `}`
    FlowMappingEnd,
    /// `,`
    FlowEntry,
    /// `-`; with the space after it.
    BlockEntry,
    /// A key follows, with a `?` or without.
    Key,
    /// `:`
    Value,
    /// `*name`
    Alias,
    /// `&name`
    Anchor,
    /// `!!name`
    Tag,
    /// Without quotes.
    Plain,
    /// In quotes, or a block.
    Scalar,
}

/// What is known of the next token before it is taken.
#[derive(Clone, Copy)]
pub(crate) struct Ahead {
    pub(crate) kind: TokenKind,
    pub(crate) start: Mark,
    pub(crate) end: Mark,
}
