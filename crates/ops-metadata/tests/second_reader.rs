//! Against a second YAML reader, over real charms: the same values, but for what YAML 1.1 reads otherwise.

// Clippy knows the tests, not the functions that they share.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::fs;

use ops_metadata::yaml::{self, Kind, Node, Value};
use serde_yaml::Value as Other;

#[test]
fn a_second_reader_finds_the_same_values() {
    let mut compared = 0;
    for folder in common::corpus() {
        for place in ["", "src"] {
            for name in ["metadata.yaml", "config.yaml", "actions.yaml", "charmcraft.yaml"] {
                let path = folder.join(place).join(name);
                let Ok(text) = fs::read_to_string(&path) else { continue };
                let tree = yaml::read_text(name, text.clone());
                let other: Other = match serde_yaml::from_str(&text) {
                    Ok(other) => other,
                    // The one thing that it refuses and Juju does not.
                    Err(error) if error.to_string().contains("duplicate entry") => continue,
                    Err(error) => panic!("{}: {error}", path.display()),
                };
                match tree.root {
                    Some(root) => same(&root, &other, &format!("{}", path.display())),
                    None => assert_eq!(other, Other::Null, "{}", path.display()),
                }
                compared += 1;
            }
        }
    }
    eprintln!("{compared} files compared");
}

#[test]
fn cases_of_our_own_agree_too() {
    for text in [
        "a: &x {b: 1}\nc: *x\n",
        "a: !!str 5\n",
        "a: |\n  x\n   y\n\nb: >-\n  x\n  y\n",
        "a: \"é\\u00e9\\n\"\nb: 'it''s'\n",
        "a: [1, [2, {b: c}], -3, 0x1f, 1.5, .5, 1e3, ~, null, '']\n",
        "? a\n: b\n",
        "a:\n- b\n-\n- c: d\n  e: f\n",
        "a: x\r\nb: y\r\n",
        "{a: b, c: [d]}\n",
        "a: x # c\nb: 'y' # d\n",
    ] {
        let root = yaml::read_text("t.yaml", text.into()).root.unwrap();
        same(&root, &serde_yaml::from_str(text).unwrap(), text);
    }
}

/// The place of a plain scalar on one line holds exactly its text, whatever stands around it.
#[test]
fn places_hold_what_was_read() {
    let ours = "\u{feff}# é 𑌓\r\na: &x b # é\r\né: \"é\" # é\n'é': !!str é\nl: |\n  é\n  # é\nf: [é, {é: é}]\nz: *x\n".to_owned();
    let mut texts = vec![ours];
    for folder in common::corpus() {
        let names = ["metadata.yaml", "config.yaml", "actions.yaml", "charmcraft.yaml"];
        texts.extend(names.iter().filter_map(|name| fs::read_to_string(folder.join(name)).ok()));
    }
    for text in texts {
        let tree = yaml::read_text("t.yaml", text);
        let mut nodes: Vec<&Node> = tree.root.iter().collect();
        while let Some(node) = nodes.pop() {
            match &node.kind {
                Kind::Sequence(inner) => nodes.extend(inner),
                Kind::Mapping(mapping) => {
                    nodes.extend(mapping.entries.iter().flat_map(|entry| [&entry.key, &entry.value]));
                }
                Kind::Scalar(scalar) => {
                    let found = tree.sources.text(node.span);
                    let inside = found.trim_matches(['"', '\'']);
                    let simple = !found.contains(['\n', '\\']) && !inside.contains(['"', '\'']);
                    assert!(
                        !simple || inside == scalar.text.trim_end() || found == scalar.text,
                        "{found:?} for {scalar:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn an_anchor_is_not_part_of_what_it_names() {
    let text = "a: &x\n  k: v\nb: !!map &y { c: d }\ne: &z\n- f\n- &w g\n".to_owned();
    let tree = yaml::read_text("t.yaml", text);
    let root = tree.root.as_ref().and_then(Node::mapping).unwrap();
    let texts: Vec<&str> = root.entries.iter().map(|entry| tree.sources.text(entry.value.span)).collect();
    assert_eq!(texts, ["k: v", "{ c: d }", "f\n- &w g"]);
}

fn same(node: &Node, other: &Other, path: &str) {
    match (&node.kind, other) {
        (Kind::Mapping(mapping), Other::Mapping(others)) => {
            assert_eq!(mapping.entries.len(), others.len(), "{path}");
            for (entry, (key, value)) in mapping.entries.iter().zip(others) {
                same(&entry.key, key, path);
                same(&entry.value, value, &format!("{path}.{}", entry.key.text()));
            }
        }
        (Kind::Sequence(nodes), Other::Sequence(others)) => {
            assert_eq!(nodes.len(), others.len(), "{path}");
            for (number, (node, other)) in nodes.iter().zip(others).enumerate() {
                same(node, other, &format!("{path}[{number}]"));
            }
        }
        (Kind::Scalar(scalar), _) => assert!(same_scalar(scalar, other), "{path}: {scalar:?} and {other:?}"),
        (kind, _) => panic!("{path}: {kind:?} and {other:?}"),
    }
}

fn same_scalar(scalar: &yaml::Scalar, other: &Other) -> bool {
    match (&scalar.value, other) {
        (Value::Null, Other::Null) => true,
        (Value::Bool(one), Other::Bool(other)) => one == other,
        (Value::Int(one), Other::Number(other)) => other.as_i64() == Some(*one),
        (Value::Unsigned(one), Other::Number(other)) => other.as_u64() == Some(*one),
        (Value::Float(one), Other::Number(other)) => other.as_f64() == Some(*one),
        (Value::String(one), Other::String(other)) => one == other,
        // YAML 1.1 only: other words for truth, a leading zero for octal, underscores.
        (Value::Bool(_), Other::String(text)) => {
            let words = ["y", "yes", "on", "n", "no", "off"];
            words.contains(&text.to_lowercase().as_str())
        }
        (Value::Int(_) | Value::Float(_), Other::String(text)) => text.starts_with('0') || text.contains('_'),
        _ => false,
    }
}
