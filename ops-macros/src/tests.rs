//! What the macros make of small inputs, without a compiler: the shape of the output, not its text.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::{action, charm, config, databag, handlers, stored_state};

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

#[test]
fn what_stands_under_a_cfg_is_generated_under_it() {
    let cfg = "# [cfg (feature = \"x\")]";
    let (text, errors) = charm_impl(quote!(impl W {
        #[cfg(feature = "x")] #[on(install)] fn a(&self, cx: &Context) {}
        #[on(install)] #[cfg(not(feature = "x"))] fn b(&self, cx: &Context) {}
        #[cfg(feature = "x")] #[on(action = "get-password")] fn c(&self, cx: &Context, p: P) -> R {}
    }));
    // Whether the two are there at once, the compiler decides: the error stands under both.
    assert_eq!(errors, 1);
    assert_eq!(text.matches(cfg).count(), 2 + 3, "{text}");

    let item = quote!(
        struct C {
            port: u16,
            #[cfg(feature = "x")]
            log_level: String,
        }
    );
    let (text, errors) = expand(config::config(&here(), TokenStream::new(), item));
    // The field, its trait, how that is implemented, and three places of the function.
    assert_eq!((errors, text.matches(cfg).count()), (0, 1 + 2 + 3), "{text}");

    let item = quote!(
        struct S {
            #[cfg(feature = "x")]
            a: u8,
        }
    );
    let (text, errors) = expand(stored_state::stored_state(TokenStream::new(), item));
    assert_eq!((errors, text.matches(cfg).count()), (0, 1 + 1), "{text}");

    let item = quote!(
        struct W {
            #[cfg(feature = "x")]
            #[stored_state]
            s: S,
        }
    );
    let (text, errors) = expand(charm::charm_struct(&here(), TokenStream::new(), item));
    assert_eq!((errors, text.matches(cfg).count()), (0, 1 + 2), "{text}");
    assert!(text.contains("cfg ! (any (all (all (feature = \"x\"))))"), "{text}");
}

#[test]
fn what_is_not_typed_yet_hides_nothing_and_is_no_error_of_ours() {
    let (text, errors) = charm_impl(quote!(impl W {
        #[on(install)] fn a(&self, cx: &Context) { self. }
        #[on(start)] fn b(&self, cx: &Context)
        #[on(stop)] fn c(&self, cx: &Context, e: ) {}
        #[on(update_status)] fn d(&self, cx: &Context) {}
        const X
    }));
    assert_eq!(errors, 0);
    assert!(!text.contains("# [on"), "{text}");
    assert!(text.contains("\"install\"") && text.contains("\"update-status\""), "{text}");
    assert!(text.contains("fn b (& self , cx : & Context) { loop { } }"), "{text}");
    assert!(!text.contains("const X"), "{text}");
}

#[test]
fn items_survive_their_errors() {
    let (text, errors) = charm_impl(quote!(impl W {
        #[on(relation_changed = "bd")] fn a(&self, cx: &Context) { body() }
        #[on(nistall)] async fn b<T>(self) {}
    }));
    assert_eq!(errors, 6);
    assert!(text.contains("body ()") && text.contains("async fn b"), "{text}");

    let item = quote!(
        struct C {
            #[config(nam = "x")]
            port: u16,
            prot: u16,
        }
    );
    let (text, errors) = expand(config::config(&here(), TokenStream::new(), item));
    assert_eq!(errors, 2);
    assert!(text.contains("struct C { port : u16 , prot : u16") && text.contains("from_config"), "{text}");
}

#[test]
fn a_name_that_could_not_be_read_is_not_said_to_be_unknown() {
    let item = quote!(
        struct C {
            #[config = "port"]
            whatever: u16,
        }
    );
    assert_eq!(expand(config::config(&here(), TokenStream::new(), item)).1, 1);
    let item = quote!(
        struct P {
            #[cfg_attr(x, action(name = "username"))]
            whatever: u16,
        }
    );
    assert_eq!(expand(action::action(&here(), quote!("get-password"), item)).1, 1);
}

#[test]
fn of_an_extended_charm_no_event_is_unknown() {
    let charm = |folder| {
        let folder = format!("{}/../ui-tests/{folder}", env!("CARGO_MANIFEST_DIR"));
        let here = CallSite { source_file: None, package: Some(folder.into()) };
        expand(charm::charm_struct(
            &here,
            TokenStream::new(),
            quote!(
                struct W;
            ),
        ))
        .0
    };
    assert!(charm("pass").contains("\"db-relation-changed\""));
    assert!(charm("pass/extension").contains("const EVENTS : & 'static [& 'static str] = & [] ;"));
}
