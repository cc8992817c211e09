//! What one section says about another.

use super::{Context, MOST_NAMES};
use crate::catalogue::{BAD_MOUNT, BAD_STORAGE, RESERVED_ID, UNKNOWN_RESOURCE};
use crate::diagnostic::Diagnostic;
use crate::events::Subject;
use crate::letters::{places, texts};
use crate::metadata::{ResourceKind, Section, StorageKind};
use crate::source::{Span, Spanned};
use crate::suggest::closest;

/// A container's resource is an oci-image of this charm.
pub(super) fn check_container_resources(cx: &mut Context<'_>) {
    let metadata = cx.metadata;
    let mut names = Vec::new();
    for resource in &metadata.resources {
        names.push(&resource.name);
    }
    let places = places(&names);
    for container in &metadata.containers {
        let Some(name) = container.resource.as_ref().filter(|name| !name.is_empty()) else { continue };
        let what = format!("container `{}`", *container.name);
        match places.get(name.as_str()).and_then(|place| metadata.resources.get(*place)) {
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
    if !metadata.extensions.is_empty() {
        return;
    }
    let names = metadata.names(Subject::Storage);
    let known = places(&names);
    for container in &metadata.containers {
        for mount in &container.mounts {
            let Some(storage) = &mount.storage else { continue };
            if storage.is_empty() || known.contains_key(storage.as_str()) {
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

fn unknown(
    found: Diagnostic,
    name: &Spanned<String>,
    names: &[&Spanned<String>],
    section: Option<Span>,
) -> Diagnostic {
    let mut found = found.at(name.span);
    if let Some(section) = section {
        found = found.related(section, "it would stand here");
    }
    let names = texts(names.get(..MOST_NAMES).unwrap_or(names));
    match closest(name, &names) {
        Some(meant) => found.meant(name.span, meant),
        None if names.is_empty() || names.len() > 10 => found.help("declare it, or correct the name"),
        None => found.help(format!("there are: {}", names.join(", "))),
    }
}

/// Users and groups from 1000 to 9999 are Juju's.
pub(super) fn check_ids(cx: &mut Context<'_>) {
    for container in &cx.metadata.containers {
        for (key, id) in [("uid", &container.uid), ("gid", &container.gid)] {
            if let Some(id) = id
                && (1000..10_000).contains(&id.value)
            {
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
        if let (Some(kind), Some(location)) = (&storage.kind, &storage.location)
            && kind.value == StorageKind::Block
            && !location.is_empty()
        {
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
