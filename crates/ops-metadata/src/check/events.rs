//! Names that Juju's reader takes and that make trouble later: in the names of events, in `juju integrate`, in Kubernetes.

use std::collections::HashMap;

use super::Context;
use crate::catalogue::{POOR_NAME, RANGE_UPSIDE_DOWN, SAME_EVENT, UNKNOWN_REQUIRED};
use crate::diagnostic::Diagnostic;
use crate::events::Subject;
use crate::source::Spanned;
use crate::suggest::closest;

/// A name becomes part of the name of a hook, and of what people type.
pub(super) fn check_poor_names(cx: &mut Context<'_>) {
    let metadata = cx.metadata;
    let endpoints =
        metadata.endpoints.iter().map(|endpoint| &endpoint.name).filter(|name| !is_endpoint(name));
    for name in endpoints {
        let what = format!("`juju integrate` takes no endpoint called `{}`", **name);
        poor(
            cx,
            name,
            what,
            "start with a small letter; then small letters and digits, with single `-` or `_` between",
        );
    }
    let storages = metadata.storages.iter().map(|storage| &storage.name).filter(|name| !is_storage(name));
    for name in storages {
        let what = format!("Juju can make no storage called `{}`", **name);
        poor(
            cx,
            name,
            what,
            "start with a small letter; then small letters and digits, with single `-` between",
        );
    }
    let containers =
        metadata.containers.iter().map(|container| &container.name).filter(|name| !is_label(name));
    for name in containers {
        let what = format!("Kubernetes takes no container called `{}`", **name);
        poor(cx, name, what, "at most 63 small letters, digits and `-`, and no `-` at either end");
    }
}

fn poor(cx: &mut Context<'_>, name: &Spanned<String>, message: String, help: &str) {
    // A name that is no string, or that is reserved, has been reported.
    if !cx.is_reported(name.span) {
        cx.report(Diagnostic::new(POOR_NAME, message).at(name.span).help(help));
    }
}

/// What Juju parses as the name of a relation.
fn is_endpoint(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.split(['-', '_']).all(|part| !part.is_empty() && part.bytes().all(is_small))
}

/// What Juju parses as the name of a storage: each part but the first has a letter.
fn is_storage(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .split('-')
            .all(|part| part.bytes().all(is_small) && part.bytes().any(|byte| byte.is_ascii_lowercase()))
}

fn is_label(name: &str) -> bool {
    (1..=63).contains(&name.len())
        && name.bytes().all(|byte| is_small(byte) || byte == b'-')
        && !name.starts_with('-')
        && !name.ends_with('-')
}

fn is_small(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// `a-b` and `a_b` are one name in code.
pub(super) fn check_same_events(cx: &mut Context<'_>) {
    let metadata = cx.metadata;
    for subject in [Subject::Endpoint, Subject::Storage, Subject::Container] {
        let names: Vec<&Spanned<String>> = match subject {
            Subject::Endpoint => metadata.endpoints.iter().map(|endpoint| &endpoint.name).collect(),
            Subject::Storage => metadata.storages.iter().map(|storage| &storage.name).collect(),
            _ => metadata.containers.iter().map(|container| &container.name).collect(),
        };
        let mut seen: HashMap<String, &Spanned<String>> = HashMap::new();
        for name in names {
            let Some(earlier) = seen.insert(name.replace('-', "_"), name) else { continue };
            if earlier.value != name.value {
                let message = format!("`{}` and `{}` are one name in code", earlier.value, name.value);
                cx.report(
                    Diagnostic::new(SAME_EVENT, message)
                        .at(name.span)
                        .related(earlier.span, "the other one")
                        .help("give one of them another name"),
                );
            }
        }
    }
}

/// A range whose end is before its start: Juju takes it, and can never satisfy it.
pub(super) fn check_ranges(cx: &mut Context<'_>) {
    for storage in &cx.metadata.storages {
        let (least, Some(most)) = storage.count else { continue };
        if least <= most {
            continue;
        }
        let message = format!("storage `{}` asks for at least {least} and at most {most}", *storage.name);
        cx.diagnostics.push(
            Diagnostic::new(RANGE_UPSIDE_DOWN, message)
                .at(storage.name.span)
                .help(format!("did you mean `range: {most}-{least}`?")),
        );
    }
}

/// A parameter that must be given, and is not described.
pub(super) fn check_required(cx: &mut Context<'_>) {
    for action in &cx.metadata.actions {
        for name in action.required.iter().filter(|name| action.parameter(name).is_none()) {
            let message =
                format!("action `{}` requires a parameter that it does not have: `{}`", *action.name, **name);
            let mut found = Diagnostic::new(UNKNOWN_REQUIRED, message).at(name.span);
            let names = action.parameters.iter().map(|parameter| parameter.name.as_str());
            found = match closest(name, names.take(100)) {
                Some(meant) => {
                    found.help(format!("did you mean `{meant}`?")).suggest(name.span, meant, false)
                }
                None => found.help("add it to `params`, or remove it here"),
            };
            cx.diagnostics.push(found);
        }
    }
}
