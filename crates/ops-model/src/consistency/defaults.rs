//! What Juju puts where nobody says anything: the defaults of options, and of an action's parameters.

use std::collections::BTreeMap;

use ops_metadata::Node;
use ops_metadata::metadata::Metadata;
use serde_json::{Map, Value};

use crate::hook::Hook;

/// What the options are where nobody has set them: `null` is one without a value.
pub fn option_defaults(metadata: &Metadata) -> BTreeMap<String, Value> {
    let defaults = metadata.options.iter().map(|option| {
        let default = option.default.as_ref().filter(|_| option.always_has_value());
        let json = default.map_or_else(|| "null".to_owned(), |default| default.value.to_json());
        (option.name.value.clone(), serde_json::from_str(&json).unwrap_or_default())
    });
    defaults.collect()
}

/// Gives an action's parameters the defaults of its schema where the test gave none, as Juju does once it has found them good.
///
/// ```
/// use ops_metadata::read_bytes;
/// use ops_model::{Hook, consistency::insert_defaults};
/// use serde_json::json;
///
/// let actions = b"backup: {params: {keep: {type: integer, default: 7}, full: {type: boolean}}}";
/// let metadata = read_bytes([b"name: web\nsummary: s\ndescription: d", b"", actions, b"", b""]).metadata;
///
/// let mut hook = Hook::action("backup", json!({"full": true}));
/// insert_defaults(&mut hook, &metadata);
/// assert_eq!(hook.params(), json!({"full": true, "keep": 7}).as_object());
/// ```
pub fn insert_defaults(hook: &mut Hook, metadata: &Metadata) {
    let action = metadata.action(&hook.name);
    if let (Some(action), Some(params)) = (action, hook.params_mut()) {
        for parameter in &action.parameters {
            insert(&parameter.name, &parameter.node, params);
        }
    }
}

/// As `InsertDefaults` of Juju's `gojsonschema`: also within objects, those that are given and those that are not.
fn insert(name: &str, schema: &Node, params: &mut Map<String, Value>) {
    let Some(schema) = schema.mapping() else { return };
    let inner = schema.get("properties").and_then(Node::mapping).map(|mapping| mapping.entries.as_slice());
    match (params.get_mut(name), schema.get("default")) {
        (Some(Value::Object(given)), _) => {
            for entry in inner.unwrap_or_default() {
                insert(entry.key.text(), &entry.value, given);
            }
        }
        (Some(_), _) => {}
        (None, Some(default)) => {
            params.insert(name.to_owned(), serde_json::from_str(&default.to_json()).unwrap_or_default());
        }
        (None, None) => {
            let mut added = Map::new();
            for entry in inner.unwrap_or_default() {
                insert(entry.key.text(), &entry.value, &mut added);
            }
            if !added.is_empty() {
                params.insert(name.to_owned(), Value::Object(added));
            }
        }
    }
}
