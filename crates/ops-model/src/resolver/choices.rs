//! What else could have been next.

use super::hook_info::{HookInfo, RelationHook, RelationHookKind, SecretHook, SecretHookKind};
use super::local::Local;
use super::next;
use super::operation::{Operation, Step};
use super::remote::{Life, Remote};

/// Every operation that could be next had some of the news come later, the one of [`next`] first.
///
/// A unit is told of each thing by itself, and the time that takes is nobody's promise: a charm has to bear a new member before a new
/// config, and an action before both. So this asks again and again what is next without the news of the last answer, until nothing is
/// left, or comes to what waits for no news: a queued hook, a failed one, an install, the `relation-changed` that goes with a
/// `relation-joined`, the end of a unit. Running any of them and going on from there is a history that Juju could have.
///
/// ```
/// use ops_model::Outcome;
/// use ops_model::resolver::{Local, Remote, choices, next};
///
/// let mut remote = Remote::machine("web/0");
/// let mut local = Local::deployed(remote.revision);
/// while let Some(operation) = next(&local, &remote) {
///     local.after(&operation, &Outcome::Committed);
/// }
/// remote.config_hash += 1;
/// remote.update_status += 1;
/// let lines: Vec<_> = choices(&local, &remote).iter().map(ToString::to_string).collect();
/// assert_eq!(lines, ["config-changed", "update-status"]);
/// ```
#[must_use]
pub fn choices(local: &Local, remote: &Remote) -> Vec<Operation> {
    let mut remote = remote.clone();
    let mut choices = Vec::new();
    while let Some(operation) = next(local, &remote) {
        let is_news = withhold(&operation.step, local, &mut remote);
        // What is told twice, as of two relations with one number, cannot be withheld.
        if choices.contains(&operation) {
            break;
        }
        choices.push(operation);
        if !is_news {
            break;
        }
    }
    choices
}

/// Takes away what the step is about; `false` if that is not news, or more than this step hangs on it.
fn withhold(step: &Step, local: &Local, remote: &mut Remote) -> bool {
    match step {
        Step::RunHook(hook) => local.is_idle() && withhold_hook(hook, local, remote),
        Step::RunAction(_) => {
            remote.actions.clear();
            true
        }
        Step::EnterScope(id) => {
            remote.relations.retain(|relation| relation.id != *id);
            true
        }
        Step::AcceptLeadership => {
            remote.leader = false;
            // Who leads is known before anything else is: nobody is taken for another's follower first.
            remote.leader_settings = local.leader_settings;
            true
        }
        Step::ResignLeadership if !remote.is_dying() => {
            remote.leader = true;
            true
        }
        Step::DeployCharm(_) => {
            remote.revision = local.revision;
            true
        }
        Step::ForgetSecrets(_) => {
            remote.deleted_secrets.clear();
            true
        }
        Step::ResignLeadership | Step::ForgetRelation(_) | Step::SkipHook(_) => false,
    }
}

fn withhold_hook(hook: &HookInfo, local: &Local, remote: &mut Remote) -> bool {
    match hook {
        HookInfo::ConfigChanged => match local.config_hash {
            Some(seen) => remote.config_hash = seen,
            None => return false,
        },
        HookInfo::UpdateStatus => remote.update_status = local.update_status,
        HookInfo::LeaderSettingsChanged => remote.leader_settings = local.leader_settings,
        HookInfo::StorageAttached(id) | HookInfo::StorageDetaching(id) => {
            if remote.is_dying() {
                return false;
            }
            for storage in remote.storages.iter_mut().filter(|storage| storage.id == *id) {
                (storage.life, storage.provisioned) = (Life::Alive, local.storages.contains(id));
            }
        }
        HookInfo::Workload(_) => remote.workload_events.clear(),
        HookInfo::Secret(hook) => withhold_secret(hook, local, remote),
        HookInfo::Relation(hook) => return withhold_relation(hook, local, remote),
        HookInfo::Install
        | HookInfo::Start
        | HookInfo::UpgradeCharm
        | HookInfo::Stop
        | HookInfo::Remove
        | HookInfo::LeaderElected => return false,
    }
    true
}

fn withhold_secret(hook: &SecretHook, local: &Local, remote: &mut Remote) {
    let seen = local.owned_secrets.get(&hook.uri).cloned().unwrap_or_default();
    let Some(secret) = remote.owned_secrets.iter_mut().find(|secret| secret.uri == hook.uri) else {
        remote.consumed_secrets.retain(|secret| secret.uri != hook.uri);
        return;
    };
    match hook.kind {
        SecretHookKind::Changed { .. } => remote.consumed_secrets.retain(|secret| secret.uri != hook.uri),
        SecretHookKind::Rotate { .. } => secret.rotations = seen.rotations,
        SecretHookKind::Expired { .. } => secret.expired = seen.expired,
        SecretHookKind::Remove { .. } => secret.obsolete = seen.obsolete,
    }
}

fn withhold_relation(hook: &RelationHook, local: &Local, remote: &mut Remote) -> bool {
    let is_dying = remote.is_dying();
    let (Some(seen), Some(relation)) = (local.relations.get(&hook.id), remote.relation_mut(hook.id)) else {
        return false;
    };
    if is_dying || seen.changed_pending.is_some() || hook.kind == RelationHookKind::Created {
        return false;
    }
    if relation.is_ending() {
        // It is as it was when the unit last heard of it.
        (relation.life, relation.suspended) = (Life::Alive, false);
        (relation.members, relation.app_version) = (seen.members.clone(), seen.app_version);
        return true;
    }
    match &hook.kind {
        RelationHookKind::AppChanged { .. } => relation.app_version = seen.app_version,
        RelationHookKind::Joined { unit, .. }
        | RelationHookKind::Changed { unit, .. }
        | RelationHookKind::Departed { unit, .. } => match seen.members.get(unit) {
            Some(version) => {
                relation.members.insert(unit.clone(), *version);
            }
            None => {
                relation.members.remove(unit);
            }
        },
        RelationHookKind::Created | RelationHookKind::Broken => return false,
    }
    true
}
