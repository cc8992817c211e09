//! A field's type against the JSON schema of its parameter: what it must hold, in words that name the parameter.

use ops_metadata::render::Text;
use ops_metadata::{Action, JsonTypes, Node, Parameter, Value, catalogue, suggest};
use proc_macro2::TokenStream;
use quote::quote;

use crate::field_type::{Assertions, Reader};
use crate::fields::Field;
use crate::message::one_of;
use crate::metadata::Charm;

/// Whether every run of the action has the parameter: it must be given, or it has a default.
fn is_always_there(action: &Action, parameter: &Parameter) -> bool {
    parameter.is_required(action) || parameter.default.is_some()
}

/// How the field is read, and what is said of a type that cannot be read or cannot be missing.
pub(crate) fn reader(
    ops: &syn::Path,
    charm: &Charm,
    field: &Field,
    action: &Action,
    parameter: &Parameter,
) -> Reader {
    let (name, always_there) = (&*parameter.name, is_always_there(action, parameter));
    let reader = Reader::new(name, "Parameter", &field.cfg, field.type_span());
    let (text, label) = if always_there || field.is_written_as_option() {
        let title = format!("a field of type `{{Self}}` cannot be read from the parameter `{name}`");
        let text = Text::new(catalogue::PARAMETER_TYPE, title)
            .frame_in(Some(action.name.span), parameter.name.span)
            .help("derive how it is read: `#[derive(serde::Deserialize)]`");
        (text, "is not `serde::Deserialize`")
    } else {
        (missing(action, parameter), "must be an `Option`")
    };
    let reader = reader.otherwise(&text, &charm.reading.sources, label);
    let bound = quote!(#ops::__private::serde::de::DeserializeOwned);
    match always_there {
        true => reader.required(bound, quote!(required::<T>)),
        false => reader.optional(bound, quote!(optional::<T>)),
    }
}

fn missing(action: &Action, parameter: &Parameter) -> Text {
    let name = &*parameter.name;
    let title =
        format!("the parameter `{name}` may be left out: a field of type `{{Self}}` cannot hold that");
    let text =
        Text::new(catalogue::PARAMETER_PRESENCE, title).frame_in(Some(action.name.span), parameter.name.span);
    // A required parameter that the action does not have may be this one.
    let is_this = |required: &&ops_metadata::Spanned<String>| {
        action.parameter(required).is_none() && suggest::closest(required, [name.as_str()]).is_some()
    };
    match action.required.iter().find(is_this) {
        Some(misspelt) => text.labelled(misspelt.span, "is it meant here?").help(format!(
            "if it must be given, write `{name}` under `required:`, else make the field an `Option`"
        )),
        None => text.help(
            "make the field an `Option`, or give the parameter a `default:`, or name it under `required:`",
        ),
    }
}

/// That the field's type holds what the schema permits, as far as the compiler knows the type.
pub(crate) fn assertions(
    ops: &syn::Path,
    charm: &Charm,
    field: &Field,
    action: &Action,
    parameter: &Parameter,
) -> TokenStream {
    let mut assertions = Assertions::new(ops, &charm.reading.sources, &field.ty);
    let types = parameter.types();
    if types != JsonTypes::ANY {
        assertions.holds(types, &wrong_type(action, parameter, types));
    }
    for (node, integer, what) in integers(parameter) {
        // Every integer type holds these.
        if !(1..=127).contains(&integer) {
            let title = format!("{what} of the parameter `{}` does not fit into this field", *parameter.name);
            let text = Text::new(catalogue::VALUE_RANGE, title)
                .frame_in(Some(parameter.name.span), node.span)
                .help("give the field a type that holds it, or the parameter narrower bounds");
            assertions.fits(integer, &text);
        }
    }
    if is_always_there(action, parameter) && !types.contains(JsonTypes::NULL) {
        assertions.no_option(&always_there(action, parameter));
    }
    assertions.into_constant(field.type_span(), &field.cfg)
}

/// What to say of an `Option` for a parameter that every run has.
fn always_there(action: &Action, parameter: &Parameter) -> Text {
    let name = &*parameter.name;
    let required = action.required.iter().find(|required| ***required == *name);
    let why = if required.is_some() { "must be given" } else { "has a default" };
    let title = format!("the parameter `{name}` {why}: its field must not be an `Option`");
    let place = required.map_or(parameter.name.span, |required| required.span);
    let place =
        parameter.default.as_ref().filter(|_| required.is_none()).map_or(place, |default| default.span);
    let above = if required.is_some() { action.name.span } else { parameter.name.span };
    Text::new(catalogue::PARAMETER_PRESENCE, title)
        .frame_in(Some(above), place)
        .help("write the type without `Option`")
}

fn wrong_type(action: &Action, parameter: &Parameter, types: JsonTypes) -> Text {
    let title = format!(
        "the parameter `{}` of the action `{}` is of type {}: this field cannot hold that",
        *parameter.name,
        *action.name,
        one_of(types.words())
    );
    let place = parameter.kind.first().map_or(parameter.name.span, |kind| kind.span);
    let text = Text::new(catalogue::PARAMETER_TYPE, title).frame_in(Some(parameter.name.span), place);
    if types.contains(JsonTypes::NULL) {
        return text.help("it goes into an `Option` of what holds the rest");
    }
    match types.words().collect::<Vec<_>>().as_slice() {
        ["integer"] => text.help("it goes into an integer type"),
        ["number"] => text.help("it goes into `f64`; if it has no fraction, say `type: integer`"),
        ["string"] => text.help("it goes into a `String`, or a type of your own that reads from a string"),
        ["boolean"] => text.help("it goes into `bool`"),
        ["array"] => text.help("it goes into a `Vec`"),
        ["object"] => text.help("it goes into a struct with `#[derive(serde::Deserialize)]`, or a map"),
        _ => text.help("it goes into an enum with `#[serde(untagged)]`, a variant for each type"),
    }
}

/// The values that the schema names, each with what it is there.
pub(crate) fn examples(parameter: &Parameter) -> Vec<(&'static str, &Node)> {
    let mut named: Vec<(&'static str, &Node)> = Vec::new();
    named.extend(parameter.default.iter().map(|node| ("the default", node)));
    named.extend(parameter.enumeration.iter().map(|node| ("a value of the enum", node)));
    let examples = parameter.node.mapping().and_then(|schema| schema.get("examples")?.sequence());
    named.extend(examples.unwrap_or_default().iter().map(|node| ("an example", node)));
    named
}

/// The integers that the schema names, each with what it is.
fn integers(parameter: &Parameter) -> Vec<(&Node, i128, String)> {
    let mut named: Vec<(&Node, String)> = Vec::new();
    named.extend(parameter.default.iter().map(|node| (node, "the default".to_owned())));
    let values = parameter.enumeration.iter();
    named.extend(values.map(|node| (node, format!("the value {} in the `enum`", node.to_json()))));
    if let Some(schema) = parameter.node.mapping() {
        for bound in ["minimum", "maximum"] {
            named.extend(schema.get(bound).map(|node| (node, format!("the `{bound}`"))));
        }
    }
    named.into_iter().filter_map(|(node, what)| Some((node, integer(node)?, what))).collect()
}

fn integer(node: &Node) -> Option<i128> {
    match node.scalar()?.value {
        Value::Int(value) => Some(value.into()),
        Value::Unsigned(value) => Some(value.into()),
        _ => None,
    }
}
