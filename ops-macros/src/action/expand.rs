//! How the struct is read from the parameters that Juju hands over.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{ItemStruct, parse_quote};

use super::check::{Checked, Source};
use super::types;
use crate::facts;
use crate::field_type::{Reader, name_readers};
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
    let declared = |checked: &Checked<'_>| match checked.parameter {
        Some(Source::Declared(action, parameter)) => {
            Some(types::reader(ops, charm, checked.field, action, parameter))
        }
        _ => None,
    };
    let mut readers: Vec<Option<Reader>> = fields.iter().map(declared).collect();
    name_readers(readers.iter_mut().flatten(), name);
    let (params, error) = (parse_quote!(#ops::__private::Params), parse_quote!(#ops::__private::ParamError));
    let definitions = readers.iter().flatten().map(|reader| reader.definition(&params, &error));
    let fills: Vec<Fill<'_>> =
        fields.iter().zip(&readers).map(|(checked, reader)| fill(checked, reader.as_ref())).collect();
    let fact = facts::leave(name, facts::ACTION, action);
    let body = fill::body(ops, item, &format_ident!("params"), &format_ident!("params_error"), &fills);
    let assertions = fields.iter().map(|checked| match checked.parameter {
        Some(Source::Declared(action, parameter)) => {
            types::assertions(ops, charm, checked.field, action, parameter)
        }
        _ => TokenStream::new(),
    });
    quote! {
        #item
        #(#assertions)*
        const _: () = {
            #tracking
            #fact
            #(#definitions)*
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

fn fill<'a>(checked: &Checked<'a>, reader: Option<&Reader>) -> Fill<'a> {
    let params = format_ident!("params");
    let read = checked.parameter.as_ref().and_then(|parameter| match parameter {
        Source::Declared(..) => reader.map(|reader| reader.read(&params)),
        // What the compiler says of the field's type belongs at the type.
        Source::Undeclared(names) => {
            Some(quote_spanned!(checked.field.type_span()=> params.undeclared(&[#(#names),*])))
        }
    });
    Fill { field: checked.field, read }
}
