//! `#[databag]`: a struct for a databag, one field for one key. The values of a databag are strings; how a field becomes
//! one is the library's to say (`ops::databag`).

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use crate::arguments::PartArguments;
use crate::errors::Errors;
use crate::fields;

const STANDS_ON: &str = "`#[databag]` stands on a struct, a field for each key";

/// The struct with its serialisation.
pub(crate) fn databag(arguments: TokenStream, item: TokenStream) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let arguments = PartArguments::parse(arguments, &mut errors);
    arguments.levels.refuse_others(&[], &mut errors);
    let Some(mut parsed) = fields::parse_struct(&item, STANDS_ON, &mut errors) else { return (item, errors) };
    let fields = fields::read(&mut parsed, "databag", &mut errors);
    for (field, read) in parsed.fields.iter_mut().zip(&fields) {
        if let Some(name) = &read.explicit {
            let name = syn::LitStr::new(name.as_ref(), name.span());
            field.attrs.push(parse_quote!(#[serde(rename = #name)]));
        }
    }
    fields::derive_serde(&arguments.ops_path(), &mut parsed);
    (quote!(#parsed), errors)
}
