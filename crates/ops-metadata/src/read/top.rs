//! The keys at the top of metadata.yaml, or of a unified charmcraft.yaml, and the readers of the sections.

use super::load::File;
use super::locate::Purpose;
use super::reader::{Reader, any_text, any_texts};
use super::{assumes, containers, deployment, endpoints, resources, storages, version};
use crate::catalogue::{BAD_CHARM_USER, BAD_JUJU_VERSION, BAD_SERIES, MISSING_KEY};
use crate::diagnostic::Diagnostic;
use crate::letters::{all, is_small, starts_small};
use crate::metadata::{CharmUser, Metadata, Role, Section, named, words};
use crate::source::Spanned;
use crate::suggest::closest;
use crate::yaml::{Entry, Node};

pub(super) fn read(file: &File, reader: &mut Reader, metadata: &mut Metadata) {
    let Some(mapping) = file.mapping() else { return };
    let unified = file.purpose == Purpose::Charmcraft;
    if !unified {
        reader.string_keys("", mapping);
    }
    for entry in &mapping.entries {
        if let Some(key) = entry.key.string() {
            read_key(key, entry, unified, reader, metadata);
        }
    }
    for (key, found) in
        [("name", &metadata.name), ("summary", &metadata.summary), ("description", &metadata.description)]
    {
        if found.is_none() && mapping.get(key).is_none() {
            reader.report(
                Diagnostic::new(MISSING_KEY, format!("the charm has no `{key}`"))
                    .at(file.start())
                    .help(format!("Juju needs `name`, `summary` and `description`: add `{key}: ...`")),
            );
        }
    }
    if !unified {
        metadata.maintainers = any_texts(mapping, "maintainers");
        metadata.maintainers.extend(any_text(mapping, "maintainer"));
        metadata.links.documentation.extend(any_texts(mapping, "docs"));
        metadata.links.issues.extend(any_texts(mapping, "issues"));
        metadata.links.source.extend(any_texts(mapping, "source"));
        metadata.links.website.extend(any_texts(mapping, "website"));
        metadata.display_name = any_text(mapping, "display-name").or(metadata.display_name.take());
    }
}

fn read_key(key: &str, entry: &Entry, unified: bool, reader: &mut Reader, metadata: &mut Metadata) {
    let node = &entry.value;
    let section = match key {
        "name" => return metadata.name = reader.string(key, node),
        "summary" => return metadata.summary = reader.string(key, node),
        "description" => return metadata.description = reader.string(key, node),
        "subordinate" => return metadata.subordinate = reader.boolean(key, node).unwrap_or(false),
        "charm-user" => return metadata.charm_user = charm_user(node, reader),
        // What follows does not get into the metadata.yaml that charmcraft writes.
        "tags" | "categories" if !unified => return metadata.tags.extend(reader.strings(key, node)),
        "series" if !unified => return metadata.series = series(node, reader),
        "min-juju-version" if !unified => return metadata.min_juju_version = juju_version(node, reader),
        "deployment" if !unified => return deployment::read(node, reader),
        "revision" | "format" if !unified => {
            reader.integer(key, node);
            return;
        }
        "payloads" if !unified => {
            metadata.payloads = resources::read_payloads(node, reader);
            Section::Payloads
        }
        "provides" => endpoints(Role::Provides, node, reader, metadata),
        "requires" => endpoints(Role::Requires, node, reader, metadata),
        "peers" => endpoints(Role::Peers, node, reader, metadata),
        "containers" => {
            metadata.containers = containers::read(node, reader);
            Section::Containers
        }
        "storage" => {
            metadata.storages = storages::read(node, reader);
            Section::Storage
        }
        "resources" => {
            metadata.resources = resources::read_resources(node, reader);
            Section::Resources
        }
        "devices" => {
            metadata.devices = resources::read_devices(node, reader);
            Section::Devices
        }
        "extra-bindings" => {
            metadata.extra_bindings = endpoints::read_extra_bindings(node, reader);
            Section::ExtraBindings
        }
        "assumes" => {
            metadata.assumes = assumes::read(node, reader);
            Section::Assumes
        }
        "terms" => {
            metadata.terms = reader.strings(key, node);
            Section::Terms
        }
        _ => {
            if !unified {
                metadata.other.push((entry.key.spanned_text(), node.clone()));
            }
            return;
        }
    };
    metadata.sections.push((section, entry.key.span));
}

fn endpoints(role: Role, node: &Node, reader: &mut Reader, metadata: &mut Metadata) -> Section {
    metadata.endpoints.extend(endpoints::read(role, node, reader));
    role.section()
}

/// A series is small letters, and then digits or small letters.
fn series(node: &Node, reader: &mut Reader) -> Vec<Spanned<String>> {
    let names = reader.strings("series", node);
    for name in &names {
        if !starts_small(name) || !all(name, is_small) {
            reader.report(
                Diagnostic::new(BAD_SERIES, format!("`{}` is no series", **name)).at(name.span).help(
                    "write the name of one, `jammy`; or remove `series` and give bases in charmcraft.yaml",
                ),
            );
        }
    }
    names
}

fn juju_version(node: &Node, reader: &mut Reader) -> Option<Spanned<String>> {
    let text = reader.string("min-juju-version", node)?;
    if !version::is_full_version(&text) {
        reader.report(
            Diagnostic::new(
                BAD_JUJU_VERSION,
                format!("`min-juju-version` is {}, which is no version", node.describe()),
            )
            .at(node.span)
            .help("write all of it: `2.9.44`"),
        );
    }
    Some(text)
}

fn charm_user(node: &Node, reader: &mut Reader) -> Option<Spanned<CharmUser>> {
    let text = reader.string("charm-user", node)?;
    let found = named(CharmUser::ALL, CharmUser::as_str, &text);
    if found.is_none() {
        let mut wrong = Diagnostic::new(BAD_CHARM_USER, format!("there is no charm user `{}`", *text))
            .at(node.span)
            .help("it is one of `root`, `sudoer` and `non-root`");
        if let Some(meant) = closest(&text, &words(CharmUser::ALL, CharmUser::as_str)) {
            wrong = wrong.meant(node.span, meant);
        }
        reader.report(wrong);
    }
    Some(Spanned::new(found?, node.span))
}
