//! Our own attributes on fields and methods: taken off the item before it is handed back to the compiler.

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;
use syn::{Attribute, Meta};

/// Takes every attribute called `name` off the list, in order. `#[ops::on]` is the same attribute as `#[on]`.
pub(crate) fn take(attributes: &mut Vec<Attribute>, name: &str) -> Vec<Attribute> {
    let is_ours = |attribute: &mut Attribute| {
        attribute.path().segments.last().is_some_and(|segment| segment.ident == name)
    };
    attributes.extract_if(.., is_ours).collect()
}

/// The tokens in the brackets of `#[name(…)]`; none for `#[name]`.
pub(crate) fn arguments(attribute: &Attribute) -> syn::Result<TokenStream> {
    match &attribute.meta {
        Meta::Path(_) => Ok(TokenStream::new()),
        Meta::List(list) => Ok(list.tokens.clone()),
        Meta::NameValue(pair) => Err(syn::Error::new(
            pair.eq_token.span,
            format!("arguments stand in brackets: `#[{}(…)]`", path_text(&pair.path)),
        )),
    }
}

/// The attribute's name, to point at.
pub(crate) fn span(attribute: &Attribute) -> Span {
    attribute.path().span()
}

fn path_text(path: &syn::Path) -> String {
    path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}
