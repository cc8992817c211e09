//! What the macros make of their input, without a compiler.

mod cfg;
mod golden;
mod mistakes;
mod renamed;

use proc_macro2::TokenStream;

use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::handlers;

/// A call in the folder with the metadata of the cases that pass.
fn here() -> CallSite {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui-tests/pass");
    CallSite { source_file: None, package: Some(folder.into()) }
}

fn expand((tokens, errors): (TokenStream, Errors)) -> (String, usize) {
    let errors = errors.into_compile_errors().to_string().matches("compile_error").count();
    (tokens.to_string(), errors)
}

fn charm_impl(item: TokenStream) -> (String, usize) {
    expand(handlers::charm_impl(&here(), TokenStream::new(), item))
}
