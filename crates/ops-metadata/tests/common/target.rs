//! What must hold whatever the files hold: targets for fuzzing.

use std::collections::HashSet;
use std::path::Path;

use ops_metadata::interface::{self, SchemaReading};
use ops_metadata::yaml::{Kind, Node};
use ops_metadata::{Diagnostic, Reading, Sources, Span, events, read_bytes, render};

/// Between the files of one input.
pub(crate) const SEPARATOR: &[u8] = b"%%%%\n";

/// Reads metadata.yaml, config.yaml, actions.yaml, manifest.yaml and charmcraft.yaml, which stand in this order in `data`
/// with [`SEPARATOR`]s between them, and looks at all that comes of it. A file that is empty is not there.
///
/// # Panics
///
/// If a place lies outside of its text, or a reading with errors could be taken for a good one.
pub(crate) fn target(data: &[u8]) {
    let mut files: [&[u8]; 5] = [&[]; 5];
    for (file, bytes) in files.iter_mut().zip(split(data)) {
        *file = bytes;
    }
    let reading = read_bytes(files);
    check(&reading);
}

/// Reads the schema of an interface, and looks at all that comes of it; returns what was read.
///
/// # Panics
///
/// If a place lies outside of its text, or a databag has no keys or one of them twice.
pub(crate) fn schema_target(data: &[u8]) -> SchemaReading {
    let reading = interface::read_bytes(Path::new("provider.json"), "provider.json", Ok(data.to_vec()));
    let sources = &reading.sources;
    check_diagnostics(sources, &reading.diagnostics);
    for databag in reading.schema.databags() {
        check_span(sources, databag.span);
        let mut names = HashSet::new();
        for key in &databag.keys {
            assert!(names.insert(key.name.as_str()), "{key:?}");
            check_span(sources, key.name.span);
            check_span(sources, key.span);
            key.node
                .iter()
                .chain(&key.default)
                .chain(&key.enumeration)
                .for_each(|node| check_node(sources, node));
        }
        assert!(!names.is_empty());
    }
    reading
}

fn split(mut data: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    while let Some(place) = data.windows(SEPARATOR.len()).position(|window| window == SEPARATOR) {
        let (piece, rest) = data.split_at(place);
        pieces.push(piece);
        data = rest.strip_prefix(SEPARATOR).unwrap_or_default();
    }
    pieces.push(data);
    pieces
}

fn check(reading: &Reading) {
    let sources = &reading.sources;
    check_diagnostics(sources, &reading.diagnostics);
    assert!(reading.is_complete() || !reading.diagnostics.is_empty(), "incomplete, and nobody is told");
    let metadata = &reading.metadata;
    metadata.endpoints.iter().for_each(|endpoint| check_span(sources, endpoint.span));
    metadata.options.iter().for_each(|option| check_span(sources, option.span));
    metadata.actions.iter().for_each(|action| check_node(sources, &action.node));
    metadata.other.iter().for_each(|(_, node)| check_node(sources, node));
    let events = events(metadata);
    let hooks = events.iter().take_while(|event| !event.starts_with("action:"));
    assert!(hooks.is_sorted(), "{events:?}");
}

fn check_diagnostics(sources: &Sources, diagnostics: &[Diagnostic]) {
    for found in diagnostics {
        assert!(!found.message.is_empty() && !found.message.contains(char::is_control), "{found:?}");
        let related = found.related.iter().map(|related| related.span);
        let suggestion = found.suggestion.iter().map(|suggestion| suggestion.span);
        found.span.into_iter().chain(related).chain(suggestion).for_each(|span| check_span(sources, span));
    }
    // A frame is slow to make, and more of them show nothing new.
    for found in diagnostics.iter().take(3) {
        assert!(render::plain(sources, found).starts_with('['), "{found:?}");
    }
}

fn check_node(sources: &Sources, node: &Node) {
    check_span(sources, node.span);
    match &node.kind {
        Kind::Scalar(_) => {}
        Kind::Sequence(nodes) => nodes.iter().for_each(|node| check_node(sources, node)),
        Kind::Mapping(mapping) => {
            for entry in &mapping.entries {
                check_node(sources, &entry.key);
                check_node(sources, &entry.value);
            }
        }
    }
}

fn check_span(sources: &Sources, span: Span) {
    let text = &sources.get(span.source).text;
    let within = text.get(span.start.byte..span.end.byte);
    assert!(within.is_some() && span.start.line <= span.end.line && span.start.column > 0, "{span:?}");
}
