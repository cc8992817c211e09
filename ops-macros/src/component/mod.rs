//! `#[component]`: a part of charms with an endpoint, state, events and handlers of its own, in any crate.
//!
//! On the struct here; its `impl` block is read as a charm's is, in `handlers`.

mod parse;

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use crate::charm::parse::{Field, Role, fields};
use crate::charm::{expand, mounts};
use crate::errors::{Errors, attribute_span};
use crate::fields::check_generics;
use crate::item;
use parse::Arguments;

const STANDS_ON: &str = "`#[component]` stands on a struct and on its `impl` block";

/// The struct and what a charm needs of it.
pub(crate) fn component_struct(arguments: TokenStream, item: TokenStream) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let arguments = Arguments::parse(arguments, attribute_span(&item), &mut errors);
    let Some(mut parsed) = item::parse_struct(&item, STANDS_ON, &mut errors) else { return (item, errors) };
    let mut fields = fields(&mut parsed, &mut errors);
    check(&mut fields, &mut errors);
    check_generics(&parsed, "component", &mut errors);
    if !parsed.generics.params.is_empty() {
        // Reported; an implementation for the bare name would only be the cause of more errors.
        return (quote!(#parsed), errors);
    }
    let ops = &arguments.ops_path();
    let (name, visibility) = (&parsed.ident, &parsed.vis);
    let (interface, role) = (arguments.interface(), arguments.role());
    let events = format_ident!("{name}Events");
    let (mut names, mut types) = (Vec::new(), Vec::new());
    for event in &arguments.events {
        names.push(&event.name);
        types.push(&event.ty);
    }
    let has_state = expand::any(&fields, Role::StoredState);
    let settings = match expand::first(&fields, Role::Settings) {
        Some(field) => field.ty.to_token_stream(),
        None => quote!(()),
    };
    let (build, save) = (expand::build(ops, &parsed, &fields, Some(&settings)), expand::save(ops, &fields));
    let mounts = mounts::mounts(ops, &fields);
    let components = mounts::constants(ops, visibility, name, &fields);
    let tokens = quote! {
        #parsed
        /// The events that it emits.
        #[allow(dead_code, missing_debug_implementations, private_interfaces)]
        #visibility struct #events {
            #(
                #[allow(missing_docs)]
                pub #names: #ops::__private::EventSource<#types>,
            )*
        }
        const _: () = {
            #components
            impl #ops::__private::ComponentStruct for #name {
                const INTERFACE: &'static str = #interface;
                const ROLE: &'static str = #role;
                const HAS_STORED_STATE: bool = #has_state;
                #mounts
                type Settings = #settings;
                type Events = #events;
                const EVENTS: #events = #events { #(#names: #ops::__private::EventSource::new()),* };
                #build
                #save
            }
        };
    };
    (tokens, errors)
}

/// What a component's fields can be is not all that a charm's can.
fn check(fields: &mut [Field], errors: &mut Errors) {
    for field in &mut *fields {
        if matches!(field.role, Role::Config(_)) {
            let text = Text::new(catalogue::WRONG_ITEM, "the config is the charm's: a component has none")
                .help("give it what it needs by a method that the charm calls");
            errors.say(&field.name, &text);
            // Nothing follows from its type.
            field.role = Role::Other;
        }
    }
    let Some(first) = expand::first(fields, Role::Settings) else { return };
    for field in &*fields {
        if field.role == Role::Settings && field.name != first.name {
            let title = format!("a component has one `#[settings]` field, and `{}` is it", first.name);
            let text = Text::new(catalogue::WRONG_ITEM, title).help("give the type of that one more fields");
            errors.say(&field.name, &text);
        }
    }
    if !first.cfg.is_empty() {
        let text = Text::new(catalogue::WRONG_ITEM, "the settings of a component are there in any case")
            .help("put the `#[cfg(…)]` on a field of their type");
        errors.say(&first.name, &text);
    }
}
