//! The files that were read, and places in them.
//!
//! A charm's mistakes are shown where they were made, so every key and value carries a [`Span`]. A span names its file
//! by a small [`SourceId`]; [`Sources`] turns it back into text.

use std::ops::Deref;
use std::path::PathBuf;

/// Names one of the [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SourceId(pub(crate) usize);

/// A place between two characters of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line, from 1. A line ends at `\n`, `\r\n` or `\r`, as in YAML.
    pub line: usize,
    /// The column in characters, from 1. A byte order mark is not counted.
    pub column: usize,
    /// The offset in bytes from the start of the file, always on a character boundary.
    pub byte: usize,
}

/// A range of a file: `start` is in it, `end` is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// Where it starts.
    pub start: Mark,
    /// Where it ends; never before `start`.
    pub end: Mark,
}

impl Span {
    /// The file and where it starts there.
    pub(crate) fn place(self) -> (usize, usize) {
        (self.source.0, self.start.byte)
    }

    /// From the start of this span to the end of the other, or just this one where the other does not come after it
    /// (an alias takes its value from further up, or from elsewhere).
    pub fn to(self, other: Span) -> Span {
        let follows = self.source == other.source && other.start.byte >= self.end.byte;
        if follows { Span { end: other.end, ..self } } else { self }
    }
}

/// A value and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where the file is, as it was opened.
    pub path: PathBuf,
    /// Its whole text.
    pub text: String,
    name: String,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl Source {
    pub(crate) fn new(path: PathBuf, name: String, text: String) -> Self {
        let lines = line_starts(&text);
        Source { path, text, name, lines }
    }

    /// The name for messages: the path from the charm's folder, with `/`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the file is, for a place that a terminal can follow: the path as it was opened, without `./`.
    pub fn place(&self) -> String {
        let path = self.path.strip_prefix(".").unwrap_or(&self.path);
        path.display().to_string()
    }

    /// The text of a line, from 1, without its end.
    pub fn line(&self, number: usize) -> Option<&str> {
        let start = *self.lines.get(number.checked_sub(1)?)?;
        let end = self.lines.get(number).copied().unwrap_or(self.text.len());
        Some(self.text.get(start..end)?.trim_end_matches(['\n', '\r']))
    }

    /// Behind the character at a place; at the end of a line, the place itself.
    pub(crate) fn after(&self, place: Mark) -> Mark {
        match self.text.get(place.byte..).unwrap_or_default().chars().next() {
            None | Some('\n' | '\r') => place,
            Some(character) => {
                Mark { column: place.column + 1, byte: place.byte + character.len_utf8(), ..place }
            }
        }
    }

    /// The number of bytes of a byte order mark at the start.
    pub(crate) fn byte_order_mark(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }
}

/// In steps of lines, not of characters: macros are built without optimisation, and read this each time.
fn line_starts(text: &str) -> Vec<usize> {
    let body = text.trim_start_matches('\u{feff}');
    let mut start = text.len() - body.len();
    let mut starts = vec![start];
    for line in body.split_inclusive('\n') {
        let inner = line.strip_suffix("\r\n").or(line.strip_suffix('\n')).unwrap_or(line);
        for (place, _) in inner.match_indices('\r') {
            starts.push(start + place + 1);
        }
        start += line.len();
        if inner.len() < line.len() {
            starts.push(start);
        }
    }
    starts
}

/// The files that were read, in order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    pub(crate) fn add(&mut self, source: Source) -> SourceId {
        self.all.push(source);
        SourceId(self.all.len() - 1)
    }

    /// The file that an id of *this* reading names. An id of another reading gives an empty file.
    pub fn get(&self, id: SourceId) -> &Source {
        static NOTHING: Source =
            Source { path: PathBuf::new(), text: String::new(), name: String::new(), lines: Vec::new() };
        self.all.get(id.0).unwrap_or(&NOTHING)
    }

    /// The files, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.all.iter()
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.start.byte..span.end.byte).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new(PathBuf::from("m.yaml"), "m.yaml".into(), text.into())
    }

    #[test]
    fn lines_end_as_in_yaml() {
        let source = source("a\r\nbé\nc\rd\r\r\ne\r");
        let lines: Vec<_> = (1..=8).map(|n| source.line(n)).collect();
        assert_eq!(lines, [Some("a"), Some("bé"), Some("c"), Some("d"), Some(""), Some("e"), Some(""), None]);
        assert_eq!(source.line(0), None);
    }

    #[test]
    fn byte_order_mark_is_not_part_of_the_first_line() {
        assert_eq!(source("\u{feff}a\n").line(1), Some("a"));
    }
}
