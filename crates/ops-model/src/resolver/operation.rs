//! What a unit's agent does next.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::hook_info::HookInfo;
use super::remote::{QueuedAction, Remote};
use crate::hook::Hook;

/// What a unit's agent does next, as of what it was told when it chose this.
///
/// What comes to be told while it runs is for the one after it, so the operation carries what its end takes note of
/// (`worker/uniter/resolver/opfactory.go`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// What it is.
    pub step: Step,
    pub(super) seen: Seen,
}

/// One step of a unit's agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// The charm runs.
    RunHook(HookInfo),
    /// The hook counts as done, and the charm is not run: an operator has said so, or it was for a leader and the unit leads no more.
    SkipHook(HookInfo),
    /// The charm runs.
    RunAction(QueuedAction),
    /// The unit's bag gets its addresses, and the units on the other side see it from now on: with the relation's number.
    EnterScope(u64),
    /// The relation with this number went away without the unit's being asked, by force.
    ForgetRelation(u64),
    /// Secrets that are gone, by their URIs.
    ForgetSecrets(Vec<String>),
    /// The unit takes the lead; `leader-elected` follows.
    AcceptLeadership,
    /// The unit leads no more; the charm is not told.
    ResignLeadership,
    /// The charm's files are exchanged for this revision's.
    DeployCharm(u64),
}

/// What an operation saw of the remote state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) config_hash: u64,
    pub(super) leader_settings: u64,
    pub(super) update_status: u64,
    pub(super) retries: u64,
    pub(super) skips: u64,
}

impl Operation {
    pub(super) fn new(step: Step, remote: &Remote) -> Self {
        let &Remote { config_hash, leader_settings, update_status, retries, skips, .. } = remote;
        Self { step, seen: Seen { config_hash, leader_settings, update_status, retries, skips } }
    }

    /// What the charm is run for, and told; `None` where it is not run.
    #[must_use]
    pub fn hook(&self) -> Option<Hook> {
        match &self.step {
            Step::RunHook(hook) => Some(hook.into()),
            Step::RunAction(action) => Some(action.into()),
            _ => None,
        }
    }
}

/// A line: `db-relation-joined db:3 postgresql/0`, `action backup`, `accept leadership`.
impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.step {
            Step::RunHook(hook) => write!(f, "{hook}"),
            Step::SkipHook(hook) => write!(f, "skip {hook}"),
            Step::RunAction(action) => write!(f, "action {}", action.name),
            Step::EnterScope(id) => write!(f, "enter scope of relation {id}"),
            Step::ForgetRelation(id) => write!(f, "forget relation {id}"),
            Step::ForgetSecrets(uris) => write!(f, "forget {}", uris.join(", ")),
            Step::AcceptLeadership => f.write_str("accept leadership"),
            Step::ResignLeadership => f.write_str("resign leadership"),
            Step::DeployCharm(revision) => write!(f, "deploy charm {revision}"),
        }
    }
}
