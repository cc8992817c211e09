//! Names that Juju's reader takes and that make trouble later: in the names of events, in `juju integrate`, in Kubernetes.

use std::collections::HashMap;

use super::{Context, MOST_NAMES};
use crate::catalogue::{POOR_NAME, RANGE_UPSIDE_DOWN, SAME_EVENT, UNKNOWN_REQUIRED};
use crate::diagnostic::Diagnostic;
use crate::events::Subject;
use crate::letters::{all, are_small, is_number, is_small_or_dash, starts_small};
use crate::suggest::closest;

/// A name becomes part of the name of a hook, and of what people type.
pub(super) fn check_poor_names(cx: &mut Context<'_>) {
    check_names(
        cx,
        Subject::Endpoint,
        is_endpoint,
        "`juju integrate` takes no endpoint",
        "start with a small letter; then small letters and digits, with single `-` or `_` between",
    );
    check_names(
        cx,
        Subject::Storage,
        is_storage,
        "Juju can make no storage",
        "start with a small letter; then small letters and digits, with single `-` between",
    );
    check_names(
        cx,
        Subject::Container,
        is_label,
        "Kubernetes takes no container",
        "at most 63 small letters, digits and `-`, and no `-` at either end",
    );
}

fn check_names(cx: &mut Context<'_>, subject: Subject, is_good: fn(&str) -> bool, what: &str, help: &str) {
    for name in cx.metadata.names(subject) {
        // A name that is no string, or that is reserved, has been reported.
        if !is_good(name) && !cx.is_reported(name.span) {
            let message = format!("{what} called `{}`", **name);
            cx.report(Diagnostic::new(POOR_NAME, message).at(name.span).help(help));
        }
    }
}

/// What Juju parses as the name of a relation.
fn is_endpoint(name: &str) -> bool {
    starts_small(name) && are_small(&name.replace('_', "-"))
}

/// What Juju parses as the name of a storage: each part but the first has a letter.
fn is_storage(name: &str) -> bool {
    for part in name.split('-') {
        if is_number(part) {
            return false;
        }
    }
    starts_small(name) && are_small(name)
}

fn is_label(name: &str) -> bool {
    (1..=63).contains(&name.len())
        && all(name, is_small_or_dash)
        && !name.starts_with('-')
        && !name.ends_with('-')
}

/// `a-b` and `a_b` are one name in code.
pub(super) fn check_same_events(cx: &mut Context<'_>) {
    for subject in [Subject::Endpoint, Subject::Storage, Subject::Container] {
        let names = cx.metadata.names(subject);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            let earlier = seen.insert(name.replace('-', "_"), place);
            let Some(earlier) = earlier.and_then(|earlier| names.get(earlier)) else { continue };
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
        for name in &action.required {
            if action.parameter(name).is_some() {
                continue;
            }
            let message =
                format!("action `{}` requires a parameter that it does not have: `{}`", *action.name, **name);
            let mut found = Diagnostic::new(UNKNOWN_REQUIRED, message).at(name.span);
            let mut names = Vec::new();
            for parameter in action.parameters.get(..MOST_NAMES).unwrap_or(&action.parameters) {
                names.push(parameter.name.as_str());
            }
            found = match closest(name, &names) {
                Some(meant) => found.meant(name.span, meant),
                None => found.help("add it to `params`, or remove it here"),
            };
            cx.diagnostics.push(found);
        }
    }
}
