//! What the end of an operation makes of the local state.

use super::hook_info::{HookInfo, RelationHook, RelationHookKind, SecretHook, SecretHookKind};
use super::local::{HookState, Local};
use super::operation::{Operation, Seen, Step};
use crate::context::Outcome;

impl Local {
    /// What the end of an operation makes of this. Without a charm that runs there is one end, whatever `outcome` says; and an action
    /// that has failed is an action that is done.
    ///
    /// `Commit` in Juju's `worker/uniter/operation`: `runhook.go`, `runaction.go`, `leader.go`, `deploy.go`; and `opfactory.go` in
    /// `worker/uniter/resolver`.
    pub fn after(&mut self, operation: &Operation, outcome: &Outcome) {
        let seen = &operation.seen;
        match &operation.step {
            Step::RunHook(hook) => self.after_hook(hook, seen, outcome),
            Step::SkipHook(hook) => self.after_hook(hook, seen, &Outcome::Committed),
            Step::RunAction(action) => self.action = action.id,
            Step::EnterScope(id) => {
                self.relations.entry(*id).or_default();
            }
            Step::ForgetRelation(id) => {
                self.relations.remove(id);
            }
            Step::ForgetSecrets(uris) => {
                for uri in uris {
                    self.consumed_secrets.remove(uri);
                    self.owned_secrets.remove(uri);
                }
            }
            Step::AcceptLeadership => {
                self.leader = true;
                self.hook = HookState::Queued(HookInfo::LeaderElected);
            }
            Step::ResignLeadership => self.leader = false,
            Step::DeployCharm(revision) => {
                self.agent_restarted();
                self.revision = *revision;
                // A failed hook of the old charm is retried with the new one, instead of telling of the upgrade.
                if self.is_idle() {
                    self.hook = HookState::Queued(HookInfo::UpgradeCharm);
                }
            }
        }
    }

    fn after_hook(&mut self, hook: &HookInfo, seen: &Seen, outcome: &Outcome) {
        self.retries = seen.retries;
        self.skips = seen.skips;
        match hook {
            HookInfo::Start => self.rebooted = false,
            // It is taken even if the hook fails: who watches the container sends another then.
            HookInfo::Workload(event) => self.workload_event = event.number,
            _ => {}
        }
        match outcome {
            Outcome::Committed => self.commit(hook, seen),
            Outcome::Failed | Outcome::Refused(_) => self.hook = HookState::Failed(hook.clone()),
            Outcome::Killed => self.hook = HookState::Queued(hook.clone()),
        }
    }

    fn commit(&mut self, hook: &HookInfo, seen: &Seen) {
        self.update_status = seen.update_status;
        self.hook = match hook {
            HookInfo::ConfigChanged if !self.started => HookState::Queued(HookInfo::Start),
            HookInfo::UpgradeCharm => HookState::Queued(HookInfo::ConfigChanged),
            _ => HookState::Idle,
        };
        match hook {
            HookInfo::Install => self.installed = true,
            HookInfo::ConfigChanged => self.config_hash = Some(seen.config_hash),
            HookInfo::Start => (self.started, self.stopped) = (true, false),
            HookInfo::Stop => self.stopped = true,
            HookInfo::Remove => self.removed = true,
            HookInfo::LeaderSettingsChanged => self.leader_settings = seen.leader_settings,
            HookInfo::StorageAttached(id) => {
                self.storages.insert(id.clone());
            }
            HookInfo::StorageDetaching(id) => {
                self.storages.remove(id);
            }
            HookInfo::Relation(hook) => self.commit_relation(hook),
            HookInfo::Secret(hook) => self.commit_secret(hook),
            HookInfo::UpgradeCharm
            | HookInfo::UpdateStatus
            | HookInfo::LeaderElected
            | HookInfo::Workload(_) => {}
        }
    }

    /// `UpdateStateForHook` in `worker/uniter/relation/state.go`.
    fn commit_relation(&mut self, hook: &RelationHook) {
        if hook.kind == RelationHookKind::Broken {
            self.relations.remove(&hook.id);
            return;
        }
        let Some(relation) = self.relations.get_mut(&hook.id) else { return };
        relation.changed_pending = None;
        match &hook.kind {
            RelationHookKind::Created => relation.created = true,
            RelationHookKind::Joined { unit, version } => {
                relation.members.insert(unit.clone(), *version);
                relation.changed_pending = Some(unit.clone());
            }
            RelationHookKind::Changed { unit, version } => {
                relation.members.insert(unit.clone(), *version);
            }
            RelationHookKind::AppChanged { version } => relation.app_version = *version,
            RelationHookKind::Departed { unit, .. } => {
                relation.members.remove(unit);
            }
            RelationHookKind::Broken => {}
        }
    }

    fn commit_secret(&mut self, hook: &SecretHook) {
        if let SecretHookKind::Changed { revision } = hook.kind {
            self.consumed_secrets.insert(hook.uri.clone(), revision);
            return;
        }
        let secret = self.owned_secrets.entry(hook.uri.clone()).or_default();
        match hook.kind {
            SecretHookKind::Rotate { times } => secret.rotations = times,
            SecretHookKind::Expired { revision, times } => {
                secret.expired.insert(revision, times);
            }
            SecretHookKind::Remove { revision } => {
                secret.obsolete.insert(revision);
            }
            SecretHookKind::Changed { .. } => {}
        }
    }
}
