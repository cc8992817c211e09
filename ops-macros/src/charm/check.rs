//! The struct and the metadata itself: only here are the metadata's own mistakes reported, so that each is said once.

use ops_metadata::{Diagnostic, Level, catalogue, render};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ItemStruct;

use super::parse::{Field, Role};
use crate::errors::Errors;
use crate::message::Message;
use crate::metadata::Charm;

/// What is wrong with the struct as a charm.
pub(crate) fn check_struct(item: &ItemStruct, fields: &[Field], errors: &mut Errors) {
    if let Some(parameter) = item.generics.params.first() {
        let message = "a charm has no generic parameters: it is one program with one type";
        errors.at(parameter, catalogue::WRONG_ITEM, message);
    }
    let is_config = |field: &&Field| matches!(field.role, Role::Config(_));
    for surplus in fields.iter().filter(is_config).skip(1) {
        errors.at(
            &surplus.name,
            catalogue::WRONG_ITEM,
            "a charm has one `#[config]` field: this is a second",
        );
    }
    let is_state = |field: &&Field| field.role == Role::StoredState;
    for surplus in fields.iter().filter(is_state).skip(1) {
        let message = "a charm has one `#[stored_state]` field: this is a second\n\
                       help: give that one's type more fields";
        errors.at(&surplus.name, catalogue::WRONG_ITEM, message);
    }
}

/// The metadata's own mistakes: errors into `errors`, warnings as the tokens that make the compiler warn.
pub(crate) fn check_metadata(charm: &Charm, place: Span, errors: &mut Errors) -> TokenStream {
    if charm.is_missing() {
        errors.at_span(place, catalogue::NO_METADATA, missing(charm));
        return TokenStream::new();
    }
    let mut warnings = TokenStream::new();
    for diagnostic in &charm.reading.diagnostics {
        let text = render::plain(&charm.reading.sources, diagnostic);
        match diagnostic.level {
            Level::Error => errors.at_span(place, diagnostic.code, text),
            Level::Warning => warnings.extend(warning(diagnostic, &text, place)),
        }
    }
    warnings
}

fn missing(charm: &Charm) -> String {
    let folders: Vec<String> = charm.looked_in.iter().map(|folder| folder.display().to_string()).collect();
    Message::new(
        catalogue::NO_METADATA,
        "this charm has no metadata: no `charmcraft.yaml` or `metadata.yaml`",
    )
    .note(format!("looked in {}", folders.join(", then in ")))
    .help(
        "put a charmcraft.yaml beside the package's Cargo.toml, \
             or name its folder: `#[charm(metadata = \"path/from/Cargo.toml\")]`",
    )
    .text()
}

/// The use of a deprecated item is the one warning that a macro can give on a stable compiler.
fn warning(diagnostic: &Diagnostic, text: &str, place: Span) -> TokenStream {
    let code = quote::format_ident!("{}", diagnostic.code.to_string().to_lowercase());
    let call = quote_spanned!(place=> #code());
    quote! {
        const _: () = {
            #[deprecated(note = #text)]
            const fn #code() {}
            #call
        };
    }
}
