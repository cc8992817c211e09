//! The errors of one macro call, all of them: a macro returns its tokens *and* its errors, so that one mistake hides
//! no other and the annotated item stays in place.

use ops_metadata::Code;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// What was found wrong so far.
///
/// Dropping a collection without [`Errors::into_compile_errors`] would lose what it holds, so that is a bug that
/// debug builds report.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    taken: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// An error at the tokens it is about.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, code: Code, message: impl AsRef<str>) {
        self.found.push(syn::Error::new_spanned(tokens, with_code(code, message.as_ref())));
    }

    /// An error at a span, where there are no tokens to point at.
    pub(crate) fn at_span(&mut self, span: Span, code: Code, message: impl AsRef<str>) {
        self.found.push(syn::Error::new(span, with_code(code, message.as_ref())));
    }

    /// Errors of a parser, each with its own place, under one code.
    pub(crate) fn parser(&mut self, code: Code, error: syn::Error) {
        for error in error {
            self.at_span(error.span(), code, error.to_string());
        }
    }

    /// Errors of `darling`: each with its own place, and a similar name where there is one.
    pub(crate) fn arguments(&mut self, code: Code, error: darling::Error) {
        for error in error.flatten() {
            self.at_span(error.span(), code, error.to_string());
        }
    }

    /// The value, or what went wrong on the way to it.
    pub(crate) fn take_arguments<T>(&mut self, code: Code, result: darling::Result<T>) -> Option<T> {
        result.map_err(|error| self.arguments(code, error)).ok()
    }

    /// One `compile_error!` an error.
    pub(crate) fn into_compile_errors(mut self) -> TokenStream {
        self.taken = true;
        self.found.iter().map(syn::Error::to_compile_error).collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        let lost = !self.taken && !self.found.is_empty() && !std::thread::panicking();
        debug_assert!(!lost, "errors of a macro call were dropped: {:?}", self.found);
    }
}

/// The place of the attribute that is being expanded, as if the person had written the error there: the compiler then adds
/// no note about an expansion.
pub(crate) fn attribute_span(item: &TokenStream) -> Span {
    let written = item.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    Span::call_site().resolved_at(written)
}

/// `[OPS0201] message`, unless the message brings its code along.
fn with_code(code: Code, message: &str) -> String {
    if message.starts_with("[OPS") { message.to_owned() } else { format!("[{code}] {message}") }
}
