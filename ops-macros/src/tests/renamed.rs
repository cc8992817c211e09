//! The library under another name.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::here;
use crate::{action, charm, config, databag, handlers, stored_state};

fn words(tokens: TokenStream, found: &mut Vec<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => words(group.stream(), found),
            TokenTree::Ident(word) => found.push(word.to_string()),
            TokenTree::Literal(literal) => found.push(literal.to_string()),
            TokenTree::Punct(_) => {}
        }
    }
}

#[test]
fn a_renamed_library_is_named_by_its_new_name_alone() {
    let name = quote!(crate = "juju");
    let outputs = [
        charm::charm_struct(
            &here(),
            name.clone(),
            quote!(
                struct W {
                    #[config]
                    c: C,
                    #[stored_state]
                    s: S,
                }
            ),
        ),
        handlers::charm_impl(
            &here(),
            quote!(#name, allow(unhandled_action)),
            quote!(impl W {
                #[on(action = "get-password")]
                fn g(&self, cx: &Context, p: P) -> ActionResult { Ok(()) }
                #[on(relation_changed = "db")]
                fn c(&self, cx: &Context, e: RelationChanged) {}
                #[on(collect_unit_status)]
                fn s(&self, cx: &Context) -> Status {}
            }),
        ),
        config::config(
            &here(),
            quote!(#name, warn(unused_option)),
            quote!(
                struct C {
                    port: u16,
                    admin_password: Option<SecretId>,
                }
            ),
        ),
        action::action(
            &here(),
            quote!("get-password", #name),
            quote!(
                struct P {
                    username: String,
                }
            ),
        ),
        stored_state::stored_state(
            name.clone(),
            quote!(
                struct S {
                    count: u32,
                }
            ),
        ),
        databag::databag(
            &here(),
            name,
            quote!(
                struct B {
                    count: u32,
                }
            ),
        ),
    ];
    for (tokens, errors) in outputs {
        assert!(!errors.any());
        let _ = errors.into_compile_errors();
        let mut found = Vec::new();
        words(tokens, &mut found);
        assert!(found.iter().any(|word| word.contains("juju")), "{found:?}");
        assert!(!found.iter().any(|word| word == "ops" || word.contains("ops::")), "{found:?}");
    }
}
