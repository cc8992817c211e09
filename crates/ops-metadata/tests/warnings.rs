//! What Juju takes and is likely to hurt: one small charm a warning, the code, and the text it points at. Juju's own reader is
//! asked whether it takes each of them.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ops_metadata::{Reading, catalogue, read};

const HEAD: &str = "name: app\nsummary: s\ndescription: d\n";

/// In metadata.yaml after the head: the code, the text it points at, what is suggested, the rest of the file.
const METADATA: &[(&str, &str, &str, &str)] = &[
    ("OPS0130", "require", "requires", "require: {db: a}\n"),
    ("OPS0130", "Provides", "provides", "Provides: {db: a}\n"),
    ("OPS0130", "container", "containers", "container: {web: {}}\n"),
    ("OPS0130", "optionl", "optional", "requires: {db: {interface: a, optionl: true}}\n"),
    ("OPS0130", "upstream", "upstream-source", "resources: {i: {type: oci-image, upstream: x}}\n"),
    ("OPS0130", "mount", "mounts", "containers: {web: {mount: []}}\n"),
    ("OPS0130", "read_only", "read-only", "storage: {s: {type: block, read_only: true}}\n"),
    ("OPS0130", "countMin", "countmin", "devices: {d: {type: gpu, countMin: 1}}\n"),
    ("OPS0131", "yes", "true", "subordinate: yes\nrequires: {p: {interface: juju-info, scope: container}}\n"),
    ("OPS0131", "off", "false", "requires: {db: {interface: a, optional: off}}\n"),
    ("OPS0131", "010", "8", "requires: {db: {interface: a, limit: 010}}\n"),
    ("OPS0131", "1_000", "1000", "requires: {db: {interface: a, limit: 1_000}}\n"),
    ("OPS0132", "a.b", "", "requires: {a.b: x}\n"),
    ("OPS0132", "a b", "", "peers: {a b: x}\n"),
    ("OPS0132", "Db", "", "provides: {Db: x}\n"),
    ("OPS0132", "a--b", "", "provides: {a--b: x}\n"),
    ("OPS0132", "a_b", "", "storage: {a_b: {type: block}}\n"),
    ("OPS0132", "data-1", "", "storage: {data-1: {type: block}}\n"),
    ("OPS0132", "a_b", "", "containers: {a_b: {}}\n"),
    ("OPS0133", "a_b", "", "requires: {a-b: x}\npeers: {a_b: z}\n"),
    ("OPS0134", "s", "", "storage: {s: {type: block, multiple: {range: 3-1}}}\n"),
];

/// The same in config.yaml.
const CONFIG: &[(&str, &str, &str, &str)] = &[
    ("OPS0130", "defualt", "default", "options: {a: {type: int, defualt: 1}}\n"),
    ("OPS0131", "yes", "true", "options: {a: {type: boolean, default: yes}}\n"),
    ("OPS0131", "017", "15", "options: {a: {type: int, default: 017}}\n"),
    ("OPS0131", "0b11", "3", "options: {a: {type: int, default: 0b11}}\n"),
    ("OPS0131", "08", "8.0", "options: {a: {type: float, default: 08}}\n"),
];

/// The same in actions.yaml.
const ACTIONS: &[(&str, &str, &str, &str)] = &[
    ("OPS0130", "options", "params", "a: {options: {b: {type: string}}}\n"),
    ("OPS0130", "parameters", "params", "a: {parameters: {b: {type: string}}}\n"),
    ("OPS0130", "enumerate", "enum", "a: {params: {b: {type: string, enumerate: [x]}}}\n"),
    ("OPS0130", "descripton", "description", "a: {params: {b: {items: {descripton: x}}}}\n"),
    ("OPS0131", "on", "\"on\"", "a: {params: {b: {enum: [on]}}}\n"),
    ("OPS0131", "no", "\"no\"", "a: {params: {b: {type: string, default: no}}}\n"),
    ("OPS0135", "user", "users", "a: {params: {users: {}}, required: [user]}\n"),
];

/// The same in charmcraft.yaml, after the head and what charmcraft needs.
const CHARMCRAFT: &[(&str, &str, &str, &str)] = &[
    ("OPS0130", "require", "requires", "require: {db: a}\n"),
    ("OPS0130", "action", "actions", "action: {a: {}}\n"),
    ("OPS0131", "on", "\"on\"", "config: {options: {on: {type: int}}}\n"),
    ("OPS0131", "1:30", "\"1:30\"", "config: {options: {a: {type: string, default: 1:30}}}\n"),
    ("OPS0137", "series", "", "series: [jammy]\n"),
    ("OPS0137", "license", "", "license: MIT\n"),
    ("OPS0137", "display-name", "title", "display-name: App\n"),
    ("OPS0138", "a", "", "title: a\n"),
];

const SHAPE: &str = "type: charm\nbase: ubuntu@24.04\nplatforms: {amd64: }\nparts: {charm: {plugin: dump}}\n";

/// Whole files charmcraft.yaml, but for the summary and the description.
const SHAPES: &[(&str, &str, &str, &str)] = &[
    (
        "OPS0136",
        "My_App",
        "my-app",
        "name: My_App\ntype: charm\nbase: ubuntu@24.04\nplatforms: {amd64: }\nparts: {a: }\n",
    ),
    (
        "OPS0136",
        "a--b",
        "",
        "name: a--b\ntype: charm\nbase: ubuntu@24.04\nplatforms: {amd64: }\nparts: {a: }\n",
    ),
    ("OPS0138", "", "", "name: a\nbase: ubuntu@24.04\nplatforms: {amd64: }\nparts: {a: }\n"),
    (
        "OPS0138",
        "bundle",
        "",
        "name: a\ntype: bundle\nbase: ubuntu@24.04\nplatforms: {amd64: }\nparts: {a: }\n",
    ),
    (
        "OPS0138",
        "ubuntu@24.4",
        "",
        "name: a\ntype: charm\nbase: ubuntu@24.4\nplatforms: {amd64: }\nparts: {a: }\n",
    ),
    (
        "OPS0138",
        "ubuntu@25.10",
        "",
        "name: a\ntype: charm\nbase: ubuntu@25.10\nplatforms: {amd64: }\nparts: {a: }\n",
    ),
    ("OPS0138", "mips", "", "name: a\ntype: charm\nbase: ubuntu@24.04\nplatforms: {mips: }\nparts: {a: }\n"),
    ("OPS0138", "platforms", "", "name: a\ntype: charm\nplatforms: {amd64: }\nparts: {a: }\n"),
    ("OPS0138", "platforms", "", "name: a\ntype: charm\nbase: ubuntu@24.04\nplatforms: {amd64: }\n"),
    ("OPS0138", "", "", "name: a\ntype: charm\nbase: ubuntu@24.04\nparts: {a: }\n"),
    (
        "OPS0138",
        "ubuntu@22.04:amd64",
        "",
        "name: a\ntype: charm\nbase: ubuntu@24.04\nplatforms: {ubuntu@22.04:amd64: }\nparts: {a: }\n",
    ),
];

/// What is in good use, and worth no word.
const SILENT: &[(&str, &str)] = &[
    (
        "metadata.yaml",
        "requires: {fiveg_n4: {interface: a, schema: x, versions: [1], __schema_source: y}, s3: b}\n",
    ),
    (
        "metadata.yaml",
        "bases: []\ntitle: x\ndisplay-name: y\nversion: 1\nmaintainer: m\nwebsite: w\nzzz: 1\n",
    ),
    ("metadata.yaml", "storage: {data: {type: block, multiple: {range: 0-}}}\nsubordinate: False\n"),
    (
        "config.yaml",
        "options: {A.b_c: {type: boolean, default: True}, on: {type: int, default: -0}, t: {default: '010'}}\n",
    ),
    ("config.yaml", "options: {t: {type: string, default: 1:30}}\n"),
    (
        "actions.yaml",
        "a: {params: {b: {type: string, format: uri, x-own: 1, enum: ['on']}}, required: [b], x-own: 2}\n",
    ),
    (
        "charmcraft.yaml",
        "type: charm\nplatforms: {any: {build-on: [amd64], build-for: ['ubuntu@24.04:arm64']}}\nparts: {a: }\n",
    ),
    ("charmcraft.yaml", "type: charm\nbases: [{name: ubuntu, channel: '22.04'}]\n"),
    (
        "charmcraft.yaml",
        "type: charm\nextensions: [flask-framework]\nbase: ubuntu@24.04\nplatforms: {amd64: }\n",
    ),
    (
        "charmcraft.yaml",
        "type: charm\nplatforms: {ubuntu@24.04:amd64: , ubuntu@26.04:arm64: }\nparts: {a: }\n",
    ),
];

fn charm(folder: &Path, file: &str, text: &str) -> Reading {
    fs::create_dir_all(folder).unwrap();
    if file != "charmcraft.yaml" {
        fs::write(folder.join("metadata.yaml"), HEAD).unwrap();
    }
    fs::write(folder.join(file), text).unwrap();
    read(folder)
}

#[test]
fn each_warning_is_the_only_one_and_at_its_place() {
    let scratch = tempfile::tempdir().unwrap();
    let mut folders = Vec::new();
    let head = |text: &str| format!("{HEAD}{text}");
    let shape = |text: &str| format!("{HEAD}{SHAPE}{text}");
    let texts = |text: &str| format!("summary: s\ndescription: d\n{text}");
    let whole = |text: &str| text.to_owned();
    type Write<'a> = &'a dyn Fn(&str) -> String;
    let families: [(&str, &[_], Write<'_>); 5] = [
        ("metadata.yaml", METADATA, &head),
        ("config.yaml", CONFIG, &whole),
        ("actions.yaml", ACTIONS, &whole),
        ("charmcraft.yaml", CHARMCRAFT, &shape),
        ("charmcraft.yaml", SHAPES, &texts),
    ];
    for (family, (file, cases, write)) in families.into_iter().enumerate() {
        for (number, (code, at, suggested, text)) in cases.iter().enumerate() {
            let folder = scratch.path().join(format!("{family}-{number}"));
            let reading = charm(&folder, file, &write(text));
            assert!(!reading.has_errors(), "{text}: {:#?}", reading.diagnostics);
            let codes: Vec<_> = reading.diagnostics.iter().map(|found| found.code.as_str()).collect();
            assert_eq!(codes, [*code], "{text}: {:#?}", reading.diagnostics);
            let found = &reading.diagnostics[0];
            assert_eq!(reading.sources.text(found.span.unwrap()), *at, "{text}");
            let suggestion = found.suggestion.as_ref().map_or("", |suggestion| &suggestion.replacement);
            assert_eq!(suggestion, *suggested, "{text}");
            folders.push(folder);
        }
    }
    for verdict in common::judge(&folders).unwrap_or_default() {
        assert_eq!(verdict.refused, None, "{}", verdict.folder.display());
    }
}

#[test]
fn what_is_in_good_use_is_worth_no_word() {
    for (file, text) in SILENT {
        let folder = tempfile::tempdir().unwrap();
        let head = if matches!(*file, "metadata.yaml" | "charmcraft.yaml") { HEAD } else { "" };
        let reading = charm(folder.path(), file, &format!("{head}{text}"));
        assert_eq!(reading.diagnostics, [], "{text}");
    }
}

#[test]
fn real_charms_are_warned_of_real_mistakes_alone() {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let charms = common::corpus();
    for folder in &charms {
        for diagnostic in read(folder).diagnostics {
            *found.entry(diagnostic.code.as_str()).or_default() += 1;
        }
    }
    if !charms.is_empty() {
        // Keys that are given twice; `upstream`, and a key that ends with a quotation mark.
        assert_eq!(found, BTreeMap::from([("OPS0008", 4), ("OPS0130", 2)]));
    }
}

#[test]
fn names_under_a_misspelt_key_are_not_known_to_be_missing() {
    for (file, text) in [
        ("metadata.yaml", "name: app\nsummary: s\ndescription: d\nrequire: {db: a}\n"),
        ("config.yaml", "option: {a: {type: int}}\n"),
        ("config.yaml", "a: {type: int}\n"),
        ("actions.yaml", "a: {parameters: {b: {}}}\n"),
        ("actions.yaml", "a: b\n"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let reading = charm(folder.path(), file, text);
        assert_eq!(reading.diagnostics.len(), 1, "{text}: {:#?}", reading.diagnostics);
        assert!(!reading.is_complete(), "{text}");
    }
    let folder = tempfile::tempdir().unwrap();
    let mistyped = charm(folder.path(), "config.yaml", "options: {a: {typ: int}}\n");
    assert_eq!(mistyped.diagnostics[0].code, catalogue::MISSPELT_KEY);
    assert!(mistyped.is_complete());
}
