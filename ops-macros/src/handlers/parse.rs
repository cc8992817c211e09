//! The annotated `impl`, read only as far as the checks need it: signatures are parsed, bodies stay the tokens they
//! are, so that a half-typed body keeps its completion and is judged by the compiler alone.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, Token, Visibility, braced, token};

use super::on::{self, Argument};
use crate::attributes::{self, Cfg};
use crate::item::Signature;
use crate::lints::{Handled, Place};

/// `impl WebApp { … }`.
pub(crate) struct ImplBlock {
    attributes: Vec<Attribute>,
    /// `impl`, the generics and all that stands before the type.
    head: TokenStream,
    pub(crate) generics: syn::Generics,
    /// The trait, when it is `impl Trait for WebApp`.
    pub(crate) of_trait: Option<syn::Path>,
    pub(crate) self_type: syn::Type,
    where_clause: Option<syn::WhereClause>,
    pub(crate) items: Vec<Item>,
}

/// An item of the block: a method, or anything else as it stands.
pub(crate) enum Item {
    Method(Box<Method>),
    Other(TokenStream),
}

impl Item {
    pub(crate) fn method(&self) -> Option<&Method> {
        match self {
            Self::Method(method) => Some(method),
            Self::Other(_) => None,
        }
    }
}

pub(crate) struct Method {
    /// All attributes but `#[on]`.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    defaultness: Option<Token![default]>,
    pub(crate) signature: Signature,
    body: TokenStream,
    /// What the `#[on(…)]` attributes say, in order.
    pub(crate) triggers: Vec<Argument>,
    /// How each was named: `on`, `ops::on`.
    pub(crate) names: Vec<syn::Path>,
    /// What could not be read in them.
    pub(crate) errors: Vec<syn::Error>,
}

impl Method {
    /// The `#[cfg(…)]` that it stands under.
    pub(crate) fn cfg(&self) -> Cfg {
        Cfg::of(&self.attributes)
    }
}

impl ImplBlock {
    /// What the block has handlers for: also those that are wrong in another way, so that nothing follows from that.
    pub(crate) fn handled(&self) -> Handled<'_> {
        let mut hooks = Vec::new();
        for method in self.items.iter().filter_map(Item::method) {
            for argument in &method.triggers {
                if let Some(trigger) = argument.trigger() {
                    hooks.push(argument.hook(trigger));
                }
            }
        }
        let place = Place { span: self.self_type.span(), attributes: &self.attributes };
        Handled { hooks, place, of: &self.self_type }
    }
}

impl Parse for ImplBlock {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let safety = input.parse::<Option<Token![unsafe]>>()?;
        let impl_token = input.parse::<Token![impl]>()?;
        let generics: syn::Generics = input.parse()?;
        let head = quote!(#safety #impl_token #generics);
        let first: syn::Type = input.parse()?;
        let (of_trait, self_type) = match input.parse::<Option<Token![for]>>()? {
            None => (None, first),
            Some(_) => (as_path(first), input.parse()?),
        };
        let where_clause = input.parse()?;
        let content;
        braced!(content in input);
        let mut items = Vec::new();
        while !content.is_empty() {
            items.push(content.parse()?);
        }
        Ok(Self { attributes, head, generics, of_trait, self_type, where_clause, items })
    }
}

fn as_path(ty: syn::Type) -> Option<syn::Path> {
    match ty {
        syn::Type::Path(path) => Some(path.path),
        _ => None,
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let attributes = ahead.call(Attribute::parse_outer)?;
        let (visibility, defaultness) = (ahead.parse()?, ahead.parse()?);
        match ahead.parse() {
            Ok(signature) => {
                // Not parsed a second time: signatures are most of what there is to parse.
                input.advance_to(&ahead);
                Method::parse(attributes, visibility, defaultness, signature, input)
                    .map(Box::new)
                    .map(Self::Method)
            }
            Err(_) => other_item(input).map(Self::Other),
        }
    }
}

impl Method {
    /// The method of this head: what its `#[on(…)]` say, and its body.
    fn parse(
        mut attributes: Vec<Attribute>,
        visibility: Visibility,
        defaultness: Option<Token![default]>,
        signature: Signature,
        input: ParseStream<'_>,
    ) -> syn::Result<Self> {
        let body = body(input)?;
        let (mut triggers, mut names, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for attribute in attributes::take(&mut attributes, "on") {
            let place = attributes::span(&attribute);
            match attributes::arguments(&attribute) {
                Ok(arguments) => {
                    let (mut read, mut wrong) = on::parse(arguments, place);
                    triggers.append(&mut read);
                    errors.append(&mut wrong);
                }
                Err(error) => errors.push(error),
            }
            if !attribute.path().is_ident("cfg_attr") {
                names.push(attribute.path().clone());
            }
        }
        Ok(Self { attributes, visibility, defaultness, signature, body, triggers, names, errors })
    }
}

/// A method's body, or its `;`. One that is not typed yet is a mistake that the compiler has reported: it gets a body
/// of any type, so that nothing follows from it.
fn body(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if input.peek(token::Brace) || input.peek(Token![;]) {
        return input.parse::<TokenTree>().map(TokenTree::into_token_stream);
    }
    Ok(quote!({ loop {} }))
}

/// A constant, an associated type, a macro call: everything up to its `;` or its last brace. What ends before that is
/// a mistake that the compiler has reported: it is left out, so that it is reported once. So is the `#[on]` of a
/// method whose signature is not typed to its end.
fn other_item(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut attributes = input.call(Attribute::parse_outer)?;
    for tree in input.cursor().token_stream() {
        match tree {
            TokenTree::Punct(_) => break,
            TokenTree::Ident(word) if word == "fn" => drop(attributes::take(&mut attributes, "on")),
            _ => {}
        }
    }
    let mut tokens = quote!(#(#attributes)*);
    let mut is_first = true;
    loop {
        let tree: TokenTree = input.parse()?;
        let last = match &tree {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            // `const A: [u8; 2] = { … };` and `macro! { … }` differ in what follows the brace.
            TokenTree::Group(group) => match group.delimiter() {
                Delimiter::Brace => !input.peek(Token![;]),
                // An item that a `macro_rules!` macro has passed on.
                Delimiter::None => is_first,
                _ => false,
            },
            _ => false,
        };
        is_first = false;
        tree.to_tokens(&mut tokens);
        if last {
            return Ok(tokens);
        }
        if input.is_empty() {
            return Ok(TokenStream::new());
        }
    }
}

impl ToTokens for ImplBlock {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, head, generics: _, of_trait, self_type, where_clause, items } = self;
        let of_trait = of_trait.as_ref().map(|path| quote!(#path for));
        tokens.extend(quote!(#(#attributes)* #head #of_trait #self_type #where_clause { #(#items)* }));
    }
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Method(method) => method.to_tokens(tokens),
            Self::Other(other) => other.to_tokens(tokens),
        }
    }
}

impl ToTokens for Method {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, visibility, defaultness, signature, body, names, .. } = self;
        // What the form of a handler asks for is not a habit of its author's.
        let allow = (!names.is_empty()).then(|| {
            quote!(#[allow(clippy::needless_pass_by_value, clippy::unused_self, clippy::unnecessary_wraps)])
        });
        tokens.extend(quote!(#(#attributes)* #allow #visibility #defaultness #signature #body));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn methods(block: &ImplBlock) -> Vec<&Method> {
        block.items.iter().filter_map(Item::method).collect()
    }

    #[test]
    fn bodies_are_not_parsed_and_all_else_stays() {
        let block: ImplBlock = syn::parse_quote! {
            #[allow(dead_code)]
            impl WebApp {
                const PORTS: [u16; 2] = { [80, 443] };
                helper! { anything }
                /// Documented.
                #[on(install)]
                #[inline]
                pub(crate) fn install(&mut self, cx: &Context) { self. }
                fn plain() -> u8 { 1 }
            }
        };
        let names: Vec<String> = methods(&block).iter().map(|m| m.signature.ident.to_string()).collect();
        assert_eq!(names, ["install", "plain"]);
        let text = block.to_token_stream().to_string();
        assert!(text.contains("self ."), "{text}");
        assert!(
            text.contains("Documented") && text.contains("inline") && text.contains("anything"),
            "{text}"
        );
        assert!(!text.contains("# [on"), "{text}");
    }

    #[test]
    fn several_attributes_add_up() {
        let block: ImplBlock = syn::parse_quote! {
            impl WebApp { #[on(install)] #[on(start)] fn set_up(&mut self, cx: &Context) {} }
        };
        assert_eq!(methods(&block)[0].triggers.len(), 2);
    }
}
