//! One small charm that uses every key, and every mistake that can be made at each of its keys and values, one at a time: our
//! verdict on each is Juju's own reader's.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use ops_metadata::yaml::{Kind, Node, read_text};

const METADATA: &str = "
name: app
summary: s
description: d
subordinate: false
charm-user: root
tags: [t]
terms: [me-1/term/2]
assumes:
  - juju >= 3.6
  - any-of: [k8s-api, {all-of: [other < 4]}]
provides: {www: {interface: http, limit: 1, optional: false, scope: global, schema: {a: b}}}
requires: {db: {interface: pgsql, limit: 2, optional: true}, log: syslog}
peers: {cluster: {interface: c}}
extra-bindings: {extra: }
resources:
  image: {type: oci-image, description: i, upstream-source: x}
  blob: {type: file, filename: f.txt, description: d}
storage:
  data: {type: filesystem, location: /data, multiple: {range: 1-3}, minimum-size: 1G, read-only: false, shared: false,
    properties: [transient], description: s}
  disk: {type: block, multiple: {range: 2+}}
devices: {gpu: {type: nvidia.com/gpu, countmin: 1, countmax: 2, description: g}}
containers:
  web: {resource: image, uid: 500, gid: 10000, mounts: [{storage: data, location: /x}]}
payloads: {load: {type: docker}}
revision: 1
format: 2
";

const SUBORDINATE: &str = "
name: app
summary: s
description: d
subordinate: true
requires: {juju-info: {interface: juju-info, scope: container}}
";

const OLD: &str = "
name: app
summary: s
description: d
series: [kubernetes, jammy]
min-juju-version: 2.9.1
categories: [c]
deployment: {type: stateful, mode: operator, service: cluster, min-version: 1.2.3}
";

const CONFIG: &str = "
options:
  text: {type: string, default: a, description: d}
  number: {type: int, default: 5, description: d}
  ratio: {type: float, default: 1.5}
  flag: {type: boolean, default: true}
  key: {type: secret, default: 'secret:abc'}
  none: {}
";

const ACTIONS: &str = "
go:
  description: d
  title: t
  execution-group: g
  parallel: true
  required: [text]
  additionalProperties: false
  params:
    text: {type: string, title: t, description: d, default: a, enum: [a, b], pattern: ^a, minLength: 1, maxLength: 3}
    number: {type: integer, minimum: 1, maximum: 3, exclusiveMinimum: true, exclusiveMaximum: false, multipleOf: 2}
    several: {type: [string, 'null'], oneOf: [{type: string}], anyOf: [{}], allOf: [{}], not: {type: array}}
    list: {type: array, items: {type: string}, minItems: 0, maxItems: 3, uniqueItems: true, additionalItems: false}
    thing: {type: object, properties: {a: {type: string}}, patternProperties: {^b: {}}, dependencies: {a: [b], b: {}},
      required: [a], minProperties: 0, maxProperties: 3, additionalProperties: {type: string}, definitions: {x: {}}, $id: i}
";

const MANIFEST: &str = "
bases:
  - {name: ubuntu, channel: 24.04/stable, architectures: [amd64, arm64]}
";

const CHARMCRAFT: &str = "
type: charm
name: app
summary: s
description: d
requires: {db: {interface: pgsql, limit: 2, optional: true, scope: global}}
containers: {web: {resource: image, uid: 500}}
resources: {image: {type: oci-image}}
storage: {data: {type: filesystem, multiple: {range: 1-}, minimum-size: 1G}}
config: {options: {text: {type: string, default: a}, number: {type: int, default: 5}}}
actions: {go: {params: {text: {type: string}}, required: [text]}}
";

/// What may stand instead of a value, one or more of each kind.
const VALUES: &[&str] = &[
    "",
    "~",
    "word",
    "''",
    "\"7\"",
    "0",
    "7",
    "-1",
    "1000",
    "9223372036854775808",
    "1.5",
    "2.0",
    ".nan",
    "yes",
    "true",
    "\"t\"",
    "[]",
    "[a]",
    "[1]",
    "[~]",
    "[a, a]",
    "[[]]",
    "{}",
    "{a: b}",
    "{a: {}}",
    "{1: 2}",
    "juju-x",
    "A_b",
    "a/b",
    "1:30",
    "2026-11-20",
    "017",
];

/// What may stand instead of a key.
const KEYS: &[&str] = &["other", "juju-x", "A_b", "7", "yes", "~", "''", "'7'", "[]", "$ref", "<<"];

/// A document as it is written.
#[derive(Clone)]
enum Text {
    Raw(String),
    List(Vec<Text>),
    Mapping(Vec<(String, Text)>),
}

impl Text {
    fn of(node: &Node) -> Text {
        match &node.kind {
            Kind::Scalar(scalar) if scalar.plain => Text::Raw(scalar.text.clone()),
            Kind::Scalar(scalar) => Text::Raw(format!("'{}'", scalar.text)),
            Kind::Sequence(nodes) => Text::List(nodes.iter().map(Text::of).collect()),
            Kind::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                Text::Mapping(
                    entries.map(|entry| (entry.key.text().to_owned(), Text::of(&entry.value))).collect(),
                )
            }
        }
    }

    fn read(text: &str) -> Text {
        Text::of(&read_text("t.yaml", text.to_owned()).root.unwrap())
    }

    fn write(&self) -> String {
        match self {
            // Between brackets, so that no mistake changes what stands around it.
            Text::Raw(text) => text.clone(),
            Text::List(items) => {
                let items: Vec<_> = items.iter().map(Text::write).collect();
                format!("[{}]", items.join(", "))
            }
            Text::Mapping(entries) => {
                let entries: Vec<_> =
                    entries.iter().map(|(key, value)| format!("{key}: {}", value.write())).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// Every document that differs from this one in one place.
    fn mistakes(&self) -> Vec<Text> {
        let mut found: Vec<Text> = VALUES.iter().map(|value| Text::Raw((*value).to_owned())).collect();
        match self {
            Text::Raw(text) => {
                let inner = text.trim_matches('\'');
                found.push(Text::Raw(format!("{inner}x")));
                found.push(Text::Raw(format!("'{inner} '")));
                found.push(Text::Raw(inner.chars().skip(1).collect()));
            }
            Text::List(items) => {
                for (number, item) in items.iter().enumerate() {
                    let with = |change: Option<Text>| {
                        let mut items = items.clone();
                        items.splice(number..=number, change);
                        Text::List(items)
                    };
                    found.push(with(None));
                    found.extend(item.mistakes().into_iter().map(|item| with(Some(item))));
                }
            }
            Text::Mapping(entries) => {
                for (number, (key, value)) in entries.iter().enumerate() {
                    let with = |change: Option<(&str, Text)>| {
                        let mut entries = entries.clone();
                        entries.splice(number..=number, change.map(|(key, value)| (key.to_owned(), value)));
                        Text::Mapping(entries)
                    };
                    found.push(with(None));
                    found.extend(KEYS.iter().map(|key| with(Some((key, value.clone())))));
                    found.push(with(Some((&key[1..], value.clone()))));
                    found.extend(value.mistakes().into_iter().map(|value| with(Some((key, value)))));
                }
            }
        }
        found
    }

    /// The same with each entry at the top on lines of its own.
    fn document(&self) -> String {
        match self {
            Text::Mapping(entries) => {
                entries.iter().map(|(key, value)| format!("{key}: {}\n", value.write())).collect()
            }
            other => other.write(),
        }
    }
}

/// What we refuse and Juju does not; `docs/juju-rules.md` has the reasons.
fn is_ours_alone(name: &str, text: &str) -> bool {
    match name {
        "metadata.yaml" => matches!(text, "" | "~"),
        "charmcraft.yaml" => text.contains("<<: "),
        _ => false,
    }
}

/// The differences that `docs/juju-rules.md` lists: the file, its text, who refuses it.
const DIFFERENCES: &[(&str, &str, Who)] = &[
    ("metadata.yaml", "# nothing\n", Who::Ours),
    ("charmcraft.yaml", "name: a\nsummary: s\ndescription: d\nx: {[a]: b}\n", Who::Ours),
    (
        "charmcraft.yaml",
        "name: a\nsummary: s\ndescription: d\nrequires: {<<: {db: {interface: 1}}}\n",
        Who::Ours,
    ),
    ("actions.yaml", "a: {params: {b: {pattern: '\\p{Nonsense}'}}}\n", Who::Juju),
    ("actions.yaml", "a: {$ref: '#/properties/x'}\n", Who::Juju),
];

#[derive(Debug, PartialEq)]
enum Who {
    Ours,
    Juju,
}

#[test]
fn differences_are_what_they_are_said_to_be() {
    let scratch = tempfile::tempdir().unwrap();
    let mut folders = Vec::new();
    for (number, (name, text, _)) in DIFFERENCES.iter().enumerate() {
        let folder = scratch.path().join(number.to_string());
        fs::create_dir(&folder).unwrap();
        if *name == "actions.yaml" {
            fs::write(folder.join("metadata.yaml"), "{name: a, summary: s, description: d}").unwrap();
        }
        fs::write(folder.join(name), text).unwrap();
        folders.push(folder);
    }
    for ((_, text, who), verdict) in DIFFERENCES.iter().zip(common::judge(&folders).unwrap_or_default()) {
        assert_eq!(common::errors(&verdict.folder).is_empty(), *who == Who::Juju, "{text}");
        assert_eq!(verdict.refused.is_none(), *who == Who::Ours, "{text}: {:?}", verdict.refused);
    }
}

fn compare(name: &str, beside: &[(&str, &str)], document: &str) {
    let scratch = tempfile::tempdir().unwrap();
    let write = |folder: &Path, text: &str| {
        fs::create_dir(folder).unwrap();
        for (name, text) in beside {
            fs::write(folder.join(name), Text::read(text).document()).unwrap();
        }
        fs::write(folder.join(name), text).unwrap();
    };
    let right = Text::read(document);
    let mut texts = vec![right.document()];
    texts.extend(right.mistakes().iter().map(Text::document));
    let mut folders = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        folders.push(scratch.path().join(number.to_string()));
        write(&folders[number], text);
    }
    assert_eq!(common::errors(&folders[0]), Vec::<String>::new());
    let Some(verdicts) = common::judge(&folders) else { return };
    assert_eq!(verdicts[0].refused, None);
    let refused = verdicts.iter().filter(|verdict| verdict.refused.is_some()).count();
    eprintln!("{name}: {} mistakes, {refused} of them refused by Juju", texts.len());
    let mut different = Vec::new();
    for (text, verdict) in texts.iter().zip(verdicts) {
        let errors = common::errors(&verdict.folder);
        let known = verdict.refused.is_none() && is_ours_alone(name, text);
        if errors.is_empty() != verdict.refused.is_none() && !known {
            let changed = changed(&texts[0], text);
            different.push(format!("{changed}\n  Juju: {:?}\n  ours: {errors:?}", verdict.refused));
        }
    }
    assert!(different.is_empty(), "{} differences:\n{}", different.len(), different.join("\n"));
}

/// The part of a text that is not in the other, with a little of what stands around it.
fn changed(before: &str, after: &str) -> String {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (from, to) = (same.saturating_sub(30), (new.len() - end.min(new.len()) + 20).min(new.len()));
    new[from.min(to)..to].iter().collect()
}

const HEAD: &[(&str, &str)] = &[("metadata.yaml", "{name: app, summary: s, description: d}")];

#[test]
fn mistakes_in_metadata() {
    compare("metadata.yaml", &[], METADATA);
}

#[test]
fn mistakes_in_a_subordinate() {
    compare("metadata.yaml", &[], SUBORDINATE);
}

#[test]
fn mistakes_in_an_old_charm() {
    compare("metadata.yaml", &[], OLD);
}

#[test]
fn mistakes_in_config() {
    compare("config.yaml", HEAD, CONFIG);
}

#[test]
fn mistakes_in_actions() {
    compare("actions.yaml", HEAD, ACTIONS);
}

#[test]
fn mistakes_in_a_manifest() {
    compare("manifest.yaml", HEAD, MANIFEST);
    let containers = [("metadata.yaml", "{name: app, summary: s, description: d, containers: {web: {}}}")];
    compare("manifest.yaml", &containers, MANIFEST);
}

#[test]
fn mistakes_in_a_unified_charm() {
    compare("charmcraft.yaml", &[], CHARMCRAFT);
}
