//! What is wrong, where, and what to do about it.

use std::fmt;

use crate::catalogue;
use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Juju refuses it, or the code disagrees with the metadata.
    Error,
    /// Juju accepts it, and it is likely to hurt.
    Warning,
}

impl Level {
    /// `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names a kind of mistake for good: `OPS0101`. All of them are in the [`catalogue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub(crate) &'static str);

impl Code {
    /// The code as it is printed.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What it has to do with the mistake: a few words without a full stop.
    pub label: String,
}

/// A change to the text that would mend the mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to replace.
    pub span: Span,
    /// With what.
    pub replacement: String,
    /// Whether a program may make the change by itself.
    pub certain: bool,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of mistake.
    pub code: Code,
    /// How bad it is.
    pub level: Level,
    /// One sentence without a full stop.
    pub message: String,
    /// Where; nothing for a file that is not there.
    pub span: Option<Span>,
    /// Further places that explain it.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
    /// A change to the text that would mend it.
    pub suggestion: Option<Suggestion>,
}

impl Diagnostic {
    /// A mistake of this kind, at the level that the [`catalogue`] gives it, without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            level: catalogue::entry(code).map_or(Level::Error, |entry| entry.level),
            message: printable(&message.into()),
            span: None,
            related: Vec::new(),
            help: None,
            suggestion: None,
        }
    }

    /// The same at this place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same at another level than the catalogue's.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// The same with a second place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Related { span, label: printable(&label.into()) });
        self
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(printable(&help.into()));
        self
    }

    /// The same with the word that was meant here.
    #[must_use]
    pub(crate) fn meant(self, span: Span, word: &str) -> Self {
        self.help(format!("did you mean `{word}`?")).suggest(span, word, false)
    }

    /// The same with a change to the text.
    #[must_use]
    pub fn suggest(mut self, span: Span, replacement: impl Into<String>, certain: bool) -> Self {
        self.suggestion = Some(Suggestion { span, replacement: replacement.into(), certain });
        self
    }
}

/// Whether one of these is at the level of an error.
pub(crate) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    for found in diagnostics {
        if found.level == Level::Error {
            return true;
        }
    }
    false
}

/// In the order of the files, and of the places in them.
pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|found| found.span.map(Span::place));
}

/// Without control characters: a text that comes from a file must not talk to the terminal.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        printable.push(if character.is_control() { '\u{fffd}' } else { character });
    }
    printable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_cannot_talk_to_the_terminal() {
        let found = Diagnostic::new(catalogue::WRONG_TYPE, "a\u{1b}[31m").help("b\u{7}");
        assert_eq!((found.message.as_str(), found.help.as_deref()), ("a\u{fffd}[31m", Some("b\u{fffd}")));
    }
}
