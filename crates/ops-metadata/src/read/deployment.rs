//! `deployment`, of charms for Kubernetes that came before sidecars. Juju still reads it.

use super::reader::Reader;
use crate::catalogue::BAD_DEPLOYMENT;
use crate::diagnostic::Diagnostic;
use crate::suggest::closest;
use crate::yaml::{Mapping, Node};

pub(super) fn read(node: &Node, reader: &mut Reader) {
    let Some(mapping) = node.mapping() else { return reader.wrong_type("deployment", "a mapping", node) };
    reader.string_keys("deployment", mapping);
    word("type", &["stateful", "stateless", "daemon"], mapping, reader);
    word("mode", &["operator", "workload"], mapping, reader);
    word("service", &["cluster", "loadbalancer", "external", "omit"], mapping, reader);
    reader.string_at("deployment", mapping, "min-version");
}

fn word(key: &str, words: &[&str], mapping: &Mapping, reader: &mut Reader) {
    let Some(node) = mapping.get(key) else { return };
    if node.string().is_some_and(|text| words.contains(&text)) {
        return;
    }
    let message = format!("`deployment.{key}` is {}", node.describe());
    let mut found = Diagnostic::new(BAD_DEPLOYMENT, message)
        .at(node.span)
        .help(format!("it is one of: {}", words.join(", ")));
    if let Some(meant) = closest(node.text(), words) {
        found = found.suggest(node.span, meant, false);
    }
    reader.report(found);
}
