//! `#[stored_state]`: a struct that survives from event to event. Each field can be missing in what an older version of
//! the charm wrote: it then has its type's default. What is more than that has another version, and a function that migrates.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Fields, parse_quote_spanned};

use crate::arguments::StoredStateArguments;
use crate::checks;
use crate::errors::Errors;
use crate::fields::{self, Field};
use crate::fill::again;
use crate::item;
use crate::item::ItemStruct;

const STANDS_ON: &str = "`#[stored_state]` stands on a struct";

/// The struct with its serialisation, and its value before anything was stored.
pub(crate) fn stored_state(arguments: TokenStream, item: TokenStream) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let StoredStateArguments { part: arguments, version, migrate, from_python } =
        StoredStateArguments::parse(arguments, &mut errors);
    arguments.levels.check(&[], &mut errors);
    let Some(mut parsed) = item::parse_struct(&item, STANDS_ON, &mut errors) else { return (item, errors) };
    let fields = fields::read(&mut parsed, "stored_state", &mut errors);
    fields::check_generics(&parsed, "stored_state", &mut errors);
    let ops = arguments.ops_path();
    let initial = initial(&parsed, &fields, &ops);
    let version = version.map(|version| quote!(const VERSION: u32 = #version;));
    let from_version = migrate.map(|function| from_version(&ops, &function));
    let from_python = from_python.map(|function| self::from_python(&ops, &function));
    for (field, read) in parsed.fields.iter_mut().zip(&fields) {
        if !read.has_serde("default") {
            let place = read.type_span();
            field.attrs.push(parse_quote_spanned!(place=> #[serde(default)]));
        }
    }
    fields::derive_serde(&ops, &mut parsed, false);
    if !parsed.generics.params.is_empty() {
        // Reported; an implementation for the bare name would only be the cause of more errors.
        return (quote!(#parsed), errors);
    }
    let name = &parsed.ident;
    let test = arguments
        .has_test()
        .then(|| checks::test(name, "survives", &quote!(#ops::__private::survives::<#name>();)));
    let tokens = quote! {
        #parsed
        const _: () = {
            impl #ops::__private::StoredState for #name {
                #version

                fn initial() -> Self {
                    #initial
                }

                #from_version

                #from_python
            }
        };
        #test
    };
    (tokens, errors)
}

/// The call of the person's function, at its path: there the compiler says what is wrong with it.
fn from_version(ops: &syn::Path, function: &syn::Path) -> TokenStream {
    let call = quote_spanned!(function.span()=> #ops::__private::migrated::<Self, _>(#function, old));
    quote! {
        fn from_version(
            old: &#ops::__private::OldState,
        ) -> ::core::result::Result<Self, #ops::__private::Error> {
            #call
        }
    }
}

/// The same of the function for what Python stored. Without the library's feature `migrate` there is no `taken_over`, and the compiler
/// names the feature.
fn from_python(ops: &syn::Path, function: &syn::Path) -> TokenStream {
    let call = quote_spanned!(function.span()=> #ops::__private::taken_over::<Self, _>(#function, cx));
    quote! {
        fn from_python(
            cx: &#ops::Context,
        ) -> ::core::result::Result<::core::option::Option<Self>, #ops::__private::Error> {
            #call
        }
    }
}

fn initial(item: &ItemStruct, fields: &[Field], ops: &syn::Path) -> TokenStream {
    let mut values = Vec::new();
    for Field { ident, cfg, ty, .. } in fields {
        let name = again(ident);
        values.push(quote_spanned!(ty.span()=> #cfg #name: ::core::default::Default::default()));
    }
    match &item.fields {
        Fields::Named(_) => quote!(Self { #(#values),* }),
        Fields::Unit => quote!(Self),
        Fields::Unnamed(_) => quote!(#ops::__private::absent()),
    }
}
