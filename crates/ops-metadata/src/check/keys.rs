//! Keys that nothing reads and that look like keys that something reads.
//!
//! Juju ignores what it does not know, so that `upstream:` for `upstream-source:` is lost without a word. Keys of one's own
//! are in good use, though: only a near miss is worth a warning.

use super::Context;
use super::vocabulary::{self as words, Vocabulary};
use crate::catalogue::MISSPELT_KEY;
use crate::diagnostic::Diagnostic;
use crate::suggest::closest;
use crate::yaml::{Entry, Node};

/// The keys at the top of metadata.yaml, and what stands in its sections.
pub(super) fn check_metadata_keys(cx: &mut Context<'_>) {
    let (file, vocabulary) = match (&cx.files.metadata, &cx.files.charmcraft) {
        (Some(file), _) => (file, words::METADATA),
        (None, Some(file)) => (file, words::CHARMCRAFT),
        (None, None) => return,
    };
    let Some(root) = &file.root else { return };
    check(cx, "the metadata", root, vocabulary);
    let Some(mapping) = root.mapping() else { return };
    for (section, vocabulary) in [
        ("provides", words::ENDPOINT),
        ("requires", words::ENDPOINT),
        ("peers", words::ENDPOINT),
        ("containers", words::CONTAINER),
        ("storage", words::STORAGE),
        ("resources", words::RESOURCE),
        ("devices", words::DEVICE),
    ] {
        for entry in mapping.get(section).map(Node::entries).unwrap_or_default() {
            let place = format!("`{section}.{}`", entry.key.text());
            check(cx, &place, &entry.value, vocabulary);
            if section == "containers" {
                check_mount_keys(cx, &place, &entry.value);
            }
        }
    }
}

fn check_mount_keys(cx: &mut Context<'_>, place: &str, container: &Node) {
    let mounts = container.mapping().and_then(|container| container.get("mounts"));
    for mount in mounts.and_then(Node::sequence).unwrap_or_default() {
        check(cx, &format!("a mount of {place}"), mount, words::MOUNT);
    }
}

/// The keys of config options.
pub(super) fn check_option_keys(cx: &mut Context<'_>) {
    let Some(config) = cx.config() else { return };
    check(cx, "the config", config, words::CONFIG);
    for entry in cx.options() {
        check(cx, &format!("`options.{}`", entry.key.text()), &entry.value, words::OPTION);
    }
}

/// The keys of actions and of the schemas of their parameters.
pub(super) fn check_action_keys(cx: &mut Context<'_>) {
    for action in &cx.metadata.actions {
        let place = format!("action `{}`", *action.name);
        check(cx, &place, &action.node, words::ACTION);
        for parameter in &action.parameters {
            let place = format!("parameter `{}` of {place}", *parameter.name);
            check_schema(cx, &place, &parameter.node);
        }
    }
}

fn check_schema(cx: &mut Context<'_>, place: &str, schema: &Node) {
    let Some(mapping) = schema.mapping() else { return };
    check(cx, place, schema, words::SCHEMA);
    if let Some(items) = mapping.get("items") {
        check_schema(cx, place, items);
    }
    for Entry { value, .. } in mapping.get("properties").map(Node::entries).unwrap_or_default() {
        check_schema(cx, place, value);
    }
}

/// Checks the keys of what should be a mapping.
fn check(cx: &mut Context<'_>, place: &str, node: &Node, vocabulary: &Vocabulary) {
    let Some(mapping) = node.mapping() else { return };
    let mut unknown = Vec::new();
    for Entry { key, .. } in &mapping.entries {
        if key.string().is_some_and(|key| !vocabulary.knows(key)) {
            unknown.push(key);
        }
    }
    if unknown.is_empty() {
        return;
    }
    let mut absent = vocabulary.words();
    absent.retain(|word| mapping.get(word).is_none());
    for key in unknown {
        let (key, span) = (key.text(), key.span);
        let meant = vocabulary.meant(key).filter(|meant| absent.contains(meant));
        let Some(meant) = meant.or_else(|| closest(key, &absent)) else { continue };
        if vocabulary.names(meant) {
            // What it was to name is not in the metadata, and no mistake elsewhere.
            *cx.unread = true;
        }
        // The message about what is missing may say it already.
        if cx.is_reported(span) {
            continue;
        }
        let found =
            Diagnostic::new(MISSPELT_KEY, format!("nothing reads the key `{key}` of {place}")).at(span);
        cx.report(match (place, key) {
            ("the metadata", "options") => found.help("options stand under `config:`"),
            _ => found.meant(span, meant),
        });
    }
}
