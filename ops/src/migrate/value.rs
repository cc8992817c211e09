//! Python's values, as a pickle or a YAML has them, and as JSON. What is used twice is there twice then, so there is a limit to how
//! many come out, and what holds itself has no end.

use serde_json::{Map, Number, Value};

/// A value, by its place in the list of all. One that is used twice is there once.
pub(super) type Id = usize;

/// A value of Python's. What is in it stands for itself in the list.
#[derive(Debug)]
pub(super) enum Node {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    /// A list, a tuple or a set.
    List(Vec<Id>),
    Dict(Vec<(Id, Id)>),
    /// What Python calls for a value of its own.
    Callable(Callable),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Callable {
    Set,
    Bytes,
    /// A text, character by byte, is bytes.
    Latin1,
}

/// Lists in lists, of which a person has three.
pub(super) const DEEPEST: usize = 100;
/// A byte counts as a value: it becomes a number.
pub(super) const MOST: usize = 1 << 20;
/// All texts together.
const MOST_TEXT: usize = 64 << 20;

/// The value with this number.
pub(super) fn plain(values: &[Node], whole: Id) -> Result<Value, String> {
    Plain { values, left: MOST, text: MOST_TEXT }.value(whole, 1)
}

struct Plain<'a> {
    values: &'a [Node],
    left: usize,
    text: usize,
}

impl Plain<'_> {
    fn value(&mut self, id: Id, depth: usize) -> Result<Value, String> {
        if depth > DEEPEST {
            return Err(format!("it holds itself, or lists more than {DEEPEST} deep"));
        }
        self.spend(1)?;
        let values = self.values;
        Ok(match values.get(id).ok_or("it has a value that is not there")? {
            Node::None => Value::Null,
            Node::Bool(value) => Value::Bool(*value),
            Node::Int(value) => Value::from(*value),
            Node::Float(value) => Number::from_f64(*value)
                .map(Value::Number)
                .ok_or("a float that is no number, or infinite, which is not read")?,
            Node::Text(text) => Value::String(self.text(text)?),
            Node::Bytes(bytes) => {
                self.spend(bytes.len())?;
                Value::from(bytes.as_slice())
            }
            Node::List(items) => {
                let items = items.iter().map(|item| self.value(*item, depth + 1));
                Value::Array(items.collect::<Result<_, _>>()?)
            }
            Node::Dict(items) => {
                let mut map = Map::new();
                for (key, value) in items {
                    let key = self.key(*key)?;
                    let value = self.value(*value, depth + 1)?;
                    if map.contains_key(&key) {
                        return Err(format!("a dict has two keys that are `{}` as text", key.escape_debug()));
                    }
                    map.insert(key, value);
                }
                Value::Object(map)
            }
            Node::Callable(_) => return Err("a class or a function in place of a value".to_owned()),
        })
    }

    /// The keys of JSON are texts: numbers are written as such, from which serde reads them again.
    fn key(&mut self, id: Id) -> Result<String, String> {
        match self.values.get(id) {
            Some(Node::Text(text)) => self.text(text),
            Some(Node::Int(value)) => Ok(value.to_string()),
            Some(Node::Bool(value)) => Ok(value.to_string()),
            _ => Err("a dict with a key that is neither a text nor an int nor a bool".to_owned()),
        }
    }

    fn text(&mut self, text: &str) -> Result<String, String> {
        self.text = self
            .text
            .checked_sub(text.len())
            .ok_or_else(|| format!("it has more than {MOST_TEXT} bytes of text"))?;
        Ok(text.to_owned())
    }

    fn spend(&mut self, count: usize) -> Result<(), String> {
        self.left = self.left.checked_sub(count).ok_or_else(|| format!("it has more than {MOST} values"))?;
        Ok(())
    }
}

/// How deep a value is.
pub(super) fn depth(value: &Value) -> usize {
    let of_all = |items: &mut dyn Iterator<Item = &Value>| 1 + items.map(depth).max().unwrap_or_default();
    match value {
        Value::Array(items) => of_all(&mut items.iter()),
        Value::Object(items) => of_all(&mut items.values()),
        _ => 1,
    }
}

/// How many values are in it.
pub(super) fn count(value: &Value) -> usize {
    let of_all = |items: &mut dyn Iterator<Item = &Value>| 1 + items.map(count).sum::<usize>();
    match value {
        Value::Array(items) => of_all(&mut items.iter()),
        Value::Object(items) => of_all(&mut items.values()),
        _ => 1,
    }
}
