//! A field's type against its option: what it must hold, in words that name the option.

use ops_metadata::render::Text;
use ops_metadata::{ConfigOption, OptionType, Section, Value, catalogue};
use proc_macro2::TokenStream;
use quote::quote;

use crate::field_type::{Assertions, Reader};
use crate::fields::Field;
use crate::metadata::Charm;

/// How the field is read, and what is said of a type that cannot hold the option.
pub(crate) fn reader(ops: &syn::Path, charm: &Charm, field: &Field, option: &ConfigOption) -> Reader {
    let ConfigOption { name, kind, kind_span, .. } = option;
    let word = kind.as_str();
    let reader = Reader::new(name, "Option", &field.cfg, field.type_span());
    let is_missing_option = !option.always_has_value() && !field.is_written_as_option();
    let is_superfluous_option = option.always_has_value() && field.is_written_as_option();
    let text = if is_superfluous_option {
        let title = format!("the option `{}` always has a value: its field is no `{{Self}}`", **name);
        let default = option.default.as_ref().map_or(name.span, |default| default.span);
        Text::new(catalogue::OPTION_TYPE, title)
            .frame_in(Some(name.span), default)
            .note("this is what it is where nobody sets it")
            .help("write the type without `Option`")
            .help(goes_into(*kind))
    } else if is_missing_option {
        let title =
            format!("the option `{}` may have no value: a field of type `{{Self}}` cannot hold that", **name);
        Text::new(catalogue::OPTION_PRESENCE, title)
            .frame_in(charm.metadata().section(Section::Config), name.span)
            .note("it has no default")
            .help("make the field an `Option`, or give the option a `default:`")
    } else {
        let title =
            format!("the option `{}` has type `{word}`: a field of type `{{Self}}` cannot hold it", **name);
        let place = kind_span.unwrap_or(name.span);
        Text::new(catalogue::OPTION_TYPE, title).frame_in(Some(name.span), place).help(goes_into(*kind))
    };
    let label = match (is_missing_option, option.always_has_value()) {
        _ if is_superfluous_option => "must not be an `Option`".to_owned(),
        (true, _) => "must be an `Option`".to_owned(),
        (false, true) => format!("cannot hold {} `{word}`", article(word)),
        (false, false) => format!("cannot hold {} `{word}` that may be missing", article(word)),
    };
    let reader = reader.otherwise(&text, &charm.reading.sources, &label);
    let kind = marker(ops, *kind);
    let bound = quote!(#ops::config::ConfigValue<#kind>);
    match option.always_has_value() {
        true => reader.required(bound, quote!(required::<#kind, T>)),
        false => reader.optional(bound, quote!(optional::<#kind, T>)),
    }
}

/// That the field's type, where it is an integer, can hold the default.
pub(crate) fn assertions(
    ops: &syn::Path,
    charm: &Charm,
    field: &Field,
    option: &ConfigOption,
) -> TokenStream {
    let mut assertions = Assertions::new(ops, &charm.reading.sources, &field.ty);
    if let Some(default) = &option.default
        && let Value::Int(value) = default.value.value
        // Every integer type holds these.
        && !(1..=127).contains(&value)
    {
        let title = format!("the default of the option `{}` does not fit into this field", *option.name);
        let text = Text::new(catalogue::VALUE_RANGE, title)
            .frame_in(Some(option.name.span), default.span)
            .help("give the field a type that holds it, or the option another default");
        assertions.fits(value.into(), &text);
    }
    assertions.into_constant(field.type_span(), &field.cfg)
}

fn goes_into(kind: OptionType) -> &'static str {
    match kind {
        OptionType::String => {
            "it goes into a `String`, and into any type that is `FromStr` (with an error that is `Display`)"
        }
        OptionType::Int => {
            "it goes into an integer type or its `NonZero`; a type of your own implements `ConfigValue<kind::Int>`"
        }
        OptionType::Float => {
            "it goes into `f64` or `f32`; a type of your own implements `ConfigValue<kind::Float>`"
        }
        OptionType::Boolean => {
            "it goes into `bool`; a type of your own implements `ConfigValue<kind::Boolean>`"
        }
        OptionType::Secret => "it goes into `SecretId`: the URI, never the content",
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with('i') { "an" } else { "a" }
}

/// The marker type of a kind of option in `ops::config::kind`.
fn marker(ops: &syn::Path, kind: OptionType) -> TokenStream {
    match kind {
        OptionType::String => quote!(#ops::config::kind::String),
        OptionType::Int => quote!(#ops::config::kind::Int),
        OptionType::Float => quote!(#ops::config::kind::Float),
        OptionType::Boolean => quote!(#ops::config::kind::Boolean),
        OptionType::Secret => quote!(#ops::config::kind::Secret),
    }
}
