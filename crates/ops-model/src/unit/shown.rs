//! What a whole model shows of itself to one of its units.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Unit;
use crate::resolver::{ConsumedSecret, Life, Platform};
use crate::secret::{Owner, Secret};
use crate::state::{Bag, GoalState, Relation, Status};

/// A databag, and how often it was changed: a unit is told of a version that it does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Databag {
    pub(crate) data: Bag,
    pub(crate) version: u64,
}

impl Databag {
    /// What was written before makes no version.
    pub(crate) fn write(&mut self, data: &Bag) {
        if self.data != *data {
            self.data.clone_from(data);
            self.version += 1;
        }
    }
}

/// A relation from one end of it.
pub(crate) struct Shown<'a> {
    pub(crate) id: u64,
    pub(crate) life: Life,
    pub(crate) endpoint: &'a str,
    pub(crate) remote_app: &'a str,
    /// The databag of this application, which is that of both ends among peers.
    pub(crate) own_data: &'a Databag,
    pub(crate) remote_data: &'a Databag,
    /// The units on the other side that are in scope.
    pub(crate) members: Vec<(&'a str, &'a Databag)>,
}

impl Unit {
    /// Shows a relation as it is now.
    pub(crate) fn show_relation(&mut self, shown: &Shown<'_>) {
        let id = shown.id;
        if shown.life == Life::Dying {
            self.end_relation(id);
        } else if self.remote.relation(id).is_none() {
            // It has left already, or will never enter.
            if self.is_dying() {
                return;
            }
            self.add_relation(Relation::named(shown.endpoint, id, shown.remote_app));
        }
        let (Some(remote), Some(relation)) = (self.remote.relation_mut(id), self.state.relation_mut(id))
        else {
            return;
        };
        copy(&mut relation.local_app_data, &shown.own_data.data);
        if !remote.is_peer {
            copy(&mut relation.remote_app_data, &shown.remote_data.data);
        }
        if shown.life == Life::Dying {
            return;
        }
        remote.app_version = shown.remote_data.version;
        let is_member = |unit: &str| shown.members.iter().any(|(member, _)| *member == unit);
        remote.members.retain(|unit, _| is_member(unit));
        relation.remote_units_data.retain(|unit, _| is_member(unit));
        for (unit, bag) in &shown.members {
            if remote.members.insert((*unit).to_owned(), bag.version) != Some(bag.version) {
                relation.remote_units_data.insert((*unit).to_owned(), bag.data.clone());
            }
        }
    }

    /// What a unit wrote into its application's databag itself is no news to it.
    pub(crate) fn knows_app_data(&mut self, relation: u64, before: u64, after: u64) {
        let known = self.local.relations.get_mut(&relation).filter(|known| known.app_version == before);
        if let Some(known) = known {
            known.app_version = after;
        }
    }

    /// Shows the model's secrets, each with the revisions that nobody reads any more. Which revision the unit reads, and by which label,
    /// is its own.
    pub(crate) fn show_secrets(&mut self, secrets: Vec<(Secret, BTreeSet<u64>)>) {
        let before = std::mem::take(&mut self.state.secrets);
        self.remote.consumed_secrets.clear();
        let mut obsolete = BTreeMap::new();
        for (mut secret, of_it) in secrets {
            let uri = format!("secret:{}", secret.id);
            if let Some(known) = before.iter().find(|known| known.id == secret.id) {
                secret.tracked = known.tracked;
                secret.reader_label.clone_from(&known.reader_label);
            }
            let (label, revision) = (secret.reader_label.clone(), secret.latest());
            let is_behind = secret.tracked.is_some_and(|tracked| tracked < revision);
            if is_behind && secret.owner == (Owner::Other { is_granted: true }) {
                self.remote.consumed_secrets.push(ConsumedSecret { uri: uri.clone(), label, revision });
            }
            obsolete.insert(uri, of_it);
            self.state.secrets.push(secret);
        }
        let gone = before.iter().filter(|known| self.state.secret(&known.id).is_none());
        self.remote.deleted_secrets.extend(gone.map(|known| format!("secret:{}", known.id)));
        let (consumed, owned) = (&self.local.consumed_secrets, &self.local.owned_secrets);
        self.remote.deleted_secrets.retain(|uri| consumed.contains_key(uri) || owned.contains_key(uri));
        self.list_owned_secrets();
        for secret in &mut self.remote.owned_secrets {
            secret.obsolete = obsolete.remove(&secret.uri).unwrap_or_default();
        }
    }

    /// Shows what its application is: the status, the revision of the charm, and whether that is to go.
    pub(crate) fn show_app(&mut self, status: &Status, revision: u64, life: Life) {
        self.state.app_status.clone_from(status);
        self.remote.app_life = life;
        if self.remote.revision != revision {
            self.remote.revision = revision;
            if self.remote.platform == Platform::Kubernetes {
                self.local.pod_replaced(revision);
            }
        }
    }

    /// Shows what `goal-state` says.
    pub(crate) fn show_goal_state(&mut self, goal_state: GoalState) {
        self.state.goal_state = goal_state;
    }

    /// Takes the storage that hooks have asked for.
    pub(crate) fn take_requested_storages(&mut self) -> BTreeMap<String, u64> {
        std::mem::take(&mut self.state.requested_storages)
    }

    /// Whether it is being removed.
    pub(crate) fn is_dying(&self) -> bool {
        self.remote.life == Life::Dying
    }

    /// Whether it was removed, and has nothing left to do.
    pub(crate) fn is_gone(&self) -> bool {
        self.is_dying() && self.next().is_none() && !self.local.has_failed()
    }

    /// A unit that is new, with the charm's files of this revision.
    pub(crate) fn at_revision(mut self, revision: u64) -> Self {
        (self.remote.revision, self.local.revision) = (revision, revision);
        self
    }
}

fn copy(shown: &mut Bag, data: &Bag) {
    if shown != data {
        shown.clone_from(data);
    }
}
