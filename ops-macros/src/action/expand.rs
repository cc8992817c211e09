//! How the struct is read from the parameters that Juju hands over.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::check::{Checked, Source};
use super::types;
use crate::assertions;
use crate::checks;
use crate::facts;
use crate::fill::{self, Fill};
use crate::item::ItemStruct;
use crate::metadata::Charm;

pub(crate) fn expand(
    ops: &syn::Path,
    charm: &Charm,
    item: &ItemStruct,
    action: Option<&str>,
    fields: &[Checked<'_>],
    has_test: bool,
) -> TokenStream {
    let name = &item.ident;
    let tracking = charm.tracking();
    if !item.generics.params.is_empty() {
        // Reported; an implementation for the bare name would only be the cause of more errors.
        return quote!(#item const _: () = { #tracking };);
    }
    let (mut fills, mut assertions) = (Vec::new(), TokenStream::new());
    for checked in fields {
        fills.push(fill(checked));
        if let Some(Source::Declared(action, parameter)) = checked.parameter {
            assertions.extend(types::assertions(charm, checked.field, action, parameter));
        }
    }
    let fact = action.map(|action| facts::leave(name, facts::ACTION, action));
    let body = fill::body(ops, item, &format_ident!("params"), &format_ident!("params_error"), &fills);
    let test = if has_test { reads_examples(ops, charm, item, fields) } else { None };
    let assertions = assertions::block(ops, assertions);
    quote! {
        #item
        #assertions
        const _: () = {
            #tracking
            #fact
            impl #ops::__private::ActionParams for #name {
                fn from_params(
                    params: &#ops::__private::Params,
                ) -> ::core::result::Result<Self, #ops::__private::ParamsError> {
                    #body
                }
            }
        };
        #test
    }
}

/// A test that every value which the schema names reads: defaults, examples and what stands in an `enum`.
fn reads_examples(
    ops: &syn::Path,
    charm: &Charm,
    item: &ItemStruct,
    fields: &[Checked<'_>],
) -> Option<TokenStream> {
    let sources = &charm.reading.sources;
    let mut samples = Vec::new();
    for checked in fields {
        let Some(Source::Declared(_, parameter)) = checked.parameter else { continue };
        for (what, node) in types::examples(parameter) {
            samples.push(checks::sample(sources, &parameter.name, what, &node.to_json(), node.span));
        }
    }
    if samples.is_empty() {
        return None;
    }
    let name = &item.ident;
    let body = quote!(#ops::__private::reads_examples::<#name>(&[#(#samples),*]););
    Some(checks::test(name, "reads_its_examples", &body))
}

fn fill<'a>(checked: &Checked<'a>) -> Fill<'a> {
    let params = format_ident!("params");
    // What the compiler says of the field's type belongs at the type.
    let place = checked.field.type_span();
    let read = checked.parameter.as_ref().map(|parameter| match parameter {
        Source::Declared(action, parameter) => {
            let name = &*parameter.name;
            let always_there = parameter.always_has_value(action);
            let read = Ident::new(if always_there { "required" } else { "optional" }, place);
            quote_spanned!(place=> #params.#read(#name))
        }
        Source::Unread => {
            let name = checked.field.candidates().into_iter().next();
            quote_spanned!(place=> #params.unread(#name))
        }
        Source::Undeclared(names) => quote_spanned!(place=> #params.undeclared(&[#(#names),*])),
    });
    Fill { field: checked.field, read }
}
