//! The struct as it was written, the constants of its metadata, and how a dispatch builds and saves it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ItemStruct;

use super::constants;
use super::parse::{Field, OnError, Role};
use crate::arguments::{CharmArguments, StateLocation};
use crate::fill::again;
use crate::metadata::Charm;

/// What the rest of the charm needs of the struct. `warnings` are the tokens that make the compiler warn.
pub(crate) fn expand(
    arguments: &CharmArguments,
    charm: &Charm,
    item: &ItemStruct,
    fields: &[Field],
    warnings: &TokenStream,
) -> TokenStream {
    let ops = &arguments.ops_path();
    let name = &item.ident;
    let constants = constants::constants(ops, charm, &item.vis, name);
    let tracking = charm.tracking();
    if !item.generics.params.is_empty() {
        // Reported; whatever is implemented for the bare name would only be the cause of more errors.
        return quote!(#item const _: () = { #tracking };);
    }
    let facts = facts(ops, arguments, charm, fields);
    let build = build(ops, item, fields);
    let save = save(ops, fields);
    quote! {
        #item
        const _: () = {
            #tracking
            #constants
            impl #ops::__private::CharmStruct for #name {
                #facts
                #build
                #save
            }
        };
        #warnings
    }
}

fn facts(ops: &syn::Path, arguments: &CharmArguments, charm: &Charm, fields: &[Field]) -> TokenStream {
    let metadata = charm.metadata();
    let name = metadata.name.as_ref().map_or("", |name| name.value.as_str());
    let events = ops_metadata::events(metadata);
    let state = match arguments.state {
        StateLocation::Juju => quote!(Juju),
        StateLocation::Local => quote!(Local),
    };
    let has_stored_state = fields.iter().any(|field| field.role == Role::StoredState);
    let fails = fields.iter().any(|field| field.role == Role::Config(OnError::Fail));
    let on_bad_config = if fails { quote!(Fail) } else { quote!(Block) };
    quote! {
        const NAME: &'static str = #name;
        const EVENTS: &'static [&'static str] = &[#(#events),*];
        const STATE: #ops::__private::StateLocation = #ops::__private::StateLocation::#state;
        const HAS_STORED_STATE: bool = #has_stored_state;
        const ON_BAD_CONFIG: #ops::__private::OnBadConfig = #ops::__private::OnBadConfig::#on_bad_config;
    }
}

fn build(ops: &syn::Path, item: &ItemStruct, fields: &[Field]) -> TokenStream {
    let values = fields.iter().map(|Field { name, role, type_span }| {
        let name = again(name);
        match role {
            Role::Config(OnError::Handle) => quote_spanned!(*type_span=> #name: parts.config_result()?),
            Role::Config(_) => quote_spanned!(*type_span=> #name: parts.config()?),
            Role::StoredState => quote_spanned!(*type_span=> #name: parts.stored_state()?),
            Role::Other => quote_spanned!(*type_span=> #name: parts.fresh()),
        }
    });
    let value = match &item.fields {
        syn::Fields::Named(_) => quote!(Self { #(#values),* }),
        syn::Fields::Unit => quote!(Self),
        // Reported already: a body that has the right type and is never run.
        syn::Fields::Unnamed(_) => quote!(#ops::__private::absent()),
    };
    quote! {
        fn build(
            parts: &#ops::__private::Parts<'_>,
        ) -> ::core::result::Result<Self, #ops::__private::BuildError> {
            let _ = parts;
            ::core::result::Result::Ok(#value)
        }
    }
}

fn save(ops: &syn::Path, fields: &[Field]) -> TokenStream {
    let field = fields.iter().find(|field| field.role == Role::StoredState);
    let text = field.map(|field| {
        let name = again(&field.name);
        quote_spanned!(field.type_span=> #ops::__private::stored_state(&self.#name))
    });
    let text = text.unwrap_or_else(|| quote!(::core::result::Result::Ok(::core::option::Option::None)));
    quote! {
        fn stored_state(&self) -> ::core::result::Result<
            ::core::option::Option<::std::string::String>,
            #ops::__private::StateError,
        > {
            #text
        }
    }
}
