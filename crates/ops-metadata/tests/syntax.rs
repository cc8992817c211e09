//! What is no YAML: what is said of it, where, and where it is to be mended.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use ops_metadata::yaml::read_text;

/// A text with its mistake: line and column, what is said, and the start of what to do about it.
const CASES: &[(&str, &str, &str)] = &[
    ("x: a: b", "1:5 mapping values are not allowed in this context", "quote a value that has `: ` in it"),
    ("a: b\n  c: d", "2:4 mapping values are not allowed in this context", "quote a value"),
    ("a:\n   b: 1\n  c: 2", "3:3 did not find expected key", "check the indentation"),
    ("a: b\n- c", "2:1 did not find expected key", "check the indentation"),
    ("- a\nb: c", "2:1 did not find expected '-' indicator", "check the indentation"),
    ("name: x\nsummary\na: b", "2:1 could not find expected ':'", "write `key: value`"),
    ("a: b\nc", "2:1 could not find expected ':'", "write `key: value`"),
    (": b", "1:1 there is no key before the `:`", "write a key"),
    ("{: b}", "1:2 there is no key before the `:`", "write a key"),
    ("a: - b", "1:4 a list cannot start here", "put the first `-` onto a line of its own"),
    ("a: ? b", "1:4 a key cannot start here", "quote a value"),
    ("a: @b", "1:4 found a character that cannot start a value", "quote a value that starts with `@`"),
    ("a: `b`", "1:4 found a character that cannot start a value", "quote a value that starts with `@`"),
    ("a: %b", "1:4 found a character that cannot start a value", "quote a value that starts with `@`"),
    ("a: b\n%c", "2:1 a `%` starts the line", "put quotes around it"),
    ("a:\n\tb: c", "2:1 found a tab where only spaces may indent", "indent with spaces"),
    ("a: b\n\tc", "2:1 found a tab character that violates indentation", "indent with spaces"),
    ("a: |\n \tb", "2:2 found a tab where an indentation space is expected", "indent with spaces"),
    ("a: |b\n", "1:5 only a comment can stand beside `|` or `>`", "put the text onto the next line"),
    ("a: |0\n", "1:5 found an indentation of 0", "write 1 to 9"),
    ("a: [|\n b]", "1:5 a block cannot start within brackets", "put quotes around"),
    ("a: \"b\nc: d", "1:4 this quote is not closed", "put another quote"),
    ("a: 'it's'", "1:8 found text behind a value", "put quotes around the whole value"),
    ("a: \"b\" c", "1:8 found text behind a value", "put quotes around the whole value"),
    ("a: \"\n---\n\"", "2:1 a document starts or ends within a value in quotes", "close the quote"),
    (r#"a: "\q""#, "1:5 found an unknown escape character", "write a backslash twice"),
    (r#"a: "\x4""#, "1:5 did not find expected hexadecimal number", "`\\x` takes 2"),
    (r#"a: "\ud800""#, "1:5 there is no character of this number", "correct the number"),
    ("a: [b, c", "1:9 did not find expected ',' or ']'", "write the `,` or close the bracket"),
    ("a: {b: c\nd: e", "2:2 did not find expected ',' or '}'", "write the `,` or close the bracket"),
    ("a: [b,, c]", "1:7 there is no value before the `,`", "write a value"),
    ("a: [\n- b]", "2:1 a list with `-` cannot stand within brackets", "write `[a, b]`"),
    ("a: ]", "1:4 found a `]` without its `[`", "remove it"),
    ("a: {b: c}}", "1:10 found a `}` without its `{`", "remove it"),
    ("a: *b", "1:4 unknown anchor referenced", "an anchor, `&name`, stands further up"),
    ("a: * b", "1:4 did not find expected alphabetic or numeric character", "quote a value"),
    ("a: !b!c d", "1:4 found undefined tag handle", "a handle other than `!`"),
    ("a: !{b}", "1:5 did not find expected tag", "quote a value that starts with `!`"),
    ("%YAML 1.2\n---\na: b", "1:1 found incompatible YAML document", "Juju reads YAML 1.1 alone"),
    ("%YAML 1.1\na: b", "2:1 did not find expected `---`", "write `---`"),
    ("é: é\u{7}", "1:5 control characters are not allowed", "remove the character"),
    ("a: \"é\0\"", "1:6 control characters are not allowed", "remove the character"),
];

#[test]
fn a_mistake_is_said_once_at_its_place() {
    for (text, expected, help) in CASES {
        let tree = read_text("t.yaml", (*text).to_owned());
        let [found] = tree.diagnostics.as_slice() else { panic!("{text:?}: {:?}", tree.diagnostics) };
        assert!(!tree.complete, "{text:?}");
        let at = found.span.unwrap().start;
        let what = found.message.strip_prefix("this is not YAML: ").unwrap_or(&found.message);
        assert_eq!(format!("{}:{} {what}", at.line, at.column), *expected, "{text:?}");
        let found = found.help.as_deref().unwrap_or_default();
        assert!(found.starts_with(help), "{text:?}: {found}");
    }
}

/// Far from what is missing, the bracket is shown that is not closed.
#[test]
fn an_open_bracket_is_shown() {
    let tree = read_text("t.yaml", "requires:\n  db: [a\n  web:\n    interface: http\n".to_owned());
    let [found] = tree.diagnostics.as_slice() else { panic!("{:?}", tree.diagnostics) };
    let [opened] = found.related.as_slice() else { panic!("{found:?}") };
    assert_eq!((tree.sources.text(opened.span), opened.span.start.line), ("[", 2));
}

/// What stood before a mistake is in the tree.
#[test]
fn what_was_read_is_kept() {
    let tree = read_text("t.yaml", "a: b\nc: [d, e: {f, @".to_owned());
    assert_eq!(tree.root.unwrap().to_json(), r#"{"a":"b","c":["d",{"e":{"f":null}}]}"#);
}

/// Lines end in YAML where they do not in an editor: places are those of the editor.
#[test]
fn places_are_those_of_an_editor() {
    let tree = read_text("t.yaml", "\u{feff}é:\u{85}  ö: 1\u{2028}  ü: 2\r\nä: 3\n".to_owned());
    let root = tree.root.unwrap();
    let inner = root.mapping().unwrap().get("é").unwrap().mapping().unwrap();
    let places: Vec<_> = inner
        .entries
        .iter()
        .chain(&root.mapping().unwrap().entries)
        .map(|entry| (entry.key.text(), entry.key.span.start.line, entry.key.span.start.column))
        .collect();
    assert_eq!(places, [("ö", 1, 6), ("ü", 1, 13), ("é", 1, 1), ("ä", 2, 1)]);
}
