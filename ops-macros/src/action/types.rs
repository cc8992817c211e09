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
    for required in &action.required {
        if action.parameter(required).is_none() && suggest::closest(required, &[name]).is_some() {
            return text
                .labelled(required.span, "is it meant here?")
                .help(format!("if the parameter must be given, write `{name}` under `required:`"));
        }
    }
    text.help("or give the parameter a `default:`, or name it under `required:`")
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
    let Some(plain) = Plain::of(&field.ty) else { return false };
    for named in integers(parameter) {
        if !plain.fits(named.integer) {
            return false;
        }
    }
    plain.is(parameter.types()) && plain.is_option() != parameter.always_has_value(action)
}

/// What to say of an `Option` for a parameter that every run has.
fn always_there(action: &Action, parameter: &Parameter) -> Text {
    let name = &*parameter.name;
    let mut why = "has a default";
    let mut place = parameter.default.as_ref().map_or(parameter.name.span, |default| default.span);
    let mut above = parameter.name.span;
    for required in &action.required {
        if required.value == *name {
            (why, place, above) = ("must be given", required.span, action.name.span);
            break;
        }
    }
    let title = format!("the parameter `{name}` {why}: its field must not be an `Option`");
    Text::new(catalogue::PARAMETER_PRESENCE, title)
        .frame_in(Some(above), place)
        .help("write the type without `Option`")
}

fn wrong_type(action: &Action, parameter: &Parameter, types: JsonTypes) -> Text {
    let title = format!(
        "the parameter `{}` of the action `{}` is of type {}: this field cannot hold that",
        *parameter.name,
        *action.name,
        one_of(&types.words())
    );
    let place = parameter.kind.first().map_or(parameter.name.span, |kind| kind.span);
    let text = Text::new(catalogue::PARAMETER_TYPE, title).frame_in(Some(parameter.name.span), place);
    text.help(goes_into(types))
}

/// The values that the schema names, each with what it is there.
pub(crate) fn examples(parameter: &Parameter) -> Vec<(&'static str, &Node)> {
    let mut named = Vec::new();
    if let Some(default) = &parameter.default {
        named.push(("the default", default));
    }
    for value in &parameter.enumeration {
        named.push(("a value of the enum", value));
    }
    let examples = parameter.node.mapping().and_then(|schema| schema.get("examples")?.sequence());
    for example in examples.unwrap_or_default() {
        named.push(("an example", example));
    }
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
    let mut all = Vec::new();
    let mut add = |integer: Option<i128>, span, what, help| {
        if let Some(integer) = integer {
            all.push(Named { integer, span, what, help });
        }
    };
    if let Some(default) = &parameter.default {
        add(default.integer(), default.span, "the default", "the parameter another default");
    }
    for value in &parameter.enumeration {
        add(value.integer(), value.span, "a value in the `enum`", "leave it out of the `enum`");
    }
    let [least, most] = parameter.integer_bounds();
    for (bound, what) in [(least, "the least value"), (most, "the greatest value")] {
        if let Some(bound) = bound {
            add(Some(bound.value), bound.span, what, "the parameter narrower bounds");
        }
    }
    all
}
