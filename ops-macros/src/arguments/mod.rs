//! What may stand in the brackets of our attributes: taken apart (`list`), asked for by name (`reader`).

mod charm;
mod list;
mod part;
mod reader;
mod stored_state;

use syn::parse_quote;

pub(crate) use charm::{CharmArguments, StateLocation};
pub(crate) use list::{Argument, Given, Named, parse};
pub(crate) use part::PartArguments;
pub(crate) use reader::{Placed, Reader, Wrong, is_argument};
pub(crate) use stored_state::StoredStateArguments;

/// The library under the name that the charm knows it by: `::ops`, or what `crate = "…"` says.
pub(crate) fn ops_path(renamed: Option<&syn::Path>) -> syn::Path {
    renamed.cloned().unwrap_or_else(|| parse_quote!(::ops))
}
