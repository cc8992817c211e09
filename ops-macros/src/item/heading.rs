//! What kind of item some tokens are, and what it is called.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::TokenStreamExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Visibility};

use crate::fields::has_word;

/// What kind of item it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyword {
    Struct,
    Fn,
    Impl,
    /// An item that no attribute of ours stands on.
    Other,
}

/// The beginning of an item.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) keyword: Keyword,
    /// Its name, to point at; of an `impl` the type. All of the item where it has none.
    pub(crate) name: TokenStream,
}

/// The words that an item's name follows.
const BEFORE_A_NAME: [&str; 9] = ["struct", "enum", "union", "fn", "trait", "type", "mod", "const", "static"];
/// What may stand between them, as in `const unsafe extern "C" fn`, `static mut`.
const BETWEEN: [&str; 6] = ["fn", "unsafe", "async", "extern", "mut", "safe"];

impl Heading {
    pub(crate) fn of(item: &TokenStream) -> Self {
        let begin = |input: ParseStream<'_>| {
            input.call(Attribute::parse_outer)?;
            input.parse::<Visibility>()?;
            input.parse::<TokenStream>()
        };
        let rest = begin.parse2(item.clone()).unwrap_or_default();
        let mut words = Vec::new();
        for tree in rest.clone() {
            let Some(word) = word(&tree) else { break };
            words.push(word);
        }
        let has = |keyword: &str| has_word(&words, keyword);
        let first = words.first().map(String::as_str).unwrap_or_default();
        let keyword = match first {
            "struct" => Keyword::Struct,
            "impl" => Keyword::Impl,
            _ if has("impl") && first == "unsafe" => Keyword::Impl,
            _ if has("fn") => Keyword::Fn,
            _ => Keyword::Other,
        };
        let name = match keyword {
            Keyword::Impl => implemented(rest),
            _ if BEFORE_A_NAME.contains(&first) || keyword == Keyword::Fn => name(rest),
            _ => TokenStream::new(),
        };
        Self { keyword, name: if name.is_empty() { item.clone() } else { name } }
    }
}

/// What stands between `impl` and the body, generics and all.
fn implemented(rest: TokenStream) -> TokenStream {
    let mut implemented = TokenStream::new();
    let mut is_after_impl = false;
    for tree in rest {
        if is_body(&tree) {
            break;
        }
        if is_after_impl {
            implemented.append(tree);
        } else {
            is_after_impl = tree.to_string() == "impl";
        }
    }
    implemented
}

/// The first word that is no keyword.
fn name(rest: TokenStream) -> TokenStream {
    for tree in rest {
        let word = tree.to_string();
        let is_name = !BEFORE_A_NAME.contains(&word.as_str())
            && !BETWEEN.contains(&word.as_str())
            && !word.starts_with('"');
        if is_body(&tree) {
            break;
        }
        if is_name {
            return tree.into();
        }
    }
    TokenStream::new()
}

fn is_body(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// A word, or the literal in `extern "C"`.
fn word(tree: &TokenTree) -> Option<String> {
    matches!(tree, TokenTree::Ident(_) | TokenTree::Literal(_)).then(|| tree.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn an_item_is_known_by_its_beginning() {
        for (item, keyword, name) in [
            (
                quote!(
                    #[a(b)]
                    pub(crate) struct A<T>(T);
                ),
                Keyword::Struct,
                "A",
            ),
            (
                quote!(
                    pub enum Of {
                        A,
                    }
                ),
                Keyword::Other,
                "Of",
            ),
            (
                quote!(
                    fn run(&self) {}
                ),
                Keyword::Fn,
                "run",
            ),
            (
                quote!(
                    pub const unsafe extern "C" fn run() {}
                ),
                Keyword::Fn,
                "run",
            ),
            (quote!(impl A { fn run() {} }), Keyword::Impl, "A"),
            (
                quote!(
                    static mut COUNT: u8 = 1;
                ),
                Keyword::Other,
                "COUNT",
            ),
            (
                quote!(
                    mod inner {}
                ),
                Keyword::Other,
                "inner",
            ),
            (quote!(call!(a)), Keyword::Other, "call ! (a)"),
        ] {
            let heading = Heading::of(&item);
            assert_eq!((heading.keyword, heading.name.to_string().as_str()), (keyword, name), "{item}");
        }
    }
}
