//! One thing that was found, whoever found it: what every format but the frames is made of.

use ops_metadata::{Diagnostic, Level, Sources, Span};
use serde::{Serialize, Serializer};

use super::paths;

/// A field is never left out of the JSON; it is null where there is nothing.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    pub(super) code: Option<String>,
    #[serde(serialize_with = "level")]
    pub(super) level: Level,
    pub(super) message: String,
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) help: Option<String>,
    pub(super) suggestion: Option<Change>,
    pub(super) related: Vec<Other>,
}

/// Lines and columns count from 1, columns in characters; the end is not in the range.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    pub(super) file: Option<String>,
    pub(super) line: Option<usize>,
    pub(super) column: Option<usize>,
    pub(super) end_line: Option<usize>,
    pub(super) end_column: Option<usize>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Change {
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) replacement: String,
    /// Whether a program may make the change by itself.
    pub(super) certain: bool,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Other {
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) label: String,
}

impl Finding {
    /// What the metadata's reader found.
    pub(super) fn of_metadata(sources: &Sources, found: &Diagnostic) -> Self {
        Finding {
            code: Some(found.code.as_str().to_owned()),
            level: found.level,
            message: found.message.clone(),
            place: found.span.map(|span| place(sources, span)).unwrap_or_default(),
            help: found.help.clone(),
            suggestion: found.suggestion.as_ref().map(|change| Change {
                place: place(sources, change.span),
                replacement: change.replacement.clone(),
                certain: change.certain,
            }),
            related: found
                .related
                .iter()
                .map(|other| Other { place: place(sources, other.span), label: other.label.clone() })
                .collect(),
        }
    }

    /// The message, with what to do on a line of its own.
    pub(super) fn text(&self) -> String {
        match &self.help {
            Some(help) => format!("{}\nhelp: {help}", self.message),
            None => self.message.clone(),
        }
    }
}

fn place(sources: &Sources, span: Span) -> Place {
    Place {
        file: Some(paths::shown(sources.get(span.source))),
        line: Some(span.start.line),
        column: Some(span.start.column),
        end_line: Some(span.end.line),
        end_column: Some(span.end.column),
    }
}

// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn level<S: Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.as_str())
}
