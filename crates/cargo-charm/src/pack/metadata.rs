//! What the metadata says to Juju, in the files in which Juju looks for it.

use ops_metadata::yaml::{self, Mapping};
use ops_metadata::{METADATA_KEYS, Metadata, Node, Reading, Source};
use serde_yaml::Value;

use super::archive::{Content, Entry};
use super::platform;
use super::yaml as written;

/// Not charmcraft's, but read by Juju, and in charmcraft.yaml only where the check let them pass.
const MORE_FOR_JUJU: [&str; 2] = ["payloads", "min-juju-version"];

/// metadata.yaml, config.yaml and actions.yaml: the charm's own, or what charmcraft.yaml says of each.
pub(super) fn files(reading: &Reading) -> Result<Vec<Entry>, String> {
    let charmcraft =
        own(reading, "charmcraft.yaml").map(|source| yaml::read_text(source.name(), source.text.clone()));
    let charmcraft = charmcraft.as_ref().and_then(|tree| tree.root.as_ref()).and_then(Node::mapping);
    let mut entries = Vec::new();
    for name in ["metadata.yaml", "config.yaml", "actions.yaml"] {
        let text = match (own(reading, name), charmcraft) {
            (Some(source), _) => Some(source.text.clone()),
            (None, Some(charmcraft)) => {
                of_charmcraft(charmcraft, name).map(|value| written::text(name, &value)).transpose()?
            }
            (None, None) => None,
        };
        entries.extend(text.map(|text| Entry {
            name: name.into(),
            is_program: false,
            content: Content::Text(text),
        }));
    }
    Ok(entries)
}

/// The program of the package that a part puts in its place: `organize: {bin/NAME: dispatch}`.
pub(super) fn program(metadata: &Metadata) -> Option<&str> {
    let parts = platform::other(metadata, "parts")?.mapping()?;
    parts.entries.iter().find_map(|part| {
        let moves = part.value.mapping()?.get("organize")?.mapping()?;
        let dispatch = moves.entries.iter().find(|moved| moved.value.text() == "dispatch")?;
        dispatch.key.text().strip_prefix("bin/")
    })
}

/// A file of the charm's own, in its folder or in `src`.
fn own<'r>(reading: &'r Reading, name: &str) -> Option<&'r Source> {
    reading.sources.iter().find(|source| source.name().rsplit('/').next() == Some(name))
}

fn of_charmcraft(charmcraft: &Mapping, name: &str) -> Option<Value> {
    let section = |key| charmcraft.get(key).filter(|node| has_something(node)).map(written::value);
    match name {
        "config.yaml" => section("config"),
        "actions.yaml" => section("actions"),
        _ => Some(Value::Mapping(top(charmcraft))),
    }
}

/// An empty section is no file.
fn has_something(node: &Node) -> bool {
    node.mapping().is_some_and(|mapping| !mapping.entries.is_empty())
}

/// metadata.yaml, with its keys in order.
fn top(charmcraft: &Mapping) -> serde_yaml::Mapping {
    let links = charmcraft.get("links").and_then(Node::mapping);
    let link = |key: &str| links.and_then(|links| links.get(key));
    let mut pairs: Vec<(&str, &Node)> = METADATA_KEYS
        .iter()
        .chain(&MORE_FOR_JUJU)
        .filter_map(|key| Some((*key, charmcraft.get(key)?)))
        .collect();
    let renamed = [
        ("display-name", charmcraft.get("title")),
        ("maintainers", link("contact")),
        ("docs", link("documentation")),
        ("issues", link("issues")),
        ("source", link("source")),
        ("website", link("website")),
    ];
    pairs.extend(renamed.into_iter().filter_map(|(key, node)| Some((key, node?))));
    pairs.retain(|(_, node)| !node.is_null());
    pairs.sort_unstable_by_key(|(key, _)| *key);
    let value = |key: &str, node: &Node| match (key, written::value(node)) {
        ("maintainers", one) if node.sequence().is_none() => Value::Sequence(vec![one]),
        (_, value) => value,
    };
    pairs.into_iter().map(|(key, node)| (Value::from(key), value(key, node))).collect()
}

#[cfg(test)]
mod tests {
    use super::{files, program};
    use crate::pack::archive::Content;

    fn packed(given: &[(&str, &str)]) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in given {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let entries = files(&ops_metadata::read(folder.path())).unwrap();
        entries
            .into_iter()
            .map(|entry| match entry.content {
                Content::Text(text) => (entry.name, text),
                Content::File(path) => panic!("{}", path.display()),
            })
            .collect()
    }

    #[test]
    fn charmcraft_yaml_is_split() {
        let given = "type: charm\nname: web\ntitle: Web\nsummary: s\ndescription: |\n  d\n  e\nbase: ubuntu@24.04\n\
            platforms: {amd64: }\nparts: {a: {plugin: rust, source: .}}\nlinks:\n  contact: me\n  documentation: https://d\n  \
            source: [https://s]\nrequires: {db: {interface: psql, limit: 1}}\nprovides:\nassumes: [juju >= 3.6]\n\
            config: {options: {a: {type: string, default: \"1_000\"}}}\nactions: {}\nanalysis: {ignore: {}}\n";
        assert_eq!(
            packed(&[("charmcraft.yaml", given)]),
            [
                (
                    "metadata.yaml".to_owned(),
                    "assumes:\n- juju >= 3.6\ndescription: |\n  d\n  e\ndisplay-name: Web\ndocs: https://d\nmaintainers:\n- me\n\
                     name: web\nrequires:\n  db:\n    interface: psql\n    limit: 1\nsource:\n- https://s\nsummary: s\n"
                        .to_owned()
                ),
                (
                    "config.yaml".to_owned(),
                    "{\n  \"options\": {\n    \"a\": {\n      \"default\": \"1_000\",\n      \"type\": \"string\"\n    }\n  }\n}\n"
                        .to_owned()
                ),
            ]
        );
    }

    #[test]
    fn files_of_ones_own_are_taken_as_they_are() {
        let metadata = "# mine\nsummary: s\nname: web\ndescription: d\n";
        let charmcraft =
            "type: charm\nbase: ubuntu@24.04\nplatforms: {amd64: }\nactions: {go: {description: x}}\n";
        let config = "options: {a: {type: int}} # mine\n";
        assert_eq!(
            packed(&[("metadata.yaml", metadata), ("charmcraft.yaml", charmcraft), ("config.yaml", config)]),
            [
                ("metadata.yaml".to_owned(), metadata.to_owned()),
                ("config.yaml".to_owned(), config.to_owned()),
                ("actions.yaml".to_owned(), "go:\n  description: x\n".to_owned()),
            ]
        );
    }

    #[test]
    fn a_part_may_name_the_program() {
        let folder = tempfile::tempdir().unwrap();
        let parts = "parts: {a: {plugin: nil}, b: {plugin: rust, organize: {bin/x: y, bin/web: dispatch}}}\n";
        std::fs::write(folder.path().join("charmcraft.yaml"), parts).unwrap();
        assert_eq!(program(&ops_metadata::read(folder.path()).metadata), Some("web"));
    }
}
