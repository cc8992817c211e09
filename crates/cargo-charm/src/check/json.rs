//! For programs: one object a line.

use ops_metadata::{Diagnostic, Reading, Related, Span, Suggestion};
use serde::Serialize;

use super::shown;

/// One line. A field is never left out; it is null where there is nothing.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    level: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Place,
    help: Option<&'a str>,
    suggestion: Option<Change<'a>>,
    related: Vec<Other<'a>>,
}

/// Lines and columns count from 1, columns in characters; the end is not in the range.
#[derive(Default, Serialize)]
struct Place {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Change<'a> {
    #[serde(flatten)]
    place: Place,
    replacement: &'a str,
    /// Whether a program may make the change by itself.
    certain: bool,
}

#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    place: Place,
    label: &'a str,
}

pub(super) fn report(reading: &Reading) -> String {
    let line = |found| serde_json::to_string(&line(reading, found)).unwrap_or_default() + "\n";
    reading.diagnostics.iter().map(line).collect()
}

fn line<'a>(reading: &Reading, found: &'a Diagnostic) -> Line<'a> {
    let change = |change: &'a Suggestion| Change {
        place: place(reading, change.span),
        replacement: &change.replacement,
        certain: change.certain,
    };
    let other = |related: &'a Related| Other { place: place(reading, related.span), label: &related.label };
    Line {
        code: found.code.as_str(),
        level: found.level.as_str(),
        message: &found.message,
        place: found.span.map(|span| place(reading, span)).unwrap_or_default(),
        help: found.help.as_deref(),
        suggestion: found.suggestion.as_ref().map(change),
        related: found.related.iter().map(other).collect(),
    }
}

fn place(reading: &Reading, span: Span) -> Place {
    Place {
        file: Some(shown(reading.sources.get(span.source))),
        line: Some(span.start.line),
        column: Some(span.start.column),
        end_line: Some(span.end.line),
        end_column: Some(span.end.column),
    }
}
