//! The reader of schemas over the published ones, and with serde_json as a second opinion.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use ops_metadata::JsonTypes;
use ops_metadata::interface::{Databag, Encoding, Key, SchemaReading, read_schema};
use ops_metadata::{Level, render};
use serde_json::Value;

/// Those that no databag can be: the application's databag is an array.
const UNUSABLE: [&str; 2] =
    ["kubeflow_dashboard_links/v0/requirer", "kubeflow_dashboard_sidebar/v0/requirer"];

/// Those with keys beside an empty `app` and `unit`.
const MISROOTED: [&str; 5] = [
    "etcd_client/v0/provider",
    "etcd_client/v0/requirer",
    "tracing/v1/requirer",
    "valkey_client/v1/provider",
    "valkey_client/v1/requirer",
];

struct Published {
    name: String,
    reading: SchemaReading,
    value: Value,
}

fn published() -> Vec<Published> {
    let read = |(name, path): (String, PathBuf)| {
        let value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        Published { name, reading: read_schema(&path), value }
    };
    common::schemas().into_iter().map(read).collect()
}

impl Published {
    /// Whether it was generated, with `app` and `unit` at the root.
    fn is_generated(&self) -> bool {
        ["app", "unit"].iter().all(|side| self.value["properties"].get(side).is_some())
    }

    fn is_misrooted(&self) -> bool {
        MISROOTED.contains(&self.name.as_str())
    }
}

#[test]
fn published_schemas_are_read_but_for_those_that_are_no_databag() {
    let all = published();
    let (mut refused, mut warned) = (Vec::new(), Vec::new());
    for schema in &all {
        let name = schema.name.as_str();
        for found in &schema.reading.diagnostics {
            assert_eq!(found.code.as_str(), "OPS0309");
            assert!(found.span.is_some() && found.help.is_some(), "{found:?}");
            let list = if found.level == Level::Error { &mut refused } else { &mut warned };
            list.push(name);
            let frame = render::plain(&schema.reading.sources, found);
            assert!(frame.contains(name), "{frame}");
        }
    }
    if !all.is_empty() {
        assert_eq!(all.len(), 146);
        assert_eq!(refused, UNUSABLE);
        assert_eq!(warned, MISROOTED);
    }
}

/// The numbers of the generated files; those whose keys stand at the root are not among them.
#[test]
fn generated_schemas_have_the_databags_and_keys_that_they_are_known_to_have() {
    let all = published();
    let generated: Vec<_> = all.iter().filter(|schema| schema.is_generated()).collect();
    if all.is_empty() {
        return;
    }
    assert_eq!(generated.len(), 126);
    let rooted: Vec<_> = generated.iter().filter(|schema| !schema.is_misrooted()).collect();
    let apps: Vec<_> = rooted.iter().filter_map(|schema| schema.reading.schema.app.as_ref()).collect();
    let units: Vec<_> = rooted.iter().filter_map(|schema| schema.reading.schema.unit.as_ref()).collect();
    assert_eq!((apps.len(), units.len()), (95, 11));
    assert!(generated.iter().all(|schema| schema.reading.schema.either.is_none()));

    let databags: Vec<&Databag> = apps.into_iter().chain(units).collect();
    let keys: Vec<&Key> = databags.iter().flat_map(|databag| &databag.keys).collect();
    let count = |is: &dyn Fn(&Key) -> bool| keys.iter().filter(|key| is(key)).count();
    assert_eq!(keys.len(), 366);
    assert_eq!((count(&|key| key.required), count(&|key| !key.required)), (250, 116));
    // An optional key without a default is one whose default is null.
    assert_eq!(count(&|key| !key.required && key.default.is_none()), 103);
    assert_eq!(count(&|key| !key.required && key.default.is_some()), 13);
    assert_eq!(count(&|key| key.name.contains('_')), 135);
    assert_eq!(count(&|key| key.name.contains('-')), 93);
    let free = databags.iter().filter(|databag| databag.additional != Default::default()).count();
    assert_eq!(free, 1);

    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for key in keys {
        let kind = kinds.entry(kind(key)).or_default();
        *(if key.nullable { &mut kind.1 } else { &mut kind.0 }) += 1;
    }
    let wanted = [
        ("Json array", (23, 5)),
        ("Json object", (4, 0)),
        ("Plain boolean", (7, 2)),
        ("Plain integer", (19, 6)),
        ("Plain integer enum", (0, 1)),
        ("Plain string", (124, 90)),
        ("Plain string enum", (4, 1)),
        ("Plain string format", (16, 6)),
        ("marked Json array", (9, 7)),
        ("marked Json integer", (1, 0)),
        ("marked Json object", (10, 9)),
        ("marked Json string", (9, 10)),
        ("marked Json string enum", (3, 0)),
    ];
    let wanted: BTreeMap<_, _> = wanted.into_iter().map(|(kind, counts)| (kind.to_owned(), counts)).collect();
    assert_eq!(kinds, wanted);
}

/// Encoding, types, and what limits them; whether the encoding is marked or follows from the type.
fn kind(key: &Key) -> String {
    let is_marked = format!("{:?}", key.node).contains("contentMediaType");
    let marked = if is_marked { "marked " } else { "" };
    let format = if key.format.is_some() { " format" } else { "" };
    let limited = if key.enumeration.is_empty() { "" } else { " enum" };
    format!("{marked}{:?} {}{format}{limited}", key.encoding, key.types)
}

/// Those that were written by hand say less: whose databag it is, what is JSON.
#[test]
fn schemas_written_by_hand_are_read_in_their_layouts() {
    let all = published();
    let by_hand: Vec<_> = all.iter().filter(|schema| !schema.is_generated()).collect();
    let names = |of: fn(&Published) -> Option<&Databag>| -> BTreeMap<&str, usize> {
        let with_data =
            by_hand.iter().filter_map(|schema| Some((schema.name.as_str(), of(schema)?.keys.len())));
        with_data.collect()
    };
    if all.is_empty() {
        return;
    }
    assert_eq!(by_hand.len(), 20);
    let apps = names(|schema| schema.reading.schema.app.as_ref());
    assert_eq!(
        apps,
        BTreeMap::from([
            ("grafana_auth/v0/provider", 1),
            // Its `urls` stands beside `properties`, and is known from `required` alone.
            ("grafana_auth/v0/requirer", 1),
            ("hydra_endpoints/v0/provider", 2),
            ("oauth/v0/provider", 10),
            ("oauth/v0/requirer", 5),
        ])
    );
    // `related-units` says of no key that it is there.
    assert_eq!(names(|schema| schema.reading.schema.unit.as_ref()), BTreeMap::new());
    let either = names(|schema| schema.reading.schema.either.as_ref());
    assert_eq!(
        either,
        BTreeMap::from([
            ("certificate_transfer/v0/provider", 4),
            ("certificate_transfer/v0/requirer", 1),
            ("database_backup/v0/provider", 1),
            ("database_backup/v0/requirer", 1),
            // `data`, which is a text and so no databag, and `urls`, which is only required.
            ("ingress_per_unit/v0/provider", 2),
            ("ingress_per_unit/v0/requirer", 4),
            ("jwt/v0/provider", 8),
            ("k8s-service/v0/provider", 3),
            ("prometheus_remote_write/v0/provider", 1),
            ("prometheus_remote_write/v0/requirer", 1),
            ("s3/v0/provider", 11),
            ("s3/v0/requirer", 1),
            ("tls-certificates/v0/provider", 3),
            // Two of them in the alternatives of an `anyOf`.
            ("tls-certificates/v0/requirer", 4),
        ])
    );
    let empty: Vec<_> =
        by_hand.iter().filter(|schema| schema.reading.schema.databags().next().is_none()).collect();
    assert_eq!(
        empty.iter().map(|schema| schema.name.as_str()).collect::<Vec<_>>(),
        ["k8s-service/v0/requirer"]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_one_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("provider.json");
    let message = || {
        let reading = read_schema(&path);
        assert!(reading.has_errors() && reading.schema.databags().next().is_none());
        let [found] = reading.diagnostics.as_slice() else { panic!("{:?}", reading.diagnostics) };
        assert_eq!(found.code.as_str(), "OPS0309");
        assert!(found.help.is_some());
        found.message.replace(&path.display().to_string(), "PATH")
    };
    assert_eq!(message(), "there is no file PATH");
    fs::create_dir(&path).unwrap();
    assert_eq!(message(), "PATH is not a file");
    fs::remove_dir(&path).unwrap();
    for (bytes, wanted) in [
        (vec![b' '; 2 << 20], "PATH is larger than 1048576 bytes"),
        (b"{\n\"\xff\"}".to_vec(), "PATH is not UTF-8 text: line 2 has a byte that is not"),
        (b"".to_vec(), "this is not JSON: expected a value, but the file ends"),
        (b"from pydantic import BaseModel\n".to_vec(), "this is not JSON: expected a value, found `f`"),
    ] {
        fs::write(&path, bytes).unwrap();
        assert_eq!(message(), wanted);
    }
}

/// A few that stand for the rest, key by key.
#[test]
fn what_is_known_of_a_key_is_what_the_schema_says() {
    for schema in published() {
        let data = &schema.reading.schema;
        match schema.name.as_str() {
            "postgresql_client/v0/provider" => {
                let app = data.app.as_ref().unwrap();
                let endpoints = app.key("endpoints").unwrap();
                assert!(endpoints.required && !endpoints.nullable);
                assert!(endpoints.description.as_ref().unwrap().contains("database endpoints"));
                let state = app.key("state").unwrap();
                assert!(!state.required && state.nullable);
                assert_eq!(state.default.as_ref().unwrap().string(), Some("ready"));
                assert_eq!(schema.reading.sources.text(state.name.span), "\"state\"");
            }
            "ingress/v2/requirer" => {
                let app = data.app.as_ref().unwrap();
                let (model, port) = (app.key("model").unwrap(), app.key("port").unwrap());
                assert_eq!((model.encoding, model.types), (Encoding::Json, JsonTypes::STRING));
                assert_eq!((port.encoding, port.types), (Encoding::Json, JsonTypes::INTEGER));
                assert!(data.unit.is_some());
            }
            "fiveg_core_gnb/v0/provider" => {
                let tac = data.app.as_ref().unwrap().key("tac").unwrap();
                let bounds = [tac.minimum, tac.maximum].map(|bound| bound.map(|bound| bound.value));
                assert_eq!(bounds, [Some(1), Some(16_777_215)]);
            }
            "s3/v0/provider" => {
                let version = data.either.as_ref().unwrap().key("s3-api-version").unwrap();
                assert_eq!(
                    version.enumeration.iter().map(|node| node.text()).collect::<Vec<_>>(),
                    ["2", "4"]
                );
            }
            _ => {}
        }
    }
}

/// Names and `required`, found in the value that serde_json reads, in the way of the generated files.
#[test]
fn a_second_reader_finds_the_same_keys() {
    for schema in published() {
        let data = &schema.reading.schema;
        let databags = [("app", &data.app), ("unit", &data.unit)];
        for (side, databag) in
            databags.into_iter().filter(|_| schema.is_generated() && !schema.is_misrooted())
        {
            let mut model = &schema.value["properties"][side];
            if let Some(first) = model.get("anyOf") {
                model = &first[0];
            }
            if let Some(reference) = model.get("$ref") {
                model = schema.value.pointer(reference.as_str().unwrap().trim_start_matches('#')).unwrap();
            }
            let names: BTreeSet<_> = model
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flat_map(|all| all.keys())
                .collect();
            let keys = databag.as_ref().map(|databag| databag.keys.as_slice()).unwrap_or_default();
            assert_eq!(
                keys.iter().map(|key| &key.name.value).collect::<BTreeSet<_>>(),
                names,
                "{}",
                schema.name
            );
            let required = model.get("required").and_then(Value::as_array);
            let is_required =
                |key: &Key| required.is_some_and(|all| all.iter().any(|name| *name == *key.name));
            for key in keys {
                assert_eq!(key.required, is_required(key), "{}: {}", schema.name, *key.name);
            }
        }
    }
}
