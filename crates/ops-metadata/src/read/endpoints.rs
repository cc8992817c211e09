//! `provides`, `requires`, `peers` and `extra-bindings`.

use super::reader::{Reader, any_text, quoted, wrong_type};
use crate::catalogue::{BAD_EXTRA_BINDING, BAD_SCOPE, MISSING_INTERFACE};
use crate::diagnostic::Diagnostic;
use crate::metadata::{Endpoint, Role, Scope};
use crate::source::Spanned;
use crate::suggest::closest;
use crate::yaml::{Entry, Mapping, Node};

pub(super) fn read(role: Role, node: &Node, reader: &mut Reader) -> Vec<Endpoint> {
    let Some(mapping) = reader.mapping(role.key(), node) else { return Vec::new() };
    let mut endpoints = Vec::new();
    for entry in &mapping.entries {
        endpoints.push(endpoint(role, entry, reader));
    }
    endpoints
}

fn endpoint(role: Role, entry: &Entry, reader: &mut Reader) -> Endpoint {
    let name = entry.key.spanned_text();
    let path = format!("{}.{}", role.key(), *name);
    let mut endpoint = Endpoint {
        name,
        role,
        interface: None,
        scope: Scope::Global,
        limit: None,
        optional: None,
        description: None,
        span: entry.span(),
    };
    if let Some(interface) = entry.value.string() {
        // The short form: `db: postgresql`.
        endpoint.interface = Some(Spanned::new(interface.to_owned(), entry.value.span));
    } else if let Some(mapping) = entry.value.mapping() {
        reader.string_keys(&path, mapping);
        endpoint.interface = interface(&path, entry, mapping, reader);
        endpoint.scope = scope(&path, mapping, reader);
        endpoint.limit = limit(&path, mapping, reader);
        endpoint.optional = reader.boolean_at(&path, mapping, "optional");
        endpoint.description = any_text(mapping, "description");
    } else if entry.value.is_null() {
        reader.report(no_interface(&path, entry));
    } else {
        let found = wrong_type(&path, "a mapping, or the name of an interface", &entry.value);
        reader.report(quoted(found, &entry.value));
    }
    endpoint
}

fn interface(path: &str, entry: &Entry, mapping: &Mapping, reader: &mut Reader) -> Option<Spanned<String>> {
    if mapping.get("interface").is_none() {
        let mut found = no_interface(path, entry);
        if let Some(entry) = closest("interface", &mapping.keys()).and_then(|key| mapping.entry(key)) {
            found = found.help(format!("did you mean `interface` with `{}`?", entry.key.text())).suggest(
                entry.key.span,
                "interface",
                false,
            );
        }
        reader.report(found);
    }
    reader.string_at(path, mapping, "interface")
}

fn no_interface(path: &str, entry: &Entry) -> Diagnostic {
    Diagnostic::new(MISSING_INTERFACE, format!("`{path}` has no interface"))
        .at(entry.key.span)
        .help("say what is spoken over it: `interface: NAME`")
}

fn scope(path: &str, mapping: &Mapping, reader: &mut Reader) -> Scope {
    let Some(node) = mapping.get("scope") else { return Scope::Global };
    match node.string() {
        Some("global") => Scope::Global,
        Some("container") => Scope::Container,
        text => {
            let mut found = Diagnostic::new(
                BAD_SCOPE,
                format!("`{path}.scope` must be `global` or `container`, but is {}", node.describe()),
            )
            .at(node.span);
            if let Some(meant) = closest(text.unwrap_or_default(), &["global", "container"]) {
                found = found.meant(node.span, meant);
            }
            reader.report(found);
            Scope::Global
        }
    }
}

/// The limit; Juju takes a negative one as well and enforces none.
fn limit(path: &str, mapping: &Mapping, reader: &mut Reader) -> Option<u64> {
    let node = mapping.get("limit").filter(|node| !node.is_null())?;
    u64::try_from(reader.integer(&format!("{path}.limit"), node)?.value).ok()
}

pub(super) fn read_extra_bindings(node: &Node, reader: &mut Reader) -> Vec<Spanned<String>> {
    let path = "extra-bindings";
    let Some(mapping) = node.mapping() else {
        reader.wrong_type(path, "a mapping", node);
        return Vec::new();
    };
    reader.string_keys(path, mapping);
    if mapping.entries.is_empty() {
        reader.report(
            Diagnostic::new(BAD_EXTRA_BINDING, "`extra-bindings` is there and names nothing")
                .at(node.span)
                .help("remove it, or name a binding in it"),
        );
    }
    let mut names = Vec::new();
    for entry in &mapping.entries {
        names.push(entry.key.spanned_text());
        let name = entry.key.text();
        if !entry.value.is_null() {
            let message = format!("`{path}.{name}` takes no value, but has {}", entry.value.describe());
            reader.report(
                Diagnostic::new(BAD_EXTRA_BINDING, message)
                    .at(entry.value.span)
                    .help(format!("write `{name}:` and nothing after it")),
            );
        }
        if entry.key.string() == Some("") {
            reader.report(
                Diagnostic::new(BAD_EXTRA_BINDING, "an extra binding without a name").at(entry.key.span),
            );
        }
    }
    names
}
