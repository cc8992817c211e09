//! A tool's JSON, taken apart by hand: derived readers were most of what a charm's first build spent on this library.

use std::fmt;

use secrecy::SecretString;
use serde::de::{self, DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::names::NameError;
use crate::pairs::Pairs;

/// Why an answer does not read, without the answer: it may hold a password.
pub(super) struct Unexpected(String);

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text; Go writes `null` for a text, a list or a map that holds nothing.
pub(super) fn text(value: Value) -> Result<String, Unexpected> {
    Ok(optional_text(value)?.unwrap_or_default())
}

/// A text that may be missing.
pub(super) fn optional_text(value: Value) -> Result<Option<String>, Unexpected> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(unexpected(&other, "a text")),
    }
}

pub(super) fn list(value: Value) -> Result<Vec<Value>, Unexpected> {
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Array(items) => Ok(items),
        other => Err(unexpected(&other, "a list")),
    }
}

pub(super) fn texts(value: Value) -> Result<Vec<String>, Unexpected> {
    let items = list(value)?;
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        texts.push(text(item)?);
    }
    Ok(texts)
}

pub(super) fn map(value: Value) -> Result<Map<String, Value>, Unexpected> {
    match value {
        Value::Null => Ok(Map::new()),
        Value::Object(map) => Ok(map),
        other => Err(unexpected(&other, "a map")),
    }
}

/// Gives each text of a list, without keeping them; `null` is none.
pub(super) fn each(
    json: &str,
    each: &mut dyn FnMut(&str) -> Result<(), NameError>,
) -> serde_json::Result<()> {
    if json.trim_ascii() == "null" {
        return Ok(());
    }
    let mut reader = serde_json::Deserializer::from_str(json);
    reader.deserialize_seq(Each(each))?;
    reader.end()
}

/// A list's texts, and each of them.
struct Each<'a>(&'a mut dyn FnMut(&str) -> Result<(), NameError>);

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<(), S::Error> {
        while list.next_element_seed(Each(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        (self.0)(text).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

/// Texts that nobody is to see.
pub(super) fn secrets(value: Value) -> Result<Pairs<String, SecretString>, Unexpected> {
    let mut secrets = Pairs::default();
    for (key, value) in map(value)? {
        let value = text(value).map_err(|error| error.at(&key))?;
        secrets.insert(key, value.into());
    }
    Ok(secrets)
}

pub(super) fn boolean(value: Value) -> Result<bool, Unexpected> {
    match value {
        Value::Null => Ok(false),
        Value::Bool(boolean) => Ok(boolean),
        other => Err(unexpected(&other, "true or false")),
    }
}

/// The parts of a map, each taken once.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn of(value: Value) -> Result<Self, Unexpected> {
        map(value).map(Self)
    }

    /// One part; one that is missing is nothing.
    pub(super) fn take<T>(
        &mut self,
        key: &str,
        read: fn(Value) -> Result<T, Unexpected>,
    ) -> Result<T, Unexpected> {
        read(self.0.remove(key).unwrap_or_default()).map_err(|error| error.at(key))
    }

    pub(super) fn text(&mut self, key: &str) -> Result<String, Unexpected> {
        self.take(key, text)
    }

    pub(super) fn optional_text(&mut self, key: &str) -> Result<Option<String>, Unexpected> {
        self.take(key, optional_text)
    }

    /// A text that Juju always says.
    pub(super) fn required_text(&mut self, key: &str) -> Result<String, Unexpected> {
        self.optional_text(key)?.ok_or_else(|| Unexpected(format!("`{key}` is missing")))
    }
}

impl Unexpected {
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    fn at(self, key: &str) -> Self {
        Self(format!("`{key}`: {}", self.0))
    }
}

fn unexpected(value: &Value, expected: &str) -> Unexpected {
    let kind = match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    };
    Unexpected(format!("expected {expected}, not {kind}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refusal<T>(read: Result<T, Unexpected>) -> String {
        read.err().unwrap().to_string()
    }

    #[test]
    fn what_is_nothing_is_empty() {
        assert_eq!(texts(json!(null)).ok(), Some(Vec::new()));
        let mut fields = Fields::of(json!({"there": null})).ok().unwrap();
        assert_eq!(
            (fields.text("there").ok(), fields.text("absent").ok()),
            (Some(String::new()), Some(String::new()))
        );
        assert_eq!(refusal(fields.required_text("there")), "`there` is missing");
    }

    #[test]
    fn each_text_of_a_list_is_given() {
        let given = |json: &str| {
            let mut given = Vec::new();
            let read = each(json, &mut |text| {
                given.push(text.to_owned());
                if text == "x" { Err(NameError::new("a name", text)) } else { Ok(()) }
            });
            read.map(|()| given).map_err(|error| error.to_string())
        };
        assert_eq!(given(r#"["a/0", "b\n"]"#), Ok(vec!["a/0".to_owned(), "b\n".to_owned()]));
        assert_eq!((given("null\n"), given("[]")), (Ok(vec![]), Ok(vec![])));
        assert!(given(r#"["x"]"#).unwrap_err().contains("`x` is not a name"));
        for wrong in [r#""a/0""#, "{}", r#"["a/0"] 1"#, r#"[["a/0"]]"#, "[null]", ""] {
            assert!(given(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_does_not_read_is_told_by_its_place_and_kind_alone() {
        assert_eq!(refusal(map(json!("hunter2"))), "expected a map, not a text");
        assert_eq!(
            refusal(secrets(json!({"password": ["hunter2"]}))),
            "`password`: expected a text, not a list"
        );
        assert_eq!(refusal(texts(json!([1]))), "expected a text, not a number");
        assert_eq!(refusal(boolean(json!(0.5))), "expected true or false, not a number");
    }
}
