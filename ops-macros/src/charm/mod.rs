//! `#[charm]` on the struct: what the charm is made of, and what its metadata names.
//!
//! parse → check → expand.

mod check;
pub(crate) mod constants;
pub(crate) mod expand;
pub(crate) mod mounts;
pub(crate) mod parse;

use proc_macro2::TokenStream;

use crate::arguments::CharmArguments;
use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::item;
use crate::metadata::Charm;

const STANDS_ON: &str = "`#[charm]` stands on a struct and on its `impl` block";

/// The struct and what a dispatch needs of it, with everything that is wrong in it and in its metadata.
pub(crate) fn charm_struct(
    call_site: &CallSite,
    arguments: TokenStream,
    item: TokenStream,
) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let arguments = CharmArguments::parse(arguments, &mut errors);
    let Some(mut parsed) = item::parse_struct(&item, STANDS_ON, &mut errors) else { return (item, errors) };
    let fields = parse::fields(&mut parsed, &mut errors);
    check::check_struct(&parsed, &fields, &mut errors);
    arguments.levels.check(&[], &mut errors);
    let charm = Charm::find(call_site, arguments.metadata.as_ref());
    let place = arguments.place(parsed.ident.span());
    check::check_metadata(&charm, &parsed, place, &mut errors);
    mounts::check(&charm, &fields, &mut errors);
    (expand::expand(&arguments, &charm, &parsed, &fields), errors)
}
