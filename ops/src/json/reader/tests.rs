use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Error, Value};

use crate::json::from_str;
use crate::json::tests::{Variants, value};

/// The same value as serde_json's, or the same error: where the text is no JSON its place is only near that.
#[track_caller]
fn same<'de, T: Deserialize<'de> + Debug>(text: &'de str) {
    let Some((ours, theirs)) = errors::<T>(text) else { return };
    let what = |error: &Error| error.to_string().split(" at line ").next().map(str::to_owned);
    assert_eq!(what(&ours), what(&theirs), "{text}");
    assert_eq!(ours.line(), theirs.line(), "{text}");
    if theirs.is_data() {
        assert_eq!(ours.column(), theirs.column(), "{text}");
    }
}

/// The errors, where both refuse it; the values are the same.
#[track_caller]
fn errors<'de, T: Deserialize<'de> + Debug>(text: &'de str) -> Option<(Error, Error)> {
    match (from_str::<T>(text), serde_json::from_str::<T>(text)) {
        (Ok(ours), Ok(theirs)) => {
            // As they are shown: what is no number is no other's equal.
            assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{text}");
            None
        }
        (Err(ours), Err(theirs)) => Some((ours, theirs)),
        (ours, theirs) => panic!("{text}: {ours:?}, and by serde_json {theirs:?}"),
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "of", rename_all = "kebab-case")]
enum Tagged {
    Text(String),
    Lists { of: Vec<Vec<u8>> },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(u64),
    Text(String),
    Fields { a: f64 },
    Others(Vec<Option<bool>>),
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Newtype<T>(T);

#[derive(Debug, Serialize, Deserialize)]
struct Unit;

#[derive(Debug, Serialize, Deserialize)]
struct Fields {
    #[serde(default)]
    default: u16,
    option: Option<i64>,
    small: (i8, u8, f32),
    large: (i128, u128, f64),
    variants: Vec<Variants>,
    tagged: Tagged,
    untagged: Untagged,
    newtype: Newtype<Newtype<String>>,
    unit: (Unit, ()),
    letter: char,
    by_number: BTreeMap<i32, bool>,
    by_large: BTreeMap<i128, IgnoredValue>,
    by_truth: BTreeMap<bool, String>,
    by_variant: BTreeMap<Variants, [u8; 2]>,
    by_option: BTreeMap<Option<Newtype<u64>>, ()>,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// Passed, and written as what cannot be easy to pass.
#[derive(Debug)]
struct IgnoredValue;

impl Serialize for IgnoredValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(["a\"]\\", "}"])
    }
}

impl<'de> Deserialize<'de> for IgnoredValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "it is there to be read")]
struct Strict<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    part: &'a str,
}

/// As bytes, borrowed or not.
#[derive(Debug)]
#[allow(dead_code, reason = "it is there to be shown")]
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.into()))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Bytes, A::Error> {
                let mut bytes = Vec::new();
                while let Some(byte) = seq.next_element()? {
                    bytes.push(byte);
                }
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_bytes(Visitor)
    }
}

/// Reads a text as each of many types.
macro_rules! as_each {
    ($check:ident($text:expr) $($type:ty),+) => {$(let _ = $check::<$type>($text);)+};
    ($check:ident($text:expr)) => {
        as_each! {
            $check($text) Value, IgnoredAny, (bool, Option<bool>), Vec<u8>, BTreeMap<String, u8>, BTreeMap<i16, f32>,
            BTreeMap<Variants, Unit>, bool, i8, u64, f32, f64, char, String, &str, Cow<'_, str>, (), Unit, Option<u8>,
            Newtype<u8>, Variants, Vec<Variants>, Tagged, Untagged, Strict<'_>
        }
        // Those for which serde_json has odd words.
        as_each! { errors($text) i128, BTreeMap<u128, i128>, BTreeMap<bool, Variants> }
    };
}

#[test]
fn values_and_errors_are_those_of_serde_json() {
    for text in [
        "",
        " ",
        "null",
        "nul",
        "nulL",
        "true",
        " true ",
        "truex",
        "f",
        "falſe",
        "x",
        "\u{FEFF}1",
        "/",
        "'a'",
        "0",
        "-0",
        "-",
        "-x",
        "01",
        "1.",
        "1.5",
        "-1.5e3",
        "1e",
        "1e+",
        "1E-2",
        "1e400",
        "-1e400",
        "1e-400",
        ".5",
        "+1",
        "127",
        "128",
        "-129",
        "255",
        "256",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "340282366920938463463374607431768211456",
        "16777217",
        "0.1",
        "3.4028236e38",
        "1 2",
        "[",
        "[]",
        "[ ]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,2]x",
        "[1,2",
        "[-]",
        "[1.]",
        "[01]",
        "[256]",
        "[true]",
        "[true,null]",
        "[true,true,true]",
        "[true, false,",
        "]",
        "[\n1,\n\n  \"a\"]",
        "[[1],[2]]",
        "[\"Unit\",{\"Newtype\":1}]",
        "{",
        "{}",
        "{ }",
        "{\"",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{\"a\":1,1:2}",
        "{,}",
        "{1:2}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1}}",
        "{\"a\":1,\"a\":2}",
        "{ \"a\" : 1 , \"b\" : 2 }",
        "{\"a\":}",
        "{a:1}",
        "{\"1\":2}",
        "{\"-1\":2.5}",
        "{\"01\":2}",
        "{\"1.5\":2}",
        "{\" 1\":2}",
        "{\"1 \":2}",
        "{\"\":2}",
        "{\"-\":2}",
        "{\"1e400\":1}",
        "{\"340282366920938463463374607431768211455\":-1}",
        "{\"true\":\"Unit\"}",
        "{\"false\":{\"Newtype\":1}}",
        "{\"truex\":1}",
        "{\"t",
        "{\"Unit\":null}",
        "{\"Newtype\":1}",
        "{\"Newtype\":256}",
        "{\"Tuple\":[1,true]}",
        "{\"Tuple\":[1]}",
        "{\"Tuple\":[1,true,2]}",
        "{\"Nothing\":[]}",
        "{\"Struct\":{\"a\":\"x\",\"b\":null}}",
        "{\"Struct\":[null,null]}",
        "{\"Empty\":{}}",
        "{\"Struct\":{}}",
        "{\"Unit\":1}",
        "{\"Newtype\":1,\"Unit\":null}",
        "{\"Newtype\":1",
        "{\"Newtype\"}",
        "{\"Other\":1}",
        "{1:1}",
        "\"Unit\"",
        "\"Newtype\"",
        "\"Tuple\"",
        "\"Struct\"",
        "\"Other\"",
        "{\"type\":\"text\",\"of\":\"x\"}",
        "{\"of\":{\"of\":[[1]]},\"type\":\"lists\"}",
        "{\"type\":\"text\"}",
        "{\"a\":1.5}",
        "[true,null]",
        "\"a\"",
        "\"\"",
        "\"é\"",
        "\"𝄞\"",
        "\"ab\"",
        "\"a\\n\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0041\\u00e9\\ud834\\udd1e\"",
        "\"\\",
        "\"\\x\"",
        "\"\\u",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\uD834\"",
        "\"\\uD834\\\"",
        "\"\\uD834\\n\"",
        "\"\\uD834\\u0041\"",
        "\"\\uDD1E\"",
        "\"\\uD834\\uD834\"",
        "\"\\uD834x\"",
        "\"a\nb\"",
        "\"\u{0}\"",
        "\"\u{7F}\"",
        "\"a",
        "\"a\\",
        "\"\\u0000\"",
        "\"\u{1F}",
        "{\"a\\n\":1}",
        "{\"text\":\"a\",\"part\":\"b\"}",
        "{\"text\":\"a\\n\",\"part\":\"b\\n\"}",
        "{\"text\":\"a\",\"other\":1}",
        "{\"text\":1}",
        "{\"text\":\"a\"}",
        "[\"a\",\"b\"]",
        "[\"a\"]",
        "\t\r\n 5 \t\r\n",
        "5\u{B}",
        "\"$serde_json::private::RawValue\"",
    ] {
        as_each!(same(text));
    }
}

#[test]
fn lists_and_maps_may_be_as_deep_as_for_serde_json() {
    for depth in [126, 127, 128, 129, 200] {
        let lists = "[".repeat(depth) + &"]".repeat(depth);
        same::<Value>(&lists);
        same::<IgnoredAny>(&lists);
        same::<Value>(&(r#"{"a":"#.repeat(depth) + "1" + &"}".repeat(depth)));
        same::<BTreeMap<String, Value>>(&format!(r#"{{"a":{lists},"b":[[]]}}"#));
    }
    // One may not be, and then another is.
    same::<Vec<Untagged>>(&format!("[[{}],[{}]]", "[true],".repeat(200) + "[true]", "true"));
    #[derive(Debug, Deserialize)]
    enum Deep {
        #[allow(dead_code, reason = "it is there to be read")]
        More(Box<Deep>),
        End,
    }
    for depth in [127, 128] {
        same::<Deep>(&(r#"{"More":"#.repeat(depth) + "\"End\"" + &"}".repeat(depth)));
    }
}

#[test]
fn bytes_are_a_string_or_a_list() {
    for text in ["\"a\"", "\"é\\n\"", "[]", "[1,255]", "[256]", "5", "null", "{}"] {
        same::<Bytes>(text);
    }
}

#[test]
fn a_text_without_escapes_is_borrowed() {
    let strict = from_str::<Strict<'_>>(r#"{"text":"a","part":"b"}"#).unwrap();
    assert!(matches!(strict.text, Cow::Borrowed("a")));
    same::<&str>(r#""\n""#);
}

/// What serde_json makes of its own types with its feature `raw_value`, which another package may have on.
#[test]
fn json_that_is_to_stay_stays() {
    const NAME: &str = "$serde_json::private::RawValue";
    #[derive(Debug, PartialEq)]
    struct Raw<'a>(&'a str);

    impl<'de> Deserialize<'de> for Raw<'de> {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;
            impl<'de> serde::de::Visitor<'de> for Visitor {
                type Value = Raw<'de>;

                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("any valid JSON value")
                }

                fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
                    assert_eq!(map.next_key::<&str>()?, Some(NAME));
                    map.next_value().map(Raw)
                }
            }
            deserializer.deserialize_newtype_struct(NAME, Visitor)
        }
    }

    let raw: Vec<Raw<'_>> = from_str(r#"[ {"a": [1]} , "\u00e9", 1.50 ,null]"#).unwrap();
    assert_eq!(raw, [Raw(r#"{"a": [1]}"#), Raw(r#""\u00e9""#), Raw("1.50"), Raw("null")]);
    let keys: BTreeMap<String, Raw<'_>> = from_str(r#"{"a":{"b":2}}"#).unwrap();
    assert_eq!(keys["a"], Raw(r#"{"b":2}"#));
    assert!(from_str::<Vec<Raw<'_>>>("[1,tru]").unwrap_err().to_string().contains("expected ident"));
}

/// With blanks wherever they may stand.
fn spread(value: &Value, blank: &str) -> String {
    let inner = match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| spread(item, blank)).collect();
            format!("[{}]", if items.is_empty() { blank.to_owned() } else { items.join(",") })
        }
        Value::Object(map) => {
            let key = |key: &String| spread(&Value::String(key.clone()), blank);
            let pairs: Vec<String> =
                map.iter().map(|(name, item)| format!("{}:{}", key(name), spread(item, blank))).collect();
            format!("{{{}}}", if pairs.is_empty() { blank.to_owned() } else { pairs.join(",") })
        }
        plain => plain.to_string(),
    };
    format!("{blank}{inner}{blank}")
}

fn variant() -> impl Strategy<Value = Variants> {
    prop_oneof![
        Just(Variants::Unit),
        any::<u8>().prop_map(Variants::Newtype),
        any::<(i8, bool)>().prop_map(|(number, truth)| Variants::Tuple(number, truth)),
        Just(Variants::Nothing()),
        any::<Option<char>>().prop_map(|a| Variants::Struct { a, b: () }),
        Just(Variants::Empty {}),
    ]
}

prop_compose! {
    fn fields()(
        (default, option, small, large) in any::<(u16, Option<i64>, (i8, u8, f32), (i128, u128, f64))>(),
        variants in prop::collection::vec(variant(), 0..4),
        (text, letter, number, truths) in any::<(String, char, u64, Vec<Option<bool>>)>(),
        (by_number, by_truth, keys) in any::<(BTreeMap<i32, bool>, BTreeMap<bool, String>, Vec<i128>)>(),
        which in 0..4_u8,
    ) -> Fields {
        Fields {
            default, option, small, large, variants, letter, by_number, by_truth,
            tagged: if which < 2 { Tagged::Text(text.clone()) } else { Tagged::Lists { of: vec![vec![], vec![1, 2]] } },
            untagged: match which {
                0 => Untagged::Number(number),
                1 => Untagged::Text(text.clone()),
                2 => Untagged::Fields { a: 0.5 },
                _ => Untagged::Others(truths),
            },
            newtype: Newtype(Newtype(text.clone())),
            unit: (Unit, ()),
            by_large: keys.into_iter().map(|key| (key, IgnoredValue)).collect(),
            by_variant: BTreeMap::from([(Variants::Unit, [1, 2])]),
            by_option: BTreeMap::from([(Some(Newtype(number)), ())]),
            others: BTreeMap::from([(format!("other {text}"), Value::String(text))]),
        }
    }
}

/// The text with something else in one place.
fn damaged(text: &str, place: usize, length: usize, other: &str) -> String {
    let start = text.floor_char_boundary(place % (text.len() + 1));
    let end = text.ceil_char_boundary((start + length).min(text.len()));
    [&text[..start], other, &text[end..]].concat()
}

proptest! {
    #[test]
    fn any_value_reads_as_by_serde_json(value in value(), blank in "[ \t\r\n]{0,3}") {
        same::<Value>(&spread(&value, &blank));
    }

    #[test]
    fn any_struct_reads_as_by_serde_json(fields in fields()) {
        same::<Fields>(&serde_json::to_string(&fields).unwrap());
        same::<Fields>(&serde_json::to_string_pretty(&fields).unwrap());
    }

    #[test]
    fn what_is_damaged_reads_or_is_refused_as_by_serde_json(
        fields in fields(), value in value(), is_pretty: bool, place: usize, length in 0_usize..4, other in r#"[\[\]{}":,a-u0-9.\\ é\x00\n-]{0,3}"#,
    ) {
        let write = if is_pretty { |value: &Value| serde_json::to_string_pretty(value) } else { serde_json::to_string };
        errors::<Value>(&damaged(&write(&value).unwrap(), place, length, &other));
        let fields = serde_json::to_string(&fields).unwrap();
        errors::<Fields>(&damaged(&fields, place, length, &other));
        errors::<IgnoredAny>(&damaged(&fields, place, length, &other));
    }

    #[test]
    fn any_text_reads_or_is_refused_as_by_serde_json(text in r#"[\[\]{}":,1e.\\nult "-]{0,16}"#) {
        as_each!(errors(&text));
    }
}
