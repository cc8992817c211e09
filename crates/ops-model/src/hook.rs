//! What Juju is about to run, and the environment that says so.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::world::World;

/// A hook or an action, with what its environment says beyond what every hook is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hook {
    /// `config-changed`, `db-relation-changed`, or the action's name.
    pub(crate) name: String,
    /// The action's parameters; `None` for a hook.
    pub(crate) params: Option<Map<String, Value>>,
    pub(crate) relation: Option<HookRelation>,
    variables: BTreeMap<String, String>,
    without: BTreeSet<String>,
}

/// The relation that a hook is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct HookRelation {
    pub(crate) id: u64,
    /// The unit that joined, changed or departed; `None` where the hook is about the application or the relation.
    pub(crate) remote_unit: Option<String>,
    /// In a `relation-broken` the relation is no longer listed.
    pub(crate) is_broken: bool,
    /// In a `relation-departed` the departing unit is no longer listed.
    pub(crate) departing_unit: Option<String>,
}

impl Hook {
    /// A hook that is told nothing more: `install`, `config-changed`, `leader-elected`.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.into(),
            params: None,
            relation: None,
            variables: BTreeMap::new(),
            without: BTreeSet::new(),
        }
    }

    /// A relation hook: `Hook::relation("db", 3, "changed")`. It is about the application until [`Hook::unit`] names a unit.
    pub fn relation(endpoint: &str, id: u64, kind: &str) -> Self {
        let relation =
            HookRelation { id, remote_unit: None, is_broken: kind == "broken", departing_unit: None };
        Self { relation: Some(relation), ..Self::named(&format!("{endpoint}-relation-{kind}")) }
            .variable("JUJU_RELATION", endpoint)
            .variable("JUJU_RELATION_ID", &format!("{endpoint}:{id}"))
            .variable("JUJU_REMOTE_UNIT", "")
    }

    /// The remote unit that a relation hook is about.
    #[must_use]
    pub fn unit(mut self, unit: &str) -> Self {
        if let Some(relation) = &mut self.relation {
            relation.remote_unit = Some(unit.into());
        }
        self.variable("JUJU_REMOTE_UNIT", unit)
    }

    /// The unit that departs, in a `relation-departed`.
    #[must_use]
    pub fn departing(mut self, unit: &str) -> Self {
        if let Some(relation) = &mut self.relation {
            relation.departing_unit = Some(unit.into());
        }
        self.variable("JUJU_DEPARTING_UNIT", unit)
    }

    /// A storage hook: `Hook::storage("data/0", "attached")`, for a filesystem below `/srv`.
    pub fn storage(id: &str, kind: &str) -> Self {
        let name = id.split_once('/').map_or(id, |(name, _)| name);
        Self::named(&format!("{name}-storage-{kind}"))
            .variable("JUJU_STORAGE_ID", id)
            .variable("JUJU_STORAGE_LOCATION", &format!("/srv/{id}"))
            .variable("JUJU_STORAGE_KIND", "filesystem")
    }

    /// A hook about a container: `Hook::pebble("web", "ready")`.
    pub fn pebble(container: &str, kind: &str) -> Self {
        Self::named(&format!("{container}-pebble-{kind}")).variable("JUJU_WORKLOAD_NAME", container)
    }

    /// A hook about a secret: `Hook::secret("changed", "secret:9m4e2mr0ui3e8a215n4g")`, without a label.
    pub fn secret(kind: &str, id: &str) -> Self {
        Self::named(&format!("secret-{kind}"))
            .variable("JUJU_SECRET_ID", id)
            .variable("JUJU_SECRET_LABEL", "")
    }

    /// An action with its parameters, a JSON object.
    pub fn action(name: &str, params: Value) -> Self {
        let params = if let Value::Object(params) = params { params } else { Map::new() };
        Self { params: Some(params), ..Self::named(name) }
            .variable("JUJU_ACTION_NAME", name)
            .variable("JUJU_ACTION_UUID", "2")
            .variable("JUJU_ACTION_TAG", "action-2")
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

    /// Whether it is an action.
    pub fn is_action(&self) -> bool {
        self.params.is_some()
    }

    /// The storage instance that a storage hook is about.
    pub(crate) fn storage_id(&self) -> Option<&str> {
        self.variables.get("JUJU_STORAGE_ID").map(String::as_str)
    }

    /// What `JUJU_DISPATCH_PATH` says.
    pub fn dispatch_path(&self) -> String {
        let folder = if self.params.is_some() { "actions" } else { "hooks" };
        format!("{folder}/{}", self.name)
    }

    /// The environment that Juju makes for the hook. `place` is what the agent adds of itself and of its machine: the charm's folder,
    /// where it listens, `PATH`.
    pub fn environment(&self, world: &World, place: BTreeMap<String, String>) -> BTreeMap<String, String> {
        let relation = self.relation.as_ref().and_then(|relation| world.relation(relation.id));
        let hook_name = if self.params.is_some() { "" } else { self.name.as_str() };
        let said = [
            ("JUJU_HOOK_NAME", hook_name),
            ("JUJU_DISPATCH_PATH", &self.dispatch_path()),
            ("JUJU_UNIT_NAME", &world.unit),
            ("JUJU_MODEL_NAME", &world.model),
            ("JUJU_MODEL_UUID", &world.model_uuid),
            ("JUJU_API_ADDRESSES", "192.0.2.9:17070"),
            ("JUJU_SLA", "unsupported"),
            ("JUJU_MACHINE_ID", "0"),
            ("JUJU_PRINCIPAL_UNIT", &world.surroundings.principal),
            ("JUJU_AVAILABILITY_ZONE", &world.surroundings.availability_zone),
            ("JUJU_VERSION", &world.juju_version),
            ("CLOUD_API_VERSION", ""),
            ("JUJU_CHARM_HTTP_PROXY", ""),
            ("JUJU_CHARM_HTTPS_PROXY", ""),
            ("JUJU_CHARM_FTP_PROXY", ""),
            ("JUJU_CHARM_NO_PROXY", ""),
            ("LANG", "C.UTF-8"),
            ("TERM", "tmux-256color"),
            ("DEBIAN_FRONTEND", "noninteractive"),
            ("APT_LISTCHANGES_FRONTEND", "none"),
        ];
        let mut environment = place;
        environment.extend(said.map(|(name, value)| (name.to_owned(), value.to_owned())));
        if let Some(relation) = relation {
            environment.insert("JUJU_REMOTE_APP".into(), relation.remote_app.clone());
        }
        environment.extend(self.variables.clone());
        environment.retain(|name, _| !self.without.contains(name));
        environment
    }
}

/// A hook that is told nothing more.
impl From<&str> for Hook {
    fn from(name: &str) -> Self {
        Self::named(name)
    }
}
