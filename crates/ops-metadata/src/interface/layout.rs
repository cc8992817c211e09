//! Whose databag a schema describes, and where in it.
//!
//! A generated schema has a property for each databag, `app` and `unit`. One that was written by hand has
//! `application-data` and `related-units`, or describes a single databag and does not say whose.

use super::databag::Object;
use super::walk::Walk;
use super::{Databag, Schema, bad, warning};
use crate::diagnostic::Diagnostic;
use crate::json_types::JsonTypes;
use crate::yaml::{Entry, Node};

/// The properties that hold the application's databag.
const APP: [&str; 3] = ["app", "application-data", "application_data"];
/// The properties that hold a unit's databag.
const UNIT: [&str; 2] = ["unit", RELATED_UNITS];
/// The one that holds those of all units, by the units' names.
const RELATED_UNITS: &str = "related-units";

/// What shows that an object is a schema.
const KEYWORDS: [&str; 10] = [
    "$schema",
    "$ref",
    "type",
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "allOf",
    "anyOf",
    "oneOf",
];

/// Reads the schema at the root of a file.
pub(super) fn read(root: &Node, diagnostics: &mut Vec<Diagnostic>) -> Schema {
    let mut walk = Walk::new(root);
    let schema = read_root(root, &mut walk);
    diagnostics.append(&mut walk.diagnostics);
    schema
}

fn read_root<'n>(root: &'n Node, walk: &mut Walk<'n>) -> Schema {
    if !is_schema(root) {
        let message = format!("this is no JSON schema of a databag: it is {}", what(root));
        walk.report(
            bad(message).at(root.span).help("a schema is an object with `properties`: one for each key"),
        );
        return Schema::default();
    }
    let object = walk.object(root);
    let (app, unit) = (find(&object, &APP), find(&object, &UNIT));
    if !are_databags(root, &[app, unit]) {
        if let Some(kind) = object.refused {
            walk.report(no_object("a databag", kind));
            return Schema::default();
        }
        return Schema { either: walk.databag(object, root.span), ..Schema::default() };
    }
    let mut schema = Schema {
        app: app.and_then(|entry| databag("the application's databag", entry, walk)),
        unit: unit.and_then(|entry| databag("a unit's databag", entry, walk)),
        either: None,
    };
    let beside = object.without(&APP).without(&UNIT);
    let Some(first) = beside.properties.first().map(|entry| &entry.key) else { return schema };
    let found = if schema.databags().next().is_some() || walk.has_errors() {
        warning(format!("`{}` stands beside the databags, and is not read", first.text()))
    } else {
        schema.app = walk.databag(beside, root.span);
        warning(
            "the keys stand beside `app` and `unit`, which are empty: they are taken for the application's",
        )
    };
    walk.report(found.at(first.span).help("move what stands there into the schema of the databag"));
    schema
}

/// Whether these hold databags, and are no keys of a single one, which may have such names: one of them is sure to be an
/// object, or both may be.
fn are_databags(root: &Node, sides: &[Option<&Entry>; 2]) -> bool {
    let mut objects = 0;
    for side in sides {
        let Some(entry) = side else { continue };
        // What is wrong there is reported when it is read.
        let types = Walk::new(root).values(&entry.value, 0).types;
        let is_object = types.contains(JsonTypes::OBJECT);
        if is_object && !types.contains(JsonTypes::STRING) {
            return true;
        }
        objects += usize::from(is_object);
    }
    objects == sides.len()
}

fn find<'n>(object: &Object<'n>, names: &[&str]) -> Option<&'n Entry> {
    object.properties.iter().copied().find(|entry| names.contains(&entry.key.text()))
}

fn is_schema(root: &Node) -> bool {
    let Some(mapping) = root.mapping() else { return false };
    for keyword in &KEYWORDS {
        if mapping.get(keyword).is_some() {
            return true;
        }
    }
    mapping.entries.is_empty()
}

fn what(root: &Node) -> String {
    match root.mapping() {
        Some(_) => "an object with none of a schema's keywords".into(),
        None => root.describe(),
    }
}

/// The databag whose schema stands under this entry.
fn databag<'n>(whose: &str, entry: &'n Entry, walk: &mut Walk<'n>) -> Option<Databag> {
    let schema = if entry.key.text() == RELATED_UNITS { each(&entry.value)? } else { &entry.value };
    let object = walk.object(schema);
    if let Some(kind) = object.refused {
        walk.report(no_object(whose, kind));
        return None;
    }
    walk.databag(object, entry.span())
}

/// The schema of each value of an object.
fn each(schema: &Node) -> Option<&Node> {
    let mapping = schema.mapping()?;
    let by_pattern = mapping.get("patternProperties").map(Node::entries).unwrap_or_default();
    match by_pattern.first() {
        Some(entry) => Some(&entry.value),
        None => mapping.get("additionalProperties"),
    }
}

fn no_object(whose: &str, kind: &Node) -> Diagnostic {
    let mut kinds = Vec::new();
    for kind in kind.one_or_several() {
        kinds.push(kind.text());
    }
    bad(format!("{whose} has keys, so it cannot be of the type `{}`", kinds.join("` or `")))
        .at(kind.span)
        .help("its schema must be of the type `object`; a list goes under a key of it, as JSON")
}

#[cfg(test)]
mod tests {
    use crate::Level;
    use crate::interface::{Schema, read_schema_text};

    /// The keys of each databag, and what is wrong: its level, and the text that it points at.
    fn read(text: &str) -> (String, Vec<(Level, String)>) {
        let reading = read_schema_text("s.json", text.into());
        let Schema { app, unit, either } = &reading.schema;
        let mut found = Vec::new();
        for (name, databag) in [("app", app), ("unit", unit), ("either", either)] {
            if let Some(databag) = databag {
                let keys: Vec<&str> = databag.keys.iter().map(|key| key.name.as_str()).collect();
                found.push(format!("{name}: {}", keys.join(" ")));
            }
        }
        let at = |span| reading.sources.text(span).to_owned();
        let wrong =
            reading.diagnostics.iter().map(|found| (found.level, found.span.map(at).unwrap_or_default()));
        (found.join(", "), wrong.collect())
    }

    const KEY: &str = r#"{"properties": {"k": {"type": "string"}}}"#;

    #[test]
    fn each_layout_is_known() {
        for (text, databags) in [
            (r#"{"properties": {"app": KEY, "unit": KEY}}"#, "app: k, unit: k"),
            (r#"{"properties": {"app": {"anyOf": [KEY, {"type": "null"}]}, "unit": {}}}"#, "app: k"),
            (r##"{"$defs": {"A": KEY}, "properties": {"unit": {"$ref": "#/$defs/A"}}}"##, "unit: k"),
            (
                r##"{"definitions": {"A": KEY}, "properties": {"app": {"$ref": "#/definitions/A"}}}"##,
                "app: k",
            ),
            (r#"{"properties": {"application-data": KEY}}"#, "app: k"),
            (r#"{"properties": {"application_data": KEY}}"#, "app: k"),
            (r#"{"properties": {"related-units": {"patternProperties": {".*": KEY}}}}"#, "unit: k"),
            (r#"{"properties": {"related-units": {"additionalProperties": KEY}}}"#, "unit: k"),
            (r#"{"properties": {"related-units": {"type": "object"}, "app": KEY}}"#, "app: k"),
            ("KEY", "either: k"),
            (r##"{"$defs": {"A": KEY}, "$ref": "#/$defs/A"}"##, "either: k"),
            (
                r#"{"properties": {"app": {"type": "string"}, "unit": {"type": "string"}}}"#,
                "either: app unit",
            ),
            (r#"{"properties": {"data": {"type": "object"}}}"#, "either: data"),
            (r#"{"required": ["k"]}"#, "either: k"),
            // Nothing is written.
            (r#"{"properties": {"app": {"type": "object"}, "unit": {"type": "object"}}}"#, ""),
            (r#"{"properties": {"additionalProperties": true}}"#, ""),
            (r#"{"type": "object"}"#, ""),
            ("{}", ""),
        ] {
            assert_eq!(read(&text.replace("KEY", KEY)), (databags.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn what_is_out_of_place_is_a_warning() {
        let warning = |at: &str| vec![(Level::Warning, at.to_owned())];
        let text =
            r#"{"properties": {"app": {"type": "object"}, "k": {}, "l": {}}, "required": ["app", "l"]}"#;
        assert_eq!(read(text), ("app: k l".into(), warning("\"k\"")));
        let text = r#"{"properties": {"app": KEY, "l": {}}}"#.replace("KEY", KEY);
        assert_eq!(read(&text), ("app: k".into(), warning("\"l\"")));
    }

    #[test]
    fn what_is_no_databag_is_an_error() {
        for (text, at) in [
            (r#"{"properties": {"app": {"type": "array"}, "unit": {"type": "object"}}}"#, "\"array\""),
            (r#"{"type": ["array", "string"]}"#, "[\"array\", \"string\"]"),
            (r#"{"name": "x"}"#, r#"{"name": "x"}"#),
            ("[]", "[]"),
            ("\"x\"", "\"x\""),
            ("true", "true"),
            (r##"{"properties": {"app": {"$ref": "#/$defs/A"}, "unit": {}}}"##, "\"#/$defs/A\""),
            (r##"{"properties": {"app": {"$ref": "a.json"}, "unit": {}}}"##, "\"a.json\""),
            (r##"{"$ref": "#"}"##, r##"{"$ref": "#"}"##),
        ] {
            assert_eq!(read(text), (String::new(), vec![(Level::Error, at.to_owned())]), "{text}");
        }
    }
}
