//! The fields of a struct that goes with a charm, and the name that the metadata or the databag has for each.

use darling::FromMeta;
use darling::ast::NestedMeta;
use darling::util::{Flag, SpannedValue};
use ops_metadata::catalogue;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Fields, ItemStruct, parse_quote};

use crate::arguments;
use crate::attributes::{self, Cfg};
use crate::errors::Errors;

/// A field, and what it is called outside of Rust.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: syn::Type,
    /// `#[config(name = "…")]`, where it is given.
    pub(crate) explicit: Option<SpannedValue<String>>,
    /// `#[databag(additional)]`: where it is said that the schema does not have this key.
    pub(crate) additional: Option<Span>,
    /// What stands in its `#[serde(…)]` attributes.
    serde: Vec<String>,
    /// Whether its attribute could be read: what it is called is unknown otherwise, and that is reported.
    pub(crate) is_read: bool,
    pub(crate) cfg: Cfg,
}

impl Field {
    /// The identifier without `r#`.
    pub(crate) fn plain(&self) -> String {
        let name = self.ident.to_string();
        name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
    }

    /// The place of its type, where the compiler is to say what is wrong with it.
    pub(crate) fn type_span(&self) -> Span {
        self.ty.span()
    }

    /// Whether a `#[serde(…)]` of its has this word.
    pub(crate) fn has_serde(&self, word: &str) -> bool {
        self.serde.iter().any(|known| known == word)
    }

    /// Whether serde makes no key of it, or several.
    pub(crate) fn is_flattened(&self) -> bool {
        ["flatten", "skip", "skip_serializing", "skip_deserializing"].iter().any(|word| self.has_serde(word))
    }

    /// Whether its type does not say how it reads and what it writes.
    pub(crate) fn is_serialized_its_own_way(&self) -> bool {
        ["with", "serialize_with", "deserialize_with"].iter().any(|word| self.has_serde(word))
    }

    /// Whether its type is written as an `Option`: for the words of a message, not for a verdict.
    pub(crate) fn is_written_as_option(&self) -> bool {
        matches!(&self.ty, syn::Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
    }

    /// The names that the field may stand for: the one it is given, else its own, with `_` or with `-`.
    pub(crate) fn candidates(&self) -> Vec<String> {
        match &self.explicit {
            Some(name) => vec![name.as_ref().clone()],
            None => {
                let plain = self.plain();
                let hyphened = plain.replace('_', "-");
                if hyphened == plain { vec![plain] } else { vec![plain, hyphened] }
            }
        }
    }

    /// Where a mistake in the name is to be shown.
    pub(crate) fn name_span(&self) -> Span {
        self.explicit.as_ref().map_or_else(|| self.ident.span(), SpannedValue::span)
    }
}

/// `#[databag(name = "…", additional)]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
struct KeyArguments {
    name: Option<SpannedValue<String>>,
    additional: Flag,
}

/// `#[config(name = "…")]`, `#[action(name = "…")]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
struct NameArguments {
    name: Option<SpannedValue<String>>,
}

/// `#[stored_state]` of a field has none.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
struct NoArguments {}

/// What the attributes of a field say together; `None` where they cannot be read.
fn read_arguments(found: &[syn::Attribute], attribute: &str, errors: &mut Errors) -> Option<KeyArguments> {
    let lists = found.iter().map(|found| arguments::list(attributes::arguments(found), errors));
    let lists: Vec<Option<Vec<NestedMeta>>> = lists.collect();
    let list: Vec<NestedMeta> =
        lists.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    let read = match attribute {
        "databag" => KeyArguments::from_list(&list),
        "stored_state" => NoArguments::from_list(&list).map(|_| KeyArguments::default()),
        _ => NameArguments::from_list(&list)
            .map(|arguments| KeyArguments { name: arguments.name, ..KeyArguments::default() }),
    };
    errors.take_arguments(catalogue::BAD_ARGUMENT, read)
}

/// The annotated item as a struct, or an error at it that says what the attribute is for.
pub(crate) fn parse_struct(item: &TokenStream, stands_on: &str, errors: &mut Errors) -> Option<ItemStruct> {
    let parsed: syn::Result<syn::Item> = syn::parse2(item.clone());
    match parsed {
        Ok(syn::Item::Struct(parsed)) => return Some(parsed),
        Ok(other) => errors.at(heading(other), catalogue::WRONG_ITEM, stands_on),
        Err(error) => errors.parser(catalogue::WRONG_ITEM, error),
    }
    None
}

/// The name of an item, to point at; all of it where it has none.
fn heading(item: syn::Item) -> TokenStream {
    match item {
        syn::Item::Enum(item) => item.ident.to_token_stream(),
        syn::Item::Fn(item) => item.sig.ident.to_token_stream(),
        syn::Item::Trait(item) => item.ident.to_token_stream(),
        syn::Item::Union(item) => item.ident.to_token_stream(),
        syn::Item::Type(item) => item.ident.to_token_stream(),
        syn::Item::Mod(item) => item.ident.to_token_stream(),
        syn::Item::Const(item) => item.ident.to_token_stream(),
        syn::Item::Static(item) => item.ident.to_token_stream(),
        syn::Item::Impl(item) => item.self_ty.to_token_stream(),
        other => other.to_token_stream(),
    }
}

/// Derives the serialisation through the library's own serde, so that a charm need not depend on it.
///
/// What is only read is no `Serialize`.
pub(crate) fn derive_serde(ops: &syn::Path, item: &mut ItemStruct, is_read_only: bool) {
    let serialize = (!is_read_only).then(|| quote!(#ops::__private::serde::Serialize,));
    let serde_path = quote!(#ops::__private::serde).to_string().replace(' ', "");
    // Before the person's own attributes, among them those of serde.
    let ours: [syn::Attribute; 2] = [
        parse_quote!(#[derive(#serialize #ops::__private::serde::Deserialize)]),
        parse_quote!(#[serde(crate = #serde_path)]),
    ];
    item.attrs.splice(0..0, ours);
}

/// Reads the struct's fields and takes `#[attribute(…)]` off each. A struct without named fields is an error.
pub(crate) fn read(item: &mut ItemStruct, attribute: &str, errors: &mut Errors) -> Vec<Field> {
    let named = match &mut item.fields {
        Fields::Named(named) => &mut named.named,
        Fields::Unit => return Vec::new(),
        Fields::Unnamed(unnamed) => {
            let message = format!("`#[{attribute}]` needs fields with names: each stands for one");
            errors.at(unnamed.to_token_stream(), catalogue::WRONG_ITEM, &message);
            return Vec::new();
        }
    };
    let mut fields = Vec::new();
    for field in named {
        let found = attributes::take(&mut field.attrs, attribute);
        let read = read_arguments(&found, attribute, errors);
        let is_read = read.is_some();
        let KeyArguments { name: explicit, additional } = read.unwrap_or_default();
        let additional = additional.is_present().then(|| additional.span());
        if let Some(ident) = &field.ident {
            let (ident, cfg) = (ident.clone(), Cfg::of(&field.attrs));
            let serde = serde_words(&field.attrs);
            fields.push(Field { ident, ty: field.ty.clone(), explicit, additional, serde, is_read, cfg });
        }
    }
    fields
}

/// The words in the `#[serde(…)]` attributes of a field: `default`, `with`.
fn serde_words(attributes: &[syn::Attribute]) -> Vec<String> {
    let of_serde = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    let words = of_serde.filter_map(|attribute| attributes::arguments(attribute).ok()).flatten();
    words
        .filter_map(|tree| match tree {
            proc_macro2::TokenTree::Ident(word) => Some(word.to_string()),
            _ => None,
        })
        .collect()
}

/// Reports a struct with generic parameters: what stands for metadata is one type.
pub(crate) fn check_generics(item: &ItemStruct, attribute: &str, errors: &mut Errors) {
    if let Some(parameter) = item.generics.params.first() {
        let message = format!("a `#[{attribute}]` struct has no generic parameters");
        errors.at(parameter, catalogue::WRONG_ITEM, &message);
    }
}
