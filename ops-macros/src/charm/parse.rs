//! The annotated struct: which field is the config, which the stored state.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Fields, LitStr};

use crate::arguments::Reader;
use crate::attributes::{self, Cfg};
use crate::errors::Errors;
use crate::item::ItemStruct;

/// A field of the charm.
pub(crate) struct Field {
    pub(crate) name: Ident,
    pub(crate) role: Role,
    /// The place of its type, where the compiler is to say what the type lacks.
    pub(crate) type_span: Span,
    pub(crate) ty: syn::Type,
    /// `#[component(endpoint = "…")]`.
    pub(crate) endpoint: Option<LitStr>,
    /// `#[component(settings = …)]`.
    pub(crate) settings: Option<TokenStream>,
    pub(crate) cfg: Cfg,
}

/// What a field is filled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Config(OnError),
    StoredState,
    Component,
    /// The endpoint of the component that it is a field of.
    Endpoint,
    /// What that component was told.
    Settings,
    /// `Default::default()`, anew for each dispatch.
    Other,
}

/// What a config value that does not decode leads to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnError {
    /// The unit is blocked with the option's name and the reason; no handler runs.
    #[default]
    Block,
    /// The hook fails.
    Fail,
    /// The field is a `Result`, and the handlers see it.
    Handle,
}

const ON_ERROR: [(&str, OnError); 3] =
    [("block", OnError::Block), ("fail", OnError::Fail), ("handle", OnError::Handle)];

/// Takes our attributes off the fields and says what each field is.
pub(crate) fn fields(item: &mut ItemStruct, errors: &mut Errors) -> Vec<Field> {
    let named = match &mut item.fields {
        Fields::Named(named) => &mut named.named,
        Fields::Unit => return Vec::new(),
        Fields::Unnamed(unnamed) => {
            let text = Text::new(catalogue::WRONG_ITEM, "a charm's fields have names")
                .help("write `struct Name { … }`, or `struct Name;`");
            errors.say(unnamed, &text);
            return Vec::new();
        }
    };
    let mut fields = Vec::new();
    for field in named {
        if let Some(field) = read(field, errors) {
            fields.push(field);
        }
    }
    fields
}

fn read(field: &mut syn::Field, errors: &mut Errors) -> Option<Field> {
    use syn::spanned::Spanned;
    let config = attributes::take(&mut field.attrs, "config");
    let stored_state = attributes::take(&mut field.attrs, "stored_state");
    if let (Some(_), Some(second)) = (config.first(), stored_state.first()) {
        let message = "a field is the config or the stored state, not both";
        errors.at(second, catalogue::WRONG_ITEM, message);
    }
    let component = attributes::take(&mut field.attrs, "component");
    if let (Some(_), Some(second)) = (config.first().or(stored_state.first()), component.first()) {
        errors.at(second, catalogue::WRONG_ITEM, "a component has a field of its own");
    }
    let (mut endpoint, mut settings) = (None, None);
    let role = match (config.first(), stored_state.first()) {
        (None, None) if !component.is_empty() => {
            let mut reader = Reader::of(attributes::all_arguments(&component, errors).unwrap_or_default());
            endpoint = reader.text("endpoint");
            settings = reader.expression("settings");
            reader.finish(errors);
            Role::Component
        }
        (Some(_), _) => {
            let mut reader = Reader::of(attributes::all_arguments(&config, errors).unwrap_or_default());
            let on_error = reader.one_of("on_error", &ON_ERROR);
            reader.finish(errors);
            Role::Config(on_error.map(|on_error| on_error.value).unwrap_or_default())
        }
        (None, Some(attribute)) => {
            match attributes::arguments(attribute) {
                Err(error) => errors.parser(catalogue::BAD_ARGUMENT, error),
                Ok(arguments) if arguments.is_empty() => {}
                Ok(arguments) => {
                    errors.at(
                        &arguments,
                        catalogue::BAD_ARGUMENT,
                        "`#[stored_state]` takes no arguments here",
                    );
                }
            }
            Role::StoredState
        }
        (None, None) if !attributes::take(&mut field.attrs, "endpoint").is_empty() => Role::Endpoint,
        (None, None) if !attributes::take(&mut field.attrs, "settings").is_empty() => Role::Settings,
        (None, None) => Role::Other,
    };
    let cfg = Cfg::of(&field.attrs);
    let (name, type_span, ty) = (field.ident.clone()?, field.ty.span(), field.ty.clone());
    Some(Field { name, role, type_span, ty, endpoint, settings, cfg })
}
