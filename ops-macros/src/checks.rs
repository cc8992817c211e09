//! Tests that go with what a macro makes: plain `cargo test` runs them, with no line to add. They check what only a run can
//! show (`ops::checks`). Each stands beside its type, so that it can name it wherever that is.

use ops_metadata::{Sources, Span};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// A test of a type: `config_reads_its_defaults`.
pub(crate) fn test(of: &Ident, does: &str, body: &TokenStream) -> TokenStream {
    let name = format_ident!("{}_{does}", snake_case(&of.to_string()));
    quote! {
        #[cfg(test)]
        #[::core::prelude::v1::test]
        fn #name() {
            #body
        }
    }
}

/// A value that the metadata names, as the library's `Sample`.
pub(crate) fn sample(sources: &Sources, name: &str, what: &str, json: &str, span: Span) -> TokenStream {
    let place = format!("{}:{}:{}", sources.get(span.source).place(), span.start.line, span.start.column);
    quote!([#name, #what, #json, #place])
}

fn snake_case(name: &str) -> String {
    let characters: Vec<char> = name.strip_prefix("r#").unwrap_or(name).chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or('_');
    let mut snake = String::new();
    for (index, character) in characters.iter().enumerate() {
        let before = if index == 0 { '_' } else { at(index - 1) };
        // `TLSConfig` is `tls_config`.
        let begins = !before.is_uppercase() || at(index + 1).is_lowercase();
        if character.is_uppercase() && before != '_' && begins {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn a_type_s_name_in_the_name_of_a_function() {
        for (name, expected) in [
            ("Config", "config"),
            ("GetPassword", "get_password"),
            ("TLSConfig", "tls_config"),
            ("Tlsconfig", "tlsconfig"),
            ("r#S3", "s3"),
        ] {
            assert_eq!(snake_case(name), expected);
        }
    }
}
