//! `#[action("name")]`: a struct for an action's parameters, each field checked against what the action declares.
//!
//! parse → check → expand.

mod check;
mod expand;
mod parse;
mod types;

use proc_macro2::TokenStream;

use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::fields;
use crate::item;
use crate::lints::{self, Lint, Place};

const STANDS_ON: &str = "`#[action]` stands on a struct, a field for each parameter";

/// The struct, and how it is read from the parameters.
pub(crate) fn action(
    call_site: &CallSite,
    arguments: TokenStream,
    item: TokenStream,
) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let arguments = parse::parse(arguments, &item, &mut errors);
    let Some(mut parsed) = item::parse_struct(&item, STANDS_ON, &mut errors) else { return (item, errors) };
    let fields = fields::read(&mut parsed, "action", &mut errors);
    fields::check_generics(&parsed, "action", &mut errors);
    let charm = arguments.part.charm(call_site, &mut errors);
    let action = arguments.action.as_ref().and_then(|name| check::declared(&charm, name, &mut errors));
    let checked = check::check(&charm, action, &fields, &mut errors);
    let named = check::named(&checked);
    fields::check_twice(&named, "parameter", &mut errors);
    let levels = &arguments.part.levels;
    levels.check(&[Lint::UnusedParameter], &mut errors);
    if let Some(action) = action {
        let place = Place { span: parsed.ident.span(), attributes: &parsed.attrs };
        lints::unused_parameters(&charm, action, levels, &named, &place, &mut errors);
    }
    // Of an action that is not there, nothing is to be compared with a handler.
    let name = arguments.action.as_ref().map(syn::LitStr::value);
    let name = name.filter(|_| action.is_some() || !charm.names_are_complete());
    let has_test = arguments.part.has_test() && !errors.any();
    let ops = &arguments.part.ops_path();
    (expand::expand(ops, &charm, &parsed, name.as_deref(), &checked, has_test), errors)
}
