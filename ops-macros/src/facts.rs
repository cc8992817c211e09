//! Facts that the macros of one charm tell each other, as constants of the types that they stand on: a macro sees its own
//! tokens only. `ops::__private::Facts` has the other half.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, format_ident, quote};

/// The folder of a charm's metadata, from the package's own.
pub(crate) const METADATA: &str = "metadata";
/// The action whose parameters a struct has.
pub(crate) const ACTION: &str = "action";

/// Leaves a fact on a type.
pub(crate) fn leave(on: &Ident, fact: &str, value: &str) -> TokenStream {
    let name = constant(fact);
    quote! {
        #[allow(dead_code)]
        impl #on {
            #[doc(hidden)]
            pub const #name: ::core::option::Option<&'static str> = ::core::option::Option::Some(#value);
        }
    }
}

/// Compares the fact that was left on a type, if one was, with what it has to be here; the error is at `place`. Each comparison is
/// a constant of its own: one that fails hides no other.
pub(crate) fn compare(
    ops: &syn::Path,
    fact: &str,
    of: &dyn ToTokens,
    expected: &str,
    place: Span,
) -> TokenStream {
    let (function, name) = (format_ident!("same_{fact}"), constant(fact));
    located(quote!(const _: () = #ops::__private::#function(<#of>::#name, #expected);), place)
}

fn constant(fact: &str) -> Ident {
    format_ident!("OPS_{}", fact.to_uppercase())
}

/// The same tokens, with the same meaning, as if they stood at `place`.
pub(crate) fn located(tokens: TokenStream, place: Span) -> TokenStream {
    let mut all = TokenStream::new();
    for mut tree in tokens {
        if let TokenTree::Group(group) = &tree {
            tree = Group::new(group.delimiter(), located(group.stream(), place)).into();
        }
        tree.set_span(tree.span().located_at(place));
        all.append(tree);
    }
    all
}
