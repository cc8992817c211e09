//! What has to be true of a field's type, compared while the charm compiles with what the library knows of that type
//! (`ops::known`). A type of which it knows nothing passes.

use ops_metadata::render::Text;
use ops_metadata::{JsonTypes, Sources};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::attributes::Cfg;
use crate::facts::located;

/// The assertions about one field; the first that does not hold is an error.
pub(crate) struct Assertions<'a> {
    ops: &'a syn::Path,
    sources: &'a Sources,
    /// What is known of the type.
    known: TokenStream,
    calls: Vec<TokenStream>,
}

impl<'a> Assertions<'a> {
    pub(crate) fn new(ops: &'a syn::Path, sources: &'a Sources, ty: &syn::Type) -> Self {
        Self { ops, sources, known: quote!(<#ops::__private::Of<#ty>>), calls: Vec::new() }
    }

    /// It holds every one of these JSON types.
    pub(crate) fn holds(&mut self, types: JsonTypes, otherwise: &Text) {
        let (ops, known, otherwise) = (self.ops, &self.known, otherwise.render(self.sources));
        let types = types.words().map(|name| {
            let name = format_ident!("{}", name.to_uppercase());
            quote!(#ops::__private::json::#name)
        });
        self.calls.push(quote!(#ops::__private::holds(#known::KNOWN, #(#types)|*, #otherwise);));
    }

    /// It holds this integer.
    pub(crate) fn fits(&mut self, integer: i128, otherwise: &Text) {
        let (ops, known, otherwise) = (self.ops, &self.known, otherwise.render(self.sources));
        let integer = proc_macro2::Literal::i128_unsuffixed(integer);
        self.calls.push(quote!(#ops::__private::fits(#known::KNOWN, #integer, #otherwise);));
    }

    /// It is no `Option`.
    pub(crate) fn no_option(&mut self, otherwise: &Text) {
        let (ops, known, otherwise) = (self.ops, &self.known, otherwise.render(self.sources));
        self.calls.push(quote!(#ops::__private::no_option(#known::IS_OPTION, #otherwise);));
    }

    /// All of them as one constant, at the field's type. It stands outside of any block with items of ours: the type's name
    /// is to mean there what it means in the field.
    pub(crate) fn into_constant(self, place: Span, cfg: &Cfg) -> TokenStream {
        if self.calls.is_empty() {
            return TokenStream::new();
        }
        let Self { ops, calls, .. } = self;
        let constant = located(
            quote! {
                const _: () = {
                    #[allow(unused_imports)]
                    use #ops::__private::Unknown as _;
                    #(#calls)*
                };
            },
            place,
        );
        let mut tokens = cfg.to_token_stream();
        tokens.extend(constant);
        tokens
    }
}
