//! Which hook comes next: Juju's resolver of one unit, as a pure function.
//!
//! A unit's agent does one thing at a time. After each it compares what it has done ([`Local`]) with what it is told ([`Remote`]) and
//! takes the first difference in a fixed order: [`next`]. What that makes of its own state when it has ended is [`Local::after`].
//! Who leads, who is a member, what is due is not decided here, but by whoever fills in [`Remote`]; and so is when a unit is told,
//! which makes for other orders that are legal too: [`choices`] knows them.
//!
//! ```
//! use ops_model::Outcome;
//! use ops_model::resolver::{Local, Remote, RemoteRelation, next};
//!
//! let mut remote = Remote::machine("web/0");
//! remote.leader = true;
//! remote.relations.push(RemoteRelation::new("db", 3, "postgresql"));
//!
//! let mut local = Local::deployed(remote.revision);
//! let mut hooks = Vec::new();
//! while let Some(operation) = next(&local, &remote) {
//!     hooks.extend(operation.hook().map(|hook| hook.name().to_owned()));
//!     local.after(&operation, &Outcome::Committed);
//! }
//! assert_eq!(hooks, ["install", "db-relation-created", "leader-elected", "config-changed", "start"]);
//! ```
//!
//! The facts are read in Juju's own source, the folder `worker/uniter` (from 3.6 on `internal/worker/uniter`), and each file here
//! names the one that it follows. A test asks Juju's own resolver the same. Left out are what needs a whole cloud (a machine's upgrade
//! to another base, LXD profiles), `juju exec`, which runs no charm, and an upgrade that stops half-way.

mod choices;
mod commit;
mod events;
mod hook_info;
mod leadership;
mod lifecycle;
mod local;
mod operation;
mod relations;
mod remote;
mod secrets;
mod storage;
#[cfg(test)]
mod tests;
mod to_hook;

pub use choices::choices;
pub use hook_info::{HookInfo, RelationHook, RelationHookKind, SecretHook, SecretHookKind};
pub use local::{HookState, Local, LocalRelation, LocalSecret};
pub use operation::{Operation, Step};
pub use remote::{
    ConsumedSecret, Life, OwnedSecret, Platform, QueuedAction, Remote, RemoteRelation, RemoteStorage,
    WorkloadEvent, WorkloadEventKind,
};

/// What the unit's agent does next; `None` if that is to wait for news, or if a unit that is dying has nothing left to do.
///
/// The order is that of `NextOp` in Juju's `worker/uniter/resolver.go`: `start` after a reboot; scopes and `relation-created`; the
/// lead; workload events; secrets; actions; storage; the hook that is queued or has failed; for a unit that is removed, the end of its
/// relations, `stop` and `remove`; `install`; an upgrade; `config-changed`; the other relation hooks; `update-status`. Most of it waits
/// while a hook is queued or has failed. A failed one waits for [`Remote::retries`] or [`Remote::skips`] to rise.
#[must_use]
pub fn next(local: &Local, remote: &Remote) -> Option<Operation> {
    if local.removed {
        return None;
    }
    lifecycle::after_reboot(local)
        .or_else(|| relations::next_created(local, remote))
        .or_else(|| leadership::next(local, remote))
        .or_else(|| events::next_workload(local, remote))
        .or_else(|| secrets::next(local, remote))
        .or_else(|| events::next_action(local, remote))
        .or_else(|| storage::next(local, remote))
        .or_else(|| lifecycle::next(local, remote))
        .map(|step| Operation::new(step, remote))
}

/// Runs the hook, unless it is for a leader and the unit leads no more, or about a relation that is gone.
fn run(hook: HookInfo, local: &Local, remote: &Remote) -> Step {
    let is_gone = |relation: &RelationHook| !local.relations.contains_key(&relation.id);
    let has_no_subject = matches!(&hook, HookInfo::Relation(relation) if is_gone(relation));
    if has_no_subject || hook.needs_leader() && !remote.leader {
        return Step::SkipHook(hook);
    }
    Step::RunHook(hook)
}
