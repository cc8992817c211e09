//! What a tool answers: a value, and the form in which it is printed, which is the `--format` that many of them have.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::Reply;
use crate::flags::{Flag, Parsed, value};
use crate::state::Bag;

/// The flags of a tool that prints a value.
pub(crate) const FORMAT: Flag = value(&["format"]);
/// Where it prints to; only its presence is understood.
pub(crate) const OUTPUT: Flag = value(&["o", "output"]);

/// What a tool answers. It need not be printed to be read.
///
/// ```
/// use ops_model::{Hook, HookContext, Said, State};
///
/// let mut context = HookContext::new(State::unit("web/0"), Hook::named("install"));
/// let mut input = ();
/// let answer = context.answer("is-leader", &["--format=json"], &mut input).unwrap();
/// assert_eq!(answer.printed(), "false\n");
/// assert_eq!(answer.json(), Some(&Said::Truth(false)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<'a> {
    said: Said<'a>,
    format: Format,
}

/// The value of an [`Answer`].
#[derive(Clone, Debug, PartialEq)]
pub enum Said<'a> {
    /// Nothing: `null`.
    Nothing,
    /// Yes or no.
    Truth(bool),
    /// A text.
    Text(Cow<'a, str>),
    /// Names: of units, of relations.
    Names(Vec<Cow<'a, str>>),
    /// Texts by their keys: a databag, the charm's state, a secret.
    Texts(Cow<'a, Bag>),
    /// Options by name. One without a value is among them only if it was asked for.
    Options {
        /// All of them; one without a value is `null`.
        all: &'a BTreeMap<String, Value>,
        /// Whether it was asked for those without a value too.
        also_unset: bool,
    },
    /// The parameters of an action.
    Parameters(&'a Map<String, Value>),
    /// Whatever else.
    Value(Cow<'a, Value>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// Of a tool that has no other: the text as it stands.
    Plain,
    Json,
    Yaml,
    Smart,
}

impl<'a> Answer<'a> {
    /// A value in the format that was asked for; `smart` unless said.
    pub(super) fn new(parsed: &Parsed<'_>, said: impl Into<Said<'a>>) -> Reply<'a> {
        let format = match parsed.get("format").unwrap_or("smart") {
            "json" => Format::Json,
            "yaml" => Format::Yaml,
            "smart" => Format::Smart,
            other => return Err(parsed.invalid("format", &format!("unknown format {other:?}"))),
        };
        Ok(Self { said: said.into(), format })
    }

    /// A text that is printed as it stands.
    pub(super) fn plain(text: String) -> Self {
        Self { said: text.into(), format: Format::Plain }
    }

    /// Of a tool that prints nothing.
    pub(super) fn nothing() -> Self {
        Self { said: Said::Nothing, format: Format::Plain }
    }

    /// The value, if it was asked for as JSON: what is printed then says the same.
    #[must_use]
    pub fn json(&self) -> Option<&Said<'a>> {
        Some(&self.said).filter(|_| self.format == Format::Json)
    }

    /// What the tool prints.
    ///
    /// Whatever is no plain value or list of strings is printed as JSON in `smart` and `yaml`: JSON is YAML too, and the charms
    /// that the stand-in is for ask for JSON anyway.
    #[must_use]
    pub fn printed(&self) -> String {
        // Plain data, with texts for keys: it can always be written.
        let json = || serde_json::to_string(&self.said).unwrap_or_default() + "\n";
        match self.format {
            Format::Plain => self.said.text().unwrap_or_default().into(),
            Format::Json => json(),
            Format::Yaml => Some(json()).filter(|json| json != "null\n").unwrap_or_default(),
            Format::Smart => smart(&self.said.to_value()),
        }
    }
}

impl Said<'_> {
    /// As JSON.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Truth(truth) => Value::Bool(*truth),
            Self::Text(text) => Value::String(text.as_ref().into()),
            Self::Names(names) => names.iter().map(Cow::as_ref).collect(),
            Self::Texts(texts) => texts.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect(),
            Self::Options { all, also_unset } => {
                let is_told = |(_, value): &(&String, &Value)| *also_unset || !value.is_null();
                let mut told = Map::new();
                for (name, value) in all.iter().filter(is_told) {
                    told.insert(name.clone(), value.clone());
                }
                Value::Object(told)
            }
            Self::Parameters(parameters) => Value::Object((*parameters).clone()),
            Self::Value(value) => value.as_ref().clone(),
        }
    }

    fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Truth(truth) => truth.serialize(serializer),
            Self::Text(text) => text.serialize(serializer),
            Self::Names(names) => names.serialize(serializer),
            Self::Texts(texts) => texts.serialize(serializer),
            Self::Options { all, also_unset } => {
                serializer.collect_map(all.iter().filter(|(_, value)| *also_unset || !value.is_null()))
            }
            Self::Parameters(parameters) => parameters.serialize(serializer),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

impl From<bool> for Said<'_> {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl<'a> From<&'a str> for Said<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Said<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<Cow<'a, Bag>> for Said<'a> {
    fn from(texts: Cow<'a, Bag>) -> Self {
        Self::Texts(texts)
    }
}

impl From<Value> for Said<'_> {
    fn from(value: Value) -> Self {
        Self::Value(Cow::Owned(value))
    }
}

impl<'a> From<&'a Value> for Said<'a> {
    fn from(value: &'a Value) -> Self {
        Self::Value(Cow::Borrowed(value))
    }
}

/// What is not there is nothing.
impl<'a, T: Into<Said<'a>>> From<Option<T>> for Said<'a> {
    fn from(said: Option<T>) -> Self {
        said.map_or(Self::Nothing, Into::into)
    }
}

fn smart(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "True\n".into(),
        Value::Bool(false) => "False\n".into(),
        Value::String(text) if text.is_empty() => String::new(),
        Value::String(text) => format!("{text}\n"),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            items.iter().filter_map(Value::as_str).fold(String::new(), |mut lines, item| {
                let _ = writeln!(lines, "{item}");
                lines
            })
        }
        other => format!("{other}\n"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::flags::parse;
    use crate::tools::Failure;

    fn printed<'a>(format: &str, said: impl Into<Said<'a>>) -> Result<String, Failure> {
        let args = ["--format", format];
        let parsed = parse(&[FORMAT], &args)?;
        Answer::new(&parsed, said).map(|answer| answer.printed())
    }

    #[test]
    fn json_is_one_line_also_for_nothing() {
        assert_eq!(printed("json", json!({"a": 1})).unwrap(), "{\"a\":1}\n");
        assert_eq!(printed("json", Value::Null).unwrap(), "null\n");
        assert_eq!(printed("yaml", Said::Nothing).unwrap(), "");
    }

    #[test]
    fn smart_is_what_a_shell_script_wants() {
        assert_eq!(printed("smart", "x").unwrap(), "x\n");
        assert_eq!(printed("smart", true).unwrap(), "True\n");
        assert_eq!(printed("smart", json!(["a", "b"])).unwrap(), "a\nb\n");
        assert_eq!(printed("smart", Value::Null).unwrap(), "");
    }

    #[test]
    fn what_is_printed_as_json_is_the_value() {
        let bag = Bag::from([("a".into(), "\n".into())]);
        let options = BTreeMap::from([("port".into(), json!(80)), ("unset".into(), Value::Null)]);
        let parameters = Map::from_iter([("name".into(), json!([1]))]);
        let value = json!({"deep": {"x": null}});
        for (said, expected) in [
            (Said::Nothing, "null"),
            (Said::Truth(true), "true"),
            (Said::from("é"), "\"é\""),
            (Said::Names(vec!["a/0".into(), "a/1".into()]), r#"["a/0","a/1"]"#),
            (Said::Texts(Cow::Borrowed(&bag)), r#"{"a":"\n"}"#),
            (Said::Options { all: &options, also_unset: false }, r#"{"port":80}"#),
            (Said::Options { all: &options, also_unset: true }, r#"{"port":80,"unset":null}"#),
            (Said::Parameters(&parameters), r#"{"name":[1]}"#),
            (Said::from(&value), r#"{"deep":{"x":null}}"#),
        ] {
            assert_eq!(serde_json::to_string(&said).unwrap(), expected);
            assert_eq!(said.to_value(), serde_json::from_str::<Value>(expected).unwrap());
            assert_eq!(printed("json", said).unwrap(), format!("{expected}\n"));
        }
    }

    #[test]
    fn an_unknown_format_in_juju_s_words() {
        let said = printed("xml", Value::Null).unwrap_err().to_string();
        assert_eq!(said, r#"invalid value "xml" for option --format: unknown format "xml""#);
    }
}
