//! A field's type against its key: what it must read, and what it may write.

use ops_metadata::interface::{Encoding, Key};
use ops_metadata::render::Text;
use ops_metadata::{JsonTypes, Spanned, catalogue};
use proc_macro2::TokenStream;

use super::schema::Schema;
use crate::assertions::{Assertions, goes_into};
use crate::fields::Field;
use crate::message::one_of;
use crate::plain::Plain;

/// What has to be true of the field's type, as far as the compiler knows the type.
/// `struct_has_default`: whether serde fills a missing key of the whole struct.
pub(crate) fn assertions(
    schema: &Schema,
    field: &Field,
    key: &Key,
    is_read_only: bool,
    struct_has_default: bool,
) -> TokenStream {
    let has_default = struct_has_default || field.has_serde("default");
    if is_plain(field, key) || field.names_self() {
        return TokenStream::new();
    }
    let mut assertions = Assertions::new(&schema.reading.sources, field);
    let name = &*key.name;
    if key.types != JsonTypes::ANY && key.types != JsonTypes::NONE && !field.is_serialized_its_own_way() {
        let text = wrong_type(key, is_read_only);
        // What is written must be what the schema permits; what is read may be all that it permits.
        if is_read_only {
            assertions.reads_key(key.types, key.encoding == Encoding::Json, &text);
            for (what, bound) in bounds(key) {
                let title =
                    format!("the {what} of the key `{name}`, {}, does not fit into this field", *bound);
                let text = Text::new(catalogue::VALUE_RANGE, title)
                    .frame_in(Some(key.name.span), bound.span)
                    .help("give the field a type that holds it");
                assertions.fits(*bound, &text);
            }
        } else {
            assertions.writes_key(key.types, key.encoding == Encoding::Json, &text);
        }
    }
    if key.required && !key.nullable {
        if !is_read_only {
            let title = format!("the schema requires the key `{name}`: its field must not be an `Option`");
            let text = Text::new(catalogue::KEY_PRESENCE, title)
                .frame(key.name.span)
                .help("write the type without `Option`");
            assertions.is_option(false, &text);
        }
    } else if !has_default {
        let title = format!("the key `{name}` may be missing: its field must be an `Option`");
        let text = Text::new(catalogue::KEY_PRESENCE, title)
            .frame(key.name.span)
            .help("or say what it is then: `#[serde(default)]`");
        assertions.is_option(true, &text);
    }
    assertions.into_constant()
}

/// Whether the tokens of the field's type show all that is asked of it.
fn is_plain(field: &Field, key: &Key) -> bool {
    let Some(plain) = Plain::of(&field.ty) else { return false };
    for (_, bound) in bounds(key) {
        if !plain.fits(*bound) {
            return false;
        }
    }
    plain.is(key.types)
        && key.encoding == Encoding::Plain
        && plain.is_option() != (key.required && !key.nullable)
}

fn wrong_type(key: &Key, is_read_only: bool) -> Text {
    let types = one_of(&key.types.words());
    let name = &*key.name;
    let is_document = key.encoding == Encoding::Json;
    let does = if is_read_only { "reads" } else { "reads and writes" };
    let title = match is_document {
        true => format!("the key `{name}` is a JSON document, of type {types}: not what this field {does}"),
        false => format!("the key `{name}` is of type {types}: not what this field {does}"),
    };
    let text = Text::new(catalogue::KEY_TYPE, title).frame(key.name.span);
    match is_document && key.types.contains(JsonTypes::STRING) {
        true => text.help("it stands in quotes: `ops::databag::Json<String>`"),
        false => text.help(goes_into(key.types)),
    }
}

/// The integers that the schema names.
fn bounds(key: &Key) -> Vec<(&'static str, Spanned<i128>)> {
    let mut bounds = Vec::new();
    for (what, bound) in [("least value", key.minimum), ("greatest value", key.maximum)] {
        if let Some(bound) = bound {
            bounds.push((what, bound));
        }
    }
    for node in &key.enumeration {
        if let Some(integer) = node.integer() {
            bounds.push(("value in the `enum`", Spanned::new(integer, node.span)));
        }
    }
    bounds
}
