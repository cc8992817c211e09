//! Our own attributes on fields and methods: taken off the item before it is handed back to the compiler.

use ops_metadata::catalogue;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Meta, Token};

use crate::arguments::{Argument, parse};
use crate::errors::Errors;

/// The `#[cfg(…)]` of a field or a method. What is generated for it stands under the same.
#[derive(Clone, Default)]
pub(crate) struct Cfg(Vec<Attribute>);

impl Cfg {
    pub(crate) fn of(attributes: &[Attribute]) -> Self {
        let mut all = Vec::new();
        for attribute in attributes {
            if attribute.path().is_ident("cfg") {
                all.push(attribute.clone());
            }
        }
        Self(all)
    }

    /// Whether what it is about is there in any case.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As it stands in the brackets of a `cfg!`.
    pub(crate) fn predicate(&self) -> TokenStream {
        let mut predicates = Vec::new();
        for attribute in &self.0 {
            predicates.push(arguments(attribute).unwrap_or_default());
        }
        quote!(all(#(all(#predicates)),*))
    }
}

impl ToTokens for Cfg {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for attribute in &self.0 {
            attribute.to_tokens(tokens);
        }
    }
}

/// Takes every attribute called `name` off the list, in order. `#[ops::on]` is the same attribute as `#[on]`; one in a
/// `cfg_attr` is taken too, for [`arguments`] to refuse.
pub(crate) fn take(attributes: &mut Vec<Attribute>, name: &str) -> Vec<Attribute> {
    let (mut taken, mut left) = (Vec::new(), Vec::new());
    for attribute in std::mem::take(attributes) {
        let is_ours = is_called(attribute.path(), name) || is_conditional(&attribute, name);
        if is_ours { &mut taken } else { &mut left }.push(attribute);
    }
    *attributes = left;
    taken
}

fn is_called(path: &syn::Path, name: &str) -> bool {
    path.segments.last().is_some_and(|segment| segment.ident == name)
}

fn is_conditional(attribute: &Attribute, name: &str) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    if !list.path.is_ident("cfg_attr") {
        return false;
    }
    let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    for part in parts.unwrap_or_default().iter().skip(1) {
        if is_called(part.path(), name) {
            return true;
        }
    }
    false
}

/// The tokens in the brackets of `#[name(…)]`; none for `#[name]`.
pub(crate) fn arguments(attribute: &Attribute) -> syn::Result<TokenStream> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => Err(syn::Error::new(
            list.path.span(),
            "this attribute cannot be conditional: put a `#[cfg(…)]` beside it, on what it stands on",
        )),
        Meta::Path(_) => Ok(TokenStream::new()),
        Meta::List(list) => Ok(list.tokens.clone()),
        Meta::NameValue(pair) => Err(syn::Error::new(
            pair.eq_token.span,
            format!("arguments stand in brackets: `#[{}(…)]`", path_text(&pair.path)),
        )),
    }
}

/// What stands in the brackets of several attributes together; `None` where one has no brackets to look into, which is reported.
pub(crate) fn all_arguments(attributes: &[Attribute], errors: &mut Errors) -> Option<Vec<Argument>> {
    let mut all = Some(Vec::new());
    for attribute in attributes {
        match (arguments(attribute), &mut all) {
            (Ok(tokens), Some(all)) => all.append(&mut parse(tokens)),
            (Ok(_), None) => {}
            (Err(error), _) => {
                errors.parser(catalogue::BAD_ARGUMENT, error);
                all = None;
            }
        }
    }
    all
}

/// The attribute's name, to point at.
pub(crate) fn span(attribute: &Attribute) -> Span {
    attribute.path().span()
}

fn path_text(path: &syn::Path) -> String {
    path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}
