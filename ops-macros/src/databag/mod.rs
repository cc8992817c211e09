//! `#[databag]`: a struct for a databag, one field for one key; with `schema = "…"`, each checked against the schema of the
//! interface. The values of a databag are strings; how a field becomes one is the library's to say (`ops::databag`).
//!
//! parse → check → expand.

mod check;
mod expand;
mod parse;
mod schema;
mod types;

use proc_macro2::TokenStream;

use crate::call_site::CallSite;
use crate::errors::{Errors, attribute_span};
use crate::fields;
use crate::item;

const STANDS_ON: &str = "`#[databag]` stands on a struct, a field for each key";

/// The struct with its serialisation.
pub(crate) fn databag(
    call_site: &CallSite,
    arguments: TokenStream,
    item: TokenStream,
) -> (TokenStream, Errors) {
    let mut errors = Errors::new();
    let arguments = parse::Arguments::parse(arguments, &mut errors);
    let Some(mut parsed) = item::parse_struct(&item, STANDS_ON, &mut errors) else { return (item, errors) };
    let fields = fields::read(&mut parsed, "databag", &mut errors);
    let place = attribute_span(&item);
    let schema = schema::Schema::find(call_site, &arguments, &parsed, place, &mut errors);
    let checked = check::check(schema.as_ref(), &arguments, &parsed, &fields, &mut errors);
    (expand::expand(&arguments, schema.as_ref(), parsed, &checked), errors)
}
