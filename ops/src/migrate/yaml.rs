//! What ops writes into Juju: the YAML that Python's `yaml.dump` makes of simple values, with a tag for tuples. It is read by the events
//! of the metadata's reader, which reads the YAML that Python writes, 1.1: nothing is made of a tag but the values of
//! [`value`](super::value).

use ops_metadata::base64;
use ops_metadata::yaml::{Event, Events, Step};
use serde_json::Value;

use super::value::{self, DEEPEST, Id, Node};

/// What `!!` stands for.
const CORE: &str = "tag:yaml.org,2002:";

/// What a text holds, as JSON has it: like what a pickle holds.
pub(super) fn decode(text: &str) -> Result<Value, String> {
    let mut reader = Reader::default();
    let mut events = Events::new(text);
    while let Some(event) = events.step().map_err(|error| format!("it is no YAML: {error}"))? {
        reader.event(event)?;
    }
    if events.rest().is_some() {
        return Err("it has more than one document".to_owned());
    }
    let whole = reader.whole.ok_or("there is no value in it")?;
    value::plain(&reader.values, whole)
}

#[derive(Default)]
struct Reader {
    values: Vec<Node>,
    open: Vec<Open>,
    /// By the numbers of the anchors.
    anchors: Vec<Id>,
    whole: Option<Id>,
}

/// A list or a dict whose end has not come yet.
struct Open {
    id: Id,
    kind: Kind,
    items: Vec<Id>,
}

#[derive(Clone, Copy)]
enum Kind {
    List,
    Dict,
    /// A dict whose values say nothing.
    Set,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) -> Result<(), String> {
        match event.step {
            Step::Scalar { text, plain, properties } => {
                let value = scalar(&text, plain, name(properties.tag.as_deref()))?;
                let id = self.add(value, properties.anchor);
                self.put(id)
            }
            Step::SequenceStart(properties) => match name(properties.tag.as_deref()) {
                None | Some("seq" | "python/tuple") => self.start(Kind::List, properties.anchor),
                Some(tag) => Err(unknown(tag)),
            },
            Step::MappingStart(properties) => match name(properties.tag.as_deref()) {
                None | Some("map") => self.start(Kind::Dict, properties.anchor),
                Some("set") => self.start(Kind::Set, properties.anchor),
                Some(tag) => Err(unknown(tag)),
            },
            Step::SequenceEnd | Step::MappingEnd => self.end(),
            Step::Alias(anchor) => {
                let id = *self.anchors.get(anchor).ok_or("an alias of nothing")?;
                self.put(id)
            }
        }
    }

    fn add(&mut self, value: Node, anchor: Option<usize>) -> Id {
        let id = self.values.len();
        self.values.push(value);
        if anchor.is_some() {
            self.anchors.push(id);
        }
        id
    }

    fn put(&mut self, id: Id) -> Result<(), String> {
        match self.open.last_mut() {
            Some(open) => open.items.push(id),
            None if self.whole.is_some() => return Err("it has more than one value".to_owned()),
            None => self.whole = Some(id),
        }
        Ok(())
    }

    fn start(&mut self, kind: Kind, anchor: Option<usize>) -> Result<(), String> {
        if self.open.len() >= DEEPEST {
            return Err(format!("lists more than {DEEPEST} deep"));
        }
        // What it is, is known at its end; one that holds itself holds this.
        let id = self.add(Node::None, anchor);
        self.open.push(Open { id, kind, items: Vec::new() });
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let Some(Open { id, kind, items }) = self.open.pop() else { return Ok(()) };
        let pairs = items.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let value = match kind {
            Kind::List => Node::List(items),
            Kind::Dict => Node::Dict(pairs.collect()),
            Kind::Set => Node::List(pairs.map(|(key, _)| key).collect()),
        };
        if let Some(place) = self.values.get_mut(id) {
            *place = value;
        }
        self.put(id)
    }
}

/// The name of a tag: `set` of `!!set`.
fn name(tag: Option<&str>) -> Option<&str> {
    tag.map(|tag| tag.strip_prefix(CORE).unwrap_or(tag))
}

fn unknown(tag: &str) -> String {
    format!(
        "it names `{}`, and only None, bool, int, float, str, bytes, list, dict, tuple and set are read",
        tag.escape_debug()
    )
}

fn scalar(text: &str, plain: bool, tag: Option<&str>) -> Result<Node, String> {
    match tag {
        Some("binary") => {
            base64::decode(text).map(Node::Bytes).ok_or_else(|| "bytes that are no base64".to_owned())
        }
        Some("str") => Ok(Node::Text(text.to_owned())),
        Some(tag) => Err(unknown(tag)),
        None if plain => unquoted(text),
        None => Ok(Node::Text(text.to_owned())),
    }
}

/// What has neither a tag nor quotes. Python puts quotes around each text that it would read as something else; of the many forms that
/// YAML has for a number it writes one.
fn unquoted(text: &str) -> Result<Node, String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    // `08` is a text: a number that begins so would be octal.
    let is_int = digits == "0" || !digits.starts_with('0');
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit());
    let is_made_of =
        |of: &str| digits.bytes().all(|byte| byte.is_ascii_digit() || of.as_bytes().contains(&byte));
    match text {
        "null" => Ok(Node::None),
        "true" => Ok(Node::Bool(true)),
        "false" => Ok(Node::Bool(false)),
        ".inf" | "-.inf" | ".nan" => Ok(Node::Float(f64::NAN)),
        _ if is_number && is_int && is_made_of("") => {
            text.parse().map(Node::Int).map_err(|_| "an int of more than 64 bits".to_owned())
        }
        // `1.0e+16`; without its dot or its sign it is a text, and so is an address.
        _ if is_number && digits.matches('.').count() == 1 && is_made_of(".e+-") && is_signed(digits) => {
            Ok(text.parse().map_or_else(|_| Node::Text(text.to_owned()), Node::Float))
        }
        _ => Ok(Node::Text(text.to_owned())),
    }
}

/// Whether the exponent has its sign, if there is one.
fn is_signed(number: &str) -> bool {
    number.split_once('e').is_none_or(|(_, exponent)| exponent.starts_with(['+', '-']))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What ops 3.9 writes, with the YAML of PyYAML 6.
    #[test]
    fn what_python_writes_is_read() {
        for (text, expected) in [
            ("null\n", json!(null)),
            ("true\n", json!(true)),
            ("-5\n", json!(-5)),
            ("9223372036854775807\n", json!(i64::MAX)),
            ("1.0e+300\n", json!(1e300)),
            ("-0.5\n", json!(-0.5)),
            ("1.0e-07\n", json!(1e-7)),
            ("'1'\n", json!("1")),
            ("''\n", json!("")),
            ("it's\n", json!("it's")),
            ("10.0.0.1:5432\n", json!("10.0.0.1:5432")),
            ("10.0.0.1\n", json!("10.0.0.1")),
            ("1e3\n", json!("1e3")),
            ("1.5e3\n", json!("1.5e3")),
            ("0o17\n", json!("0o17")),
            ("08\n", json!("08")),
            ("0\n", json!(0)),
            ("'null'\n", json!("null")),
            ("\"gr\\xF6\\xDFer\\n\\U0001F600 \\L\"\n", json!("größer\n😀 \u{2028}")),
            ("'a\n\n  b\n\n  '\n", json!("a\nb\n")),
            ("'word word\n  word '\n", json!("word word word ")),
            ("!!binary |\n  AP8=\n", json!([0, 255])),
            ("!!binary |\n  \n", json!([])),
            ("- !!binary |\n  YWJj\n  YWI=\n- x\n", json!([[97, 98, 99, 97, 98], "x"])),
            ("!!python/tuple []\n", json!([])),
            ("- !!python/tuple\n  - 1\n  - !!python/tuple [2]\n", json!([[1, [2]]])),
            ("!!set {1: null, a: null}\n", json!([1, "a"])),
            ("s: !!set {}\n", json!({"s": []})),
            ("- [1, 2]\n- - 3\n  - [4]\n", json!([[1, 2], [3, [4]]])),
            ("{80: http, true: https, 'no': x}\n", json!({"80": "http", "true": "https", "no": "x"})),
            ("a:\n  b:\n  - 1\n  - {c: null}\n", json!({"a": {"b": [1, {"c": null}]}})),
            ("{? kkk\n  : 1, ? 'm\n\n    n' : 2}\n", json!({"kkk": 1, "m\nn": 2})),
            ("- &id001 [1, 2]\n- *id001\n", json!([[1, 2], [1, 2]])),
        ] {
            assert_eq!(decode(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_by_its_name() {
        for (text, expected) in [
            ("!!python/object/apply:os.system [ls]\n", "`python/object/apply:os.system`"),
            ("!!python/name:os.system ''\n", "`python/name:os.system`"),
            ("!!timestamp 2020-01-01\n", "`timestamp`"),
            ("- !own {}\n", "`!own`"),
            ("1000000000000000000000000000000\n", "more than 64 bits"),
            ("[.inf]\n", "a float that is no number, or infinite"),
            ("? !!python/tuple [1, 2]\n: 3\n", "a dict with a key that is neither"),
            ("{1: a, '1': b}\n", "two keys that are `1` as text"),
            ("!!binary '*'\n", "no base64"),
            ("&a [*a]\n", "it holds itself"),
            ("*a\n", "it is no YAML"),
            ("a: [\n", "it is no YAML"),
            ("", "there is no value in it"),
            ("a\n---\nb\n", "more than one document"),
        ] {
            let error = decode(text).unwrap_err();
            assert!(error.contains(expected), "{text}: {error}");
        }
        assert!(decode(&"[".repeat(101)).unwrap_err().contains("more than 100 deep"));
        // Each stands for ten of the one before.
        let mut laughs = "- &l0 [lol]\n".to_owned();
        for number in 1..10 {
            let many = vec![format!("*l{}", number - 1); 10].join(", ");
            laughs.push_str(&format!("- &l{number} [{many}]\n"));
        }
        assert!(decode(&laughs).unwrap_err().contains("it has more than"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_a_panic(text: String, of_yaml in "[-\\[\\]{}:,?&*!|>'\"a-z0-9. \n=+]{0,60}") {
            let _ = (decode(&text), decode(&of_yaml));
        }
    }
}
