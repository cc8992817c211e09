//! What a unit's agent has done.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::hook_info::HookInfo;

/// What a unit's agent has done so far, and what it has taken note of.
///
/// In Juju it is in `worker/uniter/operation/state.go`, `relation/state.go`, `storage/state.go` and `secrets/state.go`, and in
/// `LocalState` of `resolver/interface.go`. [`Local::after`] brings it forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Local {
    /// Whether the install is done.
    pub installed: bool,
    /// Whether the unit was started, be it stopped again or not.
    pub started: bool,
    /// Whether it was stopped, and not started again.
    pub stopped: bool,
    /// Whether the `remove` hook is done: nothing runs after it.
    pub removed: bool,
    /// What is left of an earlier choice.
    pub hook: HookState,
    /// Whether its agent came up again with the machine or the pod, of which a charm that was started is told by `start`.
    pub rebooted: bool,
    /// Whether it has accepted the lead.
    pub leader: bool,
    /// Which settings of the leader it was told of.
    pub leader_settings: u64,
    /// The revision of the charm's files.
    pub revision: u64,
    /// What the last `config-changed` was about; `None` before the first.
    pub config_hash: Option<u64>,
    /// The relations whose scope it has entered, by number.
    pub relations: BTreeMap<u64, LocalRelation>,
    /// The storage instances that the charm was told are attached.
    pub storages: BTreeSet<String>,
    /// Which revision of each consumed secret the charm was told of.
    pub consumed_secrets: BTreeMap<String, u64>,
    /// What the charm was told of each owned secret.
    pub owned_secrets: BTreeMap<String, LocalSecret>,
    /// The number of the last workload event taken.
    pub workload_event: u64,
    /// The id of the last action taken.
    pub action: u64,
    /// Which turn of `update-status` has passed. Any hook takes it, so that it comes where nothing else does.
    pub update_status: u64,
    /// Which retry was taken.
    pub retries: u64,
    /// Which `juju resolved --no-retry` was taken.
    pub skips: u64,
}

/// A hook that comes before all that is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HookState {
    /// There is none: Juju's `Continue`.
    Idle,
    /// One hook brought another with it, or was killed and runs again.
    Queued(HookInfo),
    /// It failed, and waits for its retry: Juju's `Pending`.
    Failed(HookInfo),
}

/// What the charm was told of a relation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalRelation {
    /// Whether it had its `relation-created`.
    pub created: bool,
    /// The units that have joined and not departed, each with the version of its databag that the last hook was about.
    pub members: BTreeMap<String, u64>,
    /// The version of the application's databag that the last hook was about.
    pub app_version: u64,
    /// The unit that has joined, and whose `relation-changed` comes with that.
    pub changed_pending: Option<String>,
}

/// What the charm was told of a secret that it owns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalSecret {
    /// Which rotation.
    pub rotations: u64,
    /// Which expiry of each revision.
    pub expired: BTreeMap<u64, u64>,
    /// Which revisions are obsolete.
    pub obsolete: BTreeSet<u64>,
}

impl Local {
    /// A unit that was just deployed, with the files of this revision of the charm.
    #[must_use]
    pub fn deployed(revision: u64) -> Self {
        Self {
            installed: false,
            started: false,
            stopped: false,
            removed: false,
            hook: HookState::Queued(HookInfo::Install),
            rebooted: false,
            leader: false,
            leader_settings: 0,
            revision,
            config_hash: None,
            relations: BTreeMap::new(),
            storages: BTreeSet::new(),
            consumed_secrets: BTreeMap::new(),
            owned_secrets: BTreeMap::new(),
            workload_event: 0,
            action: 0,
            update_status: 0,
            retries: 0,
            skips: 0,
        }
    }

    /// The agent ended and runs again. A hook that it was running counts as failed: end it so first.
    pub fn agent_restarted(&mut self) {
        // It is kept in memory alone: before Juju 4 a unit that does not lead is told anew.
        self.leader_settings = 0;
    }

    /// The machine has come up again, or the charm's container in its pod.
    pub fn rebooted(&mut self) {
        self.agent_restarted();
        self.rebooted = self.started;
    }

    /// The pod was replaced, and the new one has the files of this revision of the charm, which may be the same: so a charm is
    /// refreshed on Kubernetes. A hook that the old pod was about to run comes first, and then there is no `upgrade-charm`
    /// (`checkCharmInstallUpgrade` in `worker/uniter/resolver/loop.go`).
    pub fn pod_replaced(&mut self, revision: u64) {
        self.rebooted();
        self.revision = revision;
        if self.hook == HookState::Idle {
            let hook = if self.installed { HookInfo::UpgradeCharm } else { HookInfo::Install };
            self.hook = HookState::Queued(hook);
        }
    }

    /// Whether a hook has failed and waits for its retry.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.hook, HookState::Failed(_))
    }

    pub(super) fn is_idle(&self) -> bool {
        self.hook == HookState::Idle
    }
}
