//! The struct's fields against the keys of the schema.

use ops_metadata::catalogue;
use ops_metadata::interface::{Additional, Databag, Key};
use ops_metadata::render::Text;
use ops_metadata::suggest;

use super::parse::Arguments;
use super::schema::Schema;
use crate::errors::Errors;
use crate::fields::{self, Field, first, has_word};
use crate::item::ItemStruct;
use crate::message::list;

/// How many missing keys are shown with their lines; the others are only named.
const MOST_FRAMES: usize = 3;

/// A field, and the key that it stands for, where the schema has it.
pub(crate) struct Checked<'a> {
    pub(crate) field: &'a Field,
    pub(crate) key: Option<&'a Key>,
    /// Whether another field has this key already, which is reported.
    pub(crate) is_surplus: bool,
}

pub(crate) fn check<'a>(
    schema: Option<&'a Schema>,
    arguments: &Arguments,
    item: &ItemStruct,
    fields: &'a [Field],
    errors: &mut Errors,
) -> Vec<Checked<'a>> {
    let found = schema.and_then(|schema| Some((schema, schema.databag()?)));
    if schema.is_none() {
        refuse_additional(fields, errors);
    }
    if schema.is_some() {
        refuse_renames(item, fields, errors);
    }
    let (mut checked, mut names, mut are_all_read) = (Vec::new(), Vec::new(), true);
    for field in fields {
        let mut key = None;
        if let Some((schema, databag)) = found {
            key = errors.under(&field.cfg, |errors| key_of(schema, databag, field, errors));
        }
        if !field.is_flattened() && !field.has_serde("rename") {
            names.push((field, name(field, key)));
        }
        are_all_read &= field.is_read && !field.is_flattened();
        checked.push(Checked { field, key, is_surplus: false });
    }
    let mut named = Vec::new();
    for (field, name) in &names {
        named.push((*field, name.as_str()));
    }
    let surplus = fields::check_twice(&named, "key", errors);
    for checked in &mut checked {
        checked.is_surplus = surplus.contains(&&checked.field.ident);
    }
    if let Some((schema, databag)) = found
        && !arguments.is_read_only()
        && are_all_read
    {
        check_complete(schema, databag, &checked, item, errors);
    }
    checked
}

/// The key that a field is written as, where serde is not told of another.
fn name(field: &Field, key: Option<&Key>) -> String {
    match (key, &field.explicit) {
        (Some(key), _) => key.name.value.clone(),
        (None, Some(explicit)) => explicit.value(),
        (None, None) => field.plain(),
    }
}

/// The key of a field; an error if the schema has none.
fn key_of<'a>(schema: &Schema, databag: &'a Databag, field: &Field, errors: &mut Errors) -> Option<&'a Key> {
    if field.is_flattened() {
        return None;
    }
    let candidates = field.candidates();
    let found = first(&candidates, |name| databag.key(name));
    let wanted = candidates.first()?;
    match (&field.additional, found) {
        (_, None) if !field.is_read || field.has_serde("rename") => {}
        (Some(place), Some(key)) => {
            let text = Text::new(catalogue::BAD_ARGUMENT, format!("the schema has the key `{wanted}`"))
                .frame(key.name.span)
                .help("leave `additional` out");
            errors.say_in(&schema.reading.sources, *place, &text);
        }
        (Some(place), None) if databag.additional == Additional::Refused => {
            let text = Text::new(catalogue::UNKNOWN_KEY, "the schema permits no keys but its own")
                .frame(databag.span);
            errors.say_in(&schema.reading.sources, *place, &text);
        }
        (None, None) if databag.additional != Additional::Allowed => {
            errors.say_in(&schema.reading.sources, field.name_span(), &unknown(databag, field, wanted));
        }
        _ => {}
    }
    found
}

fn unknown(databag: &Databag, field: &Field, wanted: &str) -> Text {
    let text = Text::new(catalogue::UNKNOWN_KEY, format!("the interface's schema has no key `{wanted}`"));
    let mut names = Vec::new();
    for key in &databag.keys {
        names.push(key.name.as_str());
    }
    let beyond = "if both sides know the key all the same, say so: `#[databag(additional)]`";
    match suggest::closest(wanted, &names).and_then(|closest| databag.key(closest)) {
        Some(key) => text.frame(key.name.span).help(field.rename("a key", "databag", &key.name)).help(beyond),
        None => text.note(format!("its keys: {}", list(&names))).help(beyond),
    }
}

/// What must be written has a field.
fn check_complete(
    schema: &Schema,
    databag: &Databag,
    checked: &[Checked<'_>],
    item: &ItemStruct,
    errors: &mut Errors,
) {
    let mut known = Vec::new();
    for checked in checked {
        if let Some(key) = checked.key {
            known.push(key.name.as_str());
        } else if checked.field.additional.is_none() && databag.additional != Additional::Allowed {
            // A field whose key is unknown may have been meant for one of these.
            return;
        }
    }
    let (mut missing, mut places) = (Vec::new(), Vec::new());
    for key in &databag.keys {
        if key.required && !key.nullable && !known.contains(&key.name.as_str()) {
            missing.push(key.name.as_str());
            places.push(key.name.span);
        }
    }
    if missing.is_empty() {
        return;
    }
    let names = list(&missing);
    let title = match missing.len() {
        1 => format!("the schema requires the key {names}, and no field is for it"),
        _ => format!("the schema requires the keys {names}, and no field is for them"),
    };
    let mut text = Text::new(catalogue::MISSING_KEY_FIELD, title);
    for place in places.get(..MOST_FRAMES).unwrap_or(&places) {
        text = text.frame(*place);
    }
    let text = text.help("or, if this side only reads the databag: `#[databag(schema = …, read_only)]`");
    errors.say_in(&schema.reading.sources, item.ident.span(), &text);
}

/// A key's name is said to us, who check it; serde is told by us.
fn refuse_renames(item: &ItemStruct, fields: &[Field], errors: &mut Errors) {
    let text = |word: &str| {
        Text::new(catalogue::BAD_ARGUMENT, format!("with a schema, `{word}` of serde is not read"))
            .help("say what a key is called on its field: `#[databag(name = \"…\")]`")
    };
    if has_word(&fields::serde_words(&item.attrs), "rename_all") {
        errors.say(&item.ident, &text("rename_all"));
    }
    for field in fields {
        let word = match field.has_serde("rename") {
            true => "rename",
            false if field.has_serde("alias") => "alias",
            false => continue,
        };
        errors.under(&field.cfg, |errors| errors.say(&field.ident, &text(word)));
    }
}

fn refuse_additional(fields: &[Field], errors: &mut Errors) {
    for field in fields {
        if let Some(place) = field.additional {
            let text =
                Text::new(catalogue::BAD_ARGUMENT, "`additional` is for a key that the schema does not have")
                    .help("here is no schema: leave it out");
            errors.say_at(place, &text);
        }
    }
}
