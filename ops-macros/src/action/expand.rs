//! How the struct is read from the parameters that Juju hands over.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ItemStruct;

use super::check::{Checked, Source};
use crate::facts;
use crate::fill::{self, Fill};
use crate::metadata::Charm;

pub(crate) fn expand(
    ops: &syn::Path,
    charm: &Charm,
    item: &ItemStruct,
    action: &str,
    fields: &[Checked<'_>],
) -> TokenStream {
    let name = &item.ident;
    let tracking = charm.tracking();
    if !item.generics.params.is_empty() {
        // Reported; an implementation for the bare name would only be the cause of more errors.
        return quote!(#item const _: () = { #tracking };);
    }
    let fills: Vec<Fill<'_>> = fields.iter().map(fill).collect();
    let fact = facts::leave(name, facts::ACTION, action);
    let body = fill::body(ops, item, &format_ident!("params"), &format_ident!("params_error"), &fills);
    quote! {
        #item
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
    }
}

fn fill<'a>(checked: &Checked<'a>) -> Fill<'a> {
    let read = checked.parameter.as_ref().map(|parameter| {
        // What the compiler says of the field's type belongs at the type, as if it stood there.
        let place = checked.field.type_span;
        // But for this: to a type that a `macro_rules!` macro was given, what the macro declares is not there.
        let params = Ident::new("params", Span::call_site().located_at(place));
        let (name, always_there) = match parameter {
            Source::Declared { name, always_there } => (name, always_there),
            Source::Undeclared(names) => return quote_spanned!(place=> #params.undeclared(&[#(#names),*])),
        };
        let read = if *always_there { "required" } else { "optional" };
        let read = Ident::new(read, place);
        quote_spanned!(place=> #params.#read(#name))
    });
    Fill { field: checked.field, read }
}
