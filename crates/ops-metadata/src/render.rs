//! Mistakes as plain text, in the form that rustc gives its own, for places that have no colours: the text of a compile
//! error.

use std::fmt::{Display, Write};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Sources, Span};

/// Lines longer than this are cut around the place, so that a message stays readable.
const WIDEST: usize = 120;

/// A diagnostic as text.
pub fn plain(sources: &Sources, diagnostic: &Diagnostic) -> String {
    Text::from(diagnostic).render(sources)
}

/// What is said of a mistake: a sentence, the lines that it is about, and what to do.
///
/// ```text
/// [OPS0201] this charm has no endpoint `bd`
///   --> metadata.yaml:12:3
///    |
/// 11 | requires:
/// 12 |   db:
///    |   ^^
///    = help: there is an endpoint `db`
/// ```
#[derive(Clone, Debug)]
pub struct Text {
    title: String,
    frames: Vec<Frame>,
    notes: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug)]
struct Frame {
    span: Span,
    /// The line of the section that the place is in.
    section: Option<Span>,
    label: String,
}

impl From<&Diagnostic> for Text {
    fn from(diagnostic: &Diagnostic) -> Self {
        let mut text = Text::new(diagnostic.code, &diagnostic.message);
        if let Some(span) = diagnostic.span {
            text = text.frame(span);
        }
        for related in &diagnostic.related {
            text = text.labelled(related.span, &related.label);
        }
        match &diagnostic.help {
            Some(help) => text.help(help.as_str()),
            None => text,
        }
    }
}

impl Text {
    /// One sentence without a full stop, under its code.
    pub fn new(code: Code, message: impl Display) -> Self {
        Text { title: format!("[{code}] {message}"), frames: Vec::new(), notes: Vec::new() }
    }

    /// The line of this place.
    #[must_use]
    pub fn frame(self, span: Span) -> Self {
        self.labelled(span, "")
    }

    /// The same with a few words after the caret.
    #[must_use]
    pub fn labelled(mut self, span: Span, label: &str) -> Self {
        self.frames.push(Frame { span, section: None, label: label.to_owned() });
        self
    }

    /// The line of this place below that of its section.
    #[must_use]
    pub fn frame_in(mut self, section: Option<Span>, span: Span) -> Self {
        let above = |section: &Span| section.source == span.source && section.start.line < span.start.line;
        self.frames.push(Frame { span, section: section.filter(above), label: String::new() });
        self
    }

    /// Something to know. Further lines are indented under the first.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(("note", text.into()));
        self
    }

    /// Something to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.notes.push(("help", text.into()));
        self
    }

    /// The code and the sentence.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The places that it is about, each with the words after its caret, if there are any.
    pub fn places(&self) -> impl Iterator<Item = (Span, &str)> {
        self.frames.iter().map(|frame| (frame.span, frame.label.as_str()))
    }

    /// What there is to know and to do: `note` or `help`, and the text.
    pub fn notes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.notes.iter().map(|(kind, text)| (*kind, text.as_str()))
    }

    /// All of it, in lines without an end after the last.
    pub fn render(&self, sources: &Sources) -> String {
        // A section stands above its place.
        let mut widest = 0;
        for frame in &self.frames {
            widest = widest.max(frame.span.start.line);
        }
        let margin = if widest == 0 { 0 } else { widest.to_string().len() };
        let mut text = self.title.clone();
        for frame in &self.frames {
            frame.render(sources, margin, &mut text);
        }
        for (kind, note) in &self.notes {
            let indent = " ".repeat(margin + 3 + kind.len() + 2);
            let note = note.replace('\n', &format!("\n{indent}"));
            let _ = write!(text, "\n{:margin$} = {kind}: {note}", "");
        }
        text
    }
}

impl Frame {
    fn render(&self, sources: &Sources, margin: usize, text: &mut String) {
        let (source, start) = (sources.get(self.span.source), self.span.start);
        let _ = write!(text, "\n{:margin$}--> {}:{}:{}", "", source.place(), start.line, start.column);
        let _ = write!(text, "\n{:margin$} |", "");
        if let Some(section) = self.section {
            let (line, ..) = visible(source, section);
            let _ = write!(text, "\n{:margin$} | {line}", section.start.line);
            if section.start.line + 1 < start.line {
                text.push_str("\n...");
            }
        }
        let (line, before, under) = visible(source, self.span);
        let caret = format!("{}{} {}", " ".repeat(before), "^".repeat(under), self.label);
        let _ = write!(text, "\n{:margin$} | {line}", start.line);
        let _ = write!(text, "\n{:margin$} | {}", "", caret.trim_end());
    }
}

/// The line to show, how many columns come before the caret, and how many carets there are.
fn visible(source: &Source, span: Span) -> (String, usize, usize) {
    let line = source.line(span.start.line).unwrap_or_default();
    let mut characters: Vec<char> = line.chars().collect();
    for character in &mut characters {
        if character.is_control() {
            *character = ' ';
        }
    }
    let start = span.start.column.saturating_sub(1).min(characters.len());
    let end =
        if span.end.line == span.start.line { span.end.column.saturating_sub(1) } else { characters.len() };
    let under = end.saturating_sub(start).max(1);
    let first = if characters.len() <= WIDEST || start < WIDEST / 2 { 0 } else { start - WIDEST / 2 };
    let last = characters.len().min(first + WIDEST);
    let shown: String = characters.get(first..last).unwrap_or_default().iter().collect();
    let before = if first > 0 { "..." } else { "" };
    let after = if characters.len() > first + WIDEST { "..." } else { "" };
    let lead = before.len() + start - first;
    (
        format!("{before}{shown}{after}").trim_end().to_owned(),
        lead,
        under.min(WIDEST - (start - first).min(WIDEST - 1)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::source::Mark;

    fn place(text: &str, line: usize, columns: (usize, usize)) -> (Sources, Span) {
        let mut sources = Sources::default();
        let source =
            sources.add(Source::new("./charm/metadata.yaml".into(), "metadata.yaml".into(), text.into()));
        let mark = |column| Mark { line, column, byte: 0 };
        (sources, Span { source, start: mark(columns.0), end: mark(columns.1) })
    }

    fn framed(text: &str, line: usize, columns: (usize, usize)) -> String {
        let (sources, span) = place(text, line, columns);
        Text::new(catalogue::BAD_SCOPE, "no").frame(span).render(&sources)
    }

    #[test]
    fn a_frame_shows_line_and_caret() {
        assert_eq!(
            framed("requires:\n  db:\n", 2, (3, 5)),
            "[OPS0104] no\n --> charm/metadata.yaml:2:3\n  |\n2 |   db:\n  |   ^^"
        );
    }

    #[test]
    fn a_frame_shows_the_section_above() {
        let (sources, name) = place("requires:\n  a: {}\n  db:\n", 3, (3, 5));
        let mark = |column| Mark { line: 1, column, byte: 0 };
        let section = Span { start: mark(1), end: mark(9), ..name };
        assert_eq!(
            Text::new(catalogue::BAD_SCOPE, "no").frame_in(Some(section), name).render(&sources),
            "[OPS0104] no\n --> charm/metadata.yaml:3:3\n  |\n1 | requires:\n...\n3 |   db:\n  |   ^^"
        );
    }

    #[test]
    fn columns_are_characters() {
        assert!(framed("é: b\n", 1, (4, 5)).ends_with("1 | é: b\n  |    ^"));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = framed(&format!("{}db{}", "x".repeat(1000), "y".repeat(1000)), 1, (1001, 1003));
        let lines: Vec<&str> = text.lines().collect();
        let caret = lines[4].find('^').unwrap();
        assert_eq!(&lines[3][caret..caret + 2], "db");
        assert!(lines[3].len() < 140);
    }

    #[test]
    fn a_diagnostic_has_its_places_and_its_help_in_one_column() {
        let (sources, span) = place(&format!("{}scope: globl\n", "\n".repeat(9)), 10, (8, 13));
        let diagnostic = Diagnostic::new(catalogue::BAD_SCOPE, "no such scope")
            .at(span)
            .related(span, "here")
            .help("say `global`");
        let text = plain(&sources, &diagnostic);
        assert_eq!(
            text,
            "[OPS0104] no such scope\n  --> charm/metadata.yaml:10:8\n   |\n10 | scope: globl\n   |        ^^^^^\n  \
             --> charm/metadata.yaml:10:8\n   |\n10 | scope: globl\n   |        ^^^^^ here\n   = help: say `global`"
        );
    }
}
