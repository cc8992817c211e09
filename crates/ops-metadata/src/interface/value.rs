//! What the value of a key may be.

use super::walk::{Walk, schemas};
use super::{Encoding, Key, bad};
use crate::diagnostic::Level;
use crate::json_types::JsonTypes;
use crate::source::Spanned;
use crate::yaml::{Entry, Mapping, Node};

/// What a schema says about a value.
pub(crate) struct Values<'n> {
    /// Its types; of a text that holds JSON, that of a text.
    pub(crate) types: JsonTypes,
    /// The types of what a text holds as JSON, where it does.
    document: Option<JsonTypes>,
    format: Option<&'n Node>,
    default: Option<&'n Node>,
    enumeration: Vec<&'n Node>,
    /// The least and the greatest integer.
    pub(crate) minimum: Option<Spanned<i128>>,
    pub(crate) maximum: Option<Spanned<i128>>,
    description: Option<&'n Node>,
}

impl Default for Values<'_> {
    fn default() -> Self {
        Values {
            types: JsonTypes::ANY,
            document: None,
            format: None,
            default: None,
            enumeration: Vec::new(),
            minimum: None,
            maximum: None,
            description: None,
        }
    }
}

impl<'n> Values<'n> {
    /// What both say; where only one can say it, the first.
    fn and(self, other: Self) -> Self {
        Values {
            types: self.types & other.types,
            document: match (self.document, other.document) {
                (Some(one), Some(other)) => Some(one & other),
                (one, other) => one.or(other),
            },
            format: self.format.or(other.format),
            default: self.default.or(other.default),
            enumeration: if self.enumeration.is_empty() { other.enumeration } else { self.enumeration },
            minimum: self.minimum.or(other.minimum),
            maximum: self.maximum.or(other.maximum),
            description: self.description.or(other.description),
        }
    }

    /// What one or another of these says, if there are any.
    fn any(alternatives: Vec<Self>) -> Option<Self> {
        let mut null = JsonTypes::NONE;
        let mut others = Vec::new();
        for values in alternatives {
            if values.types == JsonTypes::NULL {
                null = JsonTypes::NULL;
            } else {
                others.push(values);
            }
        }
        let mut all = match others.len() {
            0 if null == JsonTypes::NONE => return None,
            0 => Values { types: JsonTypes::NONE, ..Values::default() },
            1 => others.pop().unwrap_or_default(),
            _ => Values::union(others),
        };
        all.types = all.types | null;
        Some(all)
    }

    /// Of several, all types and all values; the rest is each one's own.
    fn union(alternatives: Vec<Self>) -> Self {
        let mut all = Values { types: JsonTypes::NONE, ..Values::default() };
        let mut limited = true;
        for mut values in alternatives {
            all.types = all.types | values.types;
            if let Some(document) = values.document {
                all.document = Some(all.document.unwrap_or(JsonTypes::NONE) | document);
            }
            limited &= !values.enumeration.is_empty();
            all.enumeration.append(&mut values.enumeration);
        }
        if !limited {
            all.enumeration.clear();
        }
        all
    }
}

/// The key of an entry in `required` that `properties` does not have.
pub(super) fn undeclared(name: &Node) -> Key {
    Key {
        name: name.spanned_text(),
        required: true,
        nullable: false,
        types: JsonTypes::ANY,
        encoding: Encoding::Plain,
        format: None,
        default: None,
        enumeration: Vec::new(),
        minimum: None,
        maximum: None,
        description: None,
        node: None,
        span: name.span,
    }
}

impl<'n> Walk<'n> {
    /// The key of this entry in `properties`.
    pub(super) fn key(&mut self, entry: &'n Entry, required: bool) -> Key {
        let values = self.values(&entry.value, 0);
        // Of a schema that says nothing of types, `null` is none that it names.
        let nullable = values.types != JsonTypes::ANY && values.types.contains(JsonTypes::NULL);
        let unmarked = if nullable { values.types.without(JsonTypes::NULL) } else { values.types };
        // A list has no plain text; but where a text may stand in its place, that is plain.
        let is_structure = unmarked.intersects(JsonTypes::ARRAY | JsonTypes::OBJECT);
        let is_json = values.document.is_some() || is_structure && !unmarked.contains(JsonTypes::STRING);
        let mut enumeration = Vec::new();
        for node in values.enumeration {
            if let Some(node) = self.copy(node) {
                enumeration.push(node);
            }
        }
        Key {
            name: entry.key.spanned_text(),
            required,
            nullable,
            types: values.document.unwrap_or(unmarked),
            encoding: if is_json { Encoding::Json } else { Encoding::Plain },
            format: self.text(values.format),
            default: values.default.and_then(|node| self.copy(node)),
            enumeration,
            minimum: values.minimum,
            maximum: values.maximum,
            description: self.text(values.description),
            node: Some(entry.value.clone()),
            span: entry.span(),
        }
    }

    fn text(&mut self, node: Option<&Node>) -> Option<Spanned<String>> {
        node.and_then(|node| self.copy(node)).map(|node| node.spanned_text())
    }

    /// What a schema says about a value, with what it refers to.
    pub(crate) fn values(&mut self, schema: &'n Node, depth: usize) -> Values<'n> {
        let Some(mapping) = self.enter(schema, depth) else { return Values::default() };
        let mut values = self.own_values(mapping, depth);
        if let Some(reference) = mapping.get("$ref")
            && let Some(target) = self.target(reference, Level::Warning)
        {
            values = values.and(self.values(target, depth + 1));
        }
        for part in schemas(mapping, "allOf") {
            values = values.and(self.values(part, depth + 1));
        }
        for keyword in ["anyOf", "oneOf"] {
            let mut alternatives = Vec::new();
            for schema in schemas(mapping, keyword) {
                alternatives.push(self.values(schema, depth + 1));
            }
            if let Some(any) = Values::any(alternatives) {
                values = values.and(any);
            }
        }
        values
    }

    /// What its own keywords say.
    fn own_values(&mut self, mapping: &'n Mapping, depth: usize) -> Values<'n> {
        let text = |keyword| {
            let node = mapping.get(keyword)?;
            node.string().map(|_| node)
        };
        let default = mapping.get("default").filter(|node| !node.is_null());
        let description = text("description");
        if text("contentMediaType").and_then(Node::string) == Some("application/json") {
            let inner = match mapping.get("contentSchema") {
                Some(schema) => self.values(schema, depth + 1),
                None => Values::default(),
            };
            let types = self.own_types(mapping, &[]);
            let description = description.or(inner.description);
            return Values { types, document: Some(inner.types), default, description, ..inner };
        }
        let constant = mapping.get("const").map(std::slice::from_ref);
        let listed = mapping.get("enum").and_then(Node::sequence).or(constant).unwrap_or_default();
        let mut enumeration = Vec::new();
        for node in listed {
            if !node.is_null() {
                enumeration.push(node);
            }
        }
        Values {
            types: self.own_types(mapping, listed),
            document: None,
            format: text("format"),
            default,
            enumeration,
            minimum: bound(mapping, ["minimum", "exclusiveMinimum"], 1),
            maximum: bound(mapping, ["maximum", "exclusiveMaximum"], -1),
            description,
        }
    }

    fn own_types(&mut self, mapping: &'n Mapping, listed: &[Node]) -> JsonTypes {
        let has = |keyword| mapping.get(keyword).is_some();
        let types = match mapping.get("type") {
            Some(node) => {
                let mut types = JsonTypes::NONE;
                for name in node.one_or_several() {
                    types = types | self.named_type(name);
                }
                types
            }
            // Strictly, these say nothing about a value of another type; but that is what is meant.
            None if has("properties") || has("patternProperties") || has("additionalProperties") => {
                JsonTypes::OBJECT
            }
            None if has("items") => JsonTypes::ARRAY,
            None => JsonTypes::ANY,
        };
        let mut known = JsonTypes::NONE;
        for value in listed {
            known = known | JsonTypes::of(value);
        }
        if listed.is_empty() { types } else { types & known }
    }

    fn named_type(&mut self, name: &Node) -> JsonTypes {
        if let Some(types) = name.string().and_then(JsonTypes::named) {
            return types;
        }
        let mut found = bad(format!("JSON schema has no such type: {}", name.describe()))
            .at(name.span)
            .help(JsonTypes::HELP);
        if let Some(meant) = JsonTypes::meant(name.text()) {
            let quoted = format!("\"{meant}\"");
            found = found.help(format!("did you mean `{meant}`?")).suggest(name.span, quoted, false);
        }
        self.report(found);
        JsonTypes::ANY
    }
}

/// The outermost integer that a bound permits. An exclusive one is a number of its own, or `true` beside the other.
fn bound(mapping: &Mapping, [inclusive, exclusive]: [&str; 2], inwards: i128) -> Option<Spanned<i128>> {
    let is_exclusive = mapping.get(exclusive).and_then(Node::boolean) == Some(true);
    let one = mapping.get(inclusive).and_then(|node| within(node, is_exclusive, inwards));
    let other = mapping.get(exclusive).and_then(|node| within(node, true, inwards));
    match (one, other) {
        (Some(one), Some(other)) if other.value * inwards < one.value * inwards => Some(one),
        (one, other) => other.or(one),
    }
}

fn within(node: &Node, excludes: bool, inwards: i128) -> Option<Spanned<i128>> {
    let bound = node.number()?;
    let integer = integer(if inwards > 0 { bound.ceil() } else { bound.floor() })?;
    let touches = excludes && bound.fract() == 0.0;
    Some(Spanned::new(if touches { integer + inwards } else { integer }, node.span))
}

/// A whole number; none that is beyond what a number of JSON is sure to hold.
fn integer(number: f64) -> Option<i128> {
    (number.abs() <= 1e18).then_some(number as i128)
}

#[cfg(test)]
mod tests {
    use crate::interface::{Key, SchemaReading, read_schema_text};

    fn read(schema: &str) -> SchemaReading {
        let text = format!(
            r##"{{"$id": "https://example.com/s#", "$defs": {{
                "Mode": {{"type": "string", "enum": ["a", "b"], "description": "A mode.", "default": "a"}},
                "Port": {{"$id": "https://example.com/port", "type": "integer", "minimum": 1, "maximum": 9}},
                "A/b": {{"type": "boolean"}}, "Loop": {{"$ref": "#/$defs/Loop"}}, "List": [{{"type": "null"}}]
            }}, "properties": {{"k": {schema}}}}}"##
        );
        read_schema_text("s.json", text)
    }

    fn key(schema: &str) -> Key {
        let reading = read(schema);
        assert_eq!(reading.diagnostics, [], "{schema}");
        reading.schema.either.unwrap().keys.remove(0)
    }

    #[test]
    fn types_come_from_every_keyword_that_has_them() {
        for (schema, wanted) in [
            (r#"{"type": "string"}"#, "Plain string"),
            (r#"{"type": ["integer", "string"]}"#, "Plain string or integer"),
            (r#"{"type": ["object", "null"]}"#, "Json object, null"),
            (r#"{"anyOf": [{"type": "integer"}, {"type": "null"}]}"#, "Plain integer, null"),
            (r#"{"oneOf": [{"type": "integer"}, {"type": "number"}]}"#, "Plain number"),
            (r#"{"type": "number", "allOf": [{"type": "integer"}]}"#, "Plain integer"),
            (r#"{"type": "string", "anyOf": [{"minLength": 1}, {"format": "uri"}]}"#, "Plain string"),
            (r#"{"enum": ["a", 1, null]}"#, "Plain string or integer, null"),
            (r#"{"const": 1.5}"#, "Plain number"),
            (r#"{"type": "array", "items": {"type": "null"}}"#, "Json array"),
            (r#"{"items": {}}"#, "Json array"),
            (r#"{"properties": {}}"#, "Json object"),
            // A text may stand there, so that what is plain cannot be told from what is JSON.
            (r#"{"type": ["array", "string"]}"#, "Plain string or array"),
            (r#"{}"#, "Plain any type"),
            (r#"{"type": "null"}"#, "Plain no type, null"),
            (r#"{"type": "string", "enum": [1]}"#, "Plain no type"),
            (r##"{"$ref": "#/$defs/Mode"}"##, "Plain string"),
            (r##"{"$ref": "#/$defs/Port", "description": "d"}"##, "Plain integer"),
            (r##"{"anyOf": [{"$ref": "#/$defs/Port"}, {"type": "null"}]}"##, "Plain integer, null"),
            (r##"{"$ref": "#/$defs/A~1b"}"##, "Plain boolean"),
            (r##"{"$ref": "#/$defs/List/0"}"##, "Plain no type, null"),
            (r##"{"$ref": "https://example.com/port"}"##, "Plain integer"),
            (r##"{"$ref": "https://example.com/s#/$defs/Mode"}"##, "Plain string"),
        ] {
            assert_eq!(shown(&key(schema)), wanted, "{schema}");
        }
    }

    #[test]
    fn a_text_that_holds_json_has_the_types_of_what_it_holds() {
        let marked = |content: &str| {
            format!(r#"{{"type": "string", "contentMediaType": "application/json"{content}}}"#)
        };
        for (schema, wanted) in [
            (marked(""), "Json any type"),
            (marked(r#", "contentSchema": {"type": "string"}"#), "Json string"),
            (marked(r##", "contentSchema": {"$ref": "#/$defs/Port"}"##), "Json integer"),
            // `null` in the document is not the absence of the key.
            (
                marked(r#", "contentSchema": {"anyOf": [{"items": {}}, {"type": "null"}]}"#),
                "Json array or null",
            ),
            (format!(r#"{{"anyOf": [{}, {{"type": "null"}}]}}"#, marked("")), "Json any type, null"),
        ] {
            assert_eq!(shown(&key(&schema)), wanted, "{schema}");
        }
        let port = key(&marked(r##", "contentSchema": {"$ref": "#/$defs/Port"}"##));
        let bounds = [port.minimum, port.maximum].map(|bound| bound.map(|bound| bound.value));
        assert_eq!(bounds, [Some(1), Some(9)]);
    }

    #[test]
    fn a_bound_is_the_outermost_integer_that_it_permits() {
        for (schema, wanted) in [
            (
                r#"{"minimum": 0, "exclusiveMinimum": true, "maximum": 256, "exclusiveMaximum": true}"#,
                (1, 255),
            ),
            (r#"{"exclusiveMinimum": 0, "exclusiveMaximum": 256}"#, (1, 255)),
            (r#"{"minimum": 5, "exclusiveMinimum": 0, "maximum": 9, "exclusiveMaximum": 8.5}"#, (5, 8)),
            (r#"{"minimum": 0.5, "maximum": 9.5}"#, (1, 9)),
            (r#"{"minimum": -3, "exclusiveMinimum": false, "maximum": 0}"#, (-3, 0)),
        ] {
            let key = key(schema);
            let bounds = (key.minimum.unwrap().value, key.maximum.unwrap().value);
            assert_eq!(bounds, wanted, "{schema}");
        }
    }

    fn shown(key: &Key) -> String {
        format!("{:?} {}{}", key.encoding, key.types, if key.nullable { ", null" } else { "" })
    }

    #[test]
    fn what_stands_beside_a_reference_comes_first() {
        let mode = key(r##"{"$ref": "#/$defs/Mode", "default": "b"}"##);
        assert_eq!(mode.default.unwrap().string(), Some("b"));
        assert_eq!(mode.description.unwrap().value, "A mode.");
        let mode = key(
            r##"{"anyOf": [{"$ref": "#/$defs/Mode"}, {"type": "null"}], "default": null, "description": "d"}"##,
        );
        assert_eq!(mode.description.unwrap().value, "d");
        assert_eq!(mode.enumeration.iter().map(|node| node.text()).collect::<Vec<_>>(), ["a", "b"]);
        let modes = key(r##"{"anyOf": [{"$ref": "#/$defs/Mode"}, {"const": "c"}]}"##);
        assert_eq!(modes.enumeration.len(), 3);
        let any = key(r##"{"anyOf": [{"$ref": "#/$defs/Mode"}, {"type": "string"}]}"##);
        assert!(any.enumeration.is_empty());
    }

    #[test]
    fn what_leads_nowhere_is_said_where_it_stands() {
        for (schema, is_error, message, at) in [
            (r##"{"$ref": "#/$defs/Mod"}"##, true, "`#/$defs/Mod` leads nowhere", "\"#/$defs/Mod\""),
            (r##"{"$ref": "#mode"}"##, true, "`#mode` leads nowhere", "\"#mode\""),
            (r##"{"$ref": "#/$defs/List/x"}"##, true, "`#/$defs/List/x` leads nowhere", "\"#/$defs/List/x\""),
            (r##"{"$ref": 1}"##, true, "a `$ref` must be a text, but is the integer `1`", "1"),
            (
                r##"{"$ref": "b.json#/x"}"##,
                false,
                "`b.json#/x` is in another file, which is not read",
                "\"b.json#/x\"",
            ),
            (
                r##"{"$ref": "#/$defs/Loop"}"##,
                true,
                "from here on, schemas refer to schemas without an end",
                "{\"$ref\": \"#/$defs/Loop\"}",
            ),
            (r##"{"type": "str"}"##, true, "JSON schema has no such type: the string `str`", "\"str\""),
            (r##"{"type": ["null", 1]}"##, true, "JSON schema has no such type: the integer `1`", "1"),
        ] {
            let reading = read(schema);
            assert_eq!(reading.diagnostics.len(), 1, "{schema}");
            let found = &reading.diagnostics[0];
            assert_eq!((found.message.as_str(), reading.has_errors()), (message, is_error), "{schema}");
            assert_eq!(reading.sources.text(found.span.unwrap()), at, "{schema}");
            // What is not known is not limited.
            assert_eq!(reading.schema.either.unwrap().keys[0].types.to_string(), "any type", "{schema}");
        }
    }
}
