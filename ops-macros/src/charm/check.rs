//! The struct and the metadata itself: only here are the metadata's own mistakes reported, so that each is said once.

use ops_metadata::render::Text;
use ops_metadata::{Level, catalogue};
use proc_macro2::Span;

use super::parse::{Field, Role};
use crate::errors::Errors;
use crate::item::ItemStruct;
use crate::metadata::Charm;

/// What is wrong with the struct as a charm.
pub(crate) fn check_struct(item: &ItemStruct, fields: &[Field], errors: &mut Errors) {
    if let Some(parameter) = item.generics.params.first() {
        let message = "a charm has no generic parameters: it is one program with one type";
        errors.at(parameter, catalogue::WRONG_ITEM, message);
    }
    check_one(fields, "config", |role| matches!(role, Role::Config(_)), errors);
    check_one(fields, "stored_state", |role| role == Role::StoredState, errors);
}

/// One field of a kind: several may be declared, each under another `#[cfg(…)]`.
fn check_one(fields: &[Field], kind: &str, is_one: fn(Role) -> bool, errors: &mut Errors) {
    let mut earlier: Vec<&Field> = Vec::new();
    let mut is_certain = false;
    for field in fields {
        if !is_one(field.role) {
            continue;
        }
        for first in &earlier {
            let title = format!("a charm has one `#[{kind}]` field, and `{}` is it", first.name);
            let text = Text::new(catalogue::WRONG_ITEM, title).help("give the type of that one more fields");
            errors.under(&first.cfg, |errors| {
                errors.under(&field.cfg, |errors| errors.say(&field.name, &text));
            });
        }
        // With one that is there in any case, all others are too many.
        if !is_certain {
            is_certain = field.cfg.is_empty();
            earlier.push(field);
        }
    }
}

/// The metadata's own mistakes.
pub(crate) fn check_metadata(charm: &Charm, item: &ItemStruct, place: Span, errors: &mut Errors) {
    if charm.is_missing() {
        errors.say_at(place, &charm.missing());
        return;
    }
    let reading = &charm.reading;
    // Then the code's names are not held against it: what Juju merely passes over has to be corrected here.
    let is_cut_short = !reading.is_complete() && !reading.has_errors();
    for diagnostic in &reading.diagnostics {
        let text = Text::from(diagnostic);
        match diagnostic.level {
            Level::Error => errors.say_of(charm, place, &text),
            Level::Warning if is_cut_short && diagnostic.code == catalogue::MISSPELT_KEY => {
                errors.say_of(charm, place, &text);
            }
            Level::Warning => {
                errors.warn(&item.attrs, place, diagnostic.code, &text.render(&reading.sources));
            }
        }
    }
}
