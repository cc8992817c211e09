//! Names: which are taken, which are kept, which are not allowed.

use super::Context;
use crate::catalogue::{
    BAD_ACTION_NAME, BAD_EXTRA_BINDING, BAD_TERM, DUPLICATE_ENDPOINT, RESERVED_NAME, SUBORDINATE_SCOPE,
};
use crate::diagnostic::Diagnostic;
use crate::events::Subject;
use crate::letters::{Places, all, are_small, is_small_or_dash, parts, places, starts_small};
use crate::metadata::{Role, Scope, Section};
use crate::source::Span;

/// A name is an endpoint's once, whatever the section.
pub(super) fn check_duplicate_endpoints(cx: &mut Context<'_>) {
    let endpoints = &cx.metadata.endpoints;
    let mut seen = Places::new();
    for (place, endpoint) in endpoints.iter().enumerate() {
        let name = endpoint.name.value.as_str();
        if let Some(earlier) = seen.insert(name, place).and_then(|earlier| endpoints.get(earlier)) {
            cx.diagnostics.push(
                Diagnostic::new(DUPLICATE_ENDPOINT, format!("two endpoints are called `{name}`"))
                    .at(endpoint.name.span)
                    .related(earlier.name.span, format!("the other one is in `{}`", earlier.role.key()))
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
    for endpoint in &cx.metadata.endpoints {
        if let Some(interface) = &endpoint.interface
            && endpoint.role != Role::Requires
            && is_reserved(interface)
        {
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
    let endpoints = cx.metadata.names(Subject::Endpoint);
    let places = places(&endpoints);
    for binding in &cx.metadata.extra_bindings {
        if let Some(endpoint) = places.get(binding.as_str()).and_then(|place| endpoints.get(*place)) {
            cx.diagnostics.push(
                Diagnostic::new(
                    BAD_EXTRA_BINDING,
                    format!("the extra binding `{}` is an endpoint", **binding),
                )
                .at(binding.span)
                .related(endpoint.span, "an endpoint has a binding already")
                .help("remove the extra binding"),
            );
        }
    }
}

/// A subordinate needs a way to its principal.
pub(super) fn check_subordinate(cx: &mut Context<'_>) {
    let metadata = cx.metadata;
    if !metadata.subordinate || !metadata.extensions.is_empty() {
        return;
    }
    for endpoint in &metadata.endpoints {
        if endpoint.role == Role::Requires && endpoint.scope == Scope::Container {
            return;
        }
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
        if !is_action(name) {
            let mut found = Diagnostic::new(BAD_ACTION_NAME, format!("Juju takes no action called `{name}`"))
                .at(span)
                .help("a name has small letters, digits and `-`, and no `-` at either end");
            let better = name.to_lowercase().replace('_', "-");
            if is_action(&better) {
                found = found.help(format!("call it `{better}`")).suggest(span, better, false);
            }
            cx.diagnostics.push(found);
        } else if is_reserved(name) && !own {
            cx.diagnostics.push(reserved("an action", name, span));
        }
    }
}

fn is_action(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('-') && !name.ends_with('-') && all(name, is_small_or_dash)
}

/// `[TENANT:][OWNER/]NAME[/REVISION]`.
pub(super) fn check_terms(cx: &mut Context<'_>) {
    for term in &cx.metadata.terms {
        if is_term_id(term) {
            continue;
        }
        cx.diagnostics.push(
            Diagnostic::new(BAD_TERM, format!("`{}` is not the name of a term", **term))
                .at(term.span)
                .help("write `NAME`, `OWNER/NAME` or `OWNER/NAME/REVISION`"),
        );
    }
}

fn is_term_id(text: &str) -> bool {
    let (tenant, id) = text.split_once(':').unwrap_or(("", text));
    let (owner, name, revision) = match *parts(id, '/').as_slice() {
        [name] => ("", name, "0"),
        [name, revision] if revision.parse::<i64>().is_ok() => ("", name, revision),
        [owner, name] => (owner, name, "0"),
        [owner, name, revision] => (owner, name, revision),
        _ => return false,
    };
    (matches!(tenant, "" | "cs") || is_term(tenant))
        && (owner.is_empty() || is_user(owner))
        && is_term(name)
        && matches!(revision.parse::<i64>(), Ok(0..))
}

/// `NAME` or `NAME@DOMAIN`.
fn is_user(text: &str) -> bool {
    match text.split_once('@') {
        Some((name, domain)) => is_user_part(name) && is_user_part(domain),
        None => is_user_part(text),
    }
}

/// At least two letters and digits, and `.`, `+` and `-` between them.
fn is_user_part(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-');
    match text.as_bytes() {
        [first, .., last] => {
            first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() && all(text, inner)
        }
        _ => false,
    }
}

fn is_term(name: &str) -> bool {
    name.len() > 1 && starts_small(name) && are_small(name)
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
