//! What happens around the unit.

use serde_json::Value;

use super::Unit;
use crate::resolver::{
    ConsumedSecret, Life, Platform, QueuedAction, RemoteRelation, RemoteStorage, WorkloadEvent,
    WorkloadEventKind,
};
use crate::secret::Owner;
use crate::state::{Bag, Relation, StorageInstance};

impl Unit {
    /// A relation to an application, none of whose units has joined; to the unit's own it is one of peers. Gives its number.
    pub fn relate(&mut self, endpoint: &str, remote_app: &str) -> u64 {
        let id = self.next_relation;
        self.add_relation(Relation::named(endpoint, id, remote_app));
        id
    }

    pub(super) fn add_relation(&mut self, mut relation: Relation) {
        let Relation { id, endpoint, remote_app, .. } = &relation;
        let is_peer = remote_app == self.state.app();
        let remote = RemoteRelation { is_peer, ..RemoteRelation::new(endpoint, *id, remote_app) };
        self.next_relation = self.next_relation.max(id + 1);
        self.remote.relations.push(remote);
        let (id, units) = (*id, std::mem::take(&mut relation.remote_units_data));
        let has_app_data = !relation.remote_app_data.is_empty();
        self.state.relations.push(relation);
        if let Some(remote) = self.remote.relation_mut(id).filter(|_| has_app_data) {
            remote.app_version = 1;
        }
        for (unit, bag) in units {
            self.join(id, &unit);
            self.write_unit(id, &unit, bag);
        }
    }

    /// A remote unit comes into a relation.
    pub fn join(&mut self, relation: u64, unit: &str) {
        let Some(remote) = self.remote.relation_mut(relation).filter(|remote| remote.life == Life::Alive)
        else {
            return;
        };
        remote.members.entry(unit.to_owned()).or_insert(1);
        if let Some(relation) = self.state.relation_mut(relation) {
            relation.remote_units_data.entry(unit.to_owned()).or_default();
        }
    }

    /// A remote unit leaves a relation.
    pub fn depart(&mut self, relation: u64, unit: &str) {
        if let Some(remote) = self.remote.relation_mut(relation) {
            remote.members.remove(unit);
        }
        if let Some(relation) = self.state.relation_mut(relation) {
            relation.remote_units_data.remove(unit);
        }
    }

    /// A remote unit writes to its databag; what is empty is removed. Whoever is not in the relation writes nothing.
    pub fn write_unit(&mut self, relation: u64, unit: &str, data: Bag) {
        let Some(bag) =
            self.state.relation_mut(relation).and_then(|relation| relation.remote_units_data.get_mut(unit))
        else {
            return;
        };
        if write(bag, data)
            && let Some(version) =
                self.remote.relation_mut(relation).and_then(|remote| remote.members.get_mut(unit))
        {
            *version += 1;
        }
    }

    /// The remote application writes to its databag.
    pub fn write_app(&mut self, relation: u64, data: Bag) {
        let Some(bag) = self.state.relation_mut(relation).map(|relation| &mut relation.remote_app_data)
        else {
            return;
        };
        if write(bag, data)
            && let Some(remote) = self.remote.relation_mut(relation)
        {
            remote.app_version += 1;
        }
    }

    /// A relation is removed. The unit leaves it in hooks of its own.
    pub fn end_relation(&mut self, relation: u64) {
        if let Some(remote) = self.remote.relation_mut(relation) {
            (remote.life, remote.members) = (Life::Dying, std::collections::BTreeMap::new());
        }
        // A unit that was not told of it never is.
        if !self.local.relations.contains_key(&relation) {
            self.forget_relation(relation);
        }
    }

    pub(super) fn forget_relation(&mut self, id: u64) {
        self.remote.relations.retain(|relation| relation.id != id);
        self.state.relations.retain(|relation| relation.id != id);
        self.seen.remove(&id);
        for secret in &mut self.state.secrets {
            secret.grants.retain(|(over, _)| *over != id);
        }
    }

    /// An option gets a value. One that it has already is no news.
    pub fn configure(&mut self, option: &str, value: impl Into<Value>) {
        let value = value.into();
        if self.state.config.get(option) != Some(&value) {
            self.state.set_config(option, value);
            self.remote.config_hash += 1;
        }
    }

    /// The unit leads from here on, or another does.
    pub fn lead(&mut self, leads: bool) {
        (self.remote.leader, self.state.leader) = (leads, leads);
    }

    /// A newer revision of the charm.
    pub fn upgrade(&mut self) {
        self.remote.revision += 1;
        if self.remote.platform == Platform::Kubernetes {
            self.local.pod_replaced(self.remote.revision);
        }
    }

    /// The machine, or the pod, comes up again.
    pub fn reboot(&mut self) {
        self.local.rebooted();
    }

    /// It is time for `update-status`.
    pub fn update_status(&mut self) {
        self.remote.update_status += 1;
    }

    /// It is time to run a failed hook again.
    pub fn retry(&mut self) {
        self.remote.retries += 1;
    }

    /// Pebble has something to tell of a container.
    pub fn workload_event(&mut self, container: &str, kind: WorkloadEventKind) {
        let last = self.remote.workload_events.last().map_or(self.local.workload_event, |event| event.number);
        let event = WorkloadEvent { number: last + 1, container: container.into(), kind };
        self.remote.workload_events.retain(|event| event.number > self.local.workload_event);
        self.remote.workload_events.push(event);
    }

    /// Somebody asks for an action.
    pub fn ask(&mut self, action: &str, params: Value) {
        let last = self.remote.actions.last().map_or(self.local.action, |action| action.id);
        self.remote.actions.retain(|action| action.id > self.local.action);
        self.remote.actions.push(QueuedAction { id: last + 1, name: action.into(), params });
    }

    /// A storage instance comes.
    pub fn attach(&mut self, storage: StorageInstance) {
        let id = storage.id.clone();
        self.remote.storages.push(RemoteStorage { id, life: Life::Alive, provisioned: true });
        self.state.storages.push(storage);
    }

    /// A storage instance is to go.
    pub fn detach(&mut self, storage: &str) {
        for remote in self.remote.storages.iter_mut().filter(|remote| remote.id == storage) {
            remote.life = Life::Dying;
        }
    }

    /// The owner of a secret, which is not this unit, makes a new revision of it.
    pub fn revise_secret(&mut self, id: &str, content: Bag) {
        let id = id.strip_prefix("secret:").unwrap_or(id);
        let is_it = |secret: &&mut crate::secret::Secret| {
            secret.id == id && matches!(secret.owner, Owner::Other { .. })
        };
        let Some(secret) = self.state.secrets.iter_mut().find(is_it) else { return };
        let revision = secret.latest() + 1;
        secret.revisions.insert(revision, content);
        // Only who has read it is told.
        if secret.tracked.is_none() {
            return;
        }
        let uri = format!("secret:{id}");
        let label = secret.reader_label.clone();
        self.remote.consumed_secrets.retain(|secret| secret.uri != uri);
        self.remote.consumed_secrets.push(ConsumedSecret { uri, label, revision });
    }

    /// It is time to rotate a secret of the unit's own, or of its application's.
    pub fn rotate_secret(&mut self, id: &str) {
        let uri = format!("secret:{}", id.strip_prefix("secret:").unwrap_or(id));
        for secret in self.remote.owned_secrets.iter_mut().filter(|secret| secret.uri == uri) {
            secret.rotations += 1;
        }
    }

    /// The unit is removed.
    pub fn remove(&mut self) {
        self.remote.life = Life::Dying;
    }
}

/// Says whether something has changed.
fn write(bag: &mut Bag, data: Bag) -> bool {
    let before = bag.clone();
    for (key, value) in data {
        if value.is_empty() {
            bag.remove(&key);
        } else {
            bag.insert(key, value);
        }
    }
    *bag != before
}
