//! Install, start, stop, remove, upgrade, config and the queued hook: what is left when nothing before has anything to do.

use super::hook_info::HookInfo;
use super::local::{HookState, Local};
use super::operation::Step;
use super::remote::{Platform, Remote};
use super::{relations, run, storage};

/// `start`, for a charm that was started before its machine or pod went away: `worker/uniter/reboot/resolver.go`.
pub(super) fn after_reboot(local: &Local) -> Option<Step> {
    (local.rebooted && local.started && local.is_idle()).then_some(Step::RunHook(HookInfo::Start))
}

/// The last part of `NextOp`, and `nextOp`, in `worker/uniter/resolver.go`.
pub(super) fn next(local: &Local, remote: &Remote) -> Option<Step> {
    if storage::is_awaited(local, remote) {
        return None;
    }
    if !remote.shutdown {
        match &local.hook {
            HookState::Failed(hook) => return resolve(hook, local, remote),
            // A unit that is removed before its install never has one.
            HookState::Idle | HookState::Queued(HookInfo::Install) => {}
            HookState::Queued(hook) => return Some(run(hook.clone(), local, remote)),
        }
    }
    let is_running = local.started && !local.stopped;
    if remote.is_dying() {
        return relations::next(local, remote).or_else(|| {
            let last = if is_running { HookInfo::Stop } else { HookInfo::Remove };
            (is_running || local.installed).then_some(Step::RunHook(last))
        });
    }
    if remote.shutdown {
        return is_running.then_some(Step::RunHook(HookInfo::Stop));
    }
    if !local.installed && !local.started {
        return Some(Step::RunHook(HookInfo::Install));
    }
    if is_outdated(local, remote) {
        return Some(Step::DeployCharm(remote.revision));
    }
    if local.config_hash != Some(remote.config_hash) {
        return Some(Step::RunHook(HookInfo::ConfigChanged));
    }
    relations::next(local, remote).or_else(|| {
        let is_due = local.update_status != remote.update_status;
        is_due.then_some(Step::RunHook(HookInfo::UpdateStatus))
    })
}

/// What becomes of a failed hook: `nextOpHookError` in `worker/uniter/resolver.go`.
fn resolve(hook: &HookInfo, local: &Local, remote: &Remote) -> Option<Step> {
    if remote.force_upgrade && is_outdated(local, remote) {
        return Some(Step::DeployCharm(remote.revision));
    }
    if local.skips != remote.skips {
        return Some(Step::SkipHook(hook.clone()));
    }
    (local.retries != remote.retries).then(|| run(hook.clone(), local, remote))
}

fn is_outdated(local: &Local, remote: &Remote) -> bool {
    remote.platform == Platform::Machine && local.revision != remote.revision
}
