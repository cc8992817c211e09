//! A struct.

use ops_metadata::catalogue;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Data, DeriveInput, Fields, Generics, Token, Visibility};

use super::{Heading, Keyword};
use crate::errors::Errors;

/// A struct, with the attributes that are left on it.
pub(crate) struct ItemStruct {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    struct_token: Token![struct],
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) fields: Fields,
    semi_token: Option<Token![;]>,
}

/// The annotated item as a struct, or an error at it that says what the attribute is for.
pub(crate) fn parse_struct(item: &TokenStream, stands_on: &str, errors: &mut Errors) -> Option<ItemStruct> {
    let heading = Heading::of(item);
    if heading.keyword != Keyword::Struct {
        errors.at(&heading.name, catalogue::WRONG_ITEM, stands_on);
        return None;
    }
    let DeriveInput { attrs, vis, ident, generics, data, .. } = match syn::parse2(item.clone()) {
        Ok(parsed) => parsed,
        Err(error) => {
            errors.parser(catalogue::WRONG_ITEM, error);
            return None;
        }
    };
    let Data::Struct(data) = data else { return None };
    let (struct_token, fields, semi_token) = (data.struct_token, data.fields, data.semi_token);
    Some(ItemStruct { attrs, vis, struct_token, ident, generics, fields, semi_token })
}

impl ToTokens for ItemStruct {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attrs, vis, struct_token, ident, generics, fields, semi_token } = self;
        for attribute in attrs {
            attribute.to_tokens(tokens);
        }
        vis.to_tokens(tokens);
        struct_token.to_tokens(tokens);
        ident.to_tokens(tokens);
        generics.to_tokens(tokens);
        let is_tuple = matches!(fields, Fields::Unnamed(_));
        if is_tuple {
            fields.to_tokens(tokens);
        }
        generics.where_clause.to_tokens(tokens);
        if !is_tuple {
            fields.to_tokens(tokens);
        }
        semi_token.to_tokens(tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn a_struct_is_written_as_it_was_read() {
        for item in [
            quote!(
                struct A;
            ),
            quote!(
                #[doc = "It."]
                pub(crate) struct A<'a, T: Clone>
                where
                    T: 'a,
                {
                    a: &'a T,
                    #[b]
                    pub c: u8,
                }
            ),
            quote!(
                struct A<T>(pub T, u8)
                where
                    T: Copy;
            ),
        ] {
            let mut errors = Errors::new();
            let parsed =
                parse_struct(&item, "", &mut errors).map(|parsed| parsed.to_token_stream().to_string());
            assert_eq!(parsed, Some(item.to_string()));
            assert!(errors.into_compile_errors().is_empty());
        }
    }
}
