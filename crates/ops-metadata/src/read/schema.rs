//! The parameters of an action are a JSON schema, draft 4. Juju refuses a charm whose schema is none.

use std::collections::HashMap;

use super::reader::Reader;
use super::regex;
use crate::catalogue::BAD_ACTION_SCHEMA;
use crate::diagnostic::Diagnostic;
use crate::json_types::JsonTypes;
use crate::letters::Places;
use crate::source::Span;
use crate::yaml::{Entry, Mapping, Node, Scalar, Value};

/// The largest integer that JSON is sure to hold.
const LARGEST: f64 = 9_007_199_254_740_991.0;

/// Checks a schema: that its keywords have values of the right kind. What is no keyword is not looked at.
pub(super) fn check(path: &str, node: &Node, reader: &mut Reader) {
    let Some(mapping) = node.mapping() else { return wrong(path, "a schema: a mapping", node, reader) };
    for entry in &mapping.entries {
        let keyword = entry.key.text();
        check_keyword(&format!("{path}.{keyword}"), keyword, &entry.value, reader);
    }
    check_bounds(path, mapping, reader);
}

fn check_all(path: &str, nodes: &[Node], reader: &mut Reader) {
    for node in nodes {
        check(path, node, reader);
    }
}

/// The keywords of an action itself: `params` stands for `properties`, and Juju has looked at some of them already.
pub(super) fn check_action(path: &str, mapping: &Mapping, reader: &mut Reader) {
    for Entry { key, value } in &mapping.entries {
        let keyword = match key.text() {
            "description" | "title" | "parallel" | "execution-group" => continue,
            "params" if value.mapping().is_none() => continue,
            "params" => "properties",
            "required" if value.sequence().is_none() => continue,
            keyword => keyword,
        };
        let path = format!("{path}.{}", key.text());
        if keyword == "$ref" && value.string().is_none() {
            reader.wrong_type(&path, "a string", value);
        }
        check_values(&path, value, reader);
        check_keyword(&path, keyword, value, reader);
    }
    check_bounds(path, mapping, reader);
}

fn check_keyword(path: &str, keyword: &str, node: &Node, reader: &mut Reader) {
    match keyword {
        "$id" | "title" | "description" | "pattern" if node.string().is_none() => {
            reader.wrong_type(path, "a string", node);
        }
        "pattern" => check_pattern(path, node.text(), node.span, reader),
        "type" => check_type(path, node, reader),
        "properties" | "patternProperties" | "definitions" => match node.mapping() {
            Some(mapping) => {
                for entry in &mapping.entries {
                    if keyword == "patternProperties" {
                        check_pattern(path, entry.key.text(), entry.key.span, reader);
                    }
                    check(&format!("{path}.{}", entry.key.text()), &entry.value, reader);
                }
            }
            None => wrong(path, "a mapping of schemas", node, reader),
        },
        "additionalProperties" | "additionalItems" if node.boolean().is_none() => match node.mapping() {
            Some(_) => check(path, node, reader),
            None => wrong(path, "a boolean or a schema", node, reader),
        },
        "items" => match node.sequence() {
            Some(nodes) => check_all(path, nodes, reader),
            None => check(path, node, reader),
        },
        "oneOf" | "anyOf" | "allOf" => match node.sequence() {
            Some(nodes) => check_all(path, nodes, reader),
            None => wrong(path, "a list of schemas", node, reader),
        },
        "not" => check(path, node, reader),
        "dependencies" => check_dependencies(path, node, reader),
        "required" => check_required(path, node, reader),
        "enum" => check_enum(path, node, reader),
        "uniqueItems" | "exclusiveMinimum" | "exclusiveMaximum" if node.boolean().is_none() => {
            wrong(path, "a boolean", node, reader);
        }
        "minimum" | "maximum" if node.number().is_none() => wrong(path, "a number", node, reader),
        "multipleOf" if node.number().is_none_or(|number| number <= 0.0) => {
            wrong(path, "a number above 0", node, reader);
        }
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties"
            if node
                .number()
                .is_none_or(|number| !(0.0..=LARGEST).contains(&number) || number.fract() != 0.0) =>
        {
            wrong(path, "an integer from 0", node, reader);
        }
        _ => {}
    }
}

fn check_type(path: &str, node: &Node, reader: &mut Reader) {
    if let Some(nodes) = node.sequence() {
        // A word in a list that is no type is not refused, and has no effect.
        for node in nodes {
            if node.string().is_none() {
                wrong(path, "a list of types: strings", node, reader);
            }
        }
        return;
    }
    let Some(name) = node.string() else { return wrong(path, "the name of a type: a string", node, reader) };
    if JsonTypes::named(name).is_some() {
        return;
    }
    let message = format!("`{path}` is not a type of JSON schema: {}", node.describe());
    let mut found = Diagnostic::new(BAD_ACTION_SCHEMA, message).at(node.span).help(JsonTypes::HELP);
    if let Some(meant) = JsonTypes::meant(name) {
        found = found.meant(node.span, meant);
    }
    reader.report(found);
}

fn check_pattern(path: &str, pattern: &str, span: Span, reader: &mut Reader) {
    let Err(why) = regex::check(pattern) else { return };
    reader.report(
        Diagnostic::new(
            BAD_ACTION_SCHEMA,
            format!("`{path}` is not a regular expression that Juju takes: {why}"),
        )
        .at(span)
        .help("Juju takes those of Go: no look-around, no back-references"),
    );
}

fn check_required(path: &str, node: &Node, reader: &mut Reader) {
    let Some(nodes) = node.sequence() else { return wrong(path, "a list of names", node, reader) };
    let mut seen = Places::new();
    for (place, node) in nodes.iter().enumerate() {
        match node.string() {
            None => reader.wrong_type(path, "a list of strings", node),
            Some(name) if seen.insert(name, place).is_some() => {
                bad(path, "names a parameter twice", node.span, reader);
            }
            Some(_) => {}
        }
    }
}

fn check_enum(path: &str, node: &Node, reader: &mut Reader) {
    let Some(nodes) = node.sequence() else { return wrong(path, "a list of values", node, reader) };
    let mut seen = HashMap::new();
    for (place, node) in nodes.iter().enumerate() {
        // The same value in another writing is the same JSON.
        if seen.insert(node.to_json(), place).is_some() {
            bad(path, "has a value twice", node.span, reader);
        }
    }
}

fn check_dependencies(path: &str, node: &Node, reader: &mut Reader) {
    let Some(mapping) = node.mapping() else { return wrong(path, "a mapping", node, reader) };
    for Entry { key, value } in &mapping.entries {
        let path = format!("{path}.{}", key.text());
        match value.sequence() {
            Some(nodes) => {
                for node in nodes {
                    if node.string().is_none() {
                        reader.wrong_type(&path, "a list of strings", node);
                    }
                }
            }
            None => check(&path, value, reader),
        }
    }
}

/// What must not be above what, and what means nothing alone.
fn check_bounds(path: &str, mapping: &Mapping, reader: &mut Reader) {
    // Juju does not compare `minItems` with `maxItems`.
    for (least, most) in
        [("minimum", "maximum"), ("minLength", "maxLength"), ("minProperties", "maxProperties")]
    {
        let (Some(least), Some(most)) = (mapping.entry(least), mapping.entry(most)) else { continue };
        if let (Some(low), Some(high)) = (least.value.number(), most.value.number())
            && low > high
        {
            let what = format!("has a `{}` above its `{}`", least.key.text(), most.key.text());
            bad(path, &what, least.value.span, reader);
        }
    }
    if let (Some(entry), None) = (mapping.entry("exclusiveMinimum"), mapping.get("minimum")) {
        bad(path, "has `exclusiveMinimum` and no `minimum`", entry.key.span, reader);
    }
    if let (Some(entry), None) = (mapping.entry("exclusiveMaximum"), mapping.get("maximum")) {
        bad(path, "has `exclusiveMaximum` and no `maximum`", entry.key.span, reader);
    }
}

/// Juju takes no references in a schema, no keys that are not strings, and no numbers that JSON does not have.
fn check_values(path: &str, node: &Node, reader: &mut Reader) {
    if matches!(node.scalar(), Some(Scalar { value: Value::Float(number), .. }) if !number.is_finite()) {
        bad(path, "is a number that JSON does not have", node.span, reader);
    }
    for node in node.sequence().unwrap_or_default() {
        check_values(path, node, reader);
    }
    let Some(mapping) = node.mapping() else { return };
    reader.string_keys(path, mapping);
    for Entry { key, value } in &mapping.entries {
        if matches!(key.text(), "$ref" | "$schema") {
            reader.report(
                Diagnostic::new(
                    BAD_ACTION_SCHEMA,
                    format!("Juju takes no `{}` in the schema of an action", key.text()),
                )
                .at(key.span)
                .help("write the schema out"),
            );
        }
        check_values(&format!("{path}.{}", key.text()), value, reader);
    }
}

fn wrong(path: &str, wanted: &str, node: &Node, reader: &mut Reader) {
    let message = format!("`{path}` must be {wanted}, but is {}", node.describe());
    reader.report(Diagnostic::new(BAD_ACTION_SCHEMA, message).at(node.span));
}

fn bad(path: &str, what: &str, span: Span, reader: &mut Reader) {
    reader.report(Diagnostic::new(BAD_ACTION_SCHEMA, format!("`{path}` {what}")).at(span));
}
