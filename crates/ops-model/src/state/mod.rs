//! What Juju knows about the unit and its model: plain data, as of the start of a hook.

mod difference;
mod network;
mod port;
mod relation;
mod status;
mod storage;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use network::{Address, BindAddress, Network};
pub use port::OpenPort;
pub use relation::Relation;
pub(crate) use relation::full_id;
pub use status::Status;
pub use storage::StorageInstance;

use crate::halves::halves;
use crate::names::{BindingName, DeclaredOption, ResourceName};
use crate::secret::Secret;

/// A databag: what one unit or application has written on one relation.
pub type Bag = BTreeMap<String, String>;

/// The unit, its application and its model, as one hook of the unit finds them.
///
/// The fields are what is committed: what a hook wrote and Juju still holds back is not in here. The methods `with_…` build one from
/// another, by the constants that `#[charm]` makes of the metadata.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
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
    pub charm_state: BTreeMap<String, String>,
    /// The controller's option `max-charm-state-size`: how large that may be for the database, in bytes; 0 is without limit.
    pub max_charm_state_size: usize,
    /// The secrets that this unit has to do with.
    pub secrets: Vec<Secret>,
    /// How many were added by hooks: each gets an id of its own.
    pub secrets_made: u64,
    /// The unit's workload status.
    pub unit_status: Status,
    /// The application's status.
    pub app_status: Status,
    /// The workload's version, as `application-version-set` wrote it.
    pub workload_version: Option<String>,
    /// By binding. One that is not here has the address 192.0.2.1; one that is `None` has no network.
    pub networks: BTreeMap<String, Option<Network>>,
    /// The unit's storage instances.
    pub storages: Vec<StorageInstance>,
    /// How many more of each storage were asked for.
    pub requested_storages: BTreeMap<String, u64>,
    /// The file of each resource.
    pub resources: BTreeMap<String, String>,
    /// The open ports.
    pub opened_ports: Vec<OpenPort>,
    /// What `goal-state` says: the units and the relations, a status each.
    pub goal_state: GoalState,
    /// What `credential-get` says; nothing if the application is not trusted.
    pub cloud_spec: Option<Value>,
    /// What `JUJU_AVAILABILITY_ZONE` says.
    pub availability_zone: String,
    /// What `JUJU_PRINCIPAL_UNIT` says: of a subordinate, the unit beside which it runs.
    pub principal_unit: String,
    /// How often the machine was rebooted.
    pub reboots: u64,
}

/// A status by the name of what has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalState {
    /// The units of the application.
    pub units: BTreeMap<String, String>,
    /// By endpoint: the applications and units of the other side.
    pub relations: BTreeMap<String, BTreeMap<String, String>>,
}

impl State {
    /// The version of Juju that a state has of which nobody says another.
    pub const JUJU_VERSION: &str = "3.6.11";

    /// A unit that is not the leader, in a model without relations, with nothing configured.
    pub fn unit(name: impl Into<String>) -> Self {
        Self {
            unit: name.into(),
            model: "dev".into(),
            model_uuid: "deadbeef-0bad-400d-8000-4b1d0d06f00d".into(),
            juju_version: Self::JUJU_VERSION.into(),
            leader: false,
            config: BTreeMap::new(),
            relations: Vec::new(),
            charm_state: BTreeMap::new(),
            max_charm_state_size: 2 << 20,
            secrets: Vec::new(),
            secrets_made: 0,
            unit_status: Status::default(),
            app_status: Status::default(),
            workload_version: None,
            networks: BTreeMap::new(),
            storages: Vec::new(),
            requested_storages: BTreeMap::new(),
            resources: BTreeMap::new(),
            opened_ports: Vec::new(),
            goal_state: GoalState::default(),
            cloud_spec: None,
            availability_zone: String::new(),
            principal_unit: String::new(),
            reboots: 0,
        }
    }

    /// The name of the unit's application.
    pub fn app(&self) -> &str {
        application(&self.unit)
    }

    /// The same unit as the leader, or not.
    #[must_use]
    pub fn with_leader(mut self, leader: bool) -> Self {
        self.leader = leader;
        self
    }

    /// With another version of Juju, such as `3.4.0`.
    #[must_use]
    pub fn with_juju_version(mut self, version: &str) -> Self {
        self.juju_version = version.into();
        self
    }

    /// With this value of an option.
    #[must_use]
    pub fn with_config(mut self, option: impl DeclaredOption, value: impl Into<Value>) -> Self {
        self.set_config(option.name(), value);
        self
    }

    /// With one relation more. A number that another relation has is changed to the next that is free; one of peers is to
    /// this application.
    #[must_use]
    pub fn with_relation(mut self, mut relation: Relation) -> Self {
        while self.relation(relation.id).is_some() {
            relation.id += 1;
        }
        if relation.remote_app.is_empty() {
            self.app().clone_into(&mut relation.remote_app);
        }
        self.relations.push(relation);
        self
    }

    /// With one secret more.
    #[must_use]
    pub fn with_secret(mut self, secret: Secret) -> Self {
        self.secrets.push(secret);
        self
    }

    /// With one storage instance more.
    #[must_use]
    pub fn with_storage(mut self, instance: StorageInstance) -> Self {
        self.storages.push(instance);
        self
    }

    /// With the file of a resource.
    #[must_use]
    pub fn with_resource(mut self, resource: impl ResourceName, path: &str) -> Self {
        self.resources.insert(resource.name().into(), path.into());
        self
    }

    /// With the network of an endpoint or of an extra binding; `None` is none at all.
    #[must_use]
    pub fn with_network(mut self, binding: impl BindingName, network: impl Into<Option<Network>>) -> Self {
        self.networks.insert(binding.name().into(), network.into());
        self
    }

    /// With an open port.
    #[must_use]
    pub fn with_open_port(mut self, port: OpenPort) -> Self {
        self.opened_ports.push(port);
        self
    }

    /// With so many units planned of this application, this one among them: what `goal-state` is asked for.
    #[must_use]
    pub fn with_planned_units(mut self, count: u32) -> Self {
        let (app, own) = (self.app().to_owned(), self.unit.clone());
        let others = (0..).map(|number| format!("{app}/{number}")).filter(|unit| *unit != own);
        let others = others.take(count.saturating_sub(1) as usize);
        let units = others.chain((count > 0).then_some(own.clone()));
        self.goal_state.units = units.map(|unit| (unit, "active".into())).collect();
        self
    }

    /// In a cloud of which the unit may know this, as `credential-get` writes it.
    #[must_use]
    pub fn with_cloud_spec(mut self, cloud_spec: Value) -> Self {
        self.cloud_spec = Some(cloud_spec);
        self
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
        let attached = self.storages.iter().filter(|instance| instance.name() == name).count();
        self.requested_storages.get(name).copied().unwrap_or_default() + attached as u64
    }

    /// Whether a relation is among the units of this application itself.
    pub(crate) fn is_peer(&self, relation: &Relation) -> bool {
        relation.remote_app == self.app()
    }

    /// The network of a binding.
    pub(crate) fn network(&self, binding: &str) -> Option<Network> {
        self.networks.get(binding).cloned().unwrap_or_else(|| Some(Network::default()))
    }
}

/// Pairs of texts as Juju keeps them.
pub(crate) fn owned<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Bag {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// The application of a unit: what stands before the slash.
pub(crate) fn application(unit: &str) -> &str {
    halves(unit, b'/').map_or(unit, |(app, _)| app)
}
