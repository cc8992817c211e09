//! `#[event]`: an event of the charm's own, with what it needs to be queued.

use proc_macro2::TokenStream;
use quote::quote;

use crate::arguments::{self, Reader};
use crate::errors::Errors;
use crate::fields;
use crate::item;

const STANDS_ON: &str = "`#[event]` stands on a struct";

/// The struct with its serialisation, under its name.
pub(crate) fn event(arguments: TokenStream, item: TokenStream) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let mut reader = Reader::of_tokens(arguments);
    let ops = arguments::ops_path(reader.path("crate").as_ref());
    reader.finish(&mut errors);
    let Some(mut parsed) = item::parse_struct(&item, STANDS_ON, &mut errors) else { return (item, errors) };
    fields::check_generics(&parsed, "event", &mut errors);
    fields::derive_serde(&ops, &mut parsed, false);
    if !parsed.generics.params.is_empty() {
        // Reported; an implementation for the bare name would only be the cause of more errors.
        return (quote!(#parsed), errors);
    }
    let (ident, name) = (&parsed.ident, fields::plain(&parsed.ident));
    let tokens = quote! {
        #parsed
        const _: () = {
            impl #ops::__private::CustomEvent for #ident {
                const NAME: &'static str = #name;
            }
        };
    };
    (tokens, errors)
}
