//! The dispatch table: one row an event, each a call of the method that handles it.

use std::collections::BTreeMap;

use ops_metadata::EventKind;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::check::Handler;
use super::on::Trigger;
use super::parse::{ImplBlock, Item};
use super::reconcile;
use crate::facts;
use crate::fields::plain;
use crate::fill::again;
use crate::metadata::Charm;

/// The block as it was written, less our attributes, and the table beside it.
pub(crate) fn expand(
    ops: &syn::Path,
    metadata: &Charm,
    place: Span,
    block: &ImplBlock,
    handlers: &[Handler],
) -> TokenStream {
    let rows = handlers.iter().map(|handler| row(ops, handler));
    let charm = &block.self_type;
    let uses = uses(block);
    if !block.generics.params.is_empty() || block.of_trait.is_some() {
        // Reported; a table for this type would only be the cause of more errors.
        return quote!(#block const _: () = { #uses };);
    }
    let same_metadata =
        (!metadata.is_missing()).then(|| facts::compare(ops, facts::METADATA, charm, &metadata.place, place));
    let same_actions = handlers.iter().filter_map(|handler| same_action(ops, charm, handler));
    let made = handlers.iter().filter_map(|handler| {
        let (made, cfg) = (handler.made.as_ref()?, &handler.cfg);
        Some(reconcile::expand(ops, metadata.metadata(), made, cfg))
    });
    // The table stands in a constant of no name: nothing it names can collide with what the charm names.
    quote! {
        #block
        #(#made)*
        const _: () = {
            #uses
            impl #ops::__private::Charm for #charm {
                const HANDLERS: &'static [#ops::__private::Handler<Self>] = &[#(#rows),*];
            }
            #[allow(unused_imports)]
            use #ops::__private::Facts as _;
            #same_metadata
            #(#same_actions)*
        };
    }
}

/// The block of a component as it was written, and the table beside it.
pub(crate) fn component(ops: &syn::Path, block: &ImplBlock, handlers: &[Handler]) -> TokenStream {
    let rows = handlers.iter().map(|handler| row(ops, handler));
    let component = &block.self_type;
    let uses = uses(block);
    if !block.generics.params.is_empty() || block.of_trait.is_some() {
        return quote!(#block const _: () = { #uses };);
    }
    quote! {
        #block
        const _: () = {
            #uses
            impl #ops::__private::Component for #component {
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

/// That the parameters which the handler of an action takes are those of this action.
fn same_action(ops: &syn::Path, charm: &syn::Type, handler: &Handler) -> Option<TokenStream> {
    let Handler { trigger: Trigger::Juju(EventKind::Action), subject, shape, cfg, .. } = handler else {
        return None;
    };
    let params = shape.payload.as_ref()?;
    // Outside of the block, `Self` has its name.
    let named = without_self(params.to_token_stream(), &charm.to_token_stream());
    let same_action = facts::compare(ops, facts::ACTION, named, subject, params.span());
    Some(quote!(#cfg #same_action))
}

fn without_self(tokens: TokenStream, charm: &TokenStream) -> TokenStream {
    let trees = tokens.into_iter().map(|tree| match tree {
        TokenTree::Ident(word) if word == "Self" => charm.clone(),
        TokenTree::Group(group) => {
            TokenTree::from(Group::new(group.delimiter(), without_self(group.stream(), charm))).into()
        }
        other => other.into(),
    });
    trees.collect()
}

/// The call of the method, as if it stood at `output`: what the compiler says of what it returns belongs there.
fn called(method: &Ident, arguments: &TokenStream, output: Span) -> TokenStream {
    let this = Ident::new("Self", Span::mixed_site().located_at(output));
    let arguments = quote_spanned!(output=> (#arguments));
    quote!(#this::#method #arguments)
}

fn row(ops: &syn::Path, handler: &Handler) -> TokenStream {
    let Handler { hook, trigger, subject: _, custom, emitted, made: _, method, shape, cfg } = handler;
    let payload = shape.payload.as_ref().map(Spanned::span);
    let method = again(method);
    // By the constants that the struct has of the events of its components.
    let source = emitted.as_ref().map(|(component, event)| {
        let (field, member) = (again(component), again(event));
        (plain(component), quote_spanned!(event.span()=> Self::COMPONENTS.#field.#member))
    });
    // What the compiler says of the types belongs at the types.
    let at = |name, place: Span| Ident::new(name, Span::mixed_site().located_at(place));
    let context = at("context", shape.context);
    let cx = quote!(call.#context(cx));
    let call = match (trigger, payload) {
        (Trigger::CollectUnitStatus, _) => {
            let call = at("unit_status", shape.output);
            quote!(call.#call(|cx| Self::#method(charm, #cx)))
        }
        (Trigger::CollectAppStatus, _) => {
            let call = at("app_status", shape.output);
            quote!(call.#call(|cx| Self::#method(charm, #cx)))
        }
        (Trigger::Juju(EventKind::Action), Some(payload)) => {
            let call = at("take_params", payload);
            let conclude = at("conclude", shape.output);
            let output = called(&method, &quote!(charm, #cx, params), shape.output);
            quote!(call.#call(|cx, params| call.#conclude(#output)))
        }
        (Trigger::Juju(EventKind::Action), None) => {
            let call = at("action_plain", shape.output);
            quote!(call.#call(|cx| Self::#method(charm, #cx)))
        }
        (Trigger::Juju(kind), Some(payload)) => {
            let event = Ident::new(kind.type_name(), Span::mixed_site());
            let call = at("take_event", payload);
            let event = quote_spanned!(payload=> #ops::#event);
            let done = at("done", shape.output);
            let output = called(&method, &quote!(charm, #cx, event), shape.output);
            quote!(call.#call::<#event, _>(|cx, event| call.#done(#output)))
        }
        (Trigger::Custom, Some(payload)) => {
            let call = at("take_custom", payload);
            let done = at("done", shape.output);
            let output = called(&method, &quote!(charm, #cx, event), shape.output);
            quote!(call.#call::<#custom, _>(|cx, event| call.#done(#output)))
        }
        (Trigger::Reconcile, Some(payload)) => {
            let call = at("take_any", payload);
            let done = at("done", shape.output);
            let output = called(&method, &quote!(charm, #cx, event), shape.output);
            quote!(call.#call(|cx, event| call.#done(#output)))
        }
        (Trigger::Emitted, Some(payload)) => {
            let call = at("take_emitted", payload);
            let done = at("done", shape.output);
            let output = called(&method, &quote!(charm, #cx, event), shape.output);
            let source = source.as_ref().map(|(_, source)| source);
            quote!(call.#call(&#source, |cx, event| call.#done(#output)))
        }
        (Trigger::Juju(_) | Trigger::Custom | Trigger::Emitted | Trigger::Reconcile, None) => {
            let call = at("plain", shape.output);
            quote!(call.#call(|cx| Self::#method(charm, #cx)))
        }
    };
    if let Some(event) = custom {
        // The event as such cannot be deferred; a type of another name may be able to.
        let is_plain = shape.payload.as_ref().is_none_or(|ty| same(ty, event));
        let may_defer = (!is_plain).then(|| quote!(.may_defer()));
        let name = quote_spanned!(event.span()=> <#event as #ops::__private::CustomEvent>::NAME);
        return quote!(#cfg #ops::__private::Handler::custom(#name, |charm, call| #call)#may_defer);
    }
    if let Some((component, source)) = source {
        // What it takes may be the event as such; then the queue is read for nothing.
        let may_defer = payload.map(|_| quote!(.may_defer()));
        return quote! {
            #cfg
            #ops::__private::Handler::emitted(#component, #source.name(), |charm, call| #call)#may_defer
        };
    }
    let may_defer = match trigger {
        Trigger::Juju(kind) if kind.deferrable() && payload.is_some() => quote!(.may_defer()),
        _ => TokenStream::new(),
    };
    quote!(#cfg #ops::__private::Handler::new(#hook, |charm, call| #call)#may_defer)
}

fn same(one: &impl ToTokens, other: &impl ToTokens) -> bool {
    one.to_token_stream().to_string() == other.to_token_stream().to_string()
}
