//! `resources`, `devices` and `payloads`.

use super::reader::{Reader, any_text};
use crate::catalogue::{BAD_DEVICE, BAD_PAYLOAD, BAD_RESOURCE};
use crate::diagnostic::Diagnostic;
use crate::letters::all;
use crate::metadata::{Device, Payload, Resource, ResourceKind, named, words};
use crate::source::Span;
use crate::suggest::closest;
use crate::yaml::{Entry, Mapping, Node};

pub(super) fn read_resources(node: &Node, reader: &mut Reader) -> Vec<Resource> {
    reader.entries("resources", node, resource)
}

fn resource(entry: &Entry, reader: &mut Reader) -> Resource {
    let name = entry.key.spanned_text();
    let path = format!("resources.{}", *name);
    let mut resource = Resource {
        name,
        kind: None,
        filename: None,
        description: None,
        upstream_source: None,
        span: entry.span(),
    };
    if resource.name.is_empty() {
        reader.report(Diagnostic::new(BAD_RESOURCE, "a resource without a name").at(entry.key.span));
    }
    if let Some(mapping) = reader.mapping(&path, &entry.value) {
        resource.kind = kind(&path, mapping, reader);
        resource.filename = reader.string_at(&path, mapping, "filename");
        resource.description = reader.string_at(&path, mapping, "description");
        resource.upstream_source = any_text(mapping, "upstream-source");
        if resource.kind == Some(ResourceKind::File) {
            filename(&path, entry.key.span, &resource, mapping, reader);
        }
    }
    resource
}

fn kind(path: &str, mapping: &Mapping, reader: &mut Reader) -> Option<ResourceKind> {
    let Some(node) = mapping.get("type") else { return Some(ResourceKind::File) };
    let text = reader.string(&format!("{path}.type"), node)?;
    let found = named(ResourceKind::ALL, ResourceKind::as_str, &text);
    if found.is_none() {
        let message = format!("`{path}.type` must be `file` or `oci-image`, but is {}", node.describe());
        let mut wrong = Diagnostic::new(BAD_RESOURCE, message).at(node.span);
        if let Some(meant) = closest(&text, &words(ResourceKind::ALL, ResourceKind::as_str)) {
            wrong = wrong.meant(node.span, meant);
        }
        reader.report(wrong);
    }
    found
}

fn filename(path: &str, at: Span, resource: &Resource, mapping: &Mapping, reader: &mut Reader) {
    match &resource.filename {
        Some(name) if name.contains('/') => reader.report(
            Diagnostic::new(BAD_RESOURCE, format!("`{path}.filename` must not have a `/`"))
                .at(name.span)
                .help("the file is put into a folder of its own: give only its name"),
        ),
        Some(name) if !name.is_empty() => {}
        None if mapping.get("filename").is_some() => {}
        _ => reader.report(
            Diagnostic::new(BAD_RESOURCE, format!("`{path}` is a file and has no `filename`"))
                .at(at)
                .help("give it `filename: NAME`, or `type: oci-image` for an image"),
        ),
    }
}

pub(super) fn read_devices(node: &Node, reader: &mut Reader) -> Vec<Device> {
    reader.entries("devices", node, device)
}

fn device(entry: &Entry, reader: &mut Reader) -> Device {
    let name = entry.key.spanned_text();
    let path = format!("devices.{}", *name);
    let mut device =
        Device { name, kind: None, count_min: 1, count_max: 1, description: None, span: entry.span() };
    let Some(mapping) = reader.mapping(&path, &entry.value) else { return device };
    device.kind = reader.string_at(&path, mapping, "type");
    device.description = reader.string_at(&path, mapping, "description");
    device.count_min = device_count(&path, "countmin", mapping, reader);
    device.count_max = device_count(&path, "countmax", mapping, reader);
    if has_no_type(mapping, device.kind.as_deref()) {
        reader.report(
            Diagnostic::new(BAD_DEVICE, format!("`{path}` has no type"))
                .at(entry.key.span)
                .help("give it `type: gpu`, for example"),
        );
    }
    if device.count_min > device.count_max {
        let message =
            format!("`{path}` asks for at least {} and at most {}", device.count_min, device.count_max);
        reader.report(
            Diagnostic::new(BAD_DEVICE, message).at(entry.key.span).help("each is 1 unless it is given"),
        );
    }
    device
}

fn device_count(path: &str, key: &str, mapping: &Mapping, reader: &mut Reader) -> u64 {
    let Some(count) = reader.integer_at(path, mapping, key) else { return 1 };
    u64::try_from(count.value).unwrap_or_else(|_| {
        reader.report(
            Diagnostic::new(BAD_DEVICE, format!("`{path}.{key}` must not be negative")).at(count.span),
        );
        1
    })
}

pub(super) fn read_payloads(node: &Node, reader: &mut Reader) -> Vec<Payload> {
    reader.entries("payloads", node, payload)
}

fn payload(entry: &Entry, reader: &mut Reader) -> Payload {
    let name = entry.key.spanned_text();
    let path = format!("payloads.{}", *name);
    let mut payload = Payload { name, kind: None, span: entry.span() };
    if let Some(mapping) = reader.mapping(&path, &entry.value) {
        payload.kind = reader.string_at(&path, mapping, "type");
        if has_no_type(mapping, payload.kind.as_deref()) {
            reader.report(
                Diagnostic::new(BAD_PAYLOAD, format!("`{path}` has no type"))
                    .at(entry.key.span)
                    .help("give it `type: docker`, for example"),
            );
        }
    }
    if !is_payload_name(&payload.name) {
        reader.report(
            Diagnostic::new(BAD_PAYLOAD, format!("Juju takes no payload called `{}`", *payload.name))
                .at(entry.key.span)
                .help("a name has letters, digits and `-`, starts with a letter and does not end with `-`"),
        );
    }
    payload
}

/// Whether there is no type, or an empty one.
fn has_no_type(mapping: &Mapping, kind: Option<&String>) -> bool {
    mapping.get("type").is_none() || kind.is_some_and(String::is_empty)
}

fn is_payload_name(name: &str) -> bool {
    name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && !name.ends_with('-')
        && all(name, |byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
