//! How a field is read: through a trait of its own, for which every type that can hold the value is implemented. Of any other
//! type the compiler says what stands on that trait.

use std::collections::BTreeSet;

use ops_metadata::Sources;
use ops_metadata::render::Text;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::parse_quote;

use crate::attributes::Cfg;

/// The trait that reads a field.
pub(crate) struct Reader {
    name: Ident,
    cfg: Cfg,
    /// The place of the field's type.
    place: Span,
    message: String,
    label: String,
    /// What a type must implement to hold the value, as the bound of a `T`.
    bound: TokenStream,
    /// The method of the source that reads a `T`, or an `Option<T>`.
    method: TokenStream,
    key: String,
    is_optional: bool,
}

impl Reader {
    /// `name` is what the value is called outside of Rust and `suffix` what it is; the compiler shows both as the trait's name.
    pub(crate) fn new(name: &str, suffix: &str, cfg: &Cfg, place: Span) -> Self {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let words = words.map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        });
        let plain: String = words.collect();
        let plain = if plain.is_empty() { "Field".to_owned() } else { plain };
        let name_of_trait = syn::parse_str(&format!("{plain}{suffix}"));
        Self {
            name: name_of_trait.unwrap_or_else(|_| format_ident!("Field{suffix}")),
            cfg: cfg.clone(),
            place,
            message: String::new(),
            label: String::new(),
            bound: TokenStream::new(),
            method: TokenStream::new(),
            key: name.to_owned(),
            is_optional: false,
        }
    }

    /// What to say of a type that cannot hold the value. `{Self}` in the title stands for the type.
    pub(crate) fn otherwise(mut self, text: &Text, sources: &Sources, label: &str) -> Self {
        // Braces mean something in the text of a diagnostic attribute; those of the metadata's lines do not.
        let literal = |text: &str| text.replace('{', "{{").replace('}', "}}");
        self.message = literal(&text.render(sources)).replacen("{{Self}}", "{Self}", 1);
        self.label = literal(label);
        self
    }

    /// A value that is always there, read by this method into a `T` with this bound.
    pub(crate) fn required(mut self, bound: TokenStream, method: TokenStream) -> Self {
        (self.bound, self.method) = (bound, method);
        self
    }

    /// The same for a value that may be missing, so that an `Option<T>` holds it.
    pub(crate) fn optional(self, bound: TokenStream, method: TokenStream) -> Self {
        Self { is_optional: true, ..self.required(bound, method) }
    }

    /// The trait, and the types that it is implemented for. It reads from a `source` and may fail with an `error`.
    pub(crate) fn definition(&self, source: &syn::Path, error: &syn::Path) -> TokenStream {
        let Self { name, cfg, message, label, bound, method, key, .. } = self;
        let holder: syn::Type =
            if self.is_optional { parse_quote!(::core::option::Option<T>) } else { parse_quote!(T) };
        quote! {
            #cfg
            #[diagnostic::on_unimplemented(message = #message, label = #label)]
            trait #name: ::core::marker::Sized {
                fn read(source: &#source) -> ::core::result::Result<Self, #error>;
            }
            #cfg
            #[diagnostic::do_not_recommend]
            impl<T: #bound> #name for #holder {
                fn read(source: &#source) -> ::core::result::Result<Self, #error> {
                    source.#method(#key)
                }
            }
        }
    }

    /// The expression that reads the field, at its type.
    pub(crate) fn read(&self, source: &Ident) -> TokenStream {
        let Self { name, place, .. } = self;
        // As if the person had written it: the compiler then adds no note about an expansion.
        let name = Ident::new(&name.to_string(), *place);
        quote_spanned!(*place=> #name::read(#source))
    }
}

/// Gives each reader a name that no other has, and that is not `taken`.
pub(crate) fn name_readers<'a>(readers: impl IntoIterator<Item = &'a mut Reader>, taken: &Ident) {
    let mut seen = BTreeSet::from([taken.to_string()]);
    for (index, reader) in readers.into_iter().enumerate() {
        if !seen.insert(reader.name.to_string()) {
            reader.name = format_ident!("{}{index}", reader.name);
            seen.insert(reader.name.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(name: &str) -> Reader {
        Reader::new(name, "Option", &Cfg::default(), Span::call_site())
    }

    #[test]
    fn a_trait_has_the_name_of_what_it_reads() {
        for (name, expected) in [
            ("log-level", "LogLevelOption"),
            ("a_b.c", "ABCOption"),
            ("2fa", "FieldOption"),
            ("é", "FieldOption"),
        ] {
            assert_eq!(reader(name).name.to_string(), expected, "{name}");
        }
    }

    #[test]
    fn no_two_have_one_name() {
        let mut readers = ["a-b", "a_b", "port"].map(reader);
        name_readers(&mut readers, &format_ident!("PortOption"));
        assert_eq!(readers.map(|reader| reader.name.to_string()), ["ABOption", "ABOption1", "PortOption2"]);
    }

    #[test]
    fn braces_of_the_metadata_are_text() {
        let text = Text::new(ops_metadata::catalogue::OPTION_TYPE, "a `{Self}`").help("{} {Self}");
        let reader = reader("port").otherwise(&text, &Sources::default(), "{}");
        assert_eq!(reader.message, "[OPS0401] a `{Self}`\n = help: {{}} {{Self}}");
        assert_eq!(reader.label, "{{}}");
    }
}
