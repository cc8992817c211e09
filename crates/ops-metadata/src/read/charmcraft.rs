//! What charmcraft.yaml says to charmcraft: read as far as it goes, without a word about what charmcraft itself checks.

use super::load::File;
use super::reader::{any_text, any_texts};
use crate::metadata::{CharmLib, Metadata, Platform};
use crate::yaml::{Entry, Mapping, Node};

/// The keys that [`top`](super::top), [`config`](super::config) and [`actions`](super::actions) read.
const READ_ELSEWHERE: &[&str] = &[
    "name",
    "summary",
    "description",
    "subordinate",
    "charm-user",
    "provides",
    "requires",
    "peers",
    "containers",
    "storage",
    "resources",
    "devices",
    "extra-bindings",
    "assumes",
    "terms",
    "config",
    "actions",
];

pub(super) fn read(file: &File, metadata: &mut Metadata) {
    let Some(mapping) = file.mapping() else { return };
    metadata.charm_type = any_text(mapping, "type");
    metadata.display_name = any_text(mapping, "title");
    metadata.base = any_text(mapping, "base");
    metadata.build_base = any_text(mapping, "build-base");
    metadata.extensions = any_texts(mapping, "extensions");
    if let Some(platforms) = mapping.get("platforms") {
        for entry in platforms.entries() {
            metadata.platforms.push(platform(entry));
        }
    }
    for library in mapping.get("charm-libs").and_then(Node::sequence).unwrap_or_default() {
        if let Some(library) = charm_lib(library) {
            metadata.charm_libs.push(library);
        }
    }
    if let Some(links) = mapping.get("links").and_then(Node::mapping) {
        metadata.links.contact = any_texts(links, "contact");
        metadata.links.documentation = any_texts(links, "documentation");
        metadata.links.issues = any_texts(links, "issues");
        metadata.links.source = any_texts(links, "source");
        metadata.links.website = any_texts(links, "website");
    }
    let known = ["type", "title", "base", "build-base", "extensions", "platforms", "charm-libs", "links"];
    for entry in &mapping.entries {
        let key = entry.key.text();
        if !known.contains(&key) && !READ_ELSEWHERE.contains(&key) {
            metadata.other.push((entry.key.spanned_text(), entry.value.clone()));
        }
    }
}

fn platform(entry: &Entry) -> Platform {
    let none = Mapping::default();
    let mapping = entry.value.mapping().unwrap_or(&none);
    Platform {
        name: entry.key.spanned_text(),
        build_on: any_texts(mapping, "build-on"),
        build_for: any_texts(mapping, "build-for"),
        span: entry.span(),
    }
}

fn charm_lib(node: &Node) -> Option<CharmLib> {
    let mapping = node.mapping()?;
    Some(CharmLib { lib: any_text(mapping, "lib"), version: any_text(mapping, "version"), span: node.span })
}
