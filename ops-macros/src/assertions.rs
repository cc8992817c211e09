//! What has to be true of a field's type, compared while the charm compiles with what the library knows of that type
//! (`ops::known`). A type of which it knows nothing passes.

use ops_metadata::render::Text;
use ops_metadata::{JsonTypes, Sources};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::fields::Field;

/// What the library is called beside the constants: nobody has a type of this name.
const LIBRARY: &str = "__ops";

/// The assertions about one field; the first that does not hold is an error.
pub(crate) struct Assertions<'a> {
    field: &'a Field,
    sources: &'a Sources,
    /// What [`block`] calls the library, at the place of the field's type, as all that stands here.
    ops: Ident,
    place: Span,
    calls: TokenStream,
}

impl<'a> Assertions<'a> {
    pub(crate) fn new(sources: &'a Sources, field: &'a Field) -> Self {
        let place = Span::call_site().located_at(field.type_span());
        let ops = Ident::new(LIBRARY, place);
        Self { field, sources, ops, place, calls: TokenStream::new() }
    }

    /// It holds every one of these JSON types.
    pub(crate) fn holds(&mut self, types: JsonTypes, otherwise: &Text) {
        let types = self.bits(types);
        self.call("holds", "KNOWN", &types, otherwise);
    }

    /// It reads what a key of these JSON types may be: plain texts, or a JSON document.
    pub(crate) fn reads_key(&mut self, types: JsonTypes, is_document: bool, otherwise: &Text) {
        let types = self.bits(types);
        self.call("reads_key", "KNOWN", &quote_spanned!(self.place=> #types, #is_document), otherwise);
    }

    /// It writes nothing but values of these JSON types, as plain texts or as a JSON document.
    pub(crate) fn writes_key(&mut self, types: JsonTypes, is_document: bool, otherwise: &Text) {
        let types = self.bits(types);
        self.call("writes_key", "KNOWN", &quote_spanned!(self.place=> #types, #is_document), otherwise);
    }

    /// It holds this integer.
    pub(crate) fn fits(&mut self, integer: i128, otherwise: &Text) {
        self.call("fits", "KNOWN", &Literal::i128_unsuffixed(integer).into_token_stream(), otherwise);
    }

    /// It is an `Option`, or it is none.
    pub(crate) fn is_option(&mut self, is_option: bool, otherwise: &Text) {
        self.call("is_option", "IS_OPTION", &is_option.to_token_stream(), otherwise);
    }

    fn call(&mut self, function: &str, fact: &str, arguments: &TokenStream, otherwise: &Text) {
        let Self { field, ops, .. } = self;
        let ty = &field.ty;
        let (function, fact) = (Ident::new(function, self.place), Ident::new(fact, self.place));
        let otherwise = otherwise.render(self.sources);
        self.calls.extend(quote_spanned! {self.place=>
            #ops::#function(<#ops::Of<#ty>>::#fact, #arguments, #otherwise);
        });
    }

    /// The types as the library has them: `json::STRING | json::NULL`.
    fn bits(&self, types: JsonTypes) -> TokenStream {
        let ops = &self.ops;
        let mut names = Vec::new();
        for word in types.words() {
            names.push(Ident::new(&word.to_uppercase(), self.place));
        }
        quote_spanned!(self.place=> #(#ops::json::#names)|*)
    }

    /// All of them as one constant, at the field's type.
    pub(crate) fn into_constant(self) -> TokenStream {
        let Self { field, calls, .. } = self;
        if calls.is_empty() {
            return calls;
        }
        let cfg = &field.cfg;
        quote_spanned!(self.place=> #cfg const _: () = { #calls };)
    }
}

/// The constants of a struct's fields. They stand apart from everything else of ours: a type's name is to mean there what it
/// means in the field.
pub(crate) fn block(ops: &syn::Path, constants: TokenStream) -> TokenStream {
    if constants.is_empty() {
        return constants;
    }
    let library = format_ident!("{LIBRARY}");
    quote! {
        const _: () = {
            #[allow(unused_imports)]
            use #ops::__private::{self as #library, Unknown as _};
            #constants
        };
    }
}

/// Which Rust types hold these JSON types, for a help.
pub(crate) fn goes_into(types: JsonTypes) -> String {
    let (value, null) = (types.without(JsonTypes::NULL), types.contains(JsonTypes::NULL));
    let holder = match value.words().as_slice() {
        ["integer"] => "an integer type",
        ["number"] => "`f64` (if it has no fraction, its type is `integer`)",
        ["string"] => "a `String`, or a type of your own that reads from a string",
        ["boolean"] => "`bool`",
        ["array"] => "a `Vec`",
        ["object"] => "a struct that is `serde::Deserialize`, or a map",
        _ => "an enum with `#[serde(untagged)]`, a variant for each type",
    };
    match null {
        true => format!("it goes into an `Option` of {holder}"),
        false => format!("it goes into {holder}"),
    }
}
