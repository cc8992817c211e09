//! The dispatch table: one row an event, each a call of the method that handles it.

use std::collections::BTreeMap;

use ops_metadata::EventKind;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::check::Handler;
use super::on::Trigger;
use super::parse::{ImplBlock, Item};
use crate::fill::again;

/// The block as it was written, less our attributes, and the table beside it.
pub(crate) fn expand(ops: &syn::Path, block: &ImplBlock, handlers: &[Handler]) -> TokenStream {
    let rows = handlers.iter().map(|handler| row(ops, handler));
    let charm = &block.self_type;
    let uses = uses(block);
    if !block.generics.params.is_empty() || block.of_trait.is_some() {
        // Reported; a table for this type would only be the cause of more errors.
        return quote!(#block const _: () = { #uses };);
    }
    // The table stands in a constant of no name: nothing it names can collide with what the charm names.
    quote! {
        #block
        const _: () = {
            #uses
            impl #ops::__private::Charm for #charm {
                const HANDLERS: &'static [#ops::__private::Handler<Self>] = &[#(#rows),*];
            }
        };
    }
}

/// A use of each `#[on]`, which the block no longer has: an import of it is not unused.
fn uses(block: &ImplBlock) -> TokenStream {
    let methods = block.items.iter().filter_map(Item::method);
    let names: BTreeMap<String, &syn::Path> = methods
        .flat_map(|method| &method.names)
        .map(|path| (path.to_token_stream().to_string(), path))
        .collect();
    names.into_values().map(|path| quote!(#[allow(unused_imports)] use #path as _;)).collect()
}

fn row(ops: &syn::Path, handler: &Handler) -> TokenStream {
    let Handler { hook, trigger, method, shape } = handler;
    let method = again(method);
    // What the compiler says of the types belongs at the types.
    let at = |name, place: Span| Ident::new(name, Span::mixed_site().located_at(place));
    let call = match (trigger, shape.payload) {
        (Trigger::CollectUnitStatus, _) => {
            let call = at("unit_status", shape.output);
            quote!(call.#call(|cx| Self::#method(charm, cx)))
        }
        (Trigger::CollectAppStatus, _) => {
            let call = at("app_status", shape.output);
            quote!(call.#call(|cx| Self::#method(charm, cx)))
        }
        (Trigger::Juju(EventKind::Action), Some(payload)) => {
            let call = at("action", payload);
            quote!(call.#call(|cx, params| Self::#method(charm, cx, params)))
        }
        (Trigger::Juju(EventKind::Action), None) => {
            let call = at("action_plain", shape.output);
            quote!(call.#call(|cx| Self::#method(charm, cx)))
        }
        (Trigger::Juju(kind), Some(payload)) => {
            let event = Ident::new(kind.type_name(), Span::mixed_site());
            let call = at("event", payload);
            let event = quote_spanned!(payload=> #ops::#event);
            quote!(call.#call::<#event, _, _>(|cx, event| Self::#method(charm, cx, event)))
        }
        (Trigger::Juju(_), None) => {
            let call = at("plain", shape.output);
            quote!(call.#call(|cx| Self::#method(charm, cx)))
        }
    };
    let may_defer = match trigger {
        Trigger::Juju(kind) if kind.deferrable() && shape.payload.is_some() => quote!(.may_defer()),
        _ => TokenStream::new(),
    };
    quote!(#ops::__private::Handler::new(#hook, |charm, call| #call)#may_defer)
}
