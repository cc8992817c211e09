//! `#[charm]` on the `impl`: which method handles which event.
//!
//! parse → check against the metadata → expand.

mod check;
mod expand;
pub(crate) mod names;
mod on;
mod owner;
mod parse;
mod reconcile;
mod signature;
mod similar;
mod versions;

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Visibility};

use crate::arguments::{self, CharmArguments, Reader};
use crate::call_site::CallSite;
use crate::errors::{Errors, attribute_span};
use crate::item::{Argument, Heading, Keyword, Signature};
use crate::lints::{self, Lint};
use crate::metadata::Charm;
use owner::Owner;

/// The block and its dispatch table, with everything that is wrong in it.
pub(crate) fn charm_impl(
    call_site: &CallSite,
    arguments: TokenStream,
    item: TokenStream,
) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let arguments = CharmArguments::parse(arguments, &mut errors);
    let Some(mut block) = block(&item, &mut errors) else { return (item, errors) };
    let charm = Charm::find(call_site, arguments.metadata.as_ref());
    let place = arguments.place(block.self_type.span());
    let handlers = check::check(&Owner::Charm(&charm), &mut block, &mut errors);
    arguments.refuse_arguments_of_the_struct(&mut errors);
    arguments.levels.check(&Lint::UNHANDLED, &mut errors);
    // What a mistake was to handle, or the level of, is not known, so nothing is said to be forgotten.
    let certain = !errors.any();
    lints::unhandled(&charm, &arguments.levels, &block.handled(), certain, &mut errors);
    let mut tokens = expand::expand(&arguments.ops_path(), &charm, place, &block, &handlers);
    tokens.extend(charm.tracking());
    (tokens, errors)
}

fn block(item: &TokenStream, errors: &mut Errors) -> Option<parse::ImplBlock> {
    match syn::parse2(item.clone()) {
        Ok(block) => Some(block),
        Err(error) => {
            errors.parser(catalogue::WRONG_ITEM, error);
            None
        }
    }
}

/// The block of a component and its dispatch table, with everything that is wrong in it.
pub(crate) fn component_impl(arguments: TokenStream, item: TokenStream) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let mut reader = Reader::of_tokens(arguments);
    let ops = arguments::ops_path(reader.path("crate").as_ref());
    reader.finish(&mut errors);
    let Some(mut block) = block(&item, &mut errors) else { return (item, errors) };
    let handlers = check::check(&Owner::Component, &mut block, &mut errors);
    (expand::component(&ops, &block, &handlers), errors)
}

/// `#[on]` where no `#[charm]` reads it.
pub(crate) fn stray_on(arguments: &TokenStream, item: TokenStream) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let text =
        Text::new(catalogue::OUTSIDE_CHARM, "`#[on]` belongs on a method inside of a `#[charm] impl` block");
    let of_action = arguments.clone().into_iter().next().is_some_and(|word| word.to_string() == "action");
    // A trait only declares it.
    let is_declared = matches!(item.clone().into_iter().last(), Some(TokenTree::Punct(_)));
    let text = match Heading::of(&item).keyword {
        Keyword::Struct if of_action => {
            text.help("a struct with an action's parameters has `#[action(\"name\")]`")
        }
        Keyword::Fn if is_declared => text.help("write it above the method that is to run"),
        Keyword::Fn if !is_method(&item) => {
            text.help("make this function a method there: `fn …(&mut self, cx: &Context)`")
        }
        Keyword::Fn => text.help("write `#[charm]` above the `impl` block that this method stands in"),
        Keyword::Struct | Keyword::Impl | Keyword::Other => {
            text.help("write it above the method that is to run")
        }
    };
    errors.say_at(attribute_span(&item), &text);
    (item, errors)
}

/// Whether a function has a `self`; one that cannot be read may have.
fn is_method(function: &TokenStream) -> bool {
    let signature = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let signature: Signature = input.parse()?;
        input.parse::<TokenStream>()?;
        Ok(signature)
    };
    let parsed = signature.parse2(function.clone());
    parsed.map_or(true, |signature| matches!(signature.inputs.first(), Some(Argument::Receiver(_))))
}

/// Whether `#[charm]` stands on an `impl` block rather than on a struct.
pub(crate) fn is_impl_block(item: &TokenStream) -> bool {
    Heading::of(item).keyword == Keyword::Impl
}
