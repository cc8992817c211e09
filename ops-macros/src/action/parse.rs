//! `#[action("get-password")]`: the action's name, and the arguments after it.

use darling::FromMeta;
use darling::ast::NestedMeta;
use ops_metadata::catalogue;
use proc_macro2::TokenStream;
use syn::{Lit, LitStr};

use crate::arguments::PartArguments;
use crate::errors::{Errors, attribute_span};

pub(crate) struct Arguments {
    pub(crate) action: Option<LitStr>,
    pub(crate) part: PartArguments,
}

pub(crate) fn parse(arguments: TokenStream, item: &TokenStream, errors: &mut Errors) -> Arguments {
    let list = NestedMeta::parse_meta_list(arguments).map_err(darling::Error::from);
    let mut list = errors.take_arguments(catalogue::BAD_ARGUMENT, list).unwrap_or_default();
    let action = match list.first() {
        Some(NestedMeta::Lit(Lit::Str(name))) => Some(name.clone()),
        _ => None,
    };
    if action.is_some() {
        list.remove(0);
    } else {
        let message = "this names no action\nhelp: write its name: `#[action(\"get-password\")]`";
        errors.at_span(attribute_span(item), catalogue::BAD_ARGUMENT, message);
    }
    let part = PartArguments::from_list(&list);
    Arguments { action, part: errors.take_arguments(catalogue::BAD_ARGUMENT, part).unwrap_or_default() }
}
