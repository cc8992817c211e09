//! One small charm a rule: the code, and the text it points at. Juju's own reader is asked whether it refuses each of them.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use ops_metadata::{Level, read};

const HEAD: &str = "name: app\nsummary: s\ndescription: d\n";

/// What Juju refuses, in metadata.yaml after the head: the code, the text it points at, the rest of the file.
const METADATA: &[(&str, &str, &str)] = &[
    ("OPS0005", ":", "x: a: b\n"),
    ("OPS0005", "\t", "x: y\n\t\n"),
    ("OPS0005", "\t", "x:\n  y: z\n  \t\n"),
    ("OPS0005", "\t", "x: 'y'\n  \t# z\n"),
    ("OPS0005", "\t", "x: |\n  y\n \t\n"),
    ("OPS0005", "\t", "x:\n  \t\n  y: z\n"),
    ("OPS0012", "5", "x: {<<: 5}\n"),
    ("OPS0015", "*x", "x: &x [*x]\n"),
    ("OPS0016", "z", "x: !!int z\n"),
    ("OPS0017", "on", "on: x\n"),
    ("OPS0017", "y", "requires: {y: x}\n"),
    ("OPS0101", "yes", "requires:\n  db: {interface: yes}\n"),
    ("OPS0101", "[]", "provides: []\n"),
    ("OPS0101", "", "peers:\n"),
    ("OPS0101", "on", "requires: {db: on}\n"),
    ("OPS0101", "x", "requires: {db: {interface: a, limit: x}}\n"),
    ("OPS0101", "1", "requires: {db: {interface: a, optional: 1}}\n"),
    ("OPS0101", "maybe", "subordinate: maybe\n"),
    ("OPS0101", "1", "terms: [1]\n"),
    ("OPS0101", "1024", "storage: {s: {type: block, minimum-size: 1024}}\n"),
    ("OPS0103", "db", "requires: {db: {}}\n"),
    ("OPS0103", "db", "requires: {db: }\n"),
    ("OPS0104", "globl", "requires: {db: {interface: a, scope: globl}}\n"),
    ("OPS0105", "db", "requires: {db: a}\npeers: {db: b}\n"),
    ("OPS0106", "juju-db", "requires: {juju-db: a}\n"),
    ("OPS0106", "juju-info", "provides: {info: juju-info}\n"),
    ("OPS0107", "subordinate", "subordinate: true\nrequires: {db: a}\n"),
    ("OPS0108", "db", "requires: {db: a}\nextra-bindings: {db: }\n"),
    ("OPS0108", "x", "extra-bindings: {b: x}\n"),
    ("OPS0108", "{}", "extra-bindings: {}\n"),
    ("OPS0109", "s", "storage: {s: {}}\n"),
    ("OPS0109", "file", "storage: {s: {type: file}}\n"),
    ("OPS0109", "0", "storage: {s: {type: block, multiple: {range: 0}}}\n"),
    ("OPS0109", "1..2", "storage: {s: {type: block, multiple: {range: 1..2}}}\n"),
    ("OPS0109", "1K", "storage: {s: {type: block, minimum-size: 1K}}\n"),
    ("OPS0109", "fast", "storage: {s: {type: block, properties: [fast]}}\n"),
    ("OPS0109", "/x", "storage: {s: {type: block, location: /x}}\n"),
    ("OPS0110", "img", "containers: {web: {resource: img}}\n"),
    ("OPS0110", "img", "containers: {web: {resource: img}}\nresources: {img: {filename: x}}\n"),
    ("OPS0111", "{location: /x}", "containers: {web: {mounts: [{location: /x}]}}\n"),
    ("OPS0111", "s", "containers: {web: {mounts: [{storage: s, location: /x}]}}\n"),
    ("OPS0112", "1000", "containers: {web: {uid: 1000}}\n"),
    ("OPS0113", "r", "resources: {r: {}}\n"),
    ("OPS0113", "a/b", "resources: {r: {filename: a/b}}\n"),
    ("OPS0113", "docker", "resources: {r: {type: docker}}\n"),
    ("OPS0114", "d", "devices: {d: {}}\n"),
    ("OPS0114", "d", "devices: {d: {type: gpu, countmin: 2}}\n"),
    ("OPS0114", "-1", "devices: {d: {type: gpu, countmin: -1}}\n"),
    ("OPS0115", "juju == 3", "assumes: [juju == 3]\n"),
    ("OPS0115", "none-of", "assumes: [{none-of: [juju]}]\n"),
    ("OPS0121", "rot", "charm-user: rot\n"),
    ("OPS0122", "A", "terms: [A]\n"),
    ("OPS0123", "series", "series: [focal]\ncontainers: {web: {}}\n"),
    ("OPS0123", "min-juju-version", "min-juju-version: 3.6.0\n"),
    ("OPS0123", "deployment", "deployment: {type: stateless}\n"),
    ("OPS0123", "deployment", "series: [jammy]\ndeployment: {}\n"),
    ("OPS0124", "'22.04'", "series: ['22.04']\n"),
    ("OPS0125", "'2.9'", "series: [jammy]\nmin-juju-version: '2.9'\n"),
    ("OPS0126", "p", "payloads: {p: {}}\n"),
    ("OPS0126", "a_b", "payloads: {a_b: {type: kvm}}\n"),
    ("OPS0128", "statefull", "series: [kubernetes]\ndeployment: {type: statefull}\n"),
    ("OPS0122", "x/y/z", "terms: [x/y/z]\n"),
    ("OPS0122", "a/term-1", "terms: [a/term-1]\n"),
    ("OPS0122", "term/-1", "terms: [term/-1]\n"),
    ("OPS0005", "%", "%x: y\n"),
    ("OPS0005", "%", "x: y\n%a b\n"),
    ("OPS0005", "%", "x: [\n%y]\n"),
    ("OPS0005", "\t", "x: |1\n  y\n\t\n"),
    ("OPS0005", "\t", "x:\n- - a\n \t\n"),
    ("OPS0005", "\u{7f}", "x: y\u{7f}\n"),
    ("OPS0005", "\u{7f}", "x: y\n---\n\u{7f}\n"),
    ("OPS0016", "x", "x: !!binary x\n"),
];

/// The same in config.yaml.
const CONFIG: &[(&str, &str, &str)] = &[
    ("OPS0009", "x", "x\n"),
    ("OPS0014", "", "# nothing\n"),
    ("OPS0101", "[]", "options: []\n"),
    ("OPS0101", "int", "options: {a: int}\n"),
    ("OPS0116", "bool", "options: {a: {type: bool}}\n"),
    ("OPS0117", "x", "options: {a: {type: int, default: x}}\n"),
    ("OPS0117", "yes", "options: {a: {type: string, default: yes}}\n"),
    ("OPS0117", "1.10", "options: {a: {default: 1.10}}\n"),
    ("OPS0117", "\"yes\"", "options: {a: {type: boolean, default: \"yes\"}}\n"),
    ("OPS0117", "\"1\"", "options: {a: {type: float, default: \"1\"}}\n"),
    ("OPS0117", "x", "options: {a: {type: secret, default: x}}\n"),
    ("OPS0118", "", "a: {type: int}\n"),
];

/// The same in actions.yaml.
const ACTIONS: &[(&str, &str, &str)] = &[
    ("OPS0101", "on", "a: {description: on}\n"),
    ("OPS0101", "'true'", "a: {parallel: 'true'}\n"),
    ("OPS0101", "b", "a: {required: b}\n"),
    ("OPS0101", "b", "a: {params: b}\n"),
    ("OPS0017", "y", "a: {params: {y: {}}}\n"),
    ("OPS0119", "get_password", "get_password: {}\n"),
    ("OPS0106", "juju-run", "juju-run: {}\n"),
    ("OPS0120", "int", "a: {params: {b: {type: int}}}\n"),
    ("OPS0120", "", "a: {params: {b: }}\n"),
    ("OPS0120", "$ref", "a: {params: {b: {$ref: x}}}\n"),
    ("OPS0120", "-1", "a: {params: {b: {minLength: -1}}}\n"),
    ("OPS0120", "b", "a: {params: {b: {enum: b}}}\n"),
    ("OPS0120", "1.0", "a: {params: {b: {enum: [1, 1.0]}}}\n"),
    ("OPS0120", "{d: 2, c: 1}", "a: {params: {b: {enum: [{c: 1, d: 2}, {d: 2, c: 1}]}}}\n"),
    ("OPS0120", "'(?=a)'", "a: {params: {b: {pattern: '(?=a)'}}}\n"),
    ("OPS0120", "a**", "a: {patternProperties: {a**: {}}}\n"),
];

/// The same in a manifest.yaml that stands beside.
const MANIFEST: &[(&str, &str, &str)] = &[
    ("OPS0009", "x", "x\n"),
    ("OPS0101", "ubuntu", "bases: [ubuntu]\n"),
    ("OPS0127", "", "charmcraft-version: 4.5.0\n"),
    ("OPS0127", "{name: ubuntu}", "bases: [{name: ubuntu}]\n"),
    ("OPS0127", "debian", "bases: [{name: debian, channel: '12'}]\n"),
    ("OPS0127", "22.04/", "bases: [{name: ubuntu, channel: 22.04/}]\n"),
    ("OPS0127", "mips", "bases: [{name: ubuntu, channel: '22.04', architectures: [mips]}]\n"),
];

/// What looks odd, and Juju accepts.
const ACCEPTED: &[(&str, &str, &str)] = &[
    ("metadata", "short form", "requires: {db: pgsql}\n"),
    ("metadata", "no limit", "requires: {db: {interface: a, limit: }}\n"),
    (
        "metadata",
        "strings that say a number or a truth",
        "requires: {db: {interface: a, limit: '1', optional: 't'}}\n",
    ),
    ("metadata", "names that make poor events", "requires: {a.b: x, A b: z}\n"),
    ("metadata", "unknown keys", "zzz: [1]\nrequires: {db: {interface: a, schema: {1: 2}}}\n"),
    (
        "metadata",
        "the way to a principal",
        "subordinate: true\nrequires: {juju-info: {interface: juju-info, scope: container}}\n",
    ),
    ("metadata", "a range upside down", "storage: {s: {type: block, multiple: {range: 3-1}}}\n"),
    (
        "metadata",
        "an image without a resource",
        "containers: {web: {bases: [{name: ubuntu, channel: '24.04'}]}}\n",
    ),
    ("metadata", "a tab after a colon", "x:\ty\n"),
    ("metadata", "tabs after an indentation", "x: y\n \t\n \t# z\nw: |\n  y\n  \t\n   \t\nv:\n- a\n \t\n"),
    ("metadata", "a comment without a space", "x: 'y'#z\n"),
    ("metadata", "a list that goes on at the left", "x: {y: [a, # b\nc]}\n"),
    ("metadata", "a quoted text that goes on at the left", "x: \"y\nz\"\n"),
    ("metadata", "two documents", "x: y\n---\n[\n"),
    ("metadata", "a merge", "x: &x {interface: a}\nrequires: {db: {<<: *x, limit: 1}}\n"),
    ("metadata", "no name for the document", "assumes: [juju>=3.6, k8s-api, {any-of: [juju < 4, b2]}]\n"),
    (
        "metadata",
        "an old charm",
        "series: [kubernetes]\nmin-juju-version: 2.9-rc1\ndeployment: {service: omit}\n",
    ),
    ("metadata", "terms", "terms: [a1, me@x1/term/2, cs:term/0, /term]\n"),
    ("metadata", "a payload", "payloads: {P-1: {type: kvm}}\n"),
    ("manifest", "an empty one", ""),
    (
        "manifest",
        "bases",
        "bases: [{name: ubuntu, channel: 22.04/edge, architectures: [x86_64, all-ppc64]}]\n",
    ),
    ("config", "words for names", "options: {on: {type: int, default: 017}, no: }\n"),
    ("config", "a number in a string", "options: {a: {type: int, default: '80'}}\n"),
    ("config", "no default", "options: {a: {type: secret, default: ''}, b: {type: int, default: }}\n"),
    ("config", "nothing", "options:\n"),
    ("actions", "nothing", ""),
    ("actions", "an empty one", "class:\n1a: {}\n"),
    ("actions", "an unknown required parameter", "a: {required: [zzz], additionalProperties: false}\n"),
    ("actions", "an expression", "a: {params: {b: {pattern: '^[^/]{1,9}(?i)x$'}}}\n"),
    ("actions", "several types", "a: {params: {b: {type: [string, 'null']}}}\n"),
];

fn write(folder: &Path, file: &str, text: &str) {
    fs::create_dir_all(folder).unwrap();
    let text = if file == "metadata" { format!("{HEAD}{text}") } else { text.to_owned() };
    fs::write(folder.join("metadata.yaml"), HEAD).unwrap();
    fs::write(folder.join(format!("{file}.yaml")), text).unwrap();
}

#[test]
fn what_juju_refuses_is_an_error_at_its_place() {
    let scratch = tempfile::tempdir().unwrap();
    let mut folders = Vec::new();
    for (file, cases) in
        [("metadata", METADATA), ("config", CONFIG), ("actions", ACTIONS), ("manifest", MANIFEST)]
    {
        for (number, (code, at, text)) in cases.iter().enumerate() {
            let folder = scratch.path().join(format!("{file}{number}"));
            write(&folder, file, text);
            let reading = read(&folder);
            let errors: Vec<_> =
                reading.diagnostics.iter().filter(|found| found.level == Level::Error).collect();
            let found: Vec<_> = errors.iter().map(|found| found.code.as_str()).collect();
            assert_eq!(found, [*code], "{text}: {:#?}", reading.diagnostics);
            assert_eq!(reading.sources.text(errors[0].span.unwrap()), *at, "{text}");
            folders.push(folder);
        }
    }
    for verdict in common::judge(&folders).unwrap_or_default() {
        assert!(
            verdict.refused.is_some(),
            "{}",
            fs::read_to_string(verdict.folder.join("metadata.yaml")).unwrap()
        );
    }
}

#[test]
fn what_juju_accepts_is_no_error() {
    let scratch = tempfile::tempdir().unwrap();
    let mut folders = Vec::new();
    for (number, (file, what, text)) in ACCEPTED.iter().enumerate() {
        let folder = scratch.path().join(number.to_string());
        write(&folder, file, text);
        let reading = read(&folder);
        assert!(!reading.has_errors(), "{what}: {:#?}", reading.diagnostics);
        folders.push(folder);
    }
    for verdict in common::judge(&folders).unwrap_or_default() {
        assert_eq!(verdict.refused, None, "{}", verdict.folder.display());
    }
}

#[test]
fn unified_charms_have_what_their_sections_say() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "{HEAD}type: charm\nlinks: {{website: [a, b], issues: c}}\nplatforms: {{amd64: , ubuntu@24.04:arm64: }}\n\
         requires:\n  db:\n    interface: pgsql\n    limit: 1\n\
         config:\n  options:\n    port: {{type: int, default: '80'}}\n\
         actions:\n  go:\n    params: {{user: {{type: string}}}}\n    required: [user]\nparts: {{a: }}\n"
    );
    fs::write(folder.path().join("charmcraft.yaml"), text).unwrap();
    let reading = read(folder.path());
    assert_eq!(reading.diagnostics, []);
    let metadata = &reading.metadata;
    let endpoint = metadata.endpoint("db").unwrap();
    assert_eq!(endpoint.limit, Some(1));
    assert_eq!(reading.sources.text(endpoint.name.span), "db");
    let port = metadata.option("port").unwrap();
    assert_eq!(port.default.as_ref().unwrap().value.value, ops_metadata::Value::Int(80));
    let action = metadata.action("go").unwrap();
    assert!(action.parameters[0].is_required(action));
    assert_eq!(metadata.links.website.len(), 2);
    assert_eq!(metadata.platforms.len(), 2);
    assert!(metadata.other.iter().any(|(key, _)| **key == "parts"));
    let section = metadata.section(ops_metadata::Section::Config).unwrap();
    assert_eq!(reading.sources.text(section), "config");
}

#[test]
fn warnings_say_what_is_lost() {
    let warnings = |files: &[(&str, &str)]| {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let reading = read(folder.path());
        assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
        let texts = reading.diagnostics.iter().map(|found| {
            let related =
                found.related.iter().map(|related| reading.sources.text(related.span)).collect::<String>();
            format!("{} {} {related}", found.code, reading.sources.text(found.span.unwrap()))
        });
        texts.collect::<Vec<_>>()
    };
    let metadata = |rest: &str| format!("{HEAD}{rest}");
    assert_eq!(warnings(&[("metadata.yaml", &metadata("name: b\n"))]), ["OPS0008 name name"]);
    let merge = metadata("requires: {db: {interface: a, <<: {interface: b}}}\n");
    assert_eq!(warnings(&[("metadata.yaml", &merge)]), ["OPS0013 << interface"]);
    let both = [("metadata.yaml", HEAD), ("charmcraft.yaml", "type: charm\nname: app\nbases: []\n")];
    assert_eq!(warnings(&both), ["OPS0011 name name"]);
    let beside = [
        ("charmcraft.yaml", &*metadata("type: charm\nbases: []\nactions: {a: {}}\n")),
        ("actions.yaml", "b: {}\n"),
    ];
    assert_eq!(warnings(&beside), ["OPS0011 actions "]);
}

#[test]
fn a_manifest_without_bases_makes_an_old_charm() {
    let scratch = tempfile::tempdir().unwrap();
    let mut folders = Vec::new();
    for (number, rest) in ["assumes: [juju]\n", "containers: {web: {}}\n"].into_iter().enumerate() {
        let folder = scratch.path().join(number.to_string());
        write(&folder, "metadata", rest);
        assert!(!read(&folder).has_errors());
        fs::write(folder.join("manifest.yaml"), "bases: []\n").unwrap();
        let codes: Vec<_> = read(&folder).diagnostics.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(codes, ["OPS0123"], "{rest}");
        folders.push(folder);
    }
    assert!(common::judge(&folders).unwrap_or_default().iter().all(|verdict| verdict.refused.is_some()));
}
