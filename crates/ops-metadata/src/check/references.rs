//! What one section says about another.

use std::collections::{HashMap, HashSet};

use super::Context;
use crate::catalogue::{BAD_MOUNT, BAD_STORAGE, RESERVED_ID, UNKNOWN_RESOURCE};
use crate::diagnostic::Diagnostic;
use crate::metadata::{Resource, ResourceKind, Section, StorageKind};
use crate::source::{Span, Spanned};
use crate::suggest::closest;

/// Among how many names the one that was meant is looked for.
const MOST_NAMES: usize = 100;

/// A container's resource is an oci-image of this charm.
pub(super) fn check_container_resources(cx: &mut Context<'_>) {
    let metadata = cx.metadata;
    let names: Vec<&str> = metadata.resources.iter().map(|resource| resource.name.as_str()).collect();
    let resources: HashMap<&str, &Resource> = names.iter().copied().zip(&metadata.resources).collect();
    for container in &metadata.containers {
        let Some(name) = container.resource.as_ref().filter(|name| !name.is_empty()) else { continue };
        let what = format!("container `{}`", *container.name);
        match resources.get(name.as_str()) {
            Some(resource) if matches!(resource.kind, Some(ResourceKind::OciImage) | None) => {}
            Some(resource) => cx.report(
                Diagnostic::new(
                    UNKNOWN_RESOURCE,
                    format!("{what} names `{}`, which is not an oci-image", **name),
                )
                .at(name.span)
                .related(resource.name.span, "a file unless its type says otherwise")
                .help("give the resource `type: oci-image`"),
            ),
            None if metadata.extensions.is_empty() => {
                let found = Diagnostic::new(
                    UNKNOWN_RESOURCE,
                    format!("{what} names a resource that is not there: `{}`", **name),
                );
                cx.report(unknown(found, name, &names, metadata.section(Section::Resources)));
            }
            None => {}
        }
    }
}

/// A mount is of a storage of this charm.
pub(super) fn check_mounts(cx: &mut Context<'_>) {
    let metadata = cx.metadata;
    let names: Vec<&str> = metadata.storages.iter().map(|storage| storage.name.as_str()).collect();
    let known: HashSet<&str> = names.iter().copied().collect();
    for container in &metadata.containers {
        for storage in container.mounts.iter().filter_map(|mount| mount.storage.as_ref()) {
            if storage.is_empty() || known.contains(storage.as_str()) || !metadata.extensions.is_empty() {
                continue;
            }
            let message = format!(
                "container `{}` mounts a storage that is not there: `{}`",
                *container.name, **storage
            );
            let found = Diagnostic::new(BAD_MOUNT, message);
            cx.report(unknown(found, storage, &names, metadata.section(Section::Storage)));
        }
    }
}

fn unknown(found: Diagnostic, name: &Spanned<String>, names: &[&str], section: Option<Span>) -> Diagnostic {
    let found = found.at(name.span);
    let found = match section {
        Some(section) => found.related(section, "it would stand here"),
        None => found,
    };
    match closest(name, names.iter().copied().take(MOST_NAMES)) {
        Some(meant) => found.help(format!("did you mean `{meant}`?")).suggest(name.span, meant, false),
        None if names.is_empty() || names.len() > 10 => found.help("declare it, or correct the name"),
        None => found.help(format!("there are: {}", names.join(", "))),
    }
}

/// Users and groups from 1000 to 9999 are Juju's.
pub(super) fn check_ids(cx: &mut Context<'_>) {
    for container in &cx.metadata.containers {
        for (key, id) in [("uid", &container.uid), ("gid", &container.gid)] {
            if let Some(id) = id.as_ref().filter(|id| (1000..10_000).contains(&id.value)) {
                let message = format!("container `{}` cannot have the {key} {}", *container.name, id.value);
                cx.diagnostics.push(
                    Diagnostic::new(RESERVED_ID, message)
                        .at(id.span)
                        .help("take one below 1000, or from 10000: Juju keeps those between"),
                );
            }
        }
    }
}

/// Only a filesystem has a location.
pub(super) fn check_storage_location(cx: &mut Context<'_>) {
    for storage in &cx.metadata.storages {
        let Some(kind) = storage.kind.as_ref().filter(|kind| kind.value == StorageKind::Block) else {
            continue;
        };
        if let Some(location) = storage.location.as_ref().filter(|location| !location.is_empty()) {
            let message = format!("storage `{}` is a block device and cannot have a location", *storage.name);
            cx.diagnostics.push(
                Diagnostic::new(BAD_STORAGE, message)
                    .at(location.span)
                    .related(kind.span, "the type is given here")
                    .help("remove the location, or make it `type: filesystem`"),
            );
        }
    }
}
