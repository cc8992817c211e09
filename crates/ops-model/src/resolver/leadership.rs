//! Taking the lead and leaving it: `worker/uniter/leadership/resolver.go`.

use super::hook_info::HookInfo;
use super::local::Local;
use super::operation::Step;
use super::remote::Remote;

pub(super) fn next(local: &Local, remote: &Remote) -> Option<Step> {
    if !local.installed {
        return None;
    }
    let may_accept = local.is_idle() && !remote.is_dying();
    if local.leader {
        return (!remote.leader || remote.is_dying()).then_some(Step::ResignLeadership);
    }
    if remote.leader {
        // A dying unit that has resigned is still the model's leader, and is told nothing of another's settings.
        return may_accept.then_some(Step::AcceptLeadership);
    }
    let is_told = !remote.is_juju(4, 0) && local.leader_settings != remote.leader_settings;
    (may_accept && is_told).then_some(Step::RunHook(HookInfo::LeaderSettingsChanged))
}
