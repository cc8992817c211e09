//! What a schema says.

use crate::json_types::JsonTypes;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

/// What one side of an interface writes: the databag of its application, and of each of its units.
///
/// A side that writes nothing has no databag here.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The databag of the application.
    pub app: Option<Databag>,
    /// The databag of a unit.
    pub unit: Option<Databag>,
    /// A databag of which the file does not say whose it is: only the interface's documentation does.
    pub either: Option<Databag>,
}

impl Schema {
    /// The databags that it describes.
    pub fn databags(&self) -> impl Iterator<Item = &Databag> {
        [&self.app, &self.unit, &self.either].into_iter().flatten()
    }
}

/// What stands in a databag.
#[derive(Clone, Debug)]
pub struct Databag {
    /// Its keys, in the order of the schema; never none.
    pub keys: Vec<Key>,
    /// What the schema says about other keys.
    pub additional: Additional,
    /// Where it is described.
    pub span: Span,
}

impl Databag {
    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| *key.name == name)
    }
}

/// What a schema says about keys that it does not name. Whatever it says, Juju writes some of its own into each
/// databag of a unit (`ingress-address`), so that a reader must take them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Additional {
    /// Nothing. To JSON schema this allows them, but most schemas name all keys that there are.
    #[default]
    Unsaid,
    /// There may be some: `additionalProperties` is `true` or a schema, or there are `patternProperties`.
    Allowed,
    /// There are none: `"additionalProperties": false`.
    Refused,
}

/// One key of a databag.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its name.
    pub name: Spanned<String>,
    /// Whether it must be there.
    pub required: bool,
    /// Whether the schema says that its value may be `null`, which in a databag is the key's absence. The `null` that a JSON document
    /// holds is one of `types`.
    pub nullable: bool,
    /// The types that its value may have, other than that `null`; where the value is a JSON document, the types of what it
    /// holds. [`JsonTypes::NONE`] where the schema contradicts itself, or allows `null` alone.
    pub types: JsonTypes,
    /// How its value stands in the databag, where every value is a text.
    pub encoding: Encoding,
    /// `format`, as it stands: `uri`, `ipvanyaddress`, `password` and whatever else a generator of schemas comes up with.
    pub format: Option<Spanned<String>>,
    /// What is meant where the key is missing. Nothing also for `null`.
    pub default: Option<Node>,
    /// The only values that it may have, but for `null`; none if the schema does not say.
    pub enumeration: Vec<Node>,
    /// The least integer that it may be, and the bound that says so.
    pub minimum: Option<Spanned<i128>>,
    /// The greatest integer that it may be.
    pub maximum: Option<Spanned<i128>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// Its schema as it stands; nothing where `required` has a key that `properties` does not have.
    pub node: Option<Node>,
    /// The whole entry.
    pub span: Span,
}

/// How a value stands in a databag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// A text as it is; a number or a boolean as JSON writes it, which is the same as its text.
    Plain,
    /// A JSON document: a text in quotes. The schema says so (`"contentMediaType": "application/json"`), or the value is
    /// a list or an object, which has no plain text.
    Json,
}
