//! The actions: actions.yaml, or `actions` in charmcraft.yaml.

use super::load::File;
use super::reader::{Reader, any_text, only_strings};
use super::schema;
use crate::metadata::{Action, Metadata, Parameter, Section};
use crate::source::Spanned;
use crate::yaml::{Entry, Mapping, Node};

pub(super) fn read_file(file: &File, reader: &mut Reader, metadata: &mut Metadata) {
    let Some(root) = file.root.as_ref().filter(|root| root.mapping().is_some()) else { return };
    if let Some(first) = file.mapping().and_then(|mapping| mapping.entries.first()) {
        metadata.sections.push((Section::Actions, first.key.span));
    }
    read("", root, reader, metadata);
}

/// Reads a mapping from names to actions; `path` is what stands before a name in a message.
pub(super) fn read(path: &str, node: &Node, reader: &mut Reader, metadata: &mut Metadata) {
    match node.mapping() {
        Some(mapping) => {
            for entry in &mapping.entries {
                metadata.actions.push(action(path, entry, reader));
            }
        }
        None => reader.no_mapping("actions", node),
    }
}

fn action(path: &str, entry: &Entry, reader: &mut Reader) -> Action {
    let mut name = entry.key.spanned_text();
    if entry.key.is_null() {
        // Other keys are names as they are written.
        name.value.clear();
    }
    let path = format!("{path}{}", *name);
    let mut action = Action {
        name,
        description: None,
        title: None,
        execution_group: None,
        parallel: false,
        parameters: Vec::new(),
        required: Vec::new(),
        additional_properties: None,
        node: entry.value.clone(),
        span: entry.span(),
    };
    let Some(mapping) = entry.value.mapping() else {
        if !entry.value.is_null() {
            reader.no_mapping(&path, &entry.value);
        }
        return action;
    };
    action.description = reader.string_at(&path, mapping, "description");
    action.title = reader.string_at(&path, mapping, "title");
    action.execution_group = reader.string_at(&path, mapping, "execution-group");
    action.parallel = parallel(&path, mapping, reader);
    action.required = required(&path, mapping, reader);
    action.additional_properties = mapping.get("additionalProperties").and_then(Node::boolean);
    action.parameters = parameters(&path, mapping, reader);
    schema::check_action(&path, mapping, reader);
    action
}

/// Unlike elsewhere, Juju takes no string for a truth value here.
fn parallel(path: &str, mapping: &Mapping, reader: &mut Reader) -> bool {
    let Some(node) = mapping.get("parallel") else { return false };
    if node.boolean().is_none() {
        reader.wrong_type(&format!("{path}.parallel"), "a boolean", node);
    }
    node.boolean() == Some(true)
}

fn required(path: &str, mapping: &Mapping, reader: &mut Reader) -> Vec<Spanned<String>> {
    let Some(node) = mapping.get("required") else { return Vec::new() };
    only_strings(reader.list(&format!("{path}.required"), node))
}

fn parameters(path: &str, mapping: &Mapping, reader: &mut Reader) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    // Without `params`, the JSON schema's own word is taken as it stands.
    let Some(entry) = mapping.entry("params").or(mapping.entry("properties")) else { return parameters };
    if entry.value.mapping().is_none() {
        reader.no_mapping(&format!("{path}.params"), &entry.value);
    }
    for entry in entry.value.entries() {
        parameters.push(parameter(entry));
    }
    parameters
}

fn parameter(entry: &Entry) -> Parameter {
    let empty = Mapping::default();
    let schema = entry.value.mapping().unwrap_or(&empty);
    let kinds = schema.get("type").map(Node::one_or_several).unwrap_or_default();
    Parameter {
        name: entry.key.spanned_text(),
        kind: only_strings(kinds),
        default: schema.get("default").filter(|node| !node.is_null()).cloned(),
        enumeration: schema.get("enum").and_then(Node::sequence).unwrap_or_default().to_vec(),
        description: any_text(schema, "description"),
        node: entry.value.clone(),
        span: entry.span(),
    }
}
