//! YAML as Juju reads it, with the place of each key and each value.
//!
//! Juju's reader is Go's yaml.v2, a port of libyaml: YAML 1.1, and in places laxer or stricter than that says. The stages here are
//! its stages, so that what it reads is read, with the same values, and what it refuses is refused:
//!
//! - `scan`, from characters to tokens: scalars, the characters that structure is made of, and what indentation says;
//! - `events`, from tokens to events: which value, list or mapping holds what;
//! - `parse`, from events to a tree, within limits; `scalar` says what a scalar means, `mapping` settles duplicate and merge keys.
//!
//! It stops at the first mistake, since what comes after that is guesswork.

mod events;
mod json;
mod mapping;
mod parse;
mod scalar;
mod scan;
mod syntax;

pub use events::{Event, Events, Properties, Step};
pub use syntax::SyntaxError;

pub(crate) use parse::{Document, parse};
pub(crate) use scalar::integer;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Sources, Span, Spanned};

/// A value: a scalar, a list or a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it was written; for an alias, where what it names was written.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping.
    Mapping(Mapping),
}

/// A single value: its text, and what Juju takes it for.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text, without quotes and with escapes resolved.
    pub text: String,
    /// Whether it stood without quotes, and is no block.
    pub plain: bool,
    /// What Juju takes it for.
    pub value: Value,
}

/// What Juju takes a scalar for.
///
/// Dates are strings here, as they are for Juju.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: ``, `~`, `null`.
    Null,
    /// `true`, `yes`, `on`, `y` and their opposites.
    Bool(bool),
    /// An integer: also `0x1f`, `0b101`, `017` (octal), `1_000`.
    Int(i64),
    /// An integer above the largest [`i64`].
    Unsigned(u64),
    /// A number with a point or an exponent, `.inf`, `.nan`; also `08`.
    Float(f64),
    /// Anything else, and anything in quotes.
    String(String),
}

/// A mapping. A key that was given twice is here once, with the value that Juju takes: the last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// The entries in the order in which their keys first appeared.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Node,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        if let Kind::Scalar(scalar) = &self.kind { Some(scalar) } else { None }
    }

    /// The list, if it is one.
    pub fn sequence(&self) -> Option<&[Node]> {
        if let Kind::Sequence(nodes) = &self.kind { Some(nodes) } else { None }
    }

    /// The values of a list; of anything else, itself.
    pub(crate) fn one_or_several(&self) -> &[Node] {
        self.sequence().unwrap_or(std::slice::from_ref(self))
    }

    /// The mapping, if it is one.
    pub fn mapping(&self) -> Option<&Mapping> {
        if let Kind::Mapping(mapping) = &self.kind { Some(mapping) } else { None }
    }

    /// The entries of a mapping; of anything else, none.
    pub(crate) fn entries(&self) -> &[Entry] {
        if let Kind::Mapping(mapping) = &self.kind { &mapping.entries } else { &[] }
    }

    /// The string, if Juju takes it for one.
    pub fn string(&self) -> Option<&str> {
        if let Kind::Scalar(Scalar { value: Value::String(text), .. }) = &self.kind {
            Some(text)
        } else {
            None
        }
    }

    /// The truth value, if Juju takes it for one.
    pub fn boolean(&self) -> Option<bool> {
        if let Kind::Scalar(Scalar { value: Value::Bool(value), .. }) = &self.kind {
            Some(*value)
        } else {
            None
        }
    }

    /// The integer, if Juju takes it for one.
    pub fn integer(&self) -> Option<i128> {
        match self.scalar()?.value {
            Value::Int(value) => Some(value.into()),
            Value::Unsigned(value) => Some(value.into()),
            _ => None,
        }
    }

    /// The number, if Juju takes it for one.
    pub(crate) fn number(&self) -> Option<f64> {
        match self.scalar()?.value {
            Value::Int(value) => Some(value as f64),
            Value::Unsigned(value) => Some(value as f64),
            Value::Float(value) => Some(value),
            _ => None,
        }
    }

    /// Whether there is nothing here, or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(Scalar { value: Value::Null, .. }))
    }

    /// The text of a scalar, whatever Juju takes it for; empty for a list or a mapping.
    pub fn text(&self) -> &str {
        self.scalar().map_or("", |scalar| &scalar.text)
    }

    /// The text with its place.
    pub fn spanned_text(&self) -> Spanned<String> {
        Spanned::new(self.text().to_owned(), self.span)
    }

    /// What it is, for messages: ``the boolean `on` ``, `a mapping`, `nothing`.
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Sequence(_) => "a list".into(),
            Kind::Mapping(_) => "a mapping".into(),
            Kind::Scalar(scalar) => match &scalar.value {
                Value::Null => "nothing".into(),
                Value::Bool(_) => format!("the boolean `{}`", scalar.brief()),
                Value::Int(_) | Value::Unsigned(_) => format!("the integer `{}`", scalar.brief()),
                Value::Float(_) => format!("the float `{}`", scalar.brief()),
                Value::String(_) => format!("the string `{}`", scalar.brief()),
            },
        }
    }

    /// The number of nodes in this one, itself included.
    pub(crate) fn size(&self) -> usize {
        match &self.kind {
            Kind::Scalar(_) => 1,
            Kind::Sequence(nodes) => {
                let mut size = 1;
                for node in nodes {
                    size += node.size();
                }
                size
            }
            Kind::Mapping(mapping) => {
                let mut size = 1;
                for entry in &mapping.entries {
                    size += entry.key.size() + entry.value.size();
                }
                size
            }
        }
    }
}

impl Scalar {
    /// The start of the text, fit for a message.
    pub(crate) fn brief(&self) -> String {
        let line = self.text.lines().next().unwrap_or_default();
        let line = first(line, 41);
        if line.len() < self.text.trim_end().len() {
            format!("{}...", first(line, 37))
        } else {
            line.to_owned()
        }
    }
}

/// So many characters of a text, from its start.
fn first(text: &str, count: usize) -> &str {
    match text.char_indices().nth(count) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

impl Mapping {
    /// The value of a key that is a string.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The keys that are strings.
    pub(crate) fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        for entry in &self.entries {
            if let Some(key) = entry.key.string() {
                keys.push(key);
            }
        }
        keys
    }

    /// The entry of a key that is a string.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.string() == Some(key))
    }
}

impl Entry {
    /// The whole of it: from the key to the end of the value.
    pub fn span(&self) -> Span {
        self.key.span.to(self.value.span)
    }
}

/// A text that was read on its own.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The value at the top; nothing in an empty text.
    pub root: Option<Node>,
    /// Whether all of it is in the tree. If not, an error says why, and the tree has what came before it.
    pub complete: bool,
    /// What is wrong with it as YAML.
    pub diagnostics: Vec<Diagnostic>,
    /// The text, for the places in it.
    pub sources: Sources,
}

/// Reads a text, the first document of it, as Juju reads its YAML files; `name` is for messages.
///
/// ```
/// use ops_metadata::yaml;
///
/// let tree = yaml::read_text("config.yaml", "debug: on\n".into());
/// let root = tree.root.ok_or("empty")?;
/// assert_eq!(root.mapping().and_then(|mapping| mapping.get("debug")?.boolean()), Some(true));
/// # Ok::<(), &str>(())
/// ```
pub fn read_text(name: &str, text: String) -> Tree {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let id = sources.add(Source::new(name.into(), name.to_owned(), text));
    let Document { root, complete } = parse(sources.get(id), id, &mut diagnostics);
    Tree { root, complete, diagnostics, sources }
}
