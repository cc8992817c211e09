//! Sets of JSON's types.

use std::fmt;
use std::ops::{BitAnd, BitOr};

use crate::metadata::{named, words};
use crate::suggest::closest;
use crate::yaml::{Kind, Node, Value};

/// A set of the types that JSON has. An integer is a number too: [`NUMBER`](JsonTypes::NUMBER) contains
/// [`INTEGER`](JsonTypes::INTEGER).
///
/// ```
/// use ops_metadata::JsonTypes;
///
/// let port = JsonTypes::INTEGER | JsonTypes::STRING;
/// assert!(port.contains(JsonTypes::INTEGER) && !port.contains(JsonTypes::NUMBER));
/// assert!(port.intersects(JsonTypes::NUMBER));
/// assert_eq!(port.to_string(), "string or integer");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JsonTypes(u8);

/// The word of JSON schema for each, the wider before the narrower.
const NAMES: [(&str, JsonTypes); 7] = [
    ("string", JsonTypes::STRING),
    ("number", JsonTypes::NUMBER),
    ("integer", JsonTypes::INTEGER),
    ("boolean", JsonTypes::BOOLEAN),
    ("array", JsonTypes::ARRAY),
    ("object", JsonTypes::OBJECT),
    ("null", JsonTypes::NULL),
];

impl JsonTypes {
    /// None of them: what no value can have.
    pub const NONE: JsonTypes = JsonTypes(0);
    /// A text.
    pub const STRING: JsonTypes = JsonTypes(1);
    /// A number without a fraction.
    pub const INTEGER: JsonTypes = JsonTypes(2);
    /// Any number, integers among them.
    pub const NUMBER: JsonTypes = JsonTypes(2 | 4);
    /// `true` or `false`.
    pub const BOOLEAN: JsonTypes = JsonTypes(8);
    /// A list.
    pub const ARRAY: JsonTypes = JsonTypes(16);
    /// Keys with values.
    pub const OBJECT: JsonTypes = JsonTypes(32);
    /// `null`.
    pub const NULL: JsonTypes = JsonTypes(64);
    /// All of them: what a schema says that says nothing.
    pub const ANY: JsonTypes = JsonTypes(127);

    /// Whether all of the other's are in this one.
    #[must_use]
    pub const fn contains(self, other: JsonTypes) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of the other's is in this one.
    #[must_use]
    pub const fn intersects(self, other: JsonTypes) -> bool {
        self.0 & other.0 != 0
    }

    /// Those that are not in the other.
    #[must_use]
    pub const fn without(self, other: JsonTypes) -> JsonTypes {
        JsonTypes(self.0 & !other.0)
    }

    /// The words that JSON schema has for those in it; for a number, `number` alone.
    pub fn words(self) -> Vec<&'static str> {
        let mut rest = self;
        let mut words = Vec::new();
        for &(name, types) in &NAMES {
            if rest.contains(types) {
                rest = rest.without(types);
                words.push(name);
            }
        }
        words
    }

    /// The words that JSON schema has for all of them, for a message.
    pub(crate) const HELP: &str =
        "the types are `string`, `integer`, `number`, `boolean`, `array`, `object` and `null`";

    /// The type of this name in JSON schema: `integer`.
    pub(crate) fn named(name: &str) -> Option<JsonTypes> {
        named(&NAMES, |(known, _)| known, name).map(|(_, types)| types)
    }

    /// The name that was meant: `integer` by `int`.
    pub(crate) fn meant(name: &str) -> Option<&'static str> {
        Some(match name {
            "bool" => "boolean",
            "int" => "integer",
            "float" => "number",
            "str" => "string",
            "list" => "array",
            "map" | "dict" | "mapping" => "object",
            _ => return closest(name, &words(&NAMES, |(known, _)| known)),
        })
    }

    /// The type of a value.
    pub(crate) fn of(node: &Node) -> JsonTypes {
        match &node.kind {
            Kind::Sequence(_) => JsonTypes::ARRAY,
            Kind::Mapping(_) => JsonTypes::OBJECT,
            Kind::Scalar(scalar) => match scalar.value {
                Value::Null => JsonTypes::NULL,
                Value::Bool(_) => JsonTypes::BOOLEAN,
                Value::Int(_) | Value::Unsigned(_) => JsonTypes::INTEGER,
                // To JSON schema, `1.0` is an integer.
                Value::Float(number) if number.fract() == 0.0 => JsonTypes::INTEGER,
                Value::Float(_) => JsonTypes::NUMBER,
                Value::String(_) => JsonTypes::STRING,
            },
        }
    }
}

impl BitOr for JsonTypes {
    type Output = JsonTypes;

    fn bitor(self, other: JsonTypes) -> JsonTypes {
        JsonTypes(self.0 | other.0)
    }
}

impl BitAnd for JsonTypes {
    type Output = JsonTypes;

    fn bitand(self, other: JsonTypes) -> JsonTypes {
        JsonTypes(self.0 & other.0)
    }
}

/// In JSON schema's words: `string or null`; `any type`, `no type`.
impl fmt::Display for JsonTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.contains(JsonTypes::ANY.without(JsonTypes::NULL)) {
            return f.write_str("any type");
        }
        if *self == JsonTypes::NONE {
            return f.write_str("no type");
        }
        f.write_str(&self.words().join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_a_number() {
        assert!(JsonTypes::NUMBER.contains(JsonTypes::INTEGER));
        assert!(!JsonTypes::INTEGER.contains(JsonTypes::NUMBER));
        assert_eq!(JsonTypes::NUMBER & JsonTypes::INTEGER, JsonTypes::INTEGER);
        assert_eq!((JsonTypes::NUMBER | JsonTypes::NULL).to_string(), "number or null");
        assert_eq!(
            (JsonTypes::ANY.to_string(), JsonTypes::NONE.to_string()),
            ("any type".into(), "no type".into())
        );
    }
}
