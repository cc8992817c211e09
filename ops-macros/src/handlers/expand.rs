//! The dispatch table: one row an event, each a call of the method that handles it.

use ops_metadata::EventKind;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote, quote_spanned};
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
    let rows = rows(ops, handlers);
    let charm = &block.self_type;
    let uses = uses(block);
    if !block.generics.params.is_empty() || block.of_trait.is_some() {
        // Reported; a table for this type would only be the cause of more errors.
        return quote!(#block const _: () = { #uses };);
    }
    let same_metadata =
        (!metadata.is_missing()).then(|| facts::compare(ops, facts::METADATA, charm, &metadata.place, place));
    let (mut same_actions, mut enums) = (TokenStream::new(), TokenStream::new());
    for handler in handlers {
        same_actions.extend(same_action(ops, charm, handler));
        if let Some(made) = &handler.made {
            enums.extend(reconcile::expand(ops, metadata.metadata(), made, &handler.cfg));
        }
    }
    // The table stands in a constant of no name: nothing it names can collide with what the charm names.
    quote! {
        #block
        #enums
        const _: () = {
            #uses
            impl #ops::__private::Charm for #charm {
                const HANDLERS: &'static [#ops::__private::Handler<Self>] = &[#(#rows),*];
            }
            #[allow(unused_imports)]
            use #ops::__private::Facts as _;
            #same_metadata
            #same_actions
        };
    }
}

/// The block of a component as it was written, and the table beside it.
pub(crate) fn component(ops: &syn::Path, block: &ImplBlock, handlers: &[Handler]) -> TokenStream {
    let rows = rows(ops, handlers);
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
    // In the order of their texts, each once.
    let mut names: Vec<(String, &syn::Path)> = Vec::new();
    for method in block.items.iter().filter_map(Item::method) {
        for path in &method.names {
            let text = path.to_token_stream().to_string();
            let place = names.partition_point(|(known, _)| *known < text);
            match names.get_mut(place) {
                Some((known, last)) if *known == text => *last = path,
                _ => names.insert(place, (text, path)),
            }
        }
    }
    let mut uses = TokenStream::new();
    for (_, path) in names {
        uses.extend(quote!(#[allow(unused_imports)] use #path as _;));
    }
    uses
}

fn rows(ops: &syn::Path, handlers: &[Handler]) -> Vec<TokenStream> {
    let mut rows = Vec::new();
    for handler in handlers {
        rows.push(row(ops, handler));
    }
    rows
}

/// That the parameters which the handler of an action takes are those of this action.
fn same_action(ops: &syn::Path, charm: &syn::Type, handler: &Handler) -> TokenStream {
    let Handler { trigger: Trigger::Juju(EventKind::Action), subject, shape, cfg, .. } = handler else {
        return TokenStream::new();
    };
    let Some(params) = &shape.payload else { return TokenStream::new() };
    // Outside of the block, `Self` has its name.
    let named = without_self(params.to_token_stream(), &charm.to_token_stream());
    let same_action = facts::compare(ops, facts::ACTION, &named, subject, params.span());
    quote!(#cfg #same_action)
}

fn without_self(tokens: TokenStream, charm: &TokenStream) -> TokenStream {
    let mut named = TokenStream::new();
    for tree in tokens {
        match tree {
            TokenTree::Ident(word) if word == "Self" => named.extend(charm.clone()),
            TokenTree::Group(group) => {
                named.append(Group::new(group.delimiter(), without_self(group.stream(), charm)));
            }
            other => named.append(other),
        }
    }
    named
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
        (plain(component), quote_spanned!(event.span()=> Self::COMPONENTS.#field.events().#member))
    });
    // What the compiler says of the types belongs at the types.
    let at = |name, place: Span| Ident::new(name, Span::mixed_site().located_at(place));
    let context = at("context", shape.context);
    let cx = quote!(call.#context(cx));
    let call = match payload.filter(|_| !trigger.is_status()) {
        None => {
            let plain = match trigger {
                Trigger::CollectUnitStatus => "unit_status",
                Trigger::CollectAppStatus => "app_status",
                Trigger::Juju(EventKind::Action) => "action_plain",
                _ => "plain",
            };
            let plain = at(plain, shape.output);
            quote!(call.#plain(|cx| Self::#method(charm, #cx)))
        }
        Some(payload) => {
            let (take, argument, end) = match trigger {
                Trigger::Juju(EventKind::Action) => ("take_params", "params", "conclude"),
                Trigger::Custom => ("take_custom", "event", "done"),
                Trigger::Reconcile => ("take_any", "event", "done"),
                Trigger::Emitted => ("take_emitted", "event", "done"),
                _ => ("take_event", "event", "done"),
            };
            // The event, where what the method takes does not say which it is.
            let of = match trigger {
                Trigger::Juju(EventKind::Action) => TokenStream::new(),
                Trigger::Juju(kind) => {
                    let event = Ident::new(kind.type_name(), Span::mixed_site());
                    let event = quote_spanned!(payload=> #ops::#event);
                    quote!(::<#event, _>)
                }
                Trigger::Custom => quote!(::<#custom, _>),
                _ => TokenStream::new(),
            };
            let emitted = source.as_ref().map(|(_, source)| quote!(&#source,));
            let (take, end) = (at(take, payload), at(end, shape.output));
            let argument = Ident::new(argument, Span::call_site());
            let output = called(&method, &quote!(charm, #cx, #argument), shape.output);
            quote!(call.#take #of (#emitted |cx, #argument| call.#end(#output)))
        }
    };
    if let Some(event) = custom {
        // The event as such cannot be deferred; a type of another name may be able to.
        let is_plain = shape.payload.as_ref().is_none_or(|ty| is_path(ty, event));
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

fn is_path(ty: &syn::Type, path: &syn::Path) -> bool {
    ty.to_token_stream().to_string() == path.to_token_stream().to_string()
}
