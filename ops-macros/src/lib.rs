//! The attribute macros of [`charmed-ops`](https://docs.rs/charmed-ops), where they are documented and re-exported.
//!
//! Each is a pipeline of three stages, in files so called: *parse* reads what was written and stops at nothing, *check*
//! holds it against the charm's metadata, *expand* writes the code and is given only what was checked. A macro returns
//! its tokens **and** all of its errors, so that one mistake hides no other and the annotated item stays in place for
//! the editor.

#![cfg_attr(feature = "nightly-spans", feature(proc_macro_diagnostic, proc_macro_expand, proc_macro_span))]

mod action;
mod arguments;
mod assertions;
mod attributes;
mod call_site;
mod case;
mod charm;
mod checks;
mod component;
mod config;
mod databag;
mod errors;
mod event;
mod facts;
mod fields;
mod fill;
mod handlers;
mod item;
mod lints;
mod message;
mod metadata;
#[cfg(feature = "nightly-spans")]
mod nightly;
mod plain;
mod stored_state;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::call_site::CallSite;
use crate::errors::Errors;

/// Declares a charm: on the struct, what it is made of; on its `impl` block, which method handles which event.
#[proc_macro_attribute]
pub fn charm(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (arguments, item) = (arguments.into(), item.into());
    let call_site = CallSite::current();
    output(match handlers::is_impl_block(&item) {
        true => handlers::charm_impl(&call_site, arguments, item),
        false => charm::charm_struct(&call_site, arguments, item),
    })
}

/// Makes a method of a `#[charm] impl` block the handler of one or more events.
#[proc_macro_attribute]
pub fn on(arguments: TokenStream, item: TokenStream) -> TokenStream {
    output(handlers::stray_on(&arguments.into(), item.into()))
}

/// Declares the charm's config options as a struct.
#[proc_macro_attribute]
pub fn config(arguments: TokenStream, item: TokenStream) -> TokenStream {
    output(config::config(&CallSite::current(), arguments.into(), item.into()))
}

/// Declares the parameters of an action as a struct.
#[proc_macro_attribute]
pub fn action(arguments: TokenStream, item: TokenStream) -> TokenStream {
    output(action::action(&CallSite::current(), arguments.into(), item.into()))
}

/// Declares what the charm remembers from event to event as a struct.
#[proc_macro_attribute]
pub fn stored_state(arguments: TokenStream, item: TokenStream) -> TokenStream {
    output(stored_state::stored_state(arguments.into(), item.into()))
}

/// Declares a component: on the struct, what it is made of; on its `impl` block, which method handles which event.
#[proc_macro_attribute]
pub fn component(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (arguments, item) = (arguments.into(), item.into());
    output(match handlers::is_impl_block(&item) {
        true => handlers::component_impl(arguments, item),
        false => component::component_struct(arguments, item),
    })
}

/// Declares an event of the charm's own as a struct.
#[proc_macro_attribute]
pub fn event(arguments: TokenStream, item: TokenStream) -> TokenStream {
    output(event::event(arguments.into(), item.into()))
}

/// Declares a databag as a struct, one field for one key.
#[proc_macro_attribute]
pub fn databag(arguments: TokenStream, item: TokenStream) -> TokenStream {
    output(databag::databag(&CallSite::current(), arguments.into(), item.into()))
}

/// The item, then each error as an item of its own.
fn output((mut tokens, errors): (proc_macro2::TokenStream, Errors)) -> TokenStream {
    tokens.extend(errors.into_compile_errors());
    tokens.into()
}
