//! A field's type against its key: what it must read, and what it may write.

use ops_metadata::interface::{Encoding, Key};
use ops_metadata::render::Text;
use ops_metadata::{JsonTypes, Value, catalogue};
use proc_macro2::TokenStream;

use super::schema::Schema;
use crate::assertions::Assertions;
use crate::fields::Field;
use crate::message::one_of;
use crate::plain::Plain;

/// What has to be true of the field's type, as far as the compiler knows the type.
pub(crate) fn assertions(schema: &Schema, field: &Field, key: &Key, is_read_only: bool) -> TokenStream {
    if is_plain(field, key) {
        return TokenStream::new();
    }
    let mut assertions = Assertions::new(&schema.reading.sources, field);
    let name = &*key.name;
    if key.types != JsonTypes::ANY && key.types != JsonTypes::NONE && !field.is_serialized_its_own_way() {
        let text = wrong_type(key);
        assertions.reads_key(key.types, key.encoding == Encoding::Json, &text);
        if !is_read_only {
            assertions.writes_key(key.types, &text);
        }
        for (what, integer) in bounds(key) {
            let title = format!("the {what} of the key `{name}` does not fit into this field");
            let text = Text::new(catalogue::VALUE_RANGE, title).frame(key.name.span);
            assertions.fits(integer, &text);
        }
    }
    if key.required && !key.nullable {
        if !is_read_only {
            let title = format!("the schema requires the key `{name}`: its field is no `Option`");
            assertions.is_option(false, &Text::new(catalogue::KEY_PRESENCE, title).frame(key.name.span));
        }
    } else if !field.has_serde("default") {
        let title = format!("the key `{name}` may be missing: its field is an `Option`");
        let text = Text::new(catalogue::KEY_PRESENCE, title)
            .frame(key.name.span)
            .help("or say what it is then: `#[serde(default)]`");
        assertions.is_option(true, &text);
    }
    assertions.into_constant()
}

/// Whether the tokens of the field's type show all that is asked of it.
fn is_plain(field: &Field, key: &Key) -> bool {
    Plain::of(&field.ty).is_some_and(|plain| {
        plain.is(key.types)
            && key.encoding == Encoding::Plain
            && plain.is_option() != (key.required && !key.nullable)
            && bounds(key).iter().all(|(_, integer)| plain.fits(*integer))
    })
}

fn wrong_type(key: &Key) -> Text {
    let types = one_of(key.types.words());
    let name = &*key.name;
    let is_document = key.encoding == Encoding::Json;
    let title = match is_document {
        true => format!(
            "the key `{name}` is a JSON document, of type {types}: not what this field reads and writes"
        ),
        false => format!("the key `{name}` is of type {types}: not what this field reads and writes"),
    };
    let text = Text::new(catalogue::KEY_TYPE, title).frame(key.name.span);
    match (key.types.words().collect::<Vec<_>>().as_slice(), is_document) {
        (words, true) if words.contains(&"string") => {
            text.help("it stands in quotes: `ops::databag::Json<String>`")
        }
        (["string"], _) => {
            text.help("it goes into a `String`, or a type of your own that reads from a string")
        }
        (["integer"], _) => text.help("it goes into an integer type"),
        (["number"], _) => text.help("it goes into `f64`"),
        (["boolean"], _) => text.help("it goes into `bool`"),
        (["array"], _) => text.help("it goes into a `Vec`"),
        (["object"], _) => text
            .help("it goes into a struct with `#[derive(serde::Serialize, serde::Deserialize)]`, or a map"),
        _ => text.help("it goes into a type of your own that reads and writes each of them"),
    }
}

/// The integers at the ends of what the value may be.
fn bounds(key: &Key) -> Vec<(&'static str, i128)> {
    let whole = |bound: f64| (bound.fract() == 0.0 && bound.abs() < 1e18).then_some(bound as i128);
    let mut bounds = Vec::new();
    bounds.extend(key.minimum.and_then(whole).map(|bound| ("`minimum`", bound)));
    bounds.extend(key.maximum.and_then(whole).map(|bound| ("`maximum`", bound)));
    let values = key.enumeration.iter().filter_map(|node| match node.scalar()?.value {
        Value::Int(value) => Some(("`enum`", i128::from(value))),
        _ => None,
    });
    bounds.extend(values);
    bounds
}
