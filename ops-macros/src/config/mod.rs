//! `#[config]`: a struct for the charm's options, each field checked against the metadata.
//!
//! parse → check → expand.

mod check;
mod expand;
mod reader;
mod types;

use proc_macro2::TokenStream;

use crate::arguments::PartArguments;
use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::fields;
use crate::item;
use crate::lints::{self, Lint, Place};

const STANDS_ON: &str = "`#[config]` stands on a struct, a field for each option";

/// The struct, and how it is read from the config.
pub(crate) fn config(
    call_site: &CallSite,
    arguments: TokenStream,
    item: TokenStream,
) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let arguments = PartArguments::parse(arguments, &mut errors);
    let Some(mut parsed) = item::parse_struct(&item, STANDS_ON, &mut errors) else { return (item, errors) };
    let fields = fields::read(&mut parsed, "config", &mut errors);
    fields::check_generics(&parsed, "config", &mut errors);
    let charm = arguments.charm(call_site, &mut errors);
    let checked = check::check(&charm, &fields, &mut errors);
    let named = check::named(&checked);
    fields::check_twice(&named, "option", &mut errors);
    arguments.levels.check(&[Lint::UnusedOption], &mut errors);
    let place = Place { span: parsed.ident.span(), attributes: &parsed.attrs };
    lints::unused_options(&charm, &arguments.levels, &named, &place, &mut errors);
    let has_test = arguments.has_test() && !errors.any();
    (expand::expand(&arguments.ops_path(), &charm, &parsed, &checked, has_test), errors)
}
