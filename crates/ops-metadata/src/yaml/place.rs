//! From the parser's positions, which count characters, to ours, which have bytes too.

use saphyr_parser::Marker;

use crate::source::{Mark, Source, SourceId, Span};

/// Knows where each character of a file is.
pub(crate) struct Places<'a> {
    source: &'a Source,
    id: SourceId,
    /// The offset of each character; empty where every character is one byte.
    bytes: Vec<usize>,
    /// The characters before what the parser was given: a byte order mark.
    skipped: usize,
    /// How many characters there are.
    length: usize,
}

impl<'a> Places<'a> {
    pub(crate) fn new(source: &'a Source, id: SourceId) -> Self {
        let mut bytes = Vec::new();
        if !source.text.is_ascii() {
            for (byte, _) in source.text.char_indices() {
                bytes.push(byte);
            }
        }
        let length = if bytes.is_empty() { source.text.len() } else { bytes.len() };
        Places { source, id, bytes, skipped: usize::from(source.byte_order_mark() > 0), length }
    }

    /// The span of a parser's span, without the anchor and the tag before a scalar and the space after it.
    pub(crate) fn span(&self, span: saphyr_parser::Span, has_properties: bool) -> Span {
        let (mut start, mut end) = (self.character(span.start), self.character(span.end));
        let text = self.source.text.get(self.byte(start)..self.byte(end)).unwrap_or_default();
        let mut rest = text;
        while has_properties && rest.starts_with(['&', '!']) {
            rest = rest.trim_start_matches(|c: char| !c.is_ascii_whitespace()).trim_start();
        }
        let properties = text.strip_suffix(rest).unwrap_or_default();
        let space = rest.strip_prefix(rest.trim_end()).unwrap_or_default();
        start += properties.chars().count();
        end -= space.chars().count();
        Span { source: self.id, start: self.mark(start), end: self.mark(end.max(start)) }
    }

    /// The empty span at a parser's position.
    pub(crate) fn marker(&self, marker: Marker) -> Span {
        self.point(self.character(marker))
    }

    /// The empty span before a character.
    pub(crate) fn point(&self, character: usize) -> Span {
        let mark = self.mark(character);
        Span { source: self.id, start: mark, end: mark }
    }

    /// The text before a span.
    pub(crate) fn before(&self, span: Span) -> &'a str {
        self.source.text.get(..span.start.byte).unwrap_or_default()
    }

    /// The first character of the line in which a span starts.
    pub(crate) fn line(&self, span: Span) -> Span {
        let lines = self.source.lines();
        self.one(lines.get(span.start.line.saturating_sub(1)).map_or(0, |line| line.character))
    }

    /// How many spaces stand in front of the line in which a span starts.
    pub(crate) fn indentation(&self, span: Span) -> usize {
        let line = self.after(self.line(span));
        line.len() - line.trim_start_matches(' ').len()
    }

    /// The text between two characters.
    pub(crate) fn text(&self, from: usize, to: usize) -> &'a str {
        self.source.text.get(self.byte(from)..self.byte(to)).unwrap_or_default()
    }

    /// The text from the start of a span.
    pub(crate) fn after(&self, span: Span) -> &'a str {
        self.source.text.get(span.start.byte..).unwrap_or_default()
    }

    /// The place of the `[` or `{` that a parser's span, of the start of a list or a mapping, ends with; in characters.
    pub(crate) fn bracket(&self, span: saphyr_parser::Span) -> Option<usize> {
        let (start, end) = self.characters(span);
        let text = self.source.text.get(self.byte(start)..self.byte(end))?.trim_end();
        text.ends_with(['[', '{']).then(|| start + text.chars().count() - 1)
    }

    /// The span of one character.
    pub(crate) fn one(&self, character: usize) -> Span {
        Span {
            source: self.id,
            start: self.mark(character),
            end: self.mark((character + 1).min(self.length)),
        }
    }

    /// Where a parser's span starts and ends, in characters of the file.
    pub(crate) fn characters(&self, span: saphyr_parser::Span) -> (usize, usize) {
        (self.character(span.start), self.character(span.end))
    }

    fn character(&self, marker: Marker) -> usize {
        // In a directive the parser counts bytes.
        (marker.index() + self.skipped).min(self.length)
    }

    fn byte(&self, character: usize) -> usize {
        let length = self.source.text.len();
        if self.bytes.is_empty() {
            character.min(length)
        } else {
            self.bytes.get(character).copied().unwrap_or(length)
        }
    }

    fn mark(&self, character: usize) -> Mark {
        let lines = self.source.lines();
        let line = lines.partition_point(|line| line.character <= character).max(1);
        let start = lines.get(line - 1).map_or(0, |line| line.character);
        Mark { line, column: character.saturating_sub(start) + 1, byte: self.byte(character) }
    }
}
