//! Names: which are taken, which are kept, which are not allowed.

use std::collections::HashMap;

use super::Context;
use crate::catalogue::{
    BAD_ACTION_NAME, BAD_EXTRA_BINDING, BAD_TERM, DUPLICATE_ENDPOINT, RESERVED_NAME, SUBORDINATE_SCOPE,
};
use crate::diagnostic::Diagnostic;
use crate::metadata::{Endpoint, Role, Scope, Section};
use crate::source::Span;

/// A name is an endpoint's once, whatever the section.
pub(super) fn check_duplicate_endpoints(cx: &mut Context<'_>) {
    let mut seen: HashMap<&str, (Role, Span)> = HashMap::new();
    for endpoint in &cx.metadata.endpoints {
        let name = endpoint.name.value.as_str();
        if let Some((role, earlier)) = seen.insert(name, (endpoint.role, endpoint.name.span)) {
            cx.diagnostics.push(
                Diagnostic::new(DUPLICATE_ENDPOINT, format!("two endpoints are called `{name}`"))
                    .at(endpoint.name.span)
                    .related(earlier, format!("the other one is in `{}`", role.key()))
                    .help("give one of them another name"),
            );
        }
    }
}

/// `juju` and `juju-…` are Juju's, but for a subordinate's way to its principal.
pub(super) fn check_reserved_endpoints(cx: &mut Context<'_>) {
    if is_juju_s_own(cx) {
        return;
    }
    for endpoint in &cx.metadata.endpoints {
        let to_principal =
            cx.metadata.subordinate && endpoint.role == Role::Requires && endpoint.scope == Scope::Container;
        if is_reserved(&endpoint.name) && !to_principal {
            cx.diagnostics.push(reserved("an endpoint", &endpoint.name, endpoint.name.span));
        }
    }
}

/// Interfaces that are `juju` or `juju-…` can be required only.
pub(super) fn check_reserved_interfaces(cx: &mut Context<'_>) {
    if is_juju_s_own(cx) {
        return;
    }
    for endpoint in cx.metadata.endpoints.iter().filter(|endpoint| endpoint.role != Role::Requires) {
        if let Some(interface) = endpoint.interface.as_ref().filter(|interface| is_reserved(interface)) {
            cx.diagnostics.push(reserved(
                "the interface of an endpoint that offers it",
                interface,
                interface.span,
            ));
        }
    }
}

/// An extra binding is not an endpoint.
pub(super) fn check_extra_bindings(cx: &mut Context<'_>) {
    let endpoints: HashMap<&str, &Endpoint> =
        cx.metadata.endpoints.iter().map(|endpoint| (endpoint.name.as_str(), endpoint)).collect();
    for binding in &cx.metadata.extra_bindings {
        if let Some(endpoint) = endpoints.get(binding.as_str()) {
            cx.diagnostics.push(
                Diagnostic::new(
                    BAD_EXTRA_BINDING,
                    format!("the extra binding `{}` is an endpoint", **binding),
                )
                .at(binding.span)
                .related(endpoint.name.span, "an endpoint has a binding already")
                .help("remove the extra binding"),
            );
        }
    }
}

/// A subordinate needs a way to its principal.
pub(super) fn check_subordinate(cx: &mut Context<'_>) {
    let metadata = cx.metadata;
    let has_way = metadata
        .endpoints
        .iter()
        .any(|endpoint| endpoint.role == Role::Requires && endpoint.scope == Scope::Container);
    if !metadata.subordinate || has_way || !metadata.extensions.is_empty() {
        return;
    }
    let file = cx.files.metadata.as_ref().or(cx.files.charmcraft.as_ref());
    let Some(file) = file else { return };
    let at = file.mapping().and_then(|mapping| mapping.entry("subordinate")).map(|entry| entry.key.span);
    let mut found =
        Diagnostic::new(SUBORDINATE_SCOPE, "a subordinate charm needs a container-scoped endpoint")
            .at(at.unwrap_or_else(|| file.start()))
            .help("give an endpoint in `requires` the key `scope: container`");
    if let Some(requires) = metadata.section(Section::Requires) {
        found = found.related(requires, "none of these has it");
    }
    cx.report(found);
}

/// Small letters, digits and `-`, and no `-` at either end; not `juju` and not `juju-…`.
pub(super) fn check_action_names(cx: &mut Context<'_>) {
    let own = is_juju_s_own(cx);
    for action in &cx.metadata.actions {
        let (name, span) = (action.name.value.as_str(), action.name.span);
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if name.is_empty() || name.starts_with('-') || name.ends_with('-') || !name.bytes().all(letters) {
            let mut found = Diagnostic::new(BAD_ACTION_NAME, format!("Juju takes no action called `{name}`"))
                .at(span)
                .help("a name has small letters, digits and `-`, and no `-` at either end");
            let better = name.to_lowercase().replace('_', "-");
            if !better.is_empty() && better.bytes().all(letters) && better.trim_matches('-') == better {
                found = found.help(format!("call it `{better}`")).suggest(span, better, false);
            }
            cx.diagnostics.push(found);
        } else if is_reserved(name) && !own {
            cx.diagnostics.push(reserved("an action", name, span));
        }
    }
}

/// `[TENANT:][OWNER/]NAME[/REVISION]`.
pub(super) fn check_terms(cx: &mut Context<'_>) {
    for term in cx.metadata.terms.iter().filter(|term| !is_term_id(term)) {
        cx.diagnostics.push(
            Diagnostic::new(BAD_TERM, format!("`{}` is not the name of a term", **term))
                .at(term.span)
                .help("write `NAME`, `OWNER/NAME` or `OWNER/NAME/REVISION`"),
        );
    }
}

fn is_term_id(text: &str) -> bool {
    let (tenant, id) = text.split_once(':').unwrap_or(("", text));
    let parts: Vec<&str> = id.split('/').collect();
    let (owner, name, revision) = match *parts.as_slice() {
        [name] => ("", name, Some(0)),
        [name, revision] if revision.parse::<i64>().is_ok() => ("", name, revision.parse().ok()),
        [owner, name] => (owner, name, Some(0)),
        [owner, name, revision] => (owner, name, revision.parse::<i64>().ok()),
        _ => return false,
    };
    (matches!(tenant, "" | "cs") || is_term(tenant))
        && (owner.is_empty() || is_user(owner))
        && is_term(name)
        && revision.is_some_and(|revision| revision >= 0)
}

/// `NAME` or `NAME@DOMAIN`.
fn is_user(text: &str) -> bool {
    text.split_once('@')
        .map_or(is_user_part(text), |(name, domain)| is_user_part(name) && is_user_part(domain))
}

/// At least two letters and digits, and `.`, `+` and `-` between them.
fn is_user_part(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-');
    text.len() >= 2
        && text.bytes().all(inner)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

fn is_term(name: &str) -> bool {
    name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

fn is_reserved(name: &str) -> bool {
    name == "juju" || name.starts_with("juju-")
}

/// A charm that is called `juju-…` may do what others may not.
fn is_juju_s_own(cx: &Context<'_>) -> bool {
    cx.metadata.name.as_ref().is_some_and(|name| name.starts_with("juju-"))
}

fn reserved(what: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(RESERVED_NAME, format!("`{name}` cannot be {what}: Juju keeps `juju` and `juju-...`"))
        .at(span)
        .help("choose another name")
}
