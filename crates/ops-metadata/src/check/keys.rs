//! Keys that nothing reads and that look like keys that something reads.
//!
//! Juju ignores what it does not know, so that `upstream:` for `upstream-source:` is lost without a word. Keys of one's own
//! are in good use, though: only a near miss is worth a warning.

use super::Context;
use super::vocabulary::{self as words, Vocabulary};
use crate::catalogue::MISSPELT_KEY;
use crate::diagnostic::Diagnostic;
use crate::suggest::closest;
use crate::yaml::{Entry, Mapping, Node};

/// The keys at the top of metadata.yaml, and what stands in its sections.
pub(super) fn check_metadata_keys(cx: &mut Context<'_>) {
    let (file, vocabulary) = match (&cx.files.metadata, &cx.files.charmcraft) {
        (Some(file), _) => (file, words::METADATA),
        (None, Some(file)) => (file, words::CHARMCRAFT),
        (None, None) => return,
    };
    let Some(mapping) = file.mapping() else { return };
    check(cx, "the metadata", mapping, vocabulary);
    for (section, vocabulary) in [
        ("provides", words::ENDPOINT),
        ("requires", words::ENDPOINT),
        ("peers", words::ENDPOINT),
        ("containers", words::CONTAINER),
        ("storage", words::STORAGE),
        ("resources", words::RESOURCE),
        ("devices", words::DEVICE),
    ] {
        for (name, mapping) in named(mapping.get(section)) {
            let place = format!("`{section}.{name}`");
            check(cx, &place, mapping, vocabulary);
            let mounts = mapping.get("mounts").filter(|_| section == "containers").and_then(Node::sequence);
            for mount in mounts.unwrap_or_default().iter().filter_map(Node::mapping) {
                check(cx, &format!("a mount of {place}"), mount, words::MOUNT);
            }
        }
    }
}

/// The keys of config options.
pub(super) fn check_option_keys(cx: &mut Context<'_>) {
    let Some(config) = cx.config() else { return };
    check(cx, "the config", config, words::CONFIG);
    for (name, mapping) in named(config.get("options")) {
        check(cx, &format!("`options.{name}`"), mapping, words::OPTION);
    }
}

/// The keys of actions and of the schemas of their parameters.
pub(super) fn check_action_keys(cx: &mut Context<'_>) {
    for action in &cx.metadata.actions {
        let Some(mapping) = action.node.mapping() else { continue };
        let place = format!("action `{}`", *action.name);
        check(cx, &place, mapping, words::ACTION);
        for parameter in &action.parameters {
            let place = format!("parameter `{}` of {place}", *parameter.name);
            check_schema(cx, &place, &parameter.node);
        }
    }
}

fn check_schema(cx: &mut Context<'_>, place: &str, schema: &Node) {
    let Some(mapping) = schema.mapping() else { return };
    check(cx, place, mapping, words::SCHEMA);
    if let Some(items) = mapping.get("items") {
        check_schema(cx, place, items);
    }
    let properties = mapping.get("properties").and_then(Node::mapping);
    for Entry { value, .. } in properties.map_or(&[][..], |properties| &properties.entries) {
        check_schema(cx, place, value);
    }
}

/// The mappings in a section, by name.
fn named(section: Option<&Node>) -> impl Iterator<Item = (&str, &Mapping)> {
    let entries = section.and_then(Node::mapping).map_or(&[][..], |mapping| &mapping.entries);
    entries.iter().filter_map(|entry| Some((entry.key.text(), entry.value.mapping()?)))
}

fn check(cx: &mut Context<'_>, place: &str, mapping: &Mapping, vocabulary: &Vocabulary) {
    let keys = || mapping.entries.iter().filter_map(|entry| Some((entry.key.string()?, entry.key.span)));
    let present: Vec<&str> = keys().map(|(key, _)| key).filter(|key| vocabulary.knows(key)).collect();
    for (key, span) in keys().filter(|(key, _)| !vocabulary.knows(key)) {
        let absent = |known: &&str| !present.contains(known);
        let meant = vocabulary.meant(key).filter(absent);
        let Some(meant) = meant.or_else(|| closest(key, vocabulary.words().filter(absent))) else { continue };
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
            _ => found.help(format!("did you mean `{meant}`?")).suggest(span, meant, false),
        });
    }
}
