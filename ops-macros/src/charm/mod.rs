//! `#[charm]` on the struct: what the charm is made of, and what its metadata names.
//!
//! parse → check → expand.

mod check;
mod constants;
mod expand;
mod parse;

use proc_macro2::{Span, TokenStream};

use crate::arguments::CharmArguments;
use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::fields;
use crate::metadata::Charm;

/// The struct and what a dispatch needs of it, with everything that is wrong in it and in its metadata.
pub(crate) fn charm_struct(
    call_site: &CallSite,
    arguments: TokenStream,
    item: TokenStream,
) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let arguments = CharmArguments::parse(arguments, &mut errors);
    let Some(mut parsed) = fields::parse_struct(&item, &mut errors) else { return (item, errors) };
    let fields = parse::fields(&mut parsed, &mut errors);
    check::check_struct(&parsed, &fields, &mut errors);
    let charm = Charm::find(call_site, arguments.metadata_text());
    let place = arguments.metadata.as_ref().map_or_else(Span::call_site, |metadata| metadata.span());
    let warnings = check::check_metadata(&charm, place, &mut errors);
    (expand::expand(&arguments, &charm, &parsed, &fields, &warnings), errors)
}
