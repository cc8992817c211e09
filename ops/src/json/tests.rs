use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use proptest::prelude::*;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::json;

use super::*;

/// The same JSON as serde_json's, or the same error.
#[track_caller]
fn same(value: &(impl Serialize + ?Sized + Debug)) {
    let (ours, theirs) = (to_string(value), serde_json::to_string(value));
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs),
        (ours, theirs) => {
            assert_eq!(ours.unwrap_err().to_string(), theirs.unwrap_err().to_string(), "{value:?}");
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Variants {
    Unit,
    Newtype(u8),
    Tuple(i8, bool),
    Nothing(),
    Struct { a: Option<char>, b: () },
    Empty {},
}

#[derive(Debug, Serialize)]
struct Unit;

#[derive(Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Newtype<T>(T);

#[derive(Debug, Serialize)]
struct Fields<'a> {
    #[serde(rename = "a \" name")]
    first: i128,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<u8>,
    bytes: Bytes<'a>,
    #[serde(flatten)]
    others: BTreeMap<&'a str, f32>,
}

#[derive(Debug)]
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

#[test]
fn values_of_each_kind_are_written_as_serde_json_does() {
    same(&(
        true,
        -1_i8,
        i16::MIN,
        i32::MIN,
        i64::MIN,
        i128::MIN,
        u8::MAX,
        u16::MAX,
        u32::MAX,
        u64::MAX,
        u128::MAX,
    ));
    same(&[0.0, -0.0, 1.0, 0.1, 1e300, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY]);
    same(&[0.0, 0.1, 16_777_216.0, 1e30, f32::MAX, f32::NEG_INFINITY]);
    same(&(
        'a',
        '"',
        'é',
        '\u{0}',
        "",
        "a\u{7F}\u{2028}",
        (),
        Unit,
        Newtype("x"),
        Newtype(vec![Some(1), None]),
    ));
    same(&[
        Variants::Unit,
        Variants::Newtype(1),
        Variants::Tuple(-1, false),
        Variants::Nothing(),
        Variants::Empty {},
    ]);
    same(&Variants::Struct { a: Some('\n'), b: () });
    same(&(Vec::<u8>::new(), BTreeMap::<u8, u8>::new(), Bytes(b""), [[1], [2]]));
    let others = BTreeMap::from([("x", 1.5), ("y", 0.0)]);
    same(&Fields { first: -1, second: None, bytes: Bytes(b"\x00\xff"), others: BTreeMap::new() });
    same(&Fields { first: 7, second: Some(2), bytes: Bytes(b""), others });
    same(&std::net::Ipv4Addr::LOCALHOST);
}

/// A map with one key.
#[derive(Debug)]
struct One<K>(K);

impl<K: Serialize> Serialize for One<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(&self.0, 1), (&self.0, 2)])
    }
}

#[test]
fn keys_are_strings_or_the_same_error() {
    same(&One("a\n\"é"));
    same(&One('"'));
    same(&(One(true), One(-1_i8), One(u64::MAX), One(i128::MIN), One(u128::MAX)));
    same(&(One(0.1_f32), One(1e300), One(0.5)));
    same(&(One(Variants::Unit), One(Newtype(Newtype(5))), One(Some("x"))));
    same(&One(f32::NAN));
    same(&One(f64::INFINITY));
    same(&One(None::<u8>));
    same(&One(()));
    same(&One(Unit));
    same(&One(Bytes(b"x")));
    same(&One((1, 2)));
    same(&One([1]));
    same(&One(vec![1]));
    same(&One(BTreeMap::from([(1, 2)])));
    same(&One(Variants::Newtype(1)));
    same(&One(Variants::Tuple(1, true)));
    same(&One(Variants::Struct { a: None, b: () }));
    same(&One(Fields { first: 1, second: None, bytes: Bytes(b""), others: BTreeMap::new() }));
}

#[test]
fn what_a_value_says_of_itself_is_the_error() {
    #[derive(Debug)]
    struct Failing;
    impl Serialize for Failing {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("not today"))
        }
    }
    same(&[Failing]);
    assert_eq!(to_string(&Failing).unwrap_err().to_string(), "not today");
}

/// What serde_json makes of these with its features `raw_value` and `arbitrary_precision`, which another package may have on.
#[test]
fn what_is_json_already_stays() {
    #[derive(Serialize)]
    #[serde(rename = "$serde_json::private::RawValue")]
    struct Raw {
        #[serde(rename = "$serde_json::private::RawValue")]
        json: &'static str,
    }
    assert_eq!(to_string(&[Raw { json: r#"{"a": [1]}"# }]).unwrap(), r#"[{"a": [1]}]"#);
}

/// The new text, and where it is another than the older one.
fn over(older: &str, parts: &[&str]) -> (String, Vec<(usize, usize)>) {
    let mut over = Over::new(older.into());
    parts.iter().for_each(|part| over.push(part));
    let (text, changes) = over.end();
    (String::from_utf8(text).unwrap(), changes.into_iter().map(|change| (change.start, change.end)).collect())
}

#[test]
fn what_is_the_same_is_no_change() {
    let long = "0123456789".repeat(20);
    assert_eq!(over(&long, &[&long[..7], &long[7..]]), (long.clone(), vec![]));
    assert_eq!(over("", &[]), (String::new(), vec![]));
}

#[test]
fn a_change_is_told_with_its_place() {
    let older = "x".repeat(10_000);
    let mut new = older.clone();
    new.replace_range(5_000..5_001, "y");
    new.replace_range(9_999..10_000, "y");
    let (text, changes) = over(&older, &[&new]);
    assert_eq!(text, new);
    assert_eq!(changes, [(4_992, 5_024), (9_984, 10_000)]);
    assert_eq!(over("abc", &["abc", "d"]), ("abcd".to_owned(), vec![(3, 4)]));
    assert_eq!(over("abc", &["ab"]), ("ab".to_owned(), vec![(2, 2)]));
    assert_eq!(over("abé", &["ab", "c"]), ("abc".to_owned(), vec![(0, 3)]));
    assert_eq!(over("abc", &[]), (String::new(), vec![(0, 0)]));
}

pub(super) fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
        "[\u{0}-\u{30}\"\\\\é𝄞]{0,70}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::hash_map(any::<String>(), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value_is_written_as_serde_json_does(value in value(), floats: Vec<f32>, map: HashMap<i64, (char, Option<u128>)>) {
        same(&value);
        same(&floats);
        same(&map);
    }

    /// Whatever was there before; and what is not told as a change is the same.
    #[test]
    fn any_text_comes_to_be_over_any_other(
        parts in prop::collection::vec("[ab]{0,3}|[é𝄞]{0,90}|a{2000}", 0..9),
        older in prop::collection::vec((any::<bool>(), "[ab]{0,3}|b{1500}"), 0..9),
    ) {
        // Much of it as it will be.
        let mut before = String::new();
        for (place, (is_kept, other)) in older.iter().enumerate() {
            before += parts.get(place).filter(|_| *is_kept).unwrap_or(other);
        }
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let (text, changes) = over(&before, &parts);
        prop_assert_eq!(&text, &parts.concat());
        prop_assert_eq!(changes.is_empty(), text == before);
        prop_assert!(changes.is_sorted_by(|(_, end), (start, _)| end < start));
        for (place, (new, old)) in text.bytes().zip(before.bytes()).enumerate() {
            prop_assert!(new == old || changes.iter().any(|(start, end)| (*start..*end).contains(&place)));
        }
    }
}
