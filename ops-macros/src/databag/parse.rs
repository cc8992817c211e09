//! The arguments of `#[databag]`.

use proc_macro2::{Span, TokenStream};
use syn::LitStr;

use crate::arguments::{self, Placed, Reader};
use crate::errors::Errors;

/// `#[databag(schema = "interfaces/ingress/v2/provider.json", of = "app", read_only, crate = "…")]`.
pub(crate) struct Arguments {
    /// The file of the interface's schema, from the package's folder.
    pub(crate) schema: Option<LitStr>,
    /// Whose databag it is, where the schema has two.
    pub(crate) of: Option<Placed<Owner>>,
    /// Whether it is read alone: then it needs no field for what must be written.
    read_only: Option<Span>,
    /// Whether all of the arguments could be read: what is missing may be what is wrong.
    pub(crate) is_read: bool,
    ops: Option<syn::Path>,
}

/// Whose databag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    App,
    Unit,
}

impl Arguments {
    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        let mut reader = Reader::of_tokens(arguments);
        let read = Self {
            schema: reader.text("schema"),
            of: reader.one_of("of", &[("app", Owner::App), ("unit", Owner::Unit)]),
            read_only: reader.flag("read_only"),
            ops: reader.path("crate"),
            is_read: false,
        };
        Self { is_read: reader.finish(errors), ..read }
    }

    pub(crate) fn is_read_only(&self) -> bool {
        self.read_only.is_some()
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        arguments::ops_path(self.ops.as_ref())
    }
}
