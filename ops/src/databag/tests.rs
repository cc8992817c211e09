use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Mode {
    ReadOnly,
    Named(String),
    Limited { rows: u32 },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Name(String);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Request {
    database: String,
    #[serde(rename = "extra-user-roles")]
    roles: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<u8>,
    port: u16,
    secure: bool,
    mode: Mode,
    name: Name,
    hosts: Vec<String>,
    inner: BTreeMap<String, i64>,
}

fn request() -> Request {
    Request {
        database: "5".to_owned(),
        roles: None,
        skipped: None,
        port: 5432,
        secure: true,
        mode: Mode::ReadOnly,
        name: Name("\"quoted\"".to_owned()),
        hosts: vec!["a".to_owned()],
        inner: BTreeMap::new(),
    }
}

/// What the other side sees after a write into an empty databag.
fn written(value: &impl Serialize) -> BTreeMap<String, String> {
    to_changes(value).unwrap().into_iter().filter_map(|(key, text)| Some((key, text?))).collect()
}

#[test]
fn texts_stand_as_they_are_and_the_rest_as_json() {
    let bag = written(&request());
    let bag: Vec<String> = bag.into_iter().map(|(key, text)| format!("{key}={text}")).collect();
    let expected = [
        "database=5",
        r#"hosts=["a"]"#,
        "inner={}",
        "mode=read-only",
        r#"name="quoted""#,
        "port=5432",
        "secure=true",
    ];
    assert_eq!(bag, expected);
}

#[test]
fn none_takes_the_key_away_also_when_it_is_skipped() {
    let changes = to_changes(&request()).unwrap();
    assert_eq!(changes["extra-user-roles"], None);
    assert_eq!(changes["skipped"], None);
}

#[test]
fn keys_of_others_are_passed_over() {
    let mut bag = written(&request());
    bag.insert("ingress-address".to_owned(), "10.0.0.1".to_owned());
    assert_eq!(from_map::<Request>(&bag), Ok(request()));
}

#[test]
fn an_error_names_the_key() {
    let mut bag = written(&request());
    for (key, text) in [
        ("port", "many"),
        ("port", "70000"),
        ("port", "\"hunter2\""),
        ("secure", "True"),
        ("mode", "hunter2"),
        ("hosts", "["),
    ] {
        let right = bag.insert(key.to_owned(), text.to_owned()).unwrap();
        let error = from_map::<Request>(&bag).unwrap_err();
        assert_eq!(error.key(), Some(key), "{error}");
        assert!(!error.to_string().contains("hunter2") && !error.to_string().contains("70000"), "{error}");
        bag.insert(key.to_owned(), right);
    }
    bag.remove("port");
    assert_eq!(from_map::<Request>(&bag).unwrap_err().to_string(), "missing field `port`");
}

#[test]
fn what_has_no_keys_is_refused() {
    for error in [to_changes(&"text"), to_changes(&[1]), to_changes(&None::<u8>)] {
        assert!(error.unwrap_err().to_string().contains("struct or a map"));
    }
}

#[test]
fn a_type_that_takes_anything_gets_json_or_the_text() {
    let bag =
        BTreeMap::from([("a", "5"), ("b", "five")].map(|(key, text)| (key.to_owned(), text.to_owned())));
    let read: BTreeMap<String, serde_json::Value> = from_map(&bag).unwrap();
    assert_eq!((&read["a"], &read["b"]), (&5.into(), &"five".into()));
}

fn modes() -> impl Strategy<Value = Mode> {
    prop_oneof![
        Just(Mode::ReadOnly),
        any::<String>().prop_map(Mode::Named),
        any::<u32>().prop_map(|rows| Mode::Limited { rows })
    ]
}

prop_compose! {
    fn requests()(
        database: String, roles: Option<String>, skipped: Option<u8>, port: u16, secure: bool, mode in modes(),
        name: String, hosts: Vec<String>, inner: BTreeMap<String, i64>,
    ) -> Request {
        Request { database, roles, skipped, port, secure, mode, name: Name(name), hosts, inner }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(request in requests()) {
        prop_assert_eq!(from_map::<Request>(&written(&request)), Ok(request));
    }
}
