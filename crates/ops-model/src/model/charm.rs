//! What a model keeps of a charm's metadata.

use std::collections::BTreeMap;

use ops_metadata::metadata::{Metadata, OptionType, Scope};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Refused;
use crate::consistency::{fits, insert_defaults, option_defaults};
use crate::hook::Hook;
use crate::state::StorageInstance;

/// The endpoint that each application has, and its interface.
const JUJU_INFO: &str = "juju-info";

/// What a charm declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Charm {
    pub(super) is_subordinate: bool,
    pub(super) endpoints: BTreeMap<String, Endpoint>,
    options: BTreeMap<String, ConfigOption>,
    /// What the parameters of each action are where nobody gives them.
    actions: BTreeMap<String, Map<String, Value>>,
    pub(super) storages: Vec<Storage>,
}

/// One entry of `provides`, `requires` or `peers`, by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Endpoint {
    /// The key of its section.
    pub(super) role: String,
    pub(super) interface: String,
    pub(super) limit: Option<u64>,
    pub(super) is_container_scoped: bool,
    /// Whether it is Juju's own, of which the charm knows nothing.
    pub(super) is_implicit: bool,
}

/// One config option, by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct ConfigOption {
    /// `string`, `int`, `float`, `boolean` or `secret`.
    kind: String,
    /// `null` where there is none.
    default: Value,
}

/// One entry of `storage`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Storage {
    pub(super) name: String,
    /// How many instances a unit has from the beginning.
    pub(super) count: u64,
    is_block: bool,
    /// Where the only instance is.
    location: Option<String>,
}

impl Charm {
    pub(super) fn new(metadata: &Metadata) -> Self {
        let juju_info = Endpoint {
            role: "provides".into(),
            interface: JUJU_INFO.into(),
            limit: None,
            is_container_scoped: false,
            is_implicit: true,
        };
        let endpoints = metadata.endpoints.iter().map(|endpoint| {
            let interface = endpoint.interface.as_ref().map(|interface| interface.value.clone());
            let endpoint_of = Endpoint {
                role: endpoint.role.key().into(),
                interface: interface.unwrap_or_default(),
                limit: endpoint.limit.filter(|limit| *limit > 0),
                is_container_scoped: endpoint.scope == Scope::Container,
                is_implicit: false,
            };
            (endpoint.name.value.clone(), endpoint_of)
        });
        let mut defaults = option_defaults(metadata);
        let options = metadata.options.iter().map(|option| {
            let default = defaults.remove(&option.name.value).unwrap_or_default();
            (option.name.value.clone(), ConfigOption { kind: option.kind.as_str().into(), default })
        });
        let actions = metadata.actions.iter().map(|action| {
            let mut hook = Hook::action(&action.name.value, json!({}));
            insert_defaults(&mut hook, metadata);
            (action.name.value.clone(), hook.params().cloned().unwrap_or_default())
        });
        let storages = metadata.storages.iter().map(|storage| Storage {
            name: storage.name.value.clone(),
            count: storage.count.0,
            is_block: storage.is_block(),
            location: (storage.location.as_ref().filter(|_| !storage.multiple))
                .map(|location| location.value.clone()),
        });
        Self {
            is_subordinate: metadata.subordinate,
            endpoints: std::iter::once((JUJU_INFO.to_owned(), juju_info)).chain(endpoints).collect(),
            options: options.collect(),
            actions: actions.collect(),
            storages: storages.collect(),
        }
    }

    /// What the options are where nobody has set them.
    pub(super) fn defaults(&self) -> BTreeMap<String, Value> {
        self.options.iter().map(|(name, option)| (name.clone(), option.default.clone())).collect()
    }

    /// The value that an option then has: `null` is the default.
    pub(super) fn checked(&self, name: &str, value: Value) -> Result<Value, Refused> {
        let Some(ConfigOption { kind, default }) = self.options.get(name) else {
            return Err(Refused::new(format!("unknown option {name:?}")));
        };
        let is_of = |known: &&OptionType| known.as_str() == kind;
        let fits = OptionType::ALL.iter().find(is_of).is_some_and(|known| fits(*known, &value));
        match value {
            Value::Null => Ok(default.clone()),
            value if fits => Ok(value),
            value => Err(Refused::new(format!("option {name:?} expected {kind}, got {value}"))),
        }
    }

    /// The parameters of an action, with the defaults of its schema; `None` if it is not declared.
    pub(super) fn params(&self, action: &str, params: Value) -> Option<Value> {
        let mut params = if let Value::Object(params) = params { params } else { Map::new() };
        fill(&mut params, self.actions.get(action)?);
        Some(Value::Object(params))
    }

    /// Whether the charm knows nothing of this endpoint.
    pub(super) fn is_implicit(&self, endpoint: &str) -> bool {
        self.endpoints.get(endpoint).is_some_and(|endpoint| endpoint.is_implicit)
    }

    pub(super) fn storage(&self, name: &str) -> Option<&Storage> {
        self.storages.iter().find(|storage| storage.name == name)
    }
}

fn fill(params: &mut Map<String, Value>, defaults: &Map<String, Value>) {
    for (name, default) in defaults {
        match (params.get_mut(name), default) {
            (Some(Value::Object(given)), Value::Object(defaults)) => fill(given, defaults),
            (Some(_), _) => {}
            (None, default) => {
                params.insert(name.clone(), default.clone());
            }
        }
    }
}

impl Storage {
    /// The instance of this number.
    pub(super) fn instance(&self, number: u64) -> StorageInstance {
        let instance = StorageInstance::named(&self.name, number, self.is_block);
        match &self.location {
            Some(location) => instance.at(location),
            None => instance,
        }
    }
}
