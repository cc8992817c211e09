//! `containers`.

use super::reader::Reader;
use crate::catalogue::BAD_MOUNT;
use crate::diagnostic::Diagnostic;
use crate::metadata::{Container, Mount};
use crate::yaml::{Entry, Mapping, Node};

pub(super) fn read(node: &Node, reader: &mut Reader) -> Vec<Container> {
    reader.entries("containers", node, container)
}

fn container(entry: &Entry, reader: &mut Reader) -> Container {
    let name = entry.key.spanned_text();
    let path = format!("containers.{}", *name);
    let mut container = Container {
        name,
        resource: None,
        mounts: Vec::new(),
        uid: None,
        gid: None,
        bases: false,
        span: entry.span(),
    };
    if let Some(mapping) = reader.mapping(&path, &entry.value) {
        container.resource = reader.string_at(&path, mapping, "resource");
        container.mounts = mounts(&path, mapping, reader);
        container.uid = reader.integer_at(&path, mapping, "uid");
        container.gid = reader.integer_at(&path, mapping, "gid");
        container.bases = mapping.get("bases").is_some();
    }
    container
}

fn mounts(path: &str, mapping: &Mapping, reader: &mut Reader) -> Vec<Mount> {
    let path = format!("{path}.mounts");
    let Some(node) = mapping.get("mounts") else { return Vec::new() };
    let mut mounts = Vec::new();
    for (number, node) in reader.list(&path, node).iter().enumerate() {
        mounts.push(mount(&format!("{path}[{number}]"), node, reader));
    }
    mounts
}

fn mount(path: &str, node: &Node, reader: &mut Reader) -> Mount {
    let mut mount = Mount { storage: None, location: None, span: node.span };
    let Some(mapping) = reader.mapping(path, node) else { return mount };
    mount.storage = reader.string_at(path, mapping, "storage");
    mount.location = reader.string_at(path, mapping, "location");
    for (key, found, what) in [
        ("storage", &mount.storage, "the storage that is mounted"),
        ("location", &mount.location, "the path in the container"),
    ] {
        let is_empty = matches!(found, Some(text) if text.is_empty());
        if is_empty || mapping.get(key).is_none() {
            reader.report(
                Diagnostic::new(BAD_MOUNT, format!("`{path}` has no `{key}`"))
                    .at(node.span)
                    .help(format!("give it `{key}`: {what}")),
            );
        }
    }
    mount
}
