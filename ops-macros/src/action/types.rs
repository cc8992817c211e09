//! A field's type against the JSON schema of its parameter: what it must hold, in words that name the parameter.

use ops_metadata::render::Text;
use ops_metadata::{Action, JsonTypes, Node, Parameter, Span, catalogue, suggest};
use proc_macro2::TokenStream;

use crate::assertions::{Assertions, goes_into};
use crate::fields::Field;
use crate::message::one_of;
use crate::metadata::Charm;
use crate::plain::Plain;

fn missing(action: &Action, parameter: &Parameter) -> Text {
    let name = &*parameter.name;
    let title = format!("the parameter `{name}` may be left out: its field must be an `Option`");
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
    if is_plain(field, action, parameter) || field.names_self() {
        return TokenStream::new();
    }
    let mut assertions = Assertions::new(&charm.reading.sources, field);
    let types = parameter.types();
    if types != JsonTypes::ANY {
        assertions.holds(types, &wrong_type(action, parameter, types));
    }
    for Named { integer, span, what, help } in integers(parameter) {
        // Every integer type holds these.
        if !(1..=127).contains(&integer) {
            let name = &*parameter.name;
            let title = format!("{what} of the parameter `{name}`, {integer}, does not fit into this field");
            let text = Text::new(catalogue::VALUE_RANGE, title)
                .frame_in(Some(parameter.name.span), span)
                .help(format!("give the field a type that holds it, or {help}"));
            assertions.fits(integer, &text);
        }
    }
    if !parameter.always_has_value(action) {
        assertions.is_option(true, &missing(action, parameter));
    } else if !types.contains(JsonTypes::NULL) {
        assertions.is_option(false, &always_there(action, parameter));
    }
    assertions.into_constant()
}

/// Whether the tokens of the field's type show all that is asked of it.
fn is_plain(field: &Field, action: &Action, parameter: &Parameter) -> bool {
    Plain::of(&field.ty).is_some_and(|plain| {
        plain.is(parameter.types())
            && plain.is_option() != parameter.always_has_value(action)
            && integers(parameter).iter().all(|named| plain.fits(named.integer))
    })
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
    text.help(goes_into(types))
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

/// An integer that the schema names.
struct Named {
    integer: i128,
    span: Span,
    what: &'static str,
    /// What else could be changed.
    help: &'static str,
}

fn integers(parameter: &Parameter) -> Vec<Named> {
    let of_node = |node: &Node, what, help| {
        node.integer().map(|integer| Named { integer, span: node.span, what, help })
    };
    let mut named = Vec::new();
    named.extend(
        parameter
            .default
            .iter()
            .filter_map(|node| of_node(node, "the default", "the parameter another default")),
    );
    named.extend(
        parameter
            .enumeration
            .iter()
            .filter_map(|node| of_node(node, "a value in the `enum`", "leave it out of the `enum`")),
    );
    for (bound, what) in parameter.integer_bounds().into_iter().zip(["the least value", "the greatest value"])
    {
        named.extend(bound.map(|bound| Named {
            integer: bound.value,
            span: bound.span,
            what,
            help: "the parameter narrower bounds",
        }));
    }
    named
}
