//! The struct's fields against the parameters that the action declares.

use ops_metadata::render::Text;
use ops_metadata::{Action, Parameter, catalogue, suggest};
use syn::LitStr;

use crate::errors::Errors;
use crate::fields::Field;
use crate::message::list;
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
    let mut parameter = |field: &Field| {
        let of = |errors: &mut Errors| match action {
            Some(action) => parameter_of(charm, action, field, errors),
            None if charm.is_extended() => Some(Source::Undeclared(field.candidates())),
            // Unknown, which is reported; or there may be one that was not read.
            None => (!charm.names_are_complete()).then_some(Source::Unread),
        };
        errors.under(&field.cfg, of)
    };
    fields.iter().map(|field| Checked { field, parameter: parameter(field) }).collect()
}

/// The fields whose parameters are known, each with the parameter's name.
pub(crate) fn named<'a>(checked: &[Checked<'a>]) -> impl Iterator<Item = (&'a Field, &'a str)> {
    checked.iter().filter_map(|checked| match checked.parameter {
        Some(Source::Declared(_, parameter)) => Some((checked.field, parameter.name.as_str())),
        _ => None,
    })
}

/// The action of this name; an error if there surely is none.
pub(crate) fn declared<'a>(charm: &'a Charm, name: &LitStr, errors: &mut Errors) -> Option<&'a Action> {
    let wanted = name.value();
    let found = charm.metadata().action(&wanted);
    if found.is_some() || !charm.names_are_complete() {
        return found;
    }
    let actions = &charm.metadata().actions;
    let names = || actions.iter().map(|action| action.name.value.as_str());
    let mut message = Text::new(catalogue::UNKNOWN_ACTION, format!("this charm has no action `{wanted}`"));
    let closest = suggest::closest(&wanted, names());
    message = match closest.and_then(|closest| charm.metadata().action(closest)) {
        Some(known) => {
            message.frame(known.name.span).help(format!("there is an action `{}`", known.name.value))
        }
        None => message.note(format!("its actions: {}", list(names()))),
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
    let found = candidates.iter().find_map(|name| parameters.iter().find(|p| p.name.value == *name));
    if let Some(parameter) = found {
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
    let names = || parameters.iter().map(|parameter| parameter.name.value.as_str());
    let closest = suggest::closest(&wanted, names());
    message = match closest.and_then(|closest| parameters.iter().find(|p| p.name.value == closest)) {
        Some(known) => message.frame_in(Some(action.name.span), known.name.span).help(field.rename(
            "a parameter",
            "action",
            &known.name,
        )),
        None if parameters.is_empty() => message.frame(action.name.span).note("it declares no parameters"),
        None => message.frame(action.name.span).note(format!("its parameters: {}", list(names()))),
    };
    if charm.metadata().options.iter().any(|option| field.candidates().contains(&option.name.value)) {
        message = message
            .note("the charm has an option of this name: options are fields of the `#[config]` struct");
    }
    errors.say_of(charm, field.name_span(), &message);
    None
}
