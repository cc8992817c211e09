//! A field's type against the JSON schema of its parameter: what it must hold, in words that name the parameter.

use ops_metadata::render::Text;
use ops_metadata::{Action, JsonTypes, Node, Parameter, Value, catalogue, suggest};
use proc_macro2::TokenStream;

use crate::assertions::Assertions;
use crate::fields::Field;
use crate::message::one_of;
use crate::metadata::Charm;
use crate::plain::Plain;

/// Whether every run of the action has the parameter: it must be given, or it has a default.
pub(crate) fn is_always_there(action: &Action, parameter: &Parameter) -> bool {
    parameter.is_required(action) || parameter.default.is_some()
}

fn missing(action: &Action, parameter: &Parameter) -> Text {
    let name = &*parameter.name;
    let title = format!("the parameter `{name}` may be left out: its field is an `Option`");
    let text =
        Text::new(catalogue::PARAMETER_PRESENCE, title).frame_in(Some(action.name.span), parameter.name.span);
    // A required parameter that the action does not have may be this one.
    let is_this = |required: &&ops_metadata::Spanned<String>| {
        action.parameter(required).is_none() && suggest::closest(required, [name.as_str()]).is_some()
    };
    match action.required.iter().find(is_this) {
        Some(misspelt) => text
            .labelled(misspelt.span, "is it meant here?")
            .help(format!("if the parameter must be given, write `{name}` under `required:`")),
        None => text.help("or give the parameter a `default:`, or name it under `required:`"),
    }
}

/// That the field's type holds what the schema permits, as far as the compiler knows the type.
pub(crate) fn assertions(
    charm: &Charm,
    field: &Field,
    action: &Action,
    parameter: &Parameter,
) -> TokenStream {
    if is_plain(field, action, parameter) {
        return TokenStream::new();
    }
    let mut assertions = Assertions::new(&charm.reading.sources, field);
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
    let always_there = is_always_there(action, parameter);
    if !always_there {
        assertions.is_option(true, &missing(action, parameter));
    } else if !types.contains(JsonTypes::NULL) || types == JsonTypes::ANY {
        let why = if parameter.is_required(action) { "must be given" } else { "has a default" };
        let title = format!("the parameter `{}` {why}: its field is no `Option`", *parameter.name);
        let text = Text::new(catalogue::PARAMETER_PRESENCE, title)
            .frame_in(Some(action.name.span), parameter.name.span);
        assertions.is_option(false, &text);
    }
    assertions.into_constant()
}

/// Whether the tokens of the field's type show all that is asked of it.
fn is_plain(field: &Field, action: &Action, parameter: &Parameter) -> bool {
    Plain::of(&field.ty).is_some_and(|plain| {
        plain.is(parameter.types())
            && plain.is_option() != is_always_there(action, parameter)
            && integers(parameter).iter().all(|(_, integer, _)| plain.fits(*integer))
    })
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
