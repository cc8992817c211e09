//! A field's type against its option: what it must hold, in words that name the option.

use ops_metadata::render::Text;
use ops_metadata::{ConfigOption, OptionType, Section, Value, catalogue};
use proc_macro2::TokenStream;

use super::reader::Otherwise;
use crate::assertions::Assertions;
use crate::fields::Field;
use crate::metadata::Charm;
use crate::plain::Plain;

/// Whether the tokens of the field's type show that it holds the option and its default.
pub(crate) fn is_plain(field: &Field, option: &ConfigOption) -> bool {
    let default = option.default.as_ref().map(|default| &default.value.value);
    Plain::of(&field.ty).is_some_and(|plain| {
        plain.holds_option(option.kind)
            && plain.is_option() != option.always_has_value()
            && !matches!(default, Some(Value::Int(value)) if !plain.fits((*value).into()))
    })
}

/// What is said of a field's type that cannot hold the option.
pub(crate) fn otherwise(charm: &Charm, field: &Field, option: &ConfigOption) -> Otherwise {
    let ConfigOption { name, kind, kind_span, .. } = option;
    let (word, always) = (kind.as_str(), option.always_has_value());
    let (text, label) = if always && field.is_written_as_option() {
        let title = format!(
            "the option `{}` has a default, and so always a value: a field of type `{{Self}}` says otherwise",
            **name
        );
        let place = option.default.as_ref().map_or(name.span, |default| default.span);
        let text = Text::new(catalogue::OPTION_PRESENCE, title)
            .frame_in(Some(name.span), place)
            .help("write the type without `Option`");
        (text, "must not be an `Option`".to_owned())
    } else if !always && !field.is_written_as_option() {
        let title =
            format!("the option `{}` may have no value: a field of type `{{Self}}` cannot hold that", **name);
        let text = Text::new(catalogue::OPTION_PRESENCE, title)
            .frame_in(charm.metadata().section(Section::Config), name.span);
        let text = match option.default {
            Some(_) => text.note("its default is the empty URI, which is no secret's"),
            None => text
                .note("it has no default")
                .help("make the field an `Option`, or give the option a `default:`"),
        };
        (text, "must be an `Option`".to_owned())
    } else {
        let title =
            format!("the option `{}` has type `{word}`: a field of type `{{Self}}` cannot hold it", **name);
        let place = kind_span.unwrap_or(name.span);
        let text =
            Text::new(catalogue::OPTION_TYPE, title).frame_in(Some(name.span), place).help(goes_into(*kind));
        let missing = if always { "" } else { " that may be missing" };
        (text, format!("cannot hold {} `{word}`{missing}", article(word)))
    };
    Otherwise { message: text.render(&charm.reading.sources), label }
}

/// That the field's type, where it is an integer, can hold the default.
pub(crate) fn assertions(charm: &Charm, field: &Field, option: &ConfigOption) -> TokenStream {
    let mut assertions = Assertions::new(&charm.reading.sources, field);
    if let Some(default) = &option.default
        && let Value::Int(value) = default.value.value
        // Every integer type holds these.
        && !(1..=127).contains(&value)
        && !field.names_self()
    {
        let title =
            format!("the default of the option `{}`, {value}, does not fit into this field", *option.name);
        let text = Text::new(catalogue::VALUE_RANGE, title)
            .frame_in(Some(option.name.span), default.span)
            .help("give the field a type that holds it, or the option another default");
        assertions.fits(value.into(), &text);
    }
    assertions.into_constant()
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
