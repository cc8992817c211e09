//! How a field is read: through a trait of its own, for which every type that can hold the option is implemented. Of any other
//! type the compiler says what stands on that trait.

use ops_metadata::{ConfigOption, OptionType};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::attributes::Cfg;
use crate::case::pascal;

/// The trait that reads a field.
pub(crate) struct Reader {
    name: Ident,
    cfg: Cfg,
    /// The place of the field's type.
    place: Span,
    option: String,
    method: Ident,
    kind: Ident,
    message: Literal,
    label: Literal,
}

/// What the compiler says of a type that cannot hold the option. `{Self}` in it stands for the type.
pub(crate) struct Otherwise {
    pub(crate) message: String,
    pub(crate) label: String,
}

impl Reader {
    pub(crate) fn new(
        name: Ident,
        option: &ConfigOption,
        otherwise: &Otherwise,
        cfg: &Cfg,
        place: Span,
    ) -> Self {
        // Braces mean something in the text of a diagnostic attribute; those of the metadata's lines do not.
        let text = |text: &str| {
            let text = text.replace('{', "{{").replace('}', "}}");
            Literal::string(&text.replacen("{{Self}}", "{Self}", 1))
        };
        let (method, kind) = method_and_kind(option);
        Self {
            name,
            cfg: cfg.clone(),
            place,
            option: option.name.value.clone(),
            method,
            kind,
            message: text(&otherwise.message),
            label: text(&otherwise.label),
        }
    }

    /// The trait, and the types that it is implemented for: the library's `option_reader!` writes both.
    pub(crate) fn definition(&self, ops: &syn::Path) -> TokenStream {
        let Self { name, cfg, option, method, kind, message, label, .. } = self;
        quote!(#cfg #ops::__private::option_reader!(#name #kind #method #option #message #label);)
    }

    /// The expression that reads the field, at its type.
    pub(crate) fn read(&self, values: &Ident) -> TokenStream {
        // As if the person had written it: the compiler then adds no note about an expansion.
        let name = Ident::new(&self.name.to_string(), self.place);
        quote_spanned!(self.place=> #name::read(#values))
    }
}

/// The name under which the compiler shows the trait: `LogLevelOption`.
fn trait_name(option: &str) -> Ident {
    let plain = pascal(option);
    let is_name = matches!(plain.as_bytes().first(), Some(b'A'..=b'Z'));
    format_ident!("{}Option", if is_name { &plain } else { "Field" })
}

/// The method of the library that reads the option, and the marker type of its kind in `ops::config::kind`.
pub(crate) fn method_and_kind(option: &ConfigOption) -> (Ident, Ident) {
    let method = if option.always_has_value() { "required" } else { "optional" };
    let kind = match option.kind {
        OptionType::String => "String",
        OptionType::Int => "Int",
        OptionType::Float => "Float",
        OptionType::Boolean => "Boolean",
        OptionType::Secret => "Secret",
    };
    (format_ident!("{method}"), format_ident!("{kind}"))
}

/// The names of the readers of one struct.
pub(crate) struct ReaderNames {
    taken: Vec<Ident>,
}

impl ReaderNames {
    /// All but this one.
    pub(crate) fn without(taken: &Ident) -> Self {
        Self { taken: vec![taken.clone()] }
    }

    /// A name for the next reader, which no other has.
    pub(crate) fn next(&mut self, option: &str) -> Ident {
        let mut name = trait_name(option);
        if self.taken.contains(&name) {
            name = format_ident!("{name}{}", self.taken.len() - 1);
        }
        self.taken.push(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trait_has_the_name_of_what_it_reads() {
        for (name, expected) in [
            ("log-level", "LogLevelOption"),
            ("a_b.c", "ABCOption"),
            ("2fa", "FieldOption"),
            ("é", "FieldOption"),
        ] {
            assert_eq!(trait_name(name).to_string(), expected, "{name}");
        }
    }

    fn reader(name: &str, message: &str) -> Reader {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui-tests/pass");
        let reading = ops_metadata::read(folder.as_ref());
        let mut option = reading.metadata.option("port").unwrap().clone();
        option.name.value = name.to_owned();
        let otherwise = Otherwise { message: message.to_owned(), label: "{}".to_owned() };
        Reader::new(trait_name(name), &option, &otherwise, &Cfg::default(), Span::call_site())
    }

    #[test]
    fn no_two_have_one_name() {
        let mut names = ReaderNames::without(&format_ident!("PortOption"));
        let names = ["a-b", "a_b", "port"].map(|option| names.next(option).to_string());
        assert_eq!(names, ["ABOption", "ABOption1", "PortOption2"]);
    }

    #[test]
    fn braces_of_the_metadata_are_text() {
        let reader = reader("port", "a `{Self}`: {} {Self}");
        assert_eq!(reader.message.to_string(), r#""a `{Self}`: {{}} {{Self}}""#);
        assert_eq!(reader.label.to_string(), r#""{{}}""#);
    }
}
