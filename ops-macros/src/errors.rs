//! The errors of one macro call, all of them: a macro returns its tokens *and* its errors, so that one mistake hides
//! no other and the annotated item stays in place.

use ops_metadata::render::Text;
use ops_metadata::{Code, Sources};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use crate::attributes::Cfg;
use crate::lints::Place;
use crate::metadata::Charm;

/// What was found wrong so far.
///
/// Dropping a collection without [`Errors::into_compile_errors`] would lose what it holds, so that is a bug that
/// debug builds report.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<(TokenStream, syn::Error)>,
    warnings: TokenStream,
    /// Under which `#[cfg(…)]` what is looked at now stands.
    cfg: TokenStream,
    /// Whether the compiler has shown an error already (feature `nightly-spans`).
    shown: bool,
    taken: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Looks at something that is there under `cfg` only: so are its errors.
    pub(crate) fn under<T>(&mut self, cfg: &Cfg, look: impl FnOnce(&mut Self) -> T) -> T {
        let around = self.cfg.clone();
        cfg.to_tokens(&mut self.cfg);
        let seen = look(self);
        self.cfg = around;
        seen
    }

    fn push(&mut self, error: syn::Error) {
        self.found.push((self.cfg.clone(), error));
    }

    /// An error at the tokens it is about.
    pub(crate) fn at(&mut self, tokens: &dyn ToTokens, code: Code, message: &str) {
        self.say(tokens, &Text::new(code, message));
    }

    /// An error at the tokens it is about, with what to know and to do.
    pub(crate) fn say(&mut self, tokens: &dyn ToTokens, text: &Text) {
        self.push(syn::Error::new_spanned(tokens, text.render(&Sources::default())));
    }

    /// The same at a span, where there are no tokens to point at.
    pub(crate) fn say_at(&mut self, span: Span, text: &Text) {
        self.push(syn::Error::new(span, text.render(&Sources::default())));
    }

    /// An error at a span, with the lines of the metadata that it is about.
    pub(crate) fn say_of(&mut self, charm: &Charm, span: Span, text: &Text) {
        self.say_in(&charm.reading.sources, span, text);
    }

    /// The same for lines of other files.
    pub(crate) fn say_in(&mut self, sources: &Sources, span: Span, text: &Text) {
        #[cfg(feature = "nightly-spans")]
        if self.cfg.is_empty() && crate::nightly::show(sources, span, text) {
            self.shown = true;
            return;
        }
        self.push(syn::Error::new(span, text.render(sources)));
    }

    /// Whether anything is wrong so far.
    pub(crate) fn any(&self) -> bool {
        self.shown || !self.found.is_empty()
    }

    /// A warning: the use of a deprecated item is the one that a macro can give on a stable compiler.
    ///
    /// It is silenced as any such use: by an `#[allow(deprecated)]` among `attributes`, those of the item that it is about.
    pub(crate) fn warn(&mut self, attributes: &[syn::Attribute], span: Span, code: Code, text: &str) {
        let code = Ident::new(&code.as_str().to_lowercase(), span);
        let call = quote_spanned!(span=> #code());
        let levels = levels(attributes);
        let cfg = &self.cfg;
        self.warnings.extend(quote! {
            #cfg
            #(#levels)*
            const _: () = {
                #[deprecated(note = #text)]
                const fn #code() {}
                #call
            };
        });
    }

    /// A warning, or an error, about a type, unless it has an associated constant of this name. Another macro makes that, of which this
    /// one cannot know: a constant of the type's own goes before one of a trait.
    pub(crate) fn unless(&mut self, place: &Place<'_>, of: &Type, constant: &Ident, what: &Unless<'_>) {
        let &Unless { code, text, is_error } = what;
        let code = Ident::new(&code.as_str().to_lowercase(), place.span);
        let (span, levels, cfg) = (place.span, levels(place.attributes), &self.cfg);
        let constant = Ident::new(&constant.to_string(), span);
        let asked = quote_spanned!(span=> <#of>::#constant);
        let otherwise = if is_error {
            let failed = quote_spanned!(span=> ::core::panic!("{}", #text));
            quote!(const #constant: () = #failed;)
        } else {
            quote!(#[deprecated(note = #text)] const #constant: () = ();)
        };
        self.warnings.extend(quote! {
            #cfg
            #(#levels)*
            const _: () = {
                #[allow(dead_code, non_camel_case_types, non_upper_case_globals)]
                trait #code { #otherwise }
                impl #code for #of {}
                #asked
            };
        });
    }

    /// Errors of a parser, each with its own place, under one code.
    pub(crate) fn parser(&mut self, code: Code, error: syn::Error) {
        for error in error {
            self.push(syn::Error::new(error.span(), format!("[{code}] {error}")));
        }
    }

    /// One `compile_error!` an error, and the items that make the compiler warn.
    pub(crate) fn into_compile_errors(mut self) -> TokenStream {
        self.taken = true;
        let mut tokens = TokenStream::new();
        for (cfg, error) in &self.found {
            cfg.to_tokens(&mut tokens);
            tokens.extend(error.to_compile_error());
        }
        tokens.extend(std::mem::take(&mut self.warnings));
        tokens
    }
}

/// What there is to say where a constant is not.
pub(crate) struct Unless<'a> {
    pub(crate) code: Code,
    pub(crate) text: &'a str,
    pub(crate) is_error: bool,
}

/// Those of an item's attributes that say how loud its warnings are.
fn levels(attributes: &[syn::Attribute]) -> Vec<&syn::Attribute> {
    let mut levels = Vec::new();
    for attribute in attributes {
        for level in LEVELS {
            if attribute.path().is_ident(level) {
                levels.push(attribute);
            }
        }
    }
    levels
}

/// The attributes that say how loud a warning is.
const LEVELS: [&str; 4] = ["allow", "warn", "deny", "forbid"];

impl Drop for Errors {
    fn drop(&mut self) {
        let is_empty = self.found.is_empty() && self.warnings.is_empty();
        let lost = !self.taken && !is_empty && !std::thread::panicking();
        debug_assert!(!lost, "errors of a macro call were dropped: {:?}", self.found);
    }
}

/// The place of the attribute that is being expanded, as if the person had written the error there: the compiler then adds
/// no note about an expansion.
pub(crate) fn attribute_span(item: &TokenStream) -> Span {
    match item.clone().into_iter().next() {
        Some(first) => Span::call_site().resolved_at(first.span()),
        None => Span::call_site(),
    }
}
