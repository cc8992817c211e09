//! The body of a function that reads each field of a struct by its name: the same for config options and for action
//! parameters. Every field is read before the first failure is returned, so that one run names all that is wrong.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Fields;

use crate::fields::Field;
use crate::item::ItemStruct;

/// A field, and the expression that reads it: `Result<T, E>`. `None` where a mistake was reported.
pub(crate) struct Fill<'a> {
    pub(crate) field: &'a Field,
    pub(crate) read: Option<TokenStream>,
}

/// `source` is the function's parameter; `collect` is the function of `ops::__private` that makes one error of several.
pub(crate) fn body(
    ops: &syn::Path,
    item: &ItemStruct,
    source: &Ident,
    collect: &Ident,
    fields: &[Fill<'_>],
) -> TokenStream {
    let (mut reads, mut locals) = (Vec::new(), Vec::new());
    let (mut names, mut cfgs) = (Vec::new(), Vec::new());
    let mut unused = TokenStream::new();
    for (index, Fill { field, read }) in fields.iter().enumerate() {
        if let Some(read) = read {
            reads.push(read);
        }
        locals.push(format_ident!("field_{index}"));
        names.push(again(&field.ident));
        cfgs.push(&field.cfg);
        if !field.cfg.is_empty() {
            unused = quote!(let _ = #source;);
        }
    }
    if reads.len() < fields.len() || matches!(item.fields, Fields::Unnamed(_)) {
        // Reported already: no more than a body that has the right type, and is never run.
        return quote! {
            let _ = #source;
            #ops::__private::absent()
        };
    }
    if matches!(item.fields, Fields::Unit) {
        return quote! {
            let _ = #source;
            ::core::result::Result::Ok(Self)
        };
    }
    if reads.is_empty() {
        return quote! {
            let _ = #source;
            ::core::result::Result::Ok(Self {})
        };
    }
    quote! {
        #unused
        #(#cfgs let #locals = #reads;)*
        let errors = [#(#cfgs #ops::__private::error_of(&#locals)),*];
        if let ::core::option::Option::Some(error) = #ops::__private::#collect(errors) {
            return ::core::result::Result::Err(error);
        }
        ::core::result::Result::Ok(Self { #(#cfgs #names: #locals?),* })
    }
}

/// A name of the person's, not as their own token: an editor that asks for its definition gets one answer.
pub(crate) fn again(name: &Ident) -> Ident {
    let mut again = name.clone();
    again.set_span(Span::mixed_site().located_at(name.span()));
    again
}
