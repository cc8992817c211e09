//! The fields of a struct that goes with a charm, and the name that the metadata or the databag has for each.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Fields, LitStr, parse_quote};

use crate::arguments::Reader;
use crate::attributes::{self, Cfg};
use crate::errors::Errors;
use crate::item::ItemStruct;

/// A field, and what it is called outside of Rust.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: syn::Type,
    /// `#[config(name = "…")]`, where it is given.
    pub(crate) explicit: Option<LitStr>,
    /// `#[databag(additional)]`: where it is said that the schema does not have this key.
    pub(crate) additional: Option<Span>,
    /// What stands in its `#[serde(…)]` attributes.
    serde: Vec<String>,
    /// Whether its attribute could be read: what it is called is unknown otherwise, and that is reported.
    pub(crate) is_read: bool,
    pub(crate) cfg: Cfg,
}

impl Field {
    /// The names that the field may stand for: the one it is given, else its own, with `_` or with `-`.
    pub(crate) fn candidates(&self) -> Vec<String> {
        match &self.explicit {
            Some(name) => vec![name.value()],
            None => names_of(&self.ident),
        }
    }

    /// The identifier without `r#`.
    pub(crate) fn plain(&self) -> String {
        plain(&self.ident)
    }

    /// The place of its type, where the compiler is to say what is wrong with it.
    pub(crate) fn type_span(&self) -> Span {
        self.ty.span()
    }

    /// Whether a `#[serde(…)]` of its has this word.
    pub(crate) fn has_serde(&self, word: &str) -> bool {
        has_word(&self.serde, word)
    }

    /// Whether its type names the struct itself, which means nothing outside of it.
    pub(crate) fn names_self(&self) -> bool {
        fn names(tokens: TokenStream) -> bool {
            for tree in tokens {
                let names = match tree {
                    TokenTree::Group(group) => names(group.stream()),
                    TokenTree::Ident(word) => word == "Self",
                    _ => false,
                };
                if names {
                    return true;
                }
            }
            false
        }
        names(self.ty.to_token_stream())
    }

    /// Whether serde makes no key of it, or several.
    pub(crate) fn is_flattened(&self) -> bool {
        self.has_serde("flatten")
            || self.has_serde("skip")
            || self.has_serde("skip_serializing")
            || self.has_serde("skip_deserializing")
    }

    /// Whether its type does not say how it reads and what it writes.
    pub(crate) fn is_serialized_its_own_way(&self) -> bool {
        self.has_serde("with") || self.has_serde("serialize_with") || self.has_serde("deserialize_with")
    }

    /// Whether its type is written as an `Option`: for the words of a message, not for a verdict.
    pub(crate) fn is_written_as_option(&self) -> bool {
        matches!(&self.ty, syn::Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
    }

    /// What to do where another name is meant: `what` is there under it.
    pub(crate) fn rename(&self, what: &str, attribute: &str, name: &str) -> String {
        let there_is = format!("there is {what} `{name}`");
        match &self.explicit {
            Some(_) => there_is,
            None => {
                format!("{there_is}: name the field after it, or write `#[{attribute}(name = \"{name}\")]`")
            }
        }
    }

    /// Where a mistake in the name is to be shown.
    pub(crate) fn name_span(&self) -> Span {
        match &self.explicit {
            Some(name) => name.span(),
            None => self.ident.span(),
        }
    }
}

/// An identifier without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    let name = ident.to_string();
    match name.strip_prefix("r#") {
        Some(plain) => plain.to_owned(),
        None => name,
    }
}

/// The names that a field of this name may stand for: with `_` or with `-`.
pub(crate) fn names_of(ident: &Ident) -> Vec<String> {
    let plain = plain(ident);
    let hyphened = plain.replace('_', "-");
    if hyphened == plain { vec![plain] } else { vec![plain, hyphened] }
}

/// What the first of these names is known by.
pub(crate) fn first<'a, T>(names: &[String], known: impl Fn(&str) -> Option<&'a T>) -> Option<&'a T> {
    for name in names {
        if let Some(found) = known(name) {
            return Some(found);
        }
    }
    None
}

/// What the attributes of a field say together.
#[derive(Default)]
struct FieldArguments {
    name: Option<LitStr>,
    additional: Option<Span>,
}

/// `#[databag(name = "…", additional)]`, `#[config(name = "…")]`, `#[action(name = "…")]`; `#[stored_state]` of a field has
/// none. `None` where they cannot be read.
fn read_arguments(found: &[syn::Attribute], attribute: &str, errors: &mut Errors) -> Option<FieldArguments> {
    let mut reader = Reader::of(attributes::all_arguments(found, errors)?);
    let mut read = FieldArguments::default();
    if attribute != "stored_state" {
        read.name = reader.text("name");
    }
    if attribute == "databag" {
        read.additional = reader.flag("additional");
    }
    reader.finish(errors).then_some(read)
}

/// Derives the serialisation through the library's own serde, so that a charm need not depend on it.
///
/// What is only read is no `Serialize`.
pub(crate) fn derive_serde(ops: &syn::Path, item: &mut ItemStruct, is_read_only: bool) {
    let serialize = (!is_read_only).then(|| quote!(#ops::__private::serde::Serialize,));
    let serde_path = quote!(#ops::__private::serde).to_string().replace(' ', "");
    // Before the person's own attributes, among them those of serde.
    let mut attributes = vec![
        parse_quote!(#[derive(#serialize #ops::__private::serde::Deserialize)]),
        parse_quote!(#[serde(crate = #serde_path)]),
    ];
    attributes.append(&mut item.attrs);
    item.attrs = attributes;
}

/// Reads the struct's fields and takes `#[attribute(…)]` off each. A struct without named fields is an error.
pub(crate) fn read(item: &mut ItemStruct, attribute: &str, errors: &mut Errors) -> Vec<Field> {
    let named = match &mut item.fields {
        Fields::Named(named) => &mut named.named,
        Fields::Unit => return Vec::new(),
        Fields::Unnamed(unnamed) => {
            let message = format!("`#[{attribute}]` needs fields with names: each stands for one");
            errors.at(unnamed, catalogue::WRONG_ITEM, &message);
            return Vec::new();
        }
    };
    let mut fields = Vec::new();
    for field in named {
        let found = attributes::take(&mut field.attrs, attribute);
        let read = read_arguments(&found, attribute, errors);
        let is_read = read.is_some();
        let FieldArguments { name: explicit, additional } = read.unwrap_or_default();
        if let Some(ident) = &field.ident {
            let (ident, cfg) = (ident.clone(), Cfg::of(&field.attrs));
            let serde = serde_words(&field.attrs);
            fields.push(Field { ident, ty: field.ty.clone(), explicit, additional, serde, is_read, cfg });
        }
    }
    fields
}

/// The words in `#[serde(…)]` attributes, also in conditional ones: `default`, `with`.
pub(crate) fn serde_words(attributes: &[syn::Attribute]) -> Vec<String> {
    fn add(tokens: TokenStream, words: &mut Vec<String>) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => add(group.stream(), words),
                TokenTree::Ident(word) => words.push(word.to_string()),
                _ => {}
            }
        }
    }
    let mut words = Vec::new();
    for attribute in attributes {
        let mut own = Vec::new();
        add(attribute.to_token_stream(), &mut own);
        let is_of_serde = match own.first().map(String::as_str) {
            Some("serde") => true,
            Some("cfg_attr") => has_word(&own, "serde"),
            _ => false,
        };
        if is_of_serde {
            words.append(&mut own);
        }
    }
    words
}

pub(crate) fn has_word(words: &[String], word: &str) -> bool {
    for known in words {
        if known == word {
            return true;
        }
    }
    false
}

/// Reports fields that stand for one thing, and gives those back: all but one would be for nothing. Under different `#[cfg(…)]`
/// there may be several.
pub(crate) fn check_twice<'a>(
    named: &[(&'a Field, &str)],
    what: &str,
    errors: &mut Errors,
) -> Vec<&'a Ident> {
    let mut surplus = Vec::new();
    for (index, (field, name)) in named.iter().enumerate() {
        let earlier = named.get(..index).unwrap_or_default();
        if let Some(first) = field_of(earlier, name)
            && first.cfg.is_empty()
            && field.cfg.is_empty()
        {
            let title = format!("the {what} `{name}` has the field `{}` already", first.ident);
            errors.say_at(field.name_span(), &Text::new(catalogue::BAD_ARGUMENT, title));
            surplus.push(&field.ident);
        }
    }
    surplus
}

/// The first field of this name.
fn field_of<'a>(named: &[(&'a Field, &str)], name: &str) -> Option<&'a Field> {
    for (field, known) in named {
        if *known == name {
            return Some(field);
        }
    }
    None
}

/// Reports a struct with generic parameters: what stands for metadata is one type.
pub(crate) fn check_generics(item: &ItemStruct, attribute: &str, errors: &mut Errors) {
    if let Some(parameter) = item.generics.params.first() {
        let message = format!("a `#[{attribute}]` struct has no generic parameters");
        errors.at(parameter, catalogue::WRONG_ITEM, &message);
    }
}
