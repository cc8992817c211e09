//! The arguments of `#[component]` on a struct.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::{Ident, Span, TokenStream};
use syn::LitStr;
use syn::parse::Parser;

use crate::arguments::{self, Argument, Given, Placed, Reader, Wrong};
use crate::errors::Errors;

/// `#[component(interface = "postgresql_client", role = "requires", events(created = DatabaseCreated), crate = "…")]`.
pub(crate) struct Arguments {
    interface: Option<LitStr>,
    role: Option<Placed<&'static str>>,
    pub(crate) events: Vec<Emits>,
    ops: Option<syn::Path>,
}

/// An event that the component emits, under the name that it has for who uses it.
pub(crate) struct Emits {
    pub(crate) name: Ident,
    pub(crate) ty: syn::Path,
}

const ROLES: [(&str, &str); 3] = [("requires", "requires"), ("provides", "provides"), ("peers", "peers")];

impl Arguments {
    pub(crate) fn parse(arguments: TokenStream, place: Span, errors: &mut Errors) -> Self {
        let mut reader = Reader::of_tokens(arguments);
        let form = "events in brackets: `events(created = DatabaseCreated)`";
        let read = Self {
            interface: reader.text("interface"),
            role: reader.one_of("role", &ROLES),
            events: reader.lists("events", form, &event),
            ops: reader.path("crate"),
        };
        let is_whole = reader.finish(errors);
        if is_whole && (read.interface.is_none() || read.role.is_none()) {
            let text = Text::new(catalogue::BAD_ARGUMENT, "a component speaks one interface, on one side")
                .help(
                    "write `#[component(interface = \"…\", role = \"requires\")]`, or `role = \"provides\"`",
                );
            errors.say_at(place, &text);
        }
        read
    }

    pub(crate) fn interface(&self) -> String {
        self.interface.as_ref().map(LitStr::value).unwrap_or_default()
    }

    pub(crate) fn role(&self) -> &'static str {
        self.role.map_or("requires", |role| role.value)
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        arguments::ops_path(self.ops.as_ref())
    }
}

fn event(argument: &Argument) -> Result<Emits, Wrong> {
    if let Argument::Wrong(span, text) = argument {
        return Err((*span, text.clone()));
    }
    if let Argument::Named(named) = argument
        && let Given::Other(tokens) = &named.given
        && let Ok(ty) = syn::Path::parse_mod_style.parse2(tokens.clone())
    {
        return Ok(Emits { name: named.name.clone(), ty });
    }
    let text = Text::new(
        catalogue::BAD_ARGUMENT,
        "expected a name and the type of the event: `created = DatabaseCreated`",
    );
    Err((argument.place(), text))
}
