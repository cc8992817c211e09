//! The keys of a databag, from wherever its schema has them.

use super::value::undeclared;
use super::walk::{Walk, schemas};
use super::{Additional, Databag};
use crate::diagnostic::Level;
use crate::letters::Places;
use crate::source::Span;
use crate::yaml::{Entry, Node};

/// What a schema says about an object: its own words, and those of the schemas that it refers to.
#[derive(Default)]
pub(super) struct Object<'n> {
    /// The entries of `properties` that are schemas.
    pub(super) properties: Vec<&'n Entry>,
    known: Places<'n>,
    required: Vec<&'n Node>,
    additional: Additional,
    /// The `type` that says it is no object.
    pub(super) refused: Option<&'n Node>,
}

impl Object<'_> {
    /// Without the keys of these names.
    pub(super) fn without(mut self, names: &[&str]) -> Self {
        self.properties.retain(|entry| !names.contains(&entry.key.text()));
        self.required.retain(|name| !names.contains(&name.text()));
        self
    }
}

impl<'n> Walk<'n> {
    /// What a schema says about an object.
    pub(super) fn object(&mut self, schema: &'n Node) -> Object<'n> {
        let mut object = Object::default();
        self.add(schema, true, 0, &mut object);
        object
    }

    /// Adds what a schema says; `certain`: not as one of several alternatives.
    fn add(&mut self, schema: &'n Node, certain: bool, depth: usize, object: &mut Object<'n>) {
        let Some(mapping) = self.enter(schema, depth) else { return };
        if certain && object.refused.is_none() {
            object.refused = mapping.get("type").filter(|kind| !names(kind, "object"));
        }
        for entry in mapping.get("properties").map(Node::entries).unwrap_or_default() {
            let name = entry.key.text();
            // Some schemas have `"additionalProperties": false` here, which is no key.
            if entry.value.mapping().is_some() && !object.known.contains_key(name) {
                object.known.insert(name, object.properties.len());
                object.properties.push(entry);
            }
        }
        if certain {
            for name in schemas(mapping, "required") {
                if name.string().is_some() {
                    object.required.push(name);
                }
            }
        }
        if object.additional == Additional::Unsaid {
            let has_patterns = mapping.get("patternProperties").is_some();
            object.additional = match mapping.get("additionalProperties").map(|node| node.boolean()) {
                Some(Some(false)) if !has_patterns => Additional::Refused,
                None if !has_patterns => Additional::Unsaid,
                _ => Additional::Allowed,
            };
        }
        if let Some(reference) = mapping.get("$ref")
            && let Some(target) = self.target(reference, Level::Error)
        {
            self.add(target, certain, depth + 1, object);
        }
        for part in schemas(mapping, "allOf") {
            self.add(part, certain, depth + 1, object);
        }
        for keyword in ["anyOf", "oneOf"] {
            let mut alternatives = Vec::new();
            for schema in schemas(mapping, keyword) {
                let kind = schema.mapping().and_then(|schema| schema.get("type"));
                if !kind.is_some_and(|kind| names(kind, "null")) {
                    alternatives.push(schema);
                }
            }
            for alternative in &alternatives {
                self.add(alternative, certain && alternatives.len() == 1, depth + 1, object);
            }
        }
    }

    /// The databag that an object is; none where no key of it is known.
    pub(super) fn databag(&mut self, object: Object<'n>, span: Span) -> Option<Databag> {
        let mut missing = Places::new();
        for (place, name) in object.required.iter().enumerate() {
            missing.insert(name.text(), place);
        }
        let mut keys = Vec::new();
        for entry in object.properties {
            let required = missing.remove(entry.key.text()).is_some();
            keys.push(self.key(entry, required));
        }
        for name in object.required {
            if missing.remove(name.text()).is_some() {
                keys.push(undeclared(name));
            }
        }
        (!keys.is_empty()).then_some(Databag { keys, additional: object.additional, span })
    }
}

/// Whether a `type` has this name, or has it among others.
fn names(kind: &Node, name: &str) -> bool {
    for kind in kind.one_or_several() {
        if kind.string() == Some(name) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::interface::{Additional, Databag, read_schema_text};

    fn read(text: &str) -> Databag {
        let reading = read_schema_text("s.json", text.into());
        assert_eq!(reading.diagnostics, [], "{text}");
        reading.schema.either.unwrap()
    }

    /// The keys, those that are required with a `!`.
    fn keys(text: &str) -> String {
        let shown = |key: &super::super::Key| format!("{}{}", *key.name, if key.required { "!" } else { "" });
        read(text).keys.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_come_from_every_part_of_a_schema() {
        for (text, wanted) in [
            (r#"{"properties": {"a": {}, "b": {}}, "required": ["b", "b", 1]}"#, "a b!"),
            (r#"{"properties": {"a": {}}, "required": ["c", "a", "d", "c"]}"#, "a! c! d!"),
            (r#"{"properties": {"a": {}, "additionalProperties": false}}"#, "a"),
            (
                r##"{"$defs": {"A": {"properties": {"a": {}}, "required": ["b"]}}, "$ref": "#/$defs/A", "properties": {"b": {}}}"##,
                "b! a",
            ),
            (
                r#"{"allOf": [{"properties": {"a": {}}, "required": ["a"]}, {"properties": {"a": {}, "b": {}}}]}"#,
                "a! b",
            ),
            // What holds of one alternative is not sure.
            (r#"{"properties": {"a": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, "a"),
            (r#"{"anyOf": [{"properties": {"a": {}}, "required": ["a"]}, {"type": "null"}]}"#, "a!"),
            (r#"{"oneOf": [{"properties": {"a": {}}}, {"type": "string"}]}"#, "a"),
        ] {
            assert_eq!(keys(text), wanted, "{text}");
        }
    }

    #[test]
    fn other_keys_are_what_the_schema_says_of_them() {
        for (text, wanted) in [
            ("", Additional::Unsaid),
            (r#", "additionalProperties": true"#, Additional::Allowed),
            (r#", "additionalProperties": {"type": "string"}"#, Additional::Allowed),
            (r#", "additionalProperties": false"#, Additional::Refused),
            (r#", "additionalProperties": false, "patternProperties": {"^x": {}}"#, Additional::Allowed),
        ] {
            let databag = read(&format!(r#"{{"properties": {{"a": {{}}}}{text}}}"#));
            assert_eq!(databag.additional, wanted, "{text}");
        }
    }
}
