//! Diagnostics as plain text, for places that have no colours: the text of a compile error.

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Sources, Span};

/// Lines longer than this are cut around the place, so that a message stays readable.
const WIDEST: usize = 120;

/// The place with its line and a caret, as a compiler prints it:
///
/// ```text
///   --> metadata.yaml:12:3
///    |
/// 12 |   db:
///    |   ^^
/// ```
pub fn frame(sources: &Sources, span: Span) -> String {
    framed(sources, span, "")
}

/// The same with a few words after the caret.
pub fn framed(sources: &Sources, span: Span, label: &str) -> String {
    let source = sources.get(span.source);
    let number = span.start.line.to_string();
    let margin = " ".repeat(number.len());
    let (line, before, under) = visible(source, span);
    let caret = format!("{}{} {label}", " ".repeat(before), "^".repeat(under));
    let mut frame = String::new();
    let _ = writeln!(frame, "{margin}--> {}:{}:{}", source.name(), span.start.line, span.start.column);
    let _ = writeln!(frame, "{margin} |");
    let _ = writeln!(frame, "{number} | {line}");
    let _ = write!(frame, "{margin} | {}", caret.trim_end());
    frame
}

/// The line to show, how many columns come before the caret, and how many carets there are.
fn visible(source: &Source, span: Span) -> (String, usize, usize) {
    let line = source.line(span.start.line).unwrap_or_default();
    let characters: Vec<char> =
        line.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    let start = span.start.column.saturating_sub(1).min(characters.len());
    let end =
        if span.end.line == span.start.line { span.end.column.saturating_sub(1) } else { characters.len() };
    let under = end.saturating_sub(start).max(1);
    let first = if characters.len() <= WIDEST || start < WIDEST / 2 { 0 } else { start - WIDEST / 2 };
    let shown: String = characters.iter().skip(first).take(WIDEST).collect();
    let before = if first > 0 { "..." } else { "" };
    let after = if characters.len() > first + WIDEST { "..." } else { "" };
    let lead = before.len() + start - first;
    (
        format!("{before}{shown}{after}").trim_end().to_owned(),
        lead,
        under.min(WIDEST - (start - first).min(WIDEST - 1)),
    )
}

/// The whole of a diagnostic:
///
/// ```text
/// [OPS0104] message
///   --> metadata.yaml:12:3
///    |
/// 12 |   db:
///    |   ^^
///   --> metadata.yaml:20:3
///    |
/// 20 |   db:
///    |   ^^ label of a related place
///    = help: what to do
/// ```
pub fn plain(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let mut text = format!("[{}] {}", diagnostic.code, diagnostic.message);
    if let Some(span) = diagnostic.span {
        let _ = write!(text, "\n{}", frame(sources, span));
    }
    for related in &diagnostic.related {
        let _ = write!(text, "\n{}", framed(sources, related.span, &related.label));
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\n  = help: {help}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::source::Mark;

    fn place(text: &str, line: usize, columns: (usize, usize)) -> (Sources, Span) {
        let mut sources = Sources::default();
        let source = sources.add(Source::new("metadata.yaml".into(), "metadata.yaml".into(), text.into()));
        let mark = |column| Mark { line, column, byte: 0 };
        (sources, Span { source, start: mark(columns.0), end: mark(columns.1) })
    }

    #[test]
    fn frame_shows_line_and_caret() {
        let (sources, span) = place("requires:\n  db:\n", 2, (3, 5));
        assert_eq!(frame(&sources, span), " --> metadata.yaml:2:3\n  |\n2 |   db:\n  |   ^^");
    }

    #[test]
    fn columns_are_characters() {
        let (sources, span) = place("é: b\n", 1, (4, 5));
        assert!(frame(&sources, span).ends_with("1 | é: b\n  |    ^"));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let (sources, span) = place(&format!("{}db{}", "x".repeat(1000), "y".repeat(1000)), 1, (1001, 1003));
        let text = frame(&sources, span);
        let lines: Vec<&str> = text.lines().collect();
        let caret = lines[3].find('^').unwrap();
        assert_eq!(&lines[2][caret..caret + 2], "db");
        assert!(lines[2].len() < 140);
    }

    #[test]
    fn plain_says_code_place_and_help() {
        let (sources, span) = place("scope: globl\n", 1, (8, 13));
        let diagnostic = Diagnostic::new(catalogue::BAD_SCOPE, "no such scope")
            .at(span)
            .related(span, "here")
            .help("say `global`");
        let text = plain(&sources, &diagnostic);
        assert_eq!(
            text,
            "[OPS0104] no such scope\n --> metadata.yaml:1:8\n  |\n1 | scope: globl\n  |        ^^^^^\n \
             --> metadata.yaml:1:8\n  |\n1 | scope: globl\n  |        ^^^^^ here\n  = help: say `global`"
        );
    }
}
