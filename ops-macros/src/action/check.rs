//! The struct's fields against the parameters that the action declares.

use ops_metadata::render::Text;
use ops_metadata::{Action, Parameter, Subject, catalogue, suggest};
use syn::LitStr;

use crate::errors::Errors;
use crate::fields::{Field, first};
use crate::message::{list, texts};
use crate::metadata::Charm;

/// How a field is filled. `None`: the parameter is unknown, which is reported.
pub(crate) struct Checked<'a> {
    pub(crate) field: &'a Field,
    pub(crate) parameter: Option<Source<'a>>,
}

/// The parameter that a field stands for.
pub(crate) enum Source<'a> {
    Declared(&'a Action, &'a Parameter),
    /// Of an action that an extension of charmcraft adds, perhaps under one of these names.
    Undeclared(Vec<String>),
    /// One of which the metadata's own mistakes hide what it is. They are reported where the charm's struct is.
    Unread,
}

pub(crate) fn check<'a>(
    charm: &'a Charm,
    action: Option<&'a Action>,
    fields: &'a [Field],
    errors: &mut Errors,
) -> Vec<Checked<'a>> {
    let mut checked = Vec::new();
    for field in fields {
        let parameter = match action {
            Some(action) => errors.under(&field.cfg, |errors| parameter_of(charm, action, field, errors)),
            None if charm.is_extended() => Some(Source::Undeclared(field.candidates())),
            // Unknown, which is reported; or there may be one that was not read.
            None => (!charm.names_are_complete()).then_some(Source::Unread),
        };
        checked.push(Checked { field, parameter });
    }
    checked
}

/// The fields whose parameters are known, each with the parameter's name.
pub(crate) fn named<'a>(checked: &[Checked<'a>]) -> Vec<(&'a Field, &'a str)> {
    let mut named = Vec::new();
    for checked in checked {
        if let Some(Source::Declared(_, parameter)) = checked.parameter {
            named.push((checked.field, parameter.name.as_str()));
        }
    }
    named
}

/// The action of this name; an error if there surely is none.
pub(crate) fn declared<'a>(charm: &'a Charm, name: &LitStr, errors: &mut Errors) -> Option<&'a Action> {
    let wanted = name.value();
    let found = charm.metadata().action(&wanted);
    if found.is_some() || !charm.names_are_complete() {
        return found;
    }
    let names = texts(&charm.metadata().names(Subject::Action));
    let mut message = Text::new(catalogue::UNKNOWN_ACTION, format!("this charm has no action `{wanted}`"));
    let closest = suggest::closest(&wanted, &names);
    message = match closest.and_then(|closest| charm.metadata().action(closest)) {
        Some(known) => {
            message.frame(known.name.span).help(format!("there is an action `{}`", known.name.value))
        }
        None => message.note(format!("its actions: {}", list(&names))),
    };
    errors.say_of(charm, name.span(), &message);
    None
}

fn parameter_of<'a>(
    charm: &Charm,
    action: &'a Action,
    field: &Field,
    errors: &mut Errors,
) -> Option<Source<'a>> {
    let candidates = field.candidates();
    let parameters = &action.parameters;
    if let Some(parameter) = first(&candidates, |name| action.parameter(name)) {
        // Of one that is wrong itself, what it holds is not known.
        let is_wrong = charm.is_wrong_within(parameter.span);
        return Some(if is_wrong { Source::Unread } else { Source::Declared(action, parameter) });
    }
    if !field.is_read {
        return None;
    }
    let wanted = candidates.into_iter().next()?;
    let title = format!("the action `{}` has no parameter `{wanted}`", action.name.value);
    let mut message = Text::new(catalogue::UNKNOWN_PARAMETER, title);
    let mut names = Vec::new();
    for parameter in parameters {
        names.push(parameter.name.as_str());
    }
    let closest = suggest::closest(&wanted, &names);
    message = match closest.and_then(|closest| action.parameter(closest)) {
        Some(known) => message.frame_in(Some(action.name.span), known.name.span).help(field.rename(
            "a parameter",
            "action",
            &known.name,
        )),
        None if parameters.is_empty() => message.frame(action.name.span).note("it declares no parameters"),
        None => message.frame(action.name.span).note(format!("its parameters: {}", list(&names))),
    };
    if first(&field.candidates(), |name| charm.metadata().option(name)).is_some() {
        message = message
            .note("the charm has an option of this name: options are fields of the `#[config]` struct");
    }
    errors.say_of(charm, field.name_span(), &message);
    None
}
