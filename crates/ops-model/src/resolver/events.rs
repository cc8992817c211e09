//! What comes in a queue: what the containers tell, and actions.

use super::hook_info::HookInfo;
use super::local::{HookState, Local};
use super::operation::Step;
use super::remote::Remote;

/// `worker/uniter/container/workload.go`. A workload hook that failed or was killed is no failure of the unit: it is dropped, and who
/// watches the container tells of it again, five seconds later.
pub(super) fn next_workload(local: &Local, remote: &Remote) -> Option<Step> {
    let (takes_next, dropped) = match &local.hook {
        HookState::Idle => (true, None),
        HookState::Failed(hook @ HookInfo::Workload(_)) => (true, Some(hook)),
        HookState::Queued(hook @ HookInfo::Workload(_)) => (false, Some(hook)),
        HookState::Queued(_) | HookState::Failed(_) => (false, None),
    };
    let mut events = remote.workload_events.iter();
    let event = events.find(|event| takes_next && event.number > local.workload_event);
    event
        .map(|event| Step::RunHook(HookInfo::Workload(event.clone())))
        .or_else(|| dropped.map(|hook| Step::SkipHook(hook.clone())))
}

/// `worker/uniter/actions/resolver.go`: actions run while a hook has failed, too.
pub(super) fn next_action(local: &Local, remote: &Remote) -> Option<Step> {
    let mut actions = remote.actions.iter();
    let may_run = local.is_idle() || local.has_failed();
    actions.find(|action| may_run && action.id > local.action).cloned().map(Step::RunAction)
}
