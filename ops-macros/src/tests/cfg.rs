//! What stands under a `#[cfg(…)]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{charm_impl, expand, here};
use crate::{charm, config, stored_state};

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
            log_level: Level,
        }
    );
    let (text, errors) = expand(config::config(&here(), TokenStream::new(), item));
    // The field, its trait, and three places of the function.
    assert_eq!((errors, text.matches(cfg).count()), (0, 1 + 1 + 3), "{text}");

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
