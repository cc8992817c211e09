//! What Juju knows about the unit and its model: plain data, as of the start of a hook.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::secret::Secret;
use crate::surroundings::Surroundings;

/// A databag: what one unit or application has written on one relation.
pub type Bag = BTreeMap<String, String>;

/// The unit, its application and its model.
///
/// The fields are what is committed: what a hook wrote and Juju still holds back is not in here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct World {
    /// The unit's name, `web/0`.
    pub unit: String,
    /// The model's name.
    pub model: String,
    /// The model's UUID.
    pub model_uuid: String,
    /// Juju's version, `3.6.11`.
    pub juju_version: String,
    /// Whether this unit leads its application.
    pub leader: bool,
    /// The options that have a value; `null` marks one that is declared without a default and not set.
    pub config: BTreeMap<String, Value>,
    /// The relations of this unit.
    pub relations: Vec<Relation>,
    /// The charm's own state, as `state-set` wrote it.
    pub state: BTreeMap<String, String>,
    /// The controller's option `max-charm-state-size`: how large that may be for the database, in bytes; 0 is without limit.
    pub max_charm_state_size: usize,
    /// The secrets that this unit has to do with.
    pub secrets: Vec<Secret>,
    /// How many were added by hooks: each gets an id of its own.
    pub(crate) secrets_made: u64,
    /// The unit's workload status.
    pub status: Status,
    /// The application's status.
    pub app_status: Status,
    /// The workload's version, as `application-version-set` wrote it.
    pub workload_version: Option<String>,
    /// What was logged, in order.
    pub logs: Vec<Log>,
    /// The action that runs, or ran last.
    pub action: Option<Action>,
    /// Network, storage, ports and all else around the unit.
    pub surroundings: Surroundings,
}

/// A relation as one unit sees it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Relation {
    /// The number of the relation.
    pub id: u64,
    /// The name of this side's endpoint.
    pub endpoint: String,
    /// The application on the other side; for a peer relation, this one.
    pub remote_app: String,
    /// What this unit has written.
    pub local_unit: Bag,
    /// What this application's leader has written.
    pub local_app: Bag,
    /// What the other application has written. On a peer relation `local_app` is meant.
    pub remote_app_data: Bag,
    /// The units on the other side, each with what it has written.
    pub members: BTreeMap<String, Bag>,
}

/// A status and its message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// `active`, `blocked`, `maintenance`, `waiting` or `unknown`.
    pub status: String,
    /// What an operator reads beside it.
    pub message: String,
}

/// A line of the unit's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// `TRACE` to `CRITICAL`.
    pub level: String,
    /// The text, without the prefix that Juju gives it in a relation hook.
    pub text: String,
}

/// An action: what was asked, and what came of it so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The action's name.
    pub name: String,
    /// Its parameters, with the defaults filled in.
    pub params: serde_json::Map<String, Value>,
    /// The results; a nested one has a dotted key.
    pub results: BTreeMap<String, String>,
    /// Why it failed, when it did.
    pub failed: Option<String>,
    /// What was sent to the user while it ran.
    pub messages: Vec<String>,
}

impl World {
    /// A unit that is not the leader, in a model without relations, with nothing configured.
    pub fn unit(name: impl Into<String>) -> Self {
        Self {
            unit: name.into(),
            model: "dev".into(),
            model_uuid: "deadbeef-0bad-400d-8000-4b1d0d06f00d".into(),
            juju_version: "3.6.11".into(),
            leader: false,
            config: BTreeMap::new(),
            relations: Vec::new(),
            state: BTreeMap::new(),
            max_charm_state_size: 2 << 20,
            secrets: Vec::new(),
            secrets_made: 0,
            status: Status::default(),
            app_status: Status::default(),
            workload_version: None,
            logs: Vec::new(),
            action: None,
            surroundings: Surroundings::default(),
        }
    }

    /// The name of the unit's application.
    pub fn app(&self) -> &str {
        application(&self.unit)
    }

    /// Gives an option a value.
    pub fn set_config(&mut self, option: &str, value: impl Into<Value>) -> &mut Self {
        self.config.insert(option.into(), value.into());
        self
    }

    /// The relation with this number.
    pub fn relation(&self, id: u64) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.id == id)
    }

    /// The relation with this number, to be changed.
    pub fn relation_mut(&mut self, id: u64) -> Option<&mut Relation> {
        self.relations.iter_mut().find(|relation| relation.id == id)
    }

    /// The secret with this id, without the prefix of the URI, or with it.
    pub fn secret(&self, id: &str) -> Option<&Secret> {
        let id = id.strip_prefix("secret:").unwrap_or(id);
        self.secrets.iter().find(|secret| secret.id == id)
    }

    /// The secret with this label of its owner.
    pub fn secret_by_label(&self, label: &str) -> Option<&Secret> {
        self.secrets.iter().find(|secret| secret.label == label)
    }

    /// How many instances of a storage there are, or are to be.
    pub(crate) fn storage_count(&self, name: &str) -> u64 {
        let is_of = |id: &str| id.split_once('/').is_some_and(|(of, _)| of == name);
        let attached = self.surroundings.storage.iter().filter(|instance| is_of(&instance.id)).count();
        self.surroundings.storage_added.get(name).copied().unwrap_or_default() + attached as u64
    }

    /// Whether a relation is among the units of this application itself.
    pub(crate) fn is_peer(&self, relation: &Relation) -> bool {
        relation.remote_app == self.app()
    }
}

impl Relation {
    /// A relation to `remote_app` that no remote unit has joined yet. Its own bag holds what Juju puts there.
    pub fn new(endpoint: &str, id: u64, remote_app: &str) -> Self {
        let address = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        Self {
            id,
            endpoint: endpoint.into(),
            remote_app: remote_app.into(),
            local_unit: Bag::from([
                address("egress-subnets", "192.0.2.1/32"),
                address("ingress-address", "192.0.2.1"),
                address("private-address", "192.0.2.1"),
            ]),
            ..Self::default()
        }
    }

    /// A remote unit that has joined, with its databag.
    #[must_use]
    pub fn member<const N: usize>(mut self, unit: &str, bag: [(&str, &str); N]) -> Self {
        self.members.insert(unit.into(), owned(bag));
        self
    }

    /// The databag of the remote application.
    #[must_use]
    pub fn app_data<const N: usize>(mut self, bag: [(&str, &str); N]) -> Self {
        self.remote_app_data = owned(bag);
        self
    }

    /// The relation as Juju writes it in full, `db:3`.
    pub fn full_id(&self) -> String {
        format!("{}:{}", self.endpoint, self.id)
    }
}

impl Status {
    /// A status with its message.
    pub fn new(status: &str, message: &str) -> Self {
        Self { status: status.into(), message: message.into() }
    }
}

/// Before the charm has set any.
impl Default for Status {
    fn default() -> Self {
        Self::new("unknown", "")
    }
}

fn owned<const N: usize>(bag: [(&str, &str); N]) -> Bag {
    bag.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// The application of a unit: what stands before the slash.
pub(crate) fn application(unit: &str) -> &str {
    unit.split_once('/').map_or(unit, |(app, _)| app)
}
