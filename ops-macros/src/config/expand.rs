//! How the struct is read from what Juju says the config is.

use ops_metadata::OptionType;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ItemStruct;

use super::check::{Checked, Source};
use crate::fill::{self, Fill};
use crate::metadata::Charm;

pub(crate) fn expand(
    ops: &syn::Path,
    charm: &Charm,
    item: &ItemStruct,
    fields: &[Checked<'_>],
) -> TokenStream {
    let name = &item.ident;
    let tracking = charm.tracking();
    if !item.generics.params.is_empty() {
        // Reported; an implementation for the bare name would only be the cause of more errors.
        return quote!(#item const _: () = { #tracking };);
    }
    let fills: Vec<Fill<'_>> = fields.iter().map(|checked| fill(ops, checked)).collect();
    let body = fill::body(ops, item, &format_ident!("values"), &format_ident!("config_error"), &fills);
    quote! {
        #item
        const _: () = {
            #tracking
            impl #ops::__private::FromConfig for #name {
                fn from_config(
                    values: &#ops::config::Values,
                ) -> ::core::result::Result<Self, #ops::__private::ConfigError> {
                    #body
                }
            }
        };
    }
}

fn fill<'a>(ops: &syn::Path, checked: &Checked<'a>) -> Fill<'a> {
    let read = checked.option.as_ref().map(|option| {
        // What the compiler says of the field's type belongs at the type, as if it stood there.
        let place = checked.field.type_span;
        // But for this: to a type that a `macro_rules!` macro was given, what the macro declares is not there.
        let values = Ident::new("values", Span::call_site().located_at(place));
        let (name, kind, has_default) = match option {
            Source::Declared { name, kind, has_default } => (name, kind, has_default),
            Source::Undeclared(names) => return quote_spanned!(place=> #values.undeclared(&[#(#names),*])),
        };
        let kind = Ident::new(kind_name(*kind), Span::mixed_site());
        let read = if *has_default { "required" } else { "optional" };
        let read = Ident::new(read, place);
        quote_spanned!(place=> #values.#read::<#ops::config::kind::#kind, _>(#name))
    });
    Fill { field: checked.field, read }
}

/// The marker type of a kind of option in `ops::config::kind`.
fn kind_name(kind: OptionType) -> &'static str {
    match kind {
        OptionType::String => "String",
        OptionType::Int => "Int",
        OptionType::Float => "Float",
        OptionType::Boolean => "Boolean",
        OptionType::Secret => "Secret",
    }
}
