//! What the macros make of small inputs, without a compiler: the shape of the output, not its text.

mod cfg;
mod mistakes;
mod renamed;

use proc_macro2::TokenStream;
use quote::quote;

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

#[test]
fn a_row_of_the_table_is_small() {
    let table = |methods: TokenStream| {
        let (text, errors) = charm_impl(quote!(impl W { #methods }));
        assert_eq!(errors, 0);
        let (_, table) = text.split_once("HANDLERS").unwrap();
        table.len()
    };
    let row = table(quote!(
        #[on(relation_changed = "db")]
        fn a(&self, cx: &Context, e: RelationChanged) {}
    )) - table(quote!());
    assert!(row < 300, "{row} characters");
}
