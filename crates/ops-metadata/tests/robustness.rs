//! Whatever the files hold: no panic, and every place lies within its text.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::fs;

use ops_metadata::interface::read_schema_text;
use ops_metadata::yaml::{Kind, Node, read_text};
use ops_metadata::{Reading, Sources, Span, read, render};
use proptest::prelude::*;

/// What charms look like, and what YAML can do besides.
const SEED: &str = "\
name: wéb\r
summary: \"a \\u00e9\"
description: |
  Lines.

  More.
base: &base {interface: http, limit: 1}
requires:
  db: {<<: *base, scope: container}
  y: on
  \"q\": 'it''s'
provides: {a: b, ? c : d}
containers:
  web:
    resource: image
    mounts: [{storage: data, location: /x}]
    uid: 017
storage:
  data: {type: filesystem, multiple: {range: 0-1}, minimum-size: 1G}
resources: {image: {type: oci-image}}
assumes:
- juju >= 3.6
- any-of: [k8s-api, !!str x]
config:
  options:
    port: {type: int, default: 1_000}
actions:
  go:
    params: {x: {type: [string, 'null'], enum: [1, 2]}}
    required: [x]
---
another: document
";

fn check_span(sources: &Sources, span: Span) {
    let source = sources.get(span.source);
    let text = &source.text;
    assert!(span.start.byte <= span.end.byte && span.end.byte <= text.len(), "{span:?}");
    for mark in [span.start, span.end] {
        let before = text.get(..mark.byte).expect("a character boundary");
        let line = source.line(mark.line).expect("a line of the file");
        // The place counted the slow way: characters since the last line end.
        let since = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        // A byte order mark is one at the start of the file alone.
        let since = if mark.line == 1 { since.trim_start_matches('\u{feff}') } else { since };
        let within_crlf = before.ends_with('\r') && text[mark.byte..].starts_with('\n');
        if !within_crlf {
            assert_eq!(mark.column, since.chars().count() + 1, "{mark:?}");
            assert!(line.starts_with(since), "{mark:?}");
        }
    }
}

fn check_node(sources: &Sources, node: &Node) {
    check_span(sources, node.span);
    match &node.kind {
        Kind::Scalar(_) => {}
        Kind::Sequence(nodes) => nodes.iter().for_each(|node| check_node(sources, node)),
        Kind::Mapping(mapping) => {
            for entry in &mapping.entries {
                check_span(sources, entry.span());
                check_node(sources, &entry.key);
                check_node(sources, &entry.value);
            }
        }
    }
}

fn check_text(text: String) {
    let tree = read_text("t.yaml", text);
    tree.root.iter().for_each(|root| check_node(&tree.sources, root));
    for found in &tree.diagnostics {
        found.span.iter().for_each(|span| check_span(&tree.sources, *span));
        found.related.iter().for_each(|related| check_span(&tree.sources, related.span));
        render::plain(&tree.sources, found);
    }
}

fn check_folder(files: &[(&str, &[u8])]) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let reading = read(folder.path());
    for found in &reading.diagnostics {
        found.span.iter().for_each(|span| check_span(&reading.sources, *span));
        found.suggestion.iter().for_each(|suggestion| check_span(&reading.sources, suggestion.span));
        render::plain(&reading.sources, found);
    }
    for endpoint in &reading.metadata.endpoints {
        check_span(&reading.sources, endpoint.span);
        check_span(&reading.sources, endpoint.name.span);
    }
    reading
}

/// The seed, cut and put together again, with pieces between.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        ":", ": ", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", "\"", "'", "|", ">", "#", " #", "&a ",
        "*base", "<<: ", "!!int ", "? ", "---\n", "é", "\u{feff}", "\u{2028}", "\r", "~", "%", "@", "\\",
        "\0", "",
    ]);
    let cut = || 0..SEED.chars().count();
    prop::collection::vec((cut(), cut(), piece), 1..6).prop_map(|cuts| {
        let mut text: Vec<char> = SEED.chars().collect();
        for (from, to, piece) in cuts {
            let (from, to) = (from.min(text.len()), to.min(text.len()));
            // Mostly a small cut; now and then a large one.
            let to = if (from..from + 400).contains(&to) { from.max(to).min(from + 3) } else { from };
            text.splice(from..to, piece.chars());
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check_text(text);
    }

    #[test]
    fn changed_metadata_is_read(text in mutated()) {
        check_text(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_bytes_are_read(bytes in any::<Vec<u8>>(), changed in mutated()) {
        check_folder(&[("metadata.yaml", &bytes), ("config.yaml", changed.as_bytes())]);
        check_folder(&[("charmcraft.yaml", changed.as_bytes()), ("actions.yaml", &bytes)]);
        check_folder(&[("metadata.yaml", changed.as_bytes())]);
    }
}

#[test]
fn a_mistake_in_one_file_hides_none_in_another() {
    let reading = check_folder(&[
        ("metadata.yaml", b"name: a\nsummary: b\ndescription: c\nrequires:\n  db: {}\n"),
        ("config.yaml", b"options: [\n"),
        ("actions.yaml", b"A_b: {}\n"),
    ]);
    let codes: Vec<_> = reading.diagnostics.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["OPS0103", "OPS0005", "OPS0119"]);
    assert!(!reading.is_complete());
}

#[test]
fn limits_are_diagnostics() {
    let code = |text: String| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("metadata.yaml"), text).unwrap();
        read(folder.path()).diagnostics.first().map(|found| found.code.as_str())
    };
    assert_eq!(code(format!("a: {}", "x".repeat(1 << 20))), Some("OPS0003"));
    assert_eq!(code(format!("a: {}{}", "[".repeat(100), "]".repeat(100))), Some("OPS0006"));
    let bomb: String = (1..20).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
    assert_eq!(code(format!("a0: &a0 [x, x]\n{bomb}")), Some("OPS0007"));
    assert_eq!(code(format!("a: [{}]", "x,".repeat(200_000))), Some("OPS0007"));
    assert_eq!(code("a: &a [*a]\n".into()), Some("OPS0015"));
}

/// Containers, each of which names a resource that is not there, among many that are; and bindings that are endpoints.
fn many_references() -> String {
    let lines = |line: fn(usize) -> String| (0..10_000).map(line).collect::<String>();
    format!(
        "containers:\n{}resources:\n{}requires:\n{}extra-bindings:\n{}",
        lines(|n| format!("  c{n}: {{resource: x{n}}}\n")),
        lines(|n| format!("  r{n}: {{type: oci-image}}\n")),
        lines(|n| format!("  e{n}: i\n")),
        lines(|n| format!("  e{n}:\n")),
    )
}

/// What takes long where something is done once too often for each line, entry or error.
#[test]
fn large_files_take_no_time() {
    let start = std::time::Instant::now();
    for text in [
        "a: \"b\"#c\n".repeat(100_000),
        "a:\tb\n".repeat(150_000),
        "\té\n".repeat(200_000),
        "é".repeat(400_000),
        (0..60_000).map(|n| format!("k{n}: [\n]\n")).collect(),
        format!("requires:\n{}", (0..40_000).map(|n| format!("  k{n}: x\n")).collect::<String>()),
        many_references(),
        format!("x: \"{}\"\n", "\n\t".repeat(400_000)),
        "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -\n".repeat(10_000),
        "? ".repeat(300_000),
        "{".repeat(500_000),
        "\"".repeat(500_000),
        "a: *b\n".repeat(100_000),
    ] {
        check_folder(&[("metadata.yaml", text.as_bytes())]);
    }
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

/// The same of schemas, whose references may lead far.
#[test]
fn large_schemas_take_no_time() {
    let start = std::time::Instant::now();
    let many = |entry: &dyn Fn(usize) -> String| (0..20_000).map(entry).collect::<Vec<_>>().join(",");
    let with =
        |definition: &str, keys: &str| format!("{{\"$defs\": {{{definition}}}, \"properties\": {{{keys}}}}}");
    let refers = |name: &str| many(&|n| format!("\"k{n}\": {{\"$ref\": \"{name}\"}}"));
    let twice = "{\"anyOf\": [{\"$ref\": \"#/$defs/a\"}, {\"$ref\": \"#/$defs/a\"}]}";
    for (text, is_read) in [
        (with(&format!("\"a\": {twice}"), "\"k\": {\"$ref\": \"#/$defs/a\"}"), false),
        (format!("{{\"$defs\": {{\"a\": {twice}}}, \"$ref\": \"#/$defs/a\"}}"), false),
        (with("\"a\": {\"type\": \"string\"}", &refers("#/$defs/a")), true),
        (with(&many(&|n| format!("\"d{n}\":1")), &refers("#/$defs/d19999")), false),
        (with(&format!("\"a\": {{\"enum\": [{}]}}", "1,".repeat(40_000) + "1"), &refers("#/$defs/a")), false),
        (with(&format!("\"a\": {{\"default\": \"{}\"}}", "x".repeat(400_000)), &refers("#/$defs/a")), false),
        (with("", &refers("https://example.com/a")), false),
        (format!("{{\"required\": [{}]}}", many(&|n| format!("\"k{n}\""))), true),
        (format!("{{\"description\": \"{}\"}}", "\\n".repeat(400_000)), false),
        ("[".repeat(1_000_000), false),
    ] {
        let reading = read_schema_text("t.json", text);
        reading.diagnostics.iter().take(3).for_each(|found| drop(render::plain(&reading.sources, found)));
        let what = reading.diagnostics.first().map(|found| &found.message);
        assert_eq!(!reading.has_errors(), is_read, "{what:?}");
    }
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}
