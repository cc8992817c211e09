//! The arguments of `#[stored_state]`.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::TokenStream;

use super::PartArguments;
use super::reader::{Placed, Reader};
use crate::errors::Errors;

/// `#[stored_state(version = 2, migrate = State::migrate, from_python = State::from_python, test = false, crate = "…")]`.
pub(crate) struct StoredStateArguments {
    pub(crate) part: PartArguments,
    /// The version of what is stored, where it is not the first.
    pub(crate) version: Option<u32>,
    /// The function that makes it of what an older version stored.
    pub(crate) migrate: Option<syn::Path>,
    /// The function that makes it of what the charm in Python stored.
    pub(crate) from_python: Option<syn::Path>,
}

/// The function, as it has to be.
const FUNCTION: &str = "`migrate = State::migrate`, with `fn migrate(old: &OldState) -> ops::Result<State>`";

impl StoredStateArguments {
    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        let mut reader = Reader::of_tokens(arguments);
        let part = PartArguments::take(&mut reader);
        let version = reader.whole_number("version");
        let migrate = reader.function("migrate");
        let from_python = reader.function("from_python").map(|function| function.value);
        let is_read = reader.finish(errors);
        if is_read {
            check(version, migrate.as_ref(), errors);
        }
        let version = version.map(|version| version.value).filter(|version| *version > 1);
        // One without the other was reported.
        let (version, migrate) = version.zip(migrate.map(|migrate| migrate.value)).unzip();
        Self { part, version, migrate, from_python }
    }
}

/// From the second version on there is something to migrate, and before it there is not.
fn check(version: Option<Placed<u32>>, migrate: Option<&Placed<syn::Path>>, errors: &mut Errors) {
    let say = |title: &str, help: &str| Text::new(catalogue::WRONG_VERSION, title).help(help.to_owned());
    match (version, migrate) {
        (Some(version), _) if version.value == 0 => {
            let text = say(
                "there is no version 0",
                "the first version is 1, which a `#[stored_state]` is without a `version`; the next is 2",
            );
            errors.say_at(version.span, &text);
        }
        (Some(version), None) if version.value > 1 => {
            let title = format!("what becomes of what version {} stored?", version.value - 1);
            errors.say_at(
                version.span,
                &say(&title, &format!("write the function that makes the state of it: {FUNCTION}")),
            );
        }
        (None, Some(migrate)) => {
            let text = say(
                "the version that it migrates to is not said",
                "write `version = 2`: what was stored without a version is version 1",
            );
            errors.say_at(migrate.span, &text);
        }
        (Some(version), Some(migrate)) if version.value == 1 => {
            let text = say(
                "there is no version before 1, so this function would never run",
                "what was stored without a version is version 1: write `version = 2` once the struct has changed",
            );
            errors.say_at(migrate.span, &text);
        }
        _ => {}
    }
}
