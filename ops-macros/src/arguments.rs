//! What may stand in the brackets of our attributes, read by `darling`: every mistake in them at its own place, with
//! the similar name that was perhaps meant.

use darling::FromMeta;
use darling::ast::NestedMeta;
use darling::util::SpannedValue;
use ops_metadata::catalogue;
use proc_macro2::{Span, TokenStream};
use syn::parse_quote;

use crate::errors::{Errors, attribute_span};

/// `#[charm(metadata = "…", state = "local", crate = "…")]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct CharmArguments {
    /// The folder of the metadata, from the package's own.
    pub(crate) metadata: Option<SpannedValue<String>>,
    /// Where stored state and deferred events are kept.
    pub(crate) state: StateLocation,
    #[darling(rename = "crate")]
    ops: Option<syn::Path>,
}

/// Where stored state and deferred events are kept.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, FromMeta)]
pub(crate) enum StateLocation {
    #[default]
    Juju,
    Local,
}

impl CharmArguments {
    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        let read = NestedMeta::parse_meta_list(arguments).map_err(darling::Error::from);
        let read = read.and_then(|list| Self::from_list(&list));
        errors.take_arguments(catalogue::BAD_ARGUMENT, read).unwrap_or_default()
    }

    pub(crate) fn metadata_text(&self) -> Option<&str> {
        self.metadata.as_deref().map(String::as_str)
    }

    /// Where to say something of the metadata: at the argument that names it, else at the attribute.
    pub(crate) fn place(&self, item: &TokenStream) -> Span {
        self.metadata.as_ref().map_or_else(|| attribute_span(item), SpannedValue::span)
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        ops_path(self.ops.as_ref())
    }
}

/// The library under the name that the charm knows it by: `::ops`, or what `crate = "…"` says.
pub(crate) fn ops_path(renamed: Option<&syn::Path>) -> syn::Path {
    renamed.cloned().unwrap_or_else(|| parse_quote!(::ops))
}

/// Arguments of a struct that goes with a charm: `#[config(metadata = "…", crate = "…")]` and its kin.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct PartArguments {
    pub(crate) metadata: Option<String>,
    #[darling(rename = "crate")]
    ops: Option<syn::Path>,
}

impl PartArguments {
    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        let read = NestedMeta::parse_meta_list(arguments).map_err(darling::Error::from);
        let read = read.and_then(|list| Self::from_list(&list));
        errors.take_arguments(catalogue::BAD_ARGUMENT, read).unwrap_or_default()
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        ops_path(self.ops.as_ref())
    }
}
