//! What Juju is about to run, and the environment that says so.

mod environment;
pub mod on;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::state::State;

/// A hook or an action, with what its environment says beyond what every hook is told.
///
/// A test makes it by the functions of [`on`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hook {
    /// `config-changed`, `db-relation-changed`, or the action's name.
    pub(crate) name: String,
    pub(crate) about: About,
    variables: BTreeMap<String, String>,
    without: BTreeSet<String>,
}

/// What a hook is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum About {
    /// The unit itself.
    Unit,
    Relation(HookRelation),
    Storage(HookStorage),
    Secret(HookSecret),
    /// A container; what happened in it is in the variables.
    Workload(String),
    /// The parameters of an action.
    Action(Map<String, Value>),
}

/// The relation that a hook is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HookRelation {
    pub(crate) endpoint: String,
    /// `None` is the only one of the endpoint.
    pub(crate) id: Option<u64>,
    /// The unit that joined, changed or departed; `None` where the hook is about the application or the relation.
    pub(crate) remote_unit: Option<String>,
    /// In a `relation-broken` the relation is no longer listed.
    pub(crate) is_broken: bool,
    /// In a `relation-departed` the departing unit is no longer listed.
    pub(crate) departing_unit: Option<String>,
}

/// The storage instance that a hook is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HookStorage {
    pub(crate) name: String,
    /// `data/0`; `None` is the only one of the storage.
    pub(crate) id: Option<String>,
}

/// The secret that a hook is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HookSecret {
    /// Without the prefix of the URI.
    pub(crate) id: String,
    pub(crate) revision: Option<u64>,
}

impl Hook {
    fn about(name: String, about: About) -> Self {
        Self { name, about, variables: BTreeMap::new(), without: BTreeSet::new() }
    }

    /// A hook that is told nothing more: `install`, `config-changed`, `leader-elected`.
    pub fn named(name: &str) -> Self {
        Self::about(name.into(), About::Unit)
    }

    /// A relation hook: `Hook::relation("db", 3, "changed")`. It is about the application until [`Hook::unit`] names a unit.
    pub fn relation(endpoint: &str, id: u64, kind: &str) -> Self {
        Self::of_relation(endpoint, Some(id), kind)
    }

    fn of_relation(endpoint: &str, id: Option<u64>, kind: &str) -> Self {
        let relation = HookRelation {
            endpoint: endpoint.into(),
            id,
            remote_unit: None,
            is_broken: kind == "broken",
            departing_unit: None,
        };
        Self::about([endpoint, "-relation-", kind].concat(), About::Relation(relation))
    }

    /// A storage hook: `Hook::storage("data/0", "attached")`.
    pub fn storage(id: &str, kind: &str) -> Self {
        let name = id.split_once('/').map_or(id, |(name, _)| name);
        Self::of_storage(name, Some(id.to_owned()), kind)
    }

    fn of_storage(name: &str, id: Option<String>, kind: &str) -> Self {
        let about = About::Storage(HookStorage { name: name.into(), id });
        Self::about(format!("{name}-storage-{kind}"), about)
    }

    /// A hook about a container: `Hook::pebble("web", "ready")`.
    pub fn pebble(container: &str, kind: &str) -> Self {
        Self::about(format!("{container}-pebble-{kind}"), About::Workload(container.into()))
    }

    /// A hook about a secret: `Hook::secret("changed", "secret:9m4e2mr0ui3e8a215n4g")`.
    pub fn secret(kind: &str, id: &str) -> Self {
        let id = id.strip_prefix("secret:").unwrap_or(id).to_owned();
        Self::about(format!("secret-{kind}"), About::Secret(HookSecret { id, revision: None }))
    }

    /// An action with its parameters, a JSON object.
    pub fn action(name: &str, params: Value) -> Self {
        let params = if let Value::Object(params) = params { params } else { Map::new() };
        Self::about(name.into(), About::Action(params))
    }

    /// Of the relation with this number: needed where the endpoint has several.
    #[must_use]
    pub fn id(mut self, id: u64) -> Self {
        if let About::Relation(relation) = &mut self.about {
            relation.id = Some(id);
        }
        self
    }

    /// The remote unit that a relation hook is about.
    #[must_use]
    pub fn unit(mut self, unit: &str) -> Self {
        if let About::Relation(relation) = &mut self.about {
            relation.remote_unit = Some(unit.into());
        }
        self
    }

    /// The unit that departs, in a `relation-departed`.
    #[must_use]
    pub fn departing(mut self, unit: &str) -> Self {
        if let About::Relation(relation) = &mut self.about {
            relation.departing_unit = Some(unit.into());
        }
        self
    }

    /// Of the storage instance with this number: needed where the unit has several.
    #[must_use]
    pub fn index(mut self, index: u64) -> Self {
        if let About::Storage(storage) = &mut self.about {
            storage.id = Some(format!("{}/{index}", storage.name));
        }
        self
    }

    /// The revision that a `secret-expired` or `secret-remove` is about.
    #[must_use]
    pub fn revision(mut self, revision: u64) -> Self {
        if let About::Secret(secret) = &mut self.about {
            secret.revision = Some(revision);
        }
        self
    }

    /// One more variable, or another value for one.
    #[must_use]
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// A variable that this hook is not told.
    #[must_use]
    pub fn without(mut self, variable: &str) -> Self {
        self.without.insert(variable.into());
        self
    }

    /// Its name: `config-changed`, or the action's.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The parameters, of an action.
    pub fn params(&self) -> Option<&Map<String, Value>> {
        if let About::Action(params) = &self.about { Some(params) } else { None }
    }

    /// The parameters, of an action, to be changed.
    pub fn params_mut(&mut self) -> Option<&mut Map<String, Value>> {
        if let About::Action(params) = &mut self.about { Some(params) } else { None }
    }

    /// The relation that a relation hook is about.
    pub(crate) fn of(&self) -> Option<&HookRelation> {
        if let About::Relation(relation) = &self.about { Some(relation) } else { None }
    }

    /// The storage instance that a storage hook is about.
    pub(crate) fn storage_id(&self) -> Option<&str> {
        if let About::Storage(storage) = &self.about { storage.id.as_deref() } else { None }
    }

    /// What `JUJU_DISPATCH_PATH` says.
    pub fn dispatch_path(&self) -> String {
        let folder = if self.params().is_some() { "actions/" } else { "hooks/" };
        [folder, &self.name].concat()
    }

    /// What was left to the state: the only relation of an endpoint, the only instance of a storage, the unit that departs.
    /// Where there is none, or more than one, it stays open.
    pub(crate) fn complete(&mut self, state: &State) {
        match &mut self.about {
            About::Relation(hook) => {
                let mut of_it = state.relations.iter().filter(|relation| relation.endpoint == hook.endpoint);
                if let (None, Some(only), None) = (hook.id, of_it.next(), of_it.next()) {
                    hook.id = Some(only.id);
                }
                if hook.departing_unit.is_none() && self.name.ends_with("-relation-departed") {
                    hook.departing_unit.clone_from(&hook.remote_unit);
                }
            }
            About::Storage(hook) => {
                let mut of_it = state.storages.iter().filter(|instance| instance.name() == hook.name);
                if let (None, Some(only), None) = (&hook.id, of_it.next(), of_it.next()) {
                    hook.id = Some(only.id.clone());
                }
            }
            _ => {}
        }
    }
}

/// A hook that is told nothing more.
impl From<&str> for Hook {
    fn from(name: &str) -> Self {
        Self::named(name)
    }
}
