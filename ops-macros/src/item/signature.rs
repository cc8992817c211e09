//! A function's signature.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Generics, Lifetime, LitStr, ReturnType, Token, Type, parenthesized};

/// A function from its qualifiers to what it returns.
pub(crate) struct Signature {
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) inputs: Punctuated<Argument, Token![,]>,
    pub(crate) output: ReturnType,
    /// All of it, as it was written.
    tokens: TokenStream,
}

/// A parameter.
pub(crate) enum Argument {
    Receiver(Receiver),
    /// `pattern: Type`.
    Typed {
        tokens: TokenStream,
        ty: Box<Type>,
    },
}

/// `self` in one of its forms.
pub(crate) struct Receiver {
    /// Whether it is `&self` or `&mut self`.
    pub(crate) is_reference: bool,
    tokens: TokenStream,
}

impl Parse for Signature {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let constness = input.parse::<Option<Token![const]>>()?;
        let asyncness = input.parse::<Option<Token![async]>>()?;
        let unsafety = input.parse::<Option<Token![unsafe]>>()?;
        let externness = input.parse::<Option<Token![extern]>>()?;
        let abi = if externness.is_some() { input.parse::<Option<LitStr>>()? } else { None };
        let fn_token = input.parse::<Token![fn]>()?;
        let ident = input.parse::<Ident>()?;
        let mut generics = input.parse::<Generics>()?;
        let content;
        parenthesized!(content in input);
        let inputs = content.parse_terminated(Argument::parse, Token![,])?;
        let output = input.parse::<ReturnType>()?;
        generics.where_clause = input.parse()?;
        let where_clause = &generics.where_clause;
        let tokens = quote! {
            #constness #asyncness #unsafety #externness #abi #fn_token #ident #generics (#inputs) #output #where_clause
        };
        Ok(Self { asyncness, unsafety, ident, generics, inputs, output, tokens })
    }
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        if let Some(is_reference) = receiver(&input.fork()) {
            let mut tokens = quote!(#(#attributes)*);
            while !input.is_empty() && !input.peek(Token![,]) {
                tokens.extend(input.parse::<TokenTree>());
            }
            return Ok(Self::Receiver(Receiver { is_reference, tokens }));
        }
        let mut pattern = TokenStream::new();
        while !input.peek(Token![:]) || input.peek(Token![::]) {
            // Both colons of a path.
            if let Ok(colons) = input.parse::<Token![::]>() {
                colons.to_tokens(&mut pattern);
            } else {
                pattern.extend([input.parse::<TokenTree>()?]);
            }
        }
        let colon = input.parse::<Token![:]>()?;
        let ty: Type = input.parse()?;
        Ok(Self::Typed { tokens: quote!(#(#attributes)* #pattern #colon #ty), ty: Box::new(ty) })
    }
}

/// Whether what comes is `self`: then whether it is a reference.
fn receiver(input: ParseStream<'_>) -> Option<bool> {
    let reference = input.parse::<Option<Token![&]>>().ok()?;
    if reference.is_some() {
        input.parse::<Option<Lifetime>>().ok()?;
    }
    input.parse::<Option<Token![mut]>>().ok()?;
    input.parse::<Token![self]>().ok()?;
    let is_end =
        input.is_empty() || input.peek(Token![,]) || input.peek(Token![:]) && !input.peek(Token![::]);
    is_end.then_some(reference.is_some())
}

impl ToTokens for Signature {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

impl ToTokens for Argument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Receiver(receiver) => receiver.tokens.to_tokens(tokens),
            Self::Typed { tokens: written, .. } => written.to_tokens(tokens),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_written_as_it_was_read() {
        for signature in [
            quote!(fn f()),
            quote!(fn f(&mut self, cx: &Context, event: RelationChanged) -> ops::Result),
            quote!(const async unsafe extern "C" fn f<'a, T: Clone>(&'a self, #[b] T(a): T) -> Vec<T> where T: Copy),
            quote!(fn f(mut self: Box<Self>, _: impl Fn(u8) -> u8, a::B { c, d: [e, ..] }: a::B, (x, y): (u8, u8),)),
        ] {
            let parsed: Signature = syn::parse2(signature.clone()).unwrap();
            assert_eq!(parsed.to_token_stream().to_string(), signature.to_string());
        }
    }

    #[test]
    fn self_is_told_from_the_other_parameters() {
        let signature: Signature =
            syn::parse_quote!(fn f(&'a mut self, mut self, self: Rc<Self>, a: u8, self::B: B));
        let kinds: Vec<Option<bool>> = signature
            .inputs
            .iter()
            .map(|input| match input {
                Argument::Receiver(receiver) => Some(receiver.is_reference),
                Argument::Typed { .. } => None,
            })
            .collect();
        assert_eq!(kinds, [Some(true), Some(false), Some(false), None, None]);
    }
}
