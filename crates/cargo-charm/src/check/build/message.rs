//! A line of cargo's JSON, as far as it matters here: <https://doc.rust-lang.org/cargo/reference/external-tools.html>.

use std::path::{Path, PathBuf};

use ops_metadata::Level;
use serde::Deserialize;

use crate::check::finding::{Finding, Other, Place};
use crate::check::paths;

/// A line. What is no message of the compiler has no `message`.
#[derive(Deserialize)]
pub(super) struct Line {
    reason: String,
    manifest_path: Option<PathBuf>,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    message: String,
    code: Option<Code>,
    level: String,
    spans: Vec<Span>,
    children: Vec<Child>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    line_end: usize,
    column_start: usize,
    column_end: usize,
    is_primary: bool,
    label: Option<String>,
}

#[derive(Deserialize)]
struct Child {
    level: String,
    message: String,
}

/// One thing that the compiler said.
pub(in crate::check) struct Said {
    pub(in crate::check) finding: Finding,
    /// As the compiler shows it.
    pub(in crate::check) rendered: String,
    /// The line of metadata that it is about, from the root of the file system.
    pub(in crate::check) frame: Option<(PathBuf, usize, usize)>,
}

/// What a line says, if it is an error or a warning at a place.
pub(super) fn said(line: Line) -> Option<Said> {
    let message = line.message.filter(|_| line.reason == "compiler-message")?;
    let level = match message.level.as_str() {
        "warning" => Level::Warning,
        level if level.starts_with("error") => Level::Error,
        _ => return None,
    };
    // The compiler's closing lines: how many there were.
    let closing =
        ["aborting due to", "could not compile"].iter().any(|words| message.message.starts_with(words));
    if message.spans.is_empty() && (closing || message.message.ends_with(" emitted")) {
        return None;
    }
    let package = line.manifest_path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let ours = ours(&message.message);
    let frame = ours
        .as_ref()
        .and_then(|_| frame(&message.message))
        .map(|(file, line, column)| (resolved(package, file), line, column));
    let place = |span: &Span| Place {
        file: Some(paths::from_here(&resolved(package, &span.file_name))),
        line: Some(span.line_start),
        column: Some(span.column_start),
        end_line: Some(span.line_end),
        end_column: Some(span.column_end),
    };
    let mut related: Vec<Other> = Vec::new();
    if let Some((file, line, column)) = &frame {
        let place = Place {
            file: Some(paths::from_here(file)),
            line: Some(*line),
            column: Some(*column),
            end_line: Some(*line),
            end_column: Some(*column),
        };
        let is_schema = file.extension().is_some_and(|extension| extension == "json");
        let what = if is_schema { "the interface's schema" } else { "the metadata" };
        related.push(Other { place, label: what.to_owned() });
    }
    let others = message.spans.iter().filter(|span| !span.is_primary);
    related.extend(
        others.map(|span| Other { place: place(span), label: span.label.clone().unwrap_or_default() }),
    );
    let child = |level: &str| {
        let of_level = message.children.iter().filter(|child| child.level == level);
        // What the compiler adds of itself.
        let is_said = |child: &&Child| {
            !["this error originates", "required ", "the trait ", "the following "]
                .iter()
                .any(|words| child.message.starts_with(words))
        };
        of_level.filter(is_said).map(|child| child.message.clone()).next()
    };
    let help = child("help").or_else(|| child("note"));
    let (code, title) = match ours {
        Some((code, title)) => (Some(code.to_owned()), title.to_owned()),
        None => (message.code.map(|code| code.code), message.message.clone()),
    };
    let finding = Finding {
        code,
        level,
        message: title,
        place: message.spans.iter().find(|span| span.is_primary).map(place).unwrap_or_default(),
        help: note(&message.message, "help").or(help).or_else(|| note(&message.message, "note")),
        suggestion: None,
        related,
    };
    Some(Said { finding, rendered: message.rendered.unwrap_or(message.message), frame })
}

/// The code and the sentence of a mistake that is one of ours: `[OPS0201] this charm has …`.
fn ours(message: &str) -> Option<(&str, &str)> {
    let title = message.lines().next()?;
    let start = title.find("[OPS")?;
    let (code, sentence) = title.get(start + 1..)?.split_once("] ")?;
    let is_code = code.len() == 7 && code.bytes().skip(3).all(|byte| byte.is_ascii_digit());
    is_code.then_some((code, sentence))
}

/// The first place that a macro's text shows: `  --> metadata.yaml:12:3`.
fn frame(message: &str) -> Option<(&str, usize, usize)> {
    let line = message.lines().skip(1).find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = line.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let number = parts.next()?.parse().ok()?;
    Some((parts.next()?, number, column))
}

/// What stands after `= help: `, or another kind of note, in a macro's text.
fn note(message: &str, kind: &str) -> Option<String> {
    let start = format!("= {kind}: ");
    message.lines().find_map(|line| line.trim_start().strip_prefix(&start)).map(str::to_owned)
}

/// The compiler names files from the folder that it runs in: that of the package, or of the workspace around it.
fn resolved(package: &Path, file: &str) -> PathBuf {
    let found = package.ancestors().map(|folder| folder.join(file)).find(|path| path.is_file());
    found.unwrap_or_else(|| package.join(file))
}
