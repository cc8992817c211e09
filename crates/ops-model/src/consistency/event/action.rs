//! An action and its parameters: what Juju finds before it puts in the defaults.

use ops_metadata::metadata::{Action, Parameter, Section};
use ops_metadata::yaml::Kind;
use ops_metadata::{JujuVersion, Node, yaml};
use serde_json::{Map, Value};

use super::super::names::help;
use super::super::{Checks, Rule};

/// From then on a parameter that the schema does not name is refused unless the schema says otherwise.
const STRICT: JujuVersion = JujuVersion::new(4, 0, 0);

pub(super) fn check(checks: &mut Checks<'_>, params: &Map<String, Value>) {
    let (metadata, name) = (checks.metadata, &checks.hook.name);
    let Some(action) = metadata.action(name) else {
        let known = metadata.actions.iter().map(|action| action.name.as_str());
        let what = format!("the charm has no action `{name}`");
        return checks.unknown(Rule::UnknownAction, what, name, known, Section::Actions);
    };
    for (given, value) in params {
        match action.parameter(given) {
            Some(parameter) => check_value(checks, action, parameter, value),
            None if !takes_others(action, checks.version) => {
                let known = action.parameters.iter().map(|parameter| parameter.name.as_str());
                let what = format!("the action `{name}` has no parameter `{given}`");
                checks.report(Rule::UnknownParameter, what, help(given, known, "params"));
            }
            None => {}
        }
    }
    for required in action.required.iter().filter(|required| !params.contains_key(&required.value)) {
        let what = format!("the action `{name}` is run without the parameter `{}`", required.value);
        checks.report(Rule::MissingParameter, what, "give it, also where it has a default");
    }
}

/// Whether parameters that have no schema of their own are taken.
fn takes_others(action: &Action, version: Option<JujuVersion>) -> bool {
    let says = |keyword| action.node.mapping().and_then(|schema| schema.get(keyword)).is_some();
    match action.additional_properties {
        Some(takes) => takes || says("patternProperties"),
        None => {
            let is_strict = version.is_some_and(|version| version >= STRICT);
            !is_strict || says("additionalProperties") || says("patternProperties")
        }
    }
}

fn check_value(checks: &mut Checks<'_>, action: &Action, parameter: &Parameter, value: &Value) {
    let (run, name) = (&action.name.value, &parameter.name.value);
    if !parameter.kind.is_empty() && !parameter.kind.iter().any(|kind| is_of(kind, value)) {
        let kinds: Vec<String> = parameter.kind.iter().map(|kind| format!("`{}`", kind.value)).collect();
        let what = format!("the parameter `{name}` of the action `{run}` is `{value}`");
        return checks.report(Rule::ParameterType, what, format!("its type is {}", kinds.join(" or ")));
    }
    let listed = &parameter.enumeration;
    if !listed.is_empty() && !listed.iter().any(|one| is_same(one, value)) {
        let listed: Vec<String> = listed.iter().map(|one| format!("`{}`", one.to_json())).collect();
        let what = format!("the parameter `{name}` of the action `{run}` is `{value}`");
        return checks.report(Rule::ParameterValue, what, format!("its values are {}", listed.join(", ")));
    }
    if let Some(integer) = value.as_i64() {
        check_bounds(checks, action, parameter, integer.into());
    }
}

fn check_bounds(checks: &mut Checks<'_>, action: &Action, parameter: &Parameter, integer: i128) {
    let [least, most] = parameter.integer_bounds().map(|bound| bound.map(|bound| bound.value));
    if least.is_some_and(|least| integer < least) || most.is_some_and(|most| integer > most) {
        let shown = |bound: Option<i128>| bound.map_or_else(|| "any".into(), |bound| bound.to_string());
        let (run, name) = (&action.name.value, &parameter.name.value);
        let what = format!("the parameter `{name}` of the action `{run}` is `{integer}`");
        let help = format!("its least value is {}, its greatest {}", shown(least), shown(most));
        checks.report(Rule::ParameterValue, what, help);
    }
}

/// Whether the value is of the type that JSON schema calls so. A type that it does not know has been reported in the metadata.
fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        // To Juju 1.0 is an integer: it travels as 1.
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        _ => true,
    }
}

/// Whether the metadata's value is this one.
fn is_same(node: &Node, value: &Value) -> bool {
    match (&node.kind, value) {
        (Kind::Sequence(nodes), Value::Array(values)) => {
            nodes.len() == values.len() && nodes.iter().zip(values).all(|(node, value)| is_same(node, value))
        }
        (Kind::Mapping(mapping), Value::Object(values)) => {
            let is_there = |(key, value): (&String, &Value)| {
                mapping.entries.iter().any(|entry| entry.key.text() == key && is_same(&entry.value, value))
            };
            mapping.entries.len() == values.len() && values.iter().all(is_there)
        }
        (Kind::Scalar(scalar), value) => match (&scalar.value, value) {
            (yaml::Value::Null, Value::Null) => true,
            (yaml::Value::Bool(one), Value::Bool(other)) => one == other,
            (yaml::Value::String(one), Value::String(other)) => one == other,
            (yaml::Value::Int(one), Value::Number(other)) => {
                other.as_i64().map_or_else(|| other.as_f64() == Some(*one as f64), |other| *one == other)
            }
            (yaml::Value::Unsigned(one), Value::Number(other)) => other.as_u64() == Some(*one),
            (yaml::Value::Float(one), Value::Number(other)) => other.as_f64() == Some(*one),
            _ => false,
        },
        _ => false,
    }
}
