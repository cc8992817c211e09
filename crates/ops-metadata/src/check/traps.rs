//! Values without quotes that Juju takes for something else than YAML 1.2 does, or than charmcraft does, and accepts.

use super::Context;
use crate::catalogue::YAML_TRAP;
use crate::diagnostic::Diagnostic;
use crate::letters::all;
use crate::yaml::{Entry, Kind, Mapping, Node, Scalar, Value};

/// The keys of metadata.yaml whose value Juju takes for a truth value or a number.
const TYPED: &[&str] = &[
    "subordinate",
    "optional",
    "limit",
    "uid",
    "gid",
    "read-only",
    "shared",
    "range",
    "countmin",
    "countmax",
];
const SECTIONS: &[&str] =
    &["subordinate", "provides", "requires", "peers", "containers", "storage", "devices"];

pub(super) fn check_traps(cx: &mut Context<'_>) {
    let unified = cx.files.metadata.is_none();
    let file = cx.files.metadata.as_ref().or(cx.files.charmcraft.as_ref());
    let root = file.and_then(|file| file.root.as_ref());
    for entry in root.map(Node::entries).unwrap_or_default() {
        if SECTIONS.contains(&entry.key.text()) {
            walk_typed(cx, entry, unified);
        }
    }
    let in_charmcraft = cx.files.config.is_none();
    for entry in cx.options() {
        if in_charmcraft {
            check_option_name(cx, &entry.key);
        }
        if let Some(default) = entry.value.mapping().and_then(|option| option.get("default")) {
            walk(cx, default, in_charmcraft, false);
        }
    }
    let in_charmcraft = cx.files.actions.is_none();
    for action in &cx.metadata.actions {
        walk(cx, &action.node, in_charmcraft, true);
    }
}

/// The values that Juju reads, among others that are a charm's own.
fn walk_typed(cx: &mut Context<'_>, entry: &Entry, in_charmcraft: bool) {
    match entry.value.mapping() {
        Some(mapping) => {
            for entry in &mapping.entries {
                walk_typed(cx, entry, in_charmcraft);
            }
        }
        None if TYPED.contains(&entry.key.text()) => walk(cx, &entry.value, in_charmcraft, false),
        None => {}
    }
}

/// Charmcraft writes `on:` anew as `true:`; Juju takes the name of an option as it is written.
fn check_option_name(cx: &mut Context<'_>, key: &Node) {
    if key.string().is_some() || key.is_null() || key.scalar().is_none_or(|scalar| !scalar.plain) {
        return;
    }
    let message = format!("charmcraft reads the name of this option as {}", key.describe());
    let quoted = format!("\"{}\"", key.text());
    cx.report(
        Diagnostic::new(YAML_TRAP, message)
            .at(key.span)
            .help(format!("quote it: `{quoted}`"))
            .suggest(key.span, quoted, true),
    );
}

fn walk(cx: &mut Context<'_>, node: &Node, in_charmcraft: bool, in_action: bool) {
    match &node.kind {
        Kind::Sequence(nodes) => {
            for node in nodes {
                walk(cx, node, in_charmcraft, in_action);
            }
        }
        Kind::Mapping(Mapping { entries }) => {
            for Entry { value, .. } in entries {
                walk(cx, value, in_charmcraft, in_action);
            }
        }
        Kind::Scalar(scalar) if scalar.plain => check_scalar(cx, scalar, node, in_charmcraft, in_action),
        Kind::Scalar(_) => {}
    }
}

fn check_scalar(cx: &mut Context<'_>, scalar: &Scalar, node: &Node, in_charmcraft: bool, in_action: bool) {
    let plainly = match plainly(scalar) {
        Some(plainly) => plainly,
        None if in_charmcraft && is_sexagesimal(&scalar.text) => String::new(),
        None => return,
    };
    // What Juju refuses for that has been reported.
    if cx.is_reported(node.span) {
        return;
    }
    let quoted = format!("\"{}\"", scalar.text);
    let found = if plainly.is_empty() {
        let message = format!("charmcraft reads `{}` as a number to the base 60", scalar.text);
        Diagnostic::new(YAML_TRAP, message)
            .help(format!("quote it: `{quoted}`"))
            .suggest(node.span, quoted, true)
    } else if in_action {
        // Nothing says which type is meant.
        let message = format!("Juju reads {}, which is `{plainly}`", node.describe());
        Diagnostic::new(YAML_TRAP, message)
            .help(format!("quote it, `{quoted}`, or write `{plainly}`"))
            .suggest(node.span, quoted, false)
    } else {
        let message = format!("Juju reads {}, which is `{plainly}`", node.describe());
        Diagnostic::new(YAML_TRAP, message)
            .help(format!("other readers of YAML take it for something else: write `{plainly}`"))
            .suggest(node.span, plainly, true)
    };
    cx.report(found.at(node.span));
}

/// What all readers take for what Juju takes this for; nothing if they do so already.
fn plainly(scalar: &Scalar) -> Option<String> {
    let text = scalar.text.as_str();
    let digits = text.trim_start_matches(['+', '-']);
    let octal = digits.len() > 1
        && digits.starts_with('0')
        && all(digits, |byte| byte.is_ascii_digit() || byte == b'_');
    let odd = text.contains('_') || octal || digits.starts_with("0b") || digits.starts_with("0B");
    match &scalar.value {
        Value::Bool(value) if !matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE") => {
            Some(value.to_string())
        }
        Value::Int(value) if odd => Some(value.to_string()),
        Value::Unsigned(value) if odd => Some(value.to_string()),
        Value::Float(value) if odd => Some(format!("{value:?}")),
        _ => None,
    }
}

/// `1:30`, which is 90 in YAML 1.1, and a string for Juju.
fn is_sexagesimal(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-']);
    let Some((first, rest)) = unsigned.split_once(':') else { return false };
    for part in rest.split(':') {
        if !matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']) {
            return false;
        }
    }
    matches!(first.as_bytes().first(), Some(b'1'..=b'9'))
        && all(text, |byte| byte.is_ascii_digit() || matches!(byte, b':' | b'+' | b'-'))
}
