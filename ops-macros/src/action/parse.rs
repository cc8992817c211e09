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
    let (mut names, mut others): (Vec<Argument>, Vec<Argument>) =
        arguments::parse(arguments).into_iter().partition(is_name);
    if names.is_empty() {
        names.extend(others.extract_if(.., |argument| word(argument).is_some()).take(1));
    }
    let is_malformed = others.iter().any(|argument| matches!(argument, Argument::Wrong(..)));
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

/// The name that a word stands for which is no argument, as far as can be told.
fn word(argument: &Argument) -> Option<String> {
    let Argument::Named(named) = argument else { return None };
    word_of(named)
}

fn word_of(named: &Named) -> Option<String> {
    let word = named.name.to_string();
    let is_alone = matches!(named.given, Given::Nothing);
    (is_alone && !arguments::is_argument(&word)).then(|| word.replace('_', "-"))
}
