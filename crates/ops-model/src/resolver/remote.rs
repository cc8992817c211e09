//! What the unit's agent is told of its unit.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the controller, the machine and Pebble say of a unit right now.
///
/// In Juju the snapshot of its watchers, `worker/uniter/remotestate/snapshot.go`. It says what is so, never what is new: what is new
/// comes of comparing it with [`Local`](super::Local). A number that rises (`update_status`, `retries`, …) stands for «it happened
/// again».
///
/// When something is told is with whoever fills this in, and with it every order that only the time of day makes. A `pebble-ready`
/// comes before `config-changed` and `start` if Pebble answers that early: push the event right after the install.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remote {
    /// The unit's name, `web/0`.
    pub unit: String,
    /// What the unit runs on.
    pub platform: Platform,
    /// Juju's version, `3.6.11`: before 3.6 peer relations have no place of their own, and from 4 on `leader-settings-changed` is
    /// gone. One that cannot be read is taken for the newest.
    pub juju_version: String,
    /// Whether the unit is being removed.
    pub life: Life,
    /// Whether its application is: then the departing unit is this one, though it is still alive.
    pub app_life: Life,
    /// Whether the agent is told to end in order, as when a pod is deleted: it runs `stop`, and nothing that is queued.
    pub shutdown: bool,
    /// Whether the unit leads its application.
    pub leader: bool,
    /// How often the leader's settings have changed. Before Juju 4 the others are told so, the first time after their install.
    pub leader_settings: u64,
    /// Which revision of the charm the application is to run. On Kubernetes it comes with a new pod, so here it is without effect
    /// there: see [`Local::pod_replaced`](super::Local::pod_replaced).
    pub revision: u64,
    /// Whether an upgrade is forced upon a unit whose hook has failed.
    pub force_upgrade: bool,
    /// A number that differs when an option, the trust or an address does. Juju keeps a hash of each.
    pub config_hash: u64,
    /// The relations of the unit whose endpoints the charm declares.
    pub relations: Vec<RemoteRelation>,
    /// The storage instances of the unit.
    pub storages: Vec<RemoteStorage>,
    /// The secrets of others that the unit has read.
    pub consumed_secrets: Vec<ConsumedSecret>,
    /// The secrets that the unit or its application owns.
    pub owned_secrets: Vec<OwnedSecret>,
    /// The URIs of secrets that are gone.
    pub deleted_secrets: Vec<String>,
    /// What the containers have to tell, in the order in which it came. What was taken may be left out.
    pub workload_events: Vec<WorkloadEvent>,
    /// The actions that were asked for, in that order. What was taken may be left out.
    pub actions: Vec<QueuedAction>,
    /// How often it was time for `update-status`: every five minutes, if the model says nothing else.
    pub update_status: u64,
    /// How often it was time to run a failed hook again: by the agent's timer, or by `juju resolved`.
    pub retries: u64,
    /// How often `juju resolved --no-retry` was said: the failed hook counts as done.
    pub skips: u64,
}

/// What a unit runs on. Juju calls them IAAS and CAAS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Platform {
    /// A machine, virtual or a container of LXD.
    Machine,
    /// A pod, with the charm in a container of its own.
    Kubernetes,
}

/// Whether something is there to stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Life {
    /// It is.
    #[default]
    Alive,
    /// It is being removed, and gone once the units have run their hooks about that.
    Dying,
}

/// A relation, as the controller tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteRelation {
    /// The number of the relation.
    pub id: u64,
    /// The name of this side's endpoint.
    pub endpoint: String,
    /// Whether it is among the units of one application.
    pub is_peer: bool,
    /// The application on the other side; on a peer relation the unit's own.
    pub remote_app: String,
    /// Whether it is being removed.
    pub life: Life,
    /// Whether an offer of another model is held back: the unit leaves the relation as it would one that is removed, and joins anew later.
    pub suspended: bool,
    /// The units on the other side that are in scope, each with the version of its databag.
    pub members: BTreeMap<String, u64>,
    /// The version of the remote application's databag; 0 while nothing was written.
    pub app_version: u64,
}

/// A storage instance, as the controller tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteStorage {
    /// `data/0`
    pub id: String,
    /// Whether it is being detached.
    pub life: Life,
    /// Whether it is there to be used yet. On a machine the install waits for that; on Kubernetes nothing does.
    pub provisioned: bool,
}

/// A secret that the unit has read and that somebody else owns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsumedSecret {
    /// `secret:9m4e2mr0ui3e8a215n4g`
    pub uri: String,
    /// The unit's own label for it; may be empty.
    pub label: String,
    /// The newest revision. `secret-changed` comes for each that the unit was not told of; so list the secret from its first new
    /// revision on.
    pub revision: u64,
}

/// A secret that the unit or its application owns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedSecret {
    /// `secret:9m4e2mr0ui3e8a215n4g`
    pub uri: String,
    /// The owner's label; may be empty.
    pub label: String,
    /// Whether the application owns it: then only the leader is told anything of it.
    pub is_of_app: bool,
    /// How often it was time to rotate it.
    pub rotations: u64,
    /// The revisions that have expired, and how often that was said: again every five minutes until the revision is removed.
    pub expired: BTreeMap<u64, u64>,
    /// The revisions that nobody reads any more.
    pub obsolete: BTreeSet<u64>,
}

/// Something that Pebble has to tell of a container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadEvent {
    /// The place in the order in which they came: from 1, rising.
    pub number: u64,
    /// The container.
    pub container: String,
    /// What it is.
    pub kind: WorkloadEventKind,
}

/// What Pebble has to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkloadEventKind {
    /// It answers, with another boot id than before.
    Ready,
    /// A notice of the type `custom`.
    CustomNotice {
        /// Pebble's number of the notice.
        id: String,
        /// `example.com/backup-done`
        key: String,
    },
    /// A check has failed as often as it may.
    CheckFailed {
        /// The check's name.
        check: String,
    },
    /// A failed check is well again.
    CheckRecovered {
        /// The check's name.
        check: String,
    },
}

/// An action that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedAction {
    /// Juju's number of it: from 1, rising.
    pub id: u64,
    /// The action's name.
    pub name: String,
    /// Its parameters, a JSON object.
    pub params: Value,
}

impl Remote {
    /// A unit on a machine that is alone in its model, with Juju 3.6, the charm's revision 1, and without a lead.
    #[must_use]
    pub fn machine(unit: &str) -> Self {
        Self {
            unit: unit.into(),
            platform: Platform::Machine,
            juju_version: "3.6.11".into(),
            life: Life::Alive,
            app_life: Life::Alive,
            shutdown: false,
            leader: false,
            leader_settings: 1,
            revision: 1,
            force_upgrade: false,
            config_hash: 1,
            relations: Vec::new(),
            storages: Vec::new(),
            consumed_secrets: Vec::new(),
            owned_secrets: Vec::new(),
            deleted_secrets: Vec::new(),
            workload_events: Vec::new(),
            actions: Vec::new(),
            update_status: 0,
            retries: 0,
            skips: 0,
        }
    }

    /// As [`Remote::machine`], in a pod.
    #[must_use]
    pub fn kubernetes(unit: &str) -> Self {
        Self { platform: Platform::Kubernetes, ..Self::machine(unit) }
    }

    /// The relation with this number.
    #[must_use]
    pub fn relation(&self, id: u64) -> Option<&RemoteRelation> {
        self.relations.iter().find(|relation| relation.id == id)
    }

    /// The relation with this number, to be changed.
    pub fn relation_mut(&mut self, id: u64) -> Option<&mut RemoteRelation> {
        self.relations.iter_mut().find(|relation| relation.id == id)
    }

    pub(super) fn is_dying(&self) -> bool {
        self.life == Life::Dying
    }

    /// Whether this is Juju `major.minor` or later.
    pub(super) fn is_juju(&self, major: u64, minor: u64) -> bool {
        let mut numbers = self.juju_version.split('.').map(|part| {
            let end = part.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(part.len());
            part.get(..end).and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX)
        });
        (numbers.next().unwrap_or(u64::MAX), numbers.next().unwrap_or(u64::MAX)) >= (major, minor)
    }
}

impl RemoteRelation {
    /// A relation to another application, none of whose units is in scope yet.
    #[must_use]
    pub fn new(endpoint: &str, id: u64, remote_app: &str) -> Self {
        Self { id, endpoint: endpoint.into(), remote_app: remote_app.into(), ..Self::default() }
    }

    /// A relation among the units of an application.
    #[must_use]
    pub fn peer(endpoint: &str, id: u64, app: &str) -> Self {
        Self { is_peer: true, ..Self::new(endpoint, id, app) }
    }

    /// Whether a unit that is told this leaves the relation.
    pub(super) fn is_ending(&self) -> bool {
        self.life == Life::Dying || self.suspended
    }
}
