//! Storage: `worker/uniter/storage/resolver.go`.

use super::hook_info::HookInfo;
use super::local::{HookState, Local};
use super::operation::Step;
use super::remote::{Life, Platform, Remote, RemoteStorage};

pub(super) fn next(local: &Local, remote: &Remote) -> Option<Step> {
    if !may_run(local, remote) {
        return None;
    }
    remote.storages.iter().find_map(|storage| {
        let is_attached = local.storages.contains(&storage.id);
        let hook = match life(storage, remote) {
            Life::Alive if !is_attached && storage.provisioned => HookInfo::StorageAttached,
            Life::Dying if is_attached => HookInfo::StorageDetaching,
            // Nobody is told that something goes which never came.
            Life::Alive | Life::Dying => return None,
        };
        Some(Step::RunHook(hook(storage.id.clone())))
    })
}

/// Whether the install has to wait for storage, as on machines it does for all that was asked for with the unit.
pub(super) fn is_awaited(local: &Local, remote: &Remote) -> bool {
    let is_missing = |storage: &RemoteStorage| {
        life(storage, remote) == Life::Alive && !local.storages.contains(&storage.id)
    };
    remote.platform == Platform::Machine
        && !local.installed
        && may_run(local, remote)
        && remote.storages.iter().any(is_missing)
}

/// What is queued comes first, but for the install on machines. On Kubernetes a unit that was started does not mind, and what was
/// queued is lost: so it is in Juju.
fn may_run(local: &Local, remote: &Remote) -> bool {
    match local.hook {
        HookState::Idle => true,
        HookState::Queued(_) => match remote.platform {
            Platform::Machine => !local.installed,
            Platform::Kubernetes => local.started,
        },
        HookState::Failed(_) => false,
    }
}

fn life(storage: &RemoteStorage, remote: &Remote) -> Life {
    if remote.is_dying() { Life::Dying } else { storage.life }
}
