//! The schema that a databag is checked against: the file read, and the databag in it chosen.

use std::path::PathBuf;

use ops_metadata::interface::{Databag, SchemaReading, read_schema};
use ops_metadata::render::Text;
use ops_metadata::{Level, catalogue};
use proc_macro2::{Span, TokenStream};
use syn::LitStr;

use super::parse::{Arguments, Owner};
use crate::arguments::Placed;
use crate::call_site::{CallSite, shown};
use crate::errors::Errors;
use crate::item::ItemStruct;
use crate::metadata::track;

/// A schema that was read.
pub(crate) struct Schema {
    pub(crate) reading: SchemaReading,
    owner: Option<Owner>,
    /// The file: absolute, since `include_bytes!` starts from the source file.
    file: PathBuf,
}

impl Schema {
    /// Reads the schema that the arguments name, and reports what is wrong with it. `place` is that of the attribute.
    pub(crate) fn find(
        call_site: &CallSite,
        arguments: &Arguments,
        item: &ItemStruct,
        place: Span,
        errors: &mut Errors,
    ) -> Option<Self> {
        let Some(argument) = &arguments.schema else {
            if let Some(owner) = &arguments.of {
                let text = Text::new(
                    catalogue::BAD_ARGUMENT,
                    "`of` says which databag of a schema: here is none",
                )
                .help(
                    "name the schema too: `#[databag(schema = \"interfaces/…/v0/provider.json\", of = …)]`",
                );
                errors.say_at(owner.span, &text);
            }
            return None;
        };
        let file = call_site.package_folder().unwrap_or_default().join(argument.value());
        let reading = read_schema(&shown(&file));
        for diagnostic in &reading.diagnostics {
            let text = Text::from(diagnostic);
            match diagnostic.level {
                Level::Error => errors.say_in(&reading.sources, argument.span(), &text),
                Level::Warning => {
                    errors.warn(&item.attrs, place, diagnostic.code, &text.render(&reading.sources));
                }
            }
        }
        let owner = arguments.of.map(|owner| owner.value);
        let schema = Self { reading, owner, file };
        if !schema.reading.has_errors() && arguments.is_read {
            schema.check_owner(argument, arguments.of, errors);
        }
        Some(schema)
    }

    /// The databag that the struct stands for, if it is known which.
    pub(crate) fn databag(&self) -> Option<&Databag> {
        let schema = &self.reading.schema;
        match self.owner {
            _ if self.reading.has_errors() => None,
            Some(Owner::App) => schema.app.as_ref().or(schema.either.as_ref()),
            Some(Owner::Unit) => schema.unit.as_ref().or(schema.either.as_ref()),
            None => {
                let mut databags = schema.databags();
                databags.next().filter(|_| databags.next().is_none())
            }
        }
    }

    fn check_owner(&self, argument: &LitStr, of: Option<Placed<Owner>>, errors: &mut Errors) {
        let any = self.reading.schema.databags().next().is_some();
        let (title, help, place) = match (self.databag(), of) {
            (Some(_), _) => return,
            (None, _) if !any => (
                "this schema has no databag: this side of the interface writes nothing",
                "the other side's is in the file beside it: provider.json or requirer.json",
                argument.span(),
            ),
            (None, Some(of)) if of.value == Owner::App => (
                "this schema has no databag of the application",
                "it has one of the unit: `of = \"unit\"`",
                of.span,
            ),
            (None, Some(of)) => (
                "this schema has no databag of the unit",
                "it has one of the application: `of = \"app\"`",
                of.span,
            ),
            (None, None) => (
                "this schema has two databags: of which does this struct have the keys?",
                "say it: `of = \"app\"` for the application's, `of = \"unit\"` for the unit's",
                argument.span(),
            ),
        };
        errors.say_at(place, &Text::new(catalogue::BAD_SCHEMA, title).help(help));
    }

    /// Makes the compiler look at the file again when it changes.
    pub(crate) fn tracking(&self) -> TokenStream {
        if self.file.is_file() { track(std::slice::from_ref(&self.file)) } else { TokenStream::new() }
    }
}
