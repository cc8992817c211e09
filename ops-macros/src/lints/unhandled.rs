//! Things of the metadata that Juju sends events about, and no handler is for.

use ops_metadata::render::Text;
use ops_metadata::{EventKind, Subject};

use proc_macro2::{Ident, Span};
use syn::Type;

use super::levels::Level;
use super::{Levels, Lint, Place, report};
use crate::errors::{Errors, Unless};
use crate::fields::has_word;
use crate::handlers::names;
use crate::metadata::Charm;

/// What is handled, and where to say what is not.
pub(crate) struct Handled<'a> {
    pub(crate) hooks: Vec<String>,
    pub(crate) place: Place<'a>,
    /// The charm's type.
    pub(crate) of: &'a Type,
}

/// Checks the names in the levels; then, if it is `certain` what is handled, reports every action, container and endpoint
/// that no handler is for, as loud as the charm wants it.
pub(crate) fn unhandled(
    charm: &Charm,
    levels: &Levels,
    handled: &Handled<'_>,
    certain: bool,
    errors: &mut Errors,
) {
    let mut certain = certain;
    for lint in Lint::UNHANDLED {
        for name in levels.names(lint) {
            // What it was to be the level of is not known.
            certain &= names::check_name(charm, subject(lint), name, errors);
        }
    }
    if !certain {
        return;
    }
    for lint in Lint::UNHANDLED {
        for name in charm.metadata().names(subject(lint)) {
            if is_handled(subject(lint), &name.value, &handled.hooks) {
                continue;
            }
            let (word, name_of_lint) = (subject(lint).as_str(), lint.name());
            let event = names::usual_event(subject(lint)).attribute();
            let name_of = &name.value;
            let text = Text::new(lint.code(), format!("no handler is for the {word} `{name_of}`"))
                .frame(name.span)
                .help(format!("write one: `#[on({event} = \"{name_of}\")]`"))
                .help(levels.way_out(
                    lint,
                    name_of,
                    &format!("`#[charm(allow({name_of_lint} = \"{name_of}\"))]`"),
                ));
            let level = levels.of(lint, name_of);
            if lint == Lint::UnhandledEndpoint {
                unless_a_component_sees_it(charm, name_of, level, &text, handled, errors);
            } else {
                report(charm, lint, level, &text, &handled.place, errors);
            }
        }
    }
}

/// The components are the struct's, and its macro says which endpoints they have.
fn unless_a_component_sees_it(
    charm: &Charm,
    endpoint: &str,
    level: Level,
    text: &Text,
    handled: &Handled<'_>,
    errors: &mut Errors,
) {
    if level == Level::Allow {
        return;
    }
    let text = text.render(&charm.reading.sources);
    let what = Unless { code: Lint::UnhandledEndpoint.code(), text: &text, is_error: level == Level::Deny };
    errors.unless(&handled.place, handled.of, &sees(endpoint), &what);
}

/// The constant of a charm whose component has this endpoint.
pub(crate) fn sees(endpoint: &str) -> Ident {
    let mut name = String::from("OPS_SEES_");
    name.extend(endpoint.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }));
    Ident::new(&name, Span::call_site())
}

fn subject(lint: Lint) -> Subject {
    match lint {
        Lint::UnhandledContainer => Subject::Container,
        Lint::UnhandledEndpoint => Subject::Endpoint,
        Lint::UnhandledAction | Lint::UnusedOption | Lint::UnusedParameter => Subject::Action,
    }
}

fn is_handled(subject: Subject, name: &str, hooks: &[String]) -> bool {
    // What reconciles sees every hook, and no action.
    if subject != Subject::Action && has_word(hooks, "reconcile") {
        return true;
    }
    for kind in EventKind::ALL {
        if kind.subject() == Some(subject) && hooks.contains(&kind.hook_name(Some(name))) {
            return true;
        }
    }
    false
}
