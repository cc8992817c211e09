//! The struct's fields against the metadata's config options.

use ops_metadata::render::Text;
use ops_metadata::{ConfigOption, Section, catalogue, suggest};

use crate::errors::Errors;
use crate::fields::{Field, first};
use crate::message::list;
use crate::metadata::Charm;

/// How a field is filled.
pub(crate) struct Checked<'a> {
    pub(crate) field: &'a Field,
    /// `None` where the option is unknown: reported, and never filled.
    pub(crate) option: Option<Source<'a>>,
}

/// The option that a field stands for.
pub(crate) enum Source<'a> {
    Declared(&'a ConfigOption),
    /// Perhaps one that an extension of charmcraft adds, under one of these names: of its type nothing is known.
    Undeclared(Vec<String>),
    /// One of which the metadata's own mistakes hide what it is. They are reported where the charm's struct is.
    Unread,
}

pub(crate) fn check<'a>(charm: &'a Charm, fields: &'a [Field], errors: &mut Errors) -> Vec<Checked<'a>> {
    let mut checked = Vec::new();
    for field in fields {
        let option = errors.under(&field.cfg, |errors| option_of(charm, field, errors));
        checked.push(Checked { field, option });
    }
    checked
}

/// The fields whose options are known, each with the option's name.
pub(crate) fn named<'a>(checked: &[Checked<'a>]) -> Vec<(&'a Field, &'a str)> {
    let mut named = Vec::new();
    for checked in checked {
        if let Some(Source::Declared(option)) = checked.option {
            named.push((checked.field, option.name.as_str()));
        }
    }
    named
}

fn option_of<'a>(charm: &'a Charm, field: &Field, errors: &mut Errors) -> Option<Source<'a>> {
    if let Some(option) = first(&field.candidates(), |name| charm.metadata().option(name)) {
        // Of one that is wrong itself, type or default is not known.
        let is_wrong = charm.is_wrong_within(option.span);
        return Some(if is_wrong { Source::Unread } else { Source::Declared(option) });
    }
    if field.is_read && charm.names_are_complete() {
        unknown(charm, field, errors);
    }
    match charm.is_extended() {
        true => Some(Source::Undeclared(field.candidates())),
        // Unknown, which is reported; or there may be one that was not read.
        false => (!charm.names_are_complete()).then_some(Source::Unread),
    }
}

fn unknown(charm: &Charm, field: &Field, errors: &mut Errors) {
    let Some(wanted) = field.candidates().into_iter().next() else { return };
    let options = &charm.metadata().options;
    let section = charm.metadata().section(Section::Config);
    let mut message =
        Text::new(catalogue::UNKNOWN_OPTION, format!("this charm has no config option `{wanted}`"));
    let mut names = Vec::new();
    for option in options {
        names.push(option.name.as_str());
    }
    let closest = suggest::closest(&wanted, &names);
    message = match closest.and_then(|closest| charm.metadata().option(closest)) {
        Some(known) => {
            message.frame_in(section, known.name.span).help(field.rename("an option", "config", &known.name))
        }
        None if options.is_empty() => message.note("its metadata declares no options at all").help(
            "they stand under `options` in config.yaml, or under `config`, `options` in charmcraft.yaml",
        ),
        None => match section {
            Some(section) => message.frame(section),
            None => message,
        }
        .note(format!("it has {}", list(&names))),
    };
    if action_parameter(charm, &wanted) {
        message =
            message.note("an action has a parameter of this name: parameters reach the action's handler");
    }
    errors.say_of(charm, field.name_span(), &message);
}

fn action_parameter(charm: &Charm, name: &str) -> bool {
    for action in &charm.metadata().actions {
        if action.parameter(name).is_some() {
            return true;
        }
    }
    false
}
