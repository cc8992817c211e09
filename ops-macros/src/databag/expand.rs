//! The struct with its serialisation, each field under the name of its key.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::check::Checked;
use super::parse::Arguments;
use super::schema::Schema;
use super::types;
use crate::assertions;
use crate::fields::{self, has_word};
use crate::item::ItemStruct;

pub(crate) fn expand(
    arguments: &Arguments,
    schema: Option<&Schema>,
    mut item: ItemStruct,
    checked: &[Checked<'_>],
) -> TokenStream {
    let ops = arguments.ops_path();
    for (field, checked) in item.fields.iter_mut().zip(checked) {
        let key = checked.key.map(|key| key.name.as_str()).filter(|key| *key != checked.field.plain());
        // Serde's own word for it has been refused, or there is no schema and it is the person's to say.
        let explicit = checked.field.explicit.as_ref().map(syn::LitStr::value);
        let name = explicit.as_deref().or(key).filter(|_| !checked.field.has_serde("rename"));
        // A key that no other field has: serde has nothing to add to what is reported.
        let surplus = checked.is_surplus.then(|| format!("{} again", checked.field.ident));
        if let Some(name) = surplus.as_deref().or(name) {
            let name = syn::LitStr::new(name, checked.field.name_span());
            field.attrs.push(parse_quote!(#[serde(rename = #name)]));
        }
    }
    fields::derive_serde(&ops, &mut item, arguments.is_read_only());
    let Some(schema) = schema else { return quote!(#item) };
    let has_default = has_word(&fields::serde_words(&item.attrs), "default");
    let tracking = schema.tracking();
    // The type of a field that names a parameter of the struct means nothing outside of it; a key that is said to be no key of
    // the schema is reported where it is one.
    let is_plain = item.generics.params.is_empty();
    let mut assertions = TokenStream::new();
    for Checked { field, key, .. } in checked {
        if let Some(key) = key
            && is_plain
            && field.additional.is_none()
        {
            assertions.extend(types::assertions(schema, field, key, arguments.is_read_only(), has_default));
        }
    }
    let assertions = assertions::block(&ops, assertions);
    quote! {
        #item
        #assertions
        const _: () = { #tracking };
    }
}
