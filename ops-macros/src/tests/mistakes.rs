//! What stays of an item with mistakes in it, and what is no mistake.

use proc_macro2::TokenStream;
use quote::quote;

use super::{charm_impl, expand, here};
use crate::call_site::CallSite;
use crate::{action, charm, config};

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

/// Where the charm's struct is in another crate, nobody reports them in this one.
#[test]
fn what_the_metadata_s_own_mistakes_hide_is_no_panic() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui-tests/metadata/misspelt_sections");
    let here = CallSite { source_file: None, package: Some(folder.into()) };
    let config = quote!(
        struct C {
            port: u16,
        }
    );
    let (text, errors) = expand(config::config(&here, TokenStream::new(), config));
    assert_eq!(errors, 0);
    assert!(text.contains("values . unread (\"port\")") && !text.contains("absent"), "{text}");
    let params = quote!(
        struct P {
            username: String,
        }
    );
    let (text, errors) = expand(action::action(&here, quote!("get-password"), params));
    assert_eq!(errors, 0);
    assert!(text.contains("params . unread (\"username\")") && !text.contains("absent"), "{text}");
}
