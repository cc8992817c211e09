//! For people: frames, with colours on a terminal, and a closing line.

use std::env;
use std::io::{IsTerminal, stdout};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use ops_metadata::{Diagnostic, Level as Severity, Metadata, Reading, Sources, Span};

use super::{Charm, paths};
use crate::explain;

/// Nobody reads more frames.
const MOST: usize = 200;

/// Nobody reads a longer list of files.
const MOST_FILES: usize = 5;

pub(super) fn report(charms: &[Charm<'_>]) -> String {
    let renderer = if wants_colours() { Renderer::styled() } else { Renderer::plain() };
    let texts = charms.iter().flat_map(|charm| {
        let frames = charm.reading.diagnostics.iter();
        let frames = frames.map(|found| renderer.render(&[group(&charm.reading, found)]));
        frames.chain(charm.rendered.iter().map(|text| text.trim_end().to_owned()))
    });
    let mut text: String = texts.take(MOST).map(|text| text + "\n\n").collect();
    if charms.iter().map(|charm| charm.findings.len()).sum::<usize>() > MOST {
        text.push_str(&format!("the first {MOST} are shown; `--format json` shows all\n\n"));
    }
    if let Some(code) = explained(charms) {
        text.push_str(&format!("`cargo charm explain {code}` says more\n"));
    }
    text.push_str(&closing(charms));
    text.push('\n');
    text
}

/// The first code that has a page: an error's, if there is one.
fn explained<'a>(charms: &'a [Charm<'_>]) -> Option<&'a str> {
    let findings = || charms.iter().flat_map(|charm| &charm.findings);
    let errors = findings().filter(|found| found.level == Severity::Error);
    errors
        .chain(findings())
        .filter_map(|found| found.code.as_deref())
        .find(|code| explain::title(code).is_some())
}

/// On a terminal, unless its user said no: <https://no-color.org>.
pub(super) fn wants_colours() -> bool {
    stdout().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn group<'a>(reading: &'a Reading, found: &'a Diagnostic) -> Group<'a> {
    let level = match found.level {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(found.message.as_str())
        .id(found.code.as_str())
        .elements(snippets(reading, found));
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// A snippet a file: the place, and what explains it.
fn snippets<'a>(
    reading: &'a Reading,
    found: &'a Diagnostic,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let places = found.span.iter().map(|span| (*span, None));
    let related = found.related.iter().map(|related| (related.span, Some(related.label.as_str())));
    let mut snippets: Vec<(_, Snippet<'_, _>)> = Vec::new();
    for (span, label) in places.chain(related) {
        let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(on_its_first_line(&reading.sources, span)).label(label);
        match snippets.iter().position(|(source, _)| *source == span.source) {
            Some(place) => {
                let (source, snippet) = snippets.swap_remove(place);
                snippets.insert(place, (source, snippet.annotation(annotation)));
            }
            None => {
                let source = reading.sources.get(span.source);
                let snippet =
                    Snippet::source(source.text.as_str()).path(paths::shown(source)).annotation(annotation);
                snippets.push((span.source, snippet));
            }
        }
    }
    snippets.into_iter().map(|(_, snippet)| snippet).collect()
}

/// The bytes of a span, but not past the end of the line it starts on.
fn on_its_first_line(sources: &Sources, span: Span) -> Range<usize> {
    let rest = sources.text(span);
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    span.start.byte..span.start.byte + length
}

/// `2 errors, 1 warning in metadata.yaml`, or what there is that is right.
pub(super) fn closing(charms: &[Charm<'_>]) -> String {
    let findings = || charms.iter().flat_map(|charm| &charm.findings);
    let count = |level| findings().filter(|found| found.level == level).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings == 0 && charms.iter().any(|charm| !charm.is_whole) {
        return "no problems found, but not everything could be checked".to_owned();
    }
    if errors + warnings == 0 {
        return match charms {
            [only] => format!("no problems found ({})", contents(&only.reading.metadata)),
            _ => format!("no problems found ({} charms)", charms.len()),
        };
    }
    let mut files: Vec<&str> = Vec::new();
    for file in findings().filter_map(|found| found.place.file.as_deref()) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    let place = match files.len() {
        0 => String::new(),
        1..=MOST_FILES => format!(" in {}", files.join(", ")),
        many => format!(" in {many} files"),
    };
    let of = match charms.iter().filter(|charm| !charm.findings.is_empty()).count() {
        _ if charms.len() == 1 => String::new(),
        wrong => format!(" ({wrong} of {} charms)", charms.len()),
    };
    format!("{}, {}{place}{of}", counted(errors, "error"), counted(warnings, "warning"))
}

fn contents(metadata: &Metadata) -> String {
    [
        (metadata.endpoints.len(), "endpoint"),
        (metadata.containers.len(), "container"),
        (metadata.storages.len(), "storage"),
        (metadata.options.len(), "config option"),
        (metadata.actions.len(), "action"),
    ]
    .into_iter()
    .map(|(number, word)| counted(number, word))
    .collect::<Vec<_>>()
    .join(", ")
}

fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
