//! `#[action("get-password")]`: the action's name, and the arguments beside it.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::TokenStream;
use syn::{Lit, LitStr};

use crate::arguments::{self, Argument, Given, Named, PartArguments};
use crate::errors::{Errors, attribute_span};

pub(crate) struct Arguments {
    /// `None` where no action is named, which is reported.
    pub(crate) action: Option<LitStr>,
    pub(crate) part: PartArguments,
}

pub(crate) fn parse(arguments: TokenStream, item: &TokenStream, errors: &mut Errors) -> Arguments {
    let (mut names, mut others) = (Vec::new(), Vec::new());
    let (mut word, mut is_malformed) = (None, false);
    for argument in arguments::parse(arguments) {
        if is_name(&argument) {
            names.push(argument);
            continue;
        }
        is_malformed |= matches!(argument, Argument::Wrong(..));
        if word.is_none() && is_word(&argument) {
            word = Some(others.len());
        }
        others.push(argument);
    }
    if let Some(word) = word
        && names.is_empty()
    {
        names.push(others.remove(word));
    }
    if names.is_empty() && !is_malformed {
        let text = Text::new(catalogue::BAD_ARGUMENT, "this names no action")
            .help("write its name: `#[action(\"get-password\")]`");
        errors.say_at(attribute_span(item), &text);
    }
    Arguments { action: action(names, errors), part: PartArguments::read(others, errors) }
}

/// The one name, in whatever form it is written; an error where that is not the right one, and for every other name.
fn action(names: Vec<Argument>, errors: &mut Errors) -> Option<LitStr> {
    let mut names = names.into_iter();
    let first = names.next()?;
    for other in names {
        let text = "a struct has the parameters of one action: this is another name";
        errors.say_at(other.place(), &Text::new(catalogue::BAD_ARGUMENT, text));
    }
    match first {
        Argument::Literal(Lit::Str(name)) => Some(name),
        Argument::Named(named) => {
            let word = word_of(&named);
            let written = match named.given {
                Given::Value(Lit::Str(name)) => Some(name),
                _ => None,
            };
            let shown = written.as_ref().map(LitStr::value).or(word);
            let shown = shown.as_deref().unwrap_or("get-password");
            let text = format!("the action's name stands alone and in quotes: `#[action(\"{shown}\")]`");
            errors.say_at(named.name.span(), &Text::new(catalogue::BAD_ARGUMENT, text));
            written
        }
        Argument::Literal(_) | Argument::Wrong(..) => None,
    }
}

/// Whether it is the action's name, or looks like it.
fn is_name(argument: &Argument) -> bool {
    match argument {
        Argument::Literal(literal) => matches!(literal, Lit::Str(_)),
        Argument::Named(named) => named.name == "name",
        Argument::Wrong(..) => false,
    }
}

/// Whether it is a word that stands for the name.
fn is_word(argument: &Argument) -> bool {
    matches!(argument, Argument::Named(named) if word_of(named).is_some())
}

/// The name that a word stands for which is no argument, as far as can be told.
fn word_of(named: &Named) -> Option<String> {
    let word = named.name.to_string();
    let is_alone = matches!(named.given, Given::Nothing);
    (is_alone && !arguments::is_argument(&word)).then(|| word.replace('_', "-"))
}
