//! A hook as the resolver knows it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::remote::{WorkloadEvent, WorkloadEventKind};
use crate::hook::Hook;

/// Which hook, and what of the remote state it is about: `hook.Info` of Juju's `worker/uniter/hook/hook.go`.
///
/// It is data that can be kept and compared, since a hook that is queued or has failed runs later just as it was; [`Hook`] is what a
/// charm is told when it runs.
///
/// ```
/// use ops_model::Hook;
/// use ops_model::resolver::HookInfo;
///
/// let info = HookInfo::StorageAttached("data/0".into());
/// assert_eq!(info.to_string(), "data-storage-attached data/0");
/// assert_eq!(Hook::from(&info).name(), "data-storage-attached");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are Juju's names")]
pub enum HookInfo {
    Install,
    Start,
    ConfigChanged,
    UpgradeCharm,
    UpdateStatus,
    Stop,
    Remove,
    LeaderElected,
    LeaderSettingsChanged,
    /// With the instance, `data/0`.
    StorageAttached(String),
    /// With the instance, `data/0`.
    StorageDetaching(String),
    Relation(RelationHook),
    Secret(SecretHook),
    Workload(WorkloadEvent),
}

/// A hook about a relation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationHook {
    /// The number of the relation.
    pub id: u64,
    /// The name of this side's endpoint.
    pub endpoint: String,
    /// The application on the other side.
    pub remote_app: String,
    /// What happened to it.
    pub kind: RelationHookKind,
}

/// What happened to a relation. The versions are those of the databag that the hook is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are Juju's names")]
pub enum RelationHookKind {
    Created,
    Joined {
        unit: String,
        version: u64,
    },
    /// A unit's data.
    Changed {
        unit: String,
        version: u64,
    },
    /// The application's data: `relation-changed` without a unit.
    AppChanged {
        version: u64,
    },
    /// `departing` is the unit that leaves the relation: the remote one, or this one.
    Departed {
        unit: String,
        departing: String,
    },
    Broken,
}

/// A hook about a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretHook {
    /// `secret:9m4e2mr0ui3e8a215n4g`
    pub uri: String,
    /// The label of whoever gets the hook; may be empty.
    pub label: String,
    /// Whether it is the application's, and so the leader's to look after.
    pub is_of_app: bool,
    /// What happened to it.
    pub kind: SecretHookKind,
}

/// What happened to a secret. `times` is how often it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are Juju's names")]
pub enum SecretHookKind {
    Changed { revision: u64 },
    Rotate { times: u64 },
    Expired { revision: u64, times: u64 },
    Remove { revision: u64 },
}

impl HookInfo {
    /// Whether it is skipped if the unit does not lead when its turn comes: `Prepare` in Juju's `worker/uniter/operation/runhook.go`.
    pub(super) fn needs_leader(&self) -> bool {
        matches!(self, Self::LeaderElected | Self::Secret(SecretHook { is_of_app: true, .. }))
    }

    /// What the hook is about, in words of a log.
    fn subject(&self) -> String {
        match self {
            Self::StorageAttached(id) | Self::StorageDetaching(id) => id.clone(),
            Self::Relation(RelationHook { id, endpoint, remote_app, kind }) => match kind {
                RelationHookKind::Created | RelationHookKind::Broken => format!("{endpoint}:{id}"),
                RelationHookKind::AppChanged { .. } => format!("{endpoint}:{id} {remote_app}"),
                RelationHookKind::Joined { unit, .. }
                | RelationHookKind::Changed { unit, .. }
                | RelationHookKind::Departed { unit, .. } => format!("{endpoint}:{id} {unit}"),
            },
            Self::Secret(SecretHook { uri, kind, .. }) => match kind {
                SecretHookKind::Changed { .. } | SecretHookKind::Rotate { .. } => uri.clone(),
                SecretHookKind::Expired { revision, .. } | SecretHookKind::Remove { revision } => {
                    format!("{uri}/{revision}")
                }
            },
            Self::Workload(event) => match &event.kind {
                WorkloadEventKind::Ready => String::new(),
                WorkloadEventKind::CustomNotice { key, .. } => key.clone(),
                WorkloadEventKind::CheckFailed { check } | WorkloadEventKind::CheckRecovered { check } => {
                    check.clone()
                }
            },
            _ => String::new(),
        }
    }
}

/// The hook's name, and what it is about: `db-relation-joined db:3 postgresql/0`.
impl fmt::Display for HookInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Hook::from(self).name())?;
        match self.subject() {
            subject if subject.is_empty() => Ok(()),
            subject => write!(f, " {subject}"),
        }
    }
}
