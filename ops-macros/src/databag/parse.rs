//! The arguments of `#[databag]`.

use darling::FromMeta;
use darling::util::{Flag, SpannedValue};
use proc_macro2::TokenStream;

use crate::arguments;
use crate::errors::Errors;

/// `#[databag(schema = "interfaces/ingress/v2/provider.json", of = "app", read_only, crate = "…")]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct Arguments {
    /// The file of the interface's schema, from the package's folder.
    pub(crate) schema: Option<SpannedValue<String>>,
    /// Whose databag it is, where the schema has two.
    pub(crate) of: Option<SpannedValue<Owner>>,
    /// Whether it is read alone: then it needs no field for what must be written.
    read_only: Flag,
    /// Whether all of the arguments could be read: what is missing may be what is wrong.
    #[darling(skip)]
    pub(crate) is_read: bool,
    #[darling(rename = "crate")]
    ops: Option<syn::Path>,
}

/// Whose databag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromMeta)]
pub(crate) enum Owner {
    App,
    Unit,
}

impl Arguments {
    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        let before = errors.any();
        let read: Self = arguments::read(arguments, errors);
        Self { is_read: errors.any() == before, ..read }
    }

    pub(crate) fn is_read_only(&self) -> bool {
        self.read_only.is_present()
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        arguments::ops_path(self.ops.as_ref())
    }
}
