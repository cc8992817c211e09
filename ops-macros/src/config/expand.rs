//! How the struct is read from what Juju says the config is.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use super::check::{Checked, Source};
use super::reader::{self, Reader, ReaderNames};
use super::types;
use crate::assertions;
use crate::checks;
use crate::fields::Field;
use crate::fill::{self, Fill};
use crate::item::ItemStruct;
use crate::metadata::Charm;

pub(crate) fn expand(
    ops: &syn::Path,
    charm: &Charm,
    item: &ItemStruct,
    fields: &[Checked<'_>],
    has_test: bool,
) -> TokenStream {
    let name = &item.ident;
    let tracking = charm.tracking();
    if !item.generics.params.is_empty() {
        // Reported; an implementation for the bare name would only be the cause of more errors.
        return quote!(#item const _: () = { #tracking };);
    }
    let (mut definitions, mut assertions) = (TokenStream::new(), TokenStream::new());
    let mut fills = Vec::new();
    let mut names = ReaderNames::without(name);
    for checked in fields {
        let mut reader = None;
        if let Some(Source::Declared(option)) = checked.option
            && !types::is_plain(checked.field, option)
        {
            let otherwise = types::otherwise(charm, checked.field, option);
            let Field { cfg, .. } = checked.field;
            let name = names.next(&option.name);
            let new = Reader::new(name, option, &otherwise, cfg, checked.field.type_span());
            definitions.extend(new.definition(ops));
            assertions.extend(types::assertions(charm, checked.field, option));
            reader = Some(new);
        }
        fills.push(fill(ops, checked, reader.as_ref()));
    }
    let body = fill::body(ops, item, &format_ident!("values"), &format_ident!("config_error"), &fills);
    let test = if has_test { reads_defaults(ops, charm, item, fields) } else { None };
    let assertions = assertions::block(ops, assertions);
    quote! {
        #item
        #assertions
        const _: () = {
            #tracking
            #definitions
            impl #ops::__private::FromConfig for #name {
                fn from_config(
                    values: &#ops::config::Values,
                ) -> ::core::result::Result<Self, #ops::__private::ConfigError> {
                    #body
                }
            }
        };
        #test
    }
}

/// A test that the options read where none is set; none where an extension may add defaults.
fn reads_defaults(
    ops: &syn::Path,
    charm: &Charm,
    item: &ItemStruct,
    fields: &[Checked<'_>],
) -> Option<TokenStream> {
    let mut samples = Vec::new();
    for checked in fields {
        let Some(Source::Declared(option)) = checked.option else { return None };
        if let Some(default) = &option.default {
            let json = default.value.to_json();
            let sources = &charm.reading.sources;
            samples.push(checks::sample(sources, &option.name, "the default", &json, default.span));
        }
    }
    let name = &item.ident;
    let body = quote!(#ops::__private::reads_defaults::<#name>(&[#(#samples),*]););
    Some(checks::test(name, "reads_its_defaults", &body))
}

fn fill<'a>(ops: &syn::Path, checked: &Checked<'a>, reader: Option<&Reader>) -> Fill<'a> {
    let values = format_ident!("values");
    // What the compiler says of the field's type belongs at the type.
    let place = checked.field.type_span();
    let read = checked.option.as_ref().map(|option| match (option, reader) {
        (Source::Declared(_), Some(reader)) => reader.read(&values),
        (Source::Declared(option), None) => {
            let (method, kind) = reader::method_and_kind(option);
            let name = &*option.name;
            quote_spanned!(place=> #values.#method::<#ops::config::kind::#kind, _>(#name))
        }
        (Source::Unread, _) => {
            let name = checked.field.candidates().into_iter().next();
            quote_spanned!(place=> #values.unread(#name))
        }
        (Source::Undeclared(names), _) => quote_spanned!(place=> #values.undeclared(&[#(#names),*])),
    });
    Fill { field: checked.field, read }
}
