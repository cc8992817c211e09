//! What a charm is told when a hook or an action runs.

use super::hook_info::{HookInfo, RelationHook, RelationHookKind, SecretHook, SecretHookKind};
use super::remote::{QueuedAction, WorkloadEvent, WorkloadEventKind};
use crate::hook::Hook;

/// What a charm is told in it.
impl From<&HookInfo> for Hook {
    fn from(info: &HookInfo) -> Self {
        match info {
            HookInfo::Install => Hook::named("install"),
            HookInfo::Start => Hook::named("start"),
            HookInfo::ConfigChanged => Hook::named("config-changed"),
            HookInfo::UpgradeCharm => Hook::named("upgrade-charm"),
            HookInfo::UpdateStatus => Hook::named("update-status"),
            HookInfo::Stop => Hook::named("stop"),
            HookInfo::Remove => Hook::named("remove"),
            HookInfo::LeaderElected => Hook::named("leader-elected"),
            HookInfo::LeaderSettingsChanged => Hook::named("leader-settings-changed"),
            HookInfo::StorageAttached(id) => Hook::storage(id, "attached"),
            HookInfo::StorageDetaching(id) => Hook::storage(id, "detaching"),
            HookInfo::Relation(hook) => relation_hook(hook),
            HookInfo::Secret(hook) => secret_hook(hook),
            HookInfo::Workload(event) => workload_hook(event),
        }
    }
}

/// What a charm is told in it.
impl From<&QueuedAction> for Hook {
    fn from(QueuedAction { id, name, params }: &QueuedAction) -> Self {
        Self::action(name, params.clone())
            .variable("JUJU_ACTION_UUID", &id.to_string())
            .variable("JUJU_ACTION_TAG", &format!("action-{id}"))
    }
}

fn relation_hook(RelationHook { id, endpoint, remote_app, kind }: &RelationHook) -> Hook {
    let hook = |kind: &str| Hook::relation(endpoint, *id, kind).variable("JUJU_REMOTE_APP", remote_app);
    match kind {
        RelationHookKind::Created => hook("created"),
        RelationHookKind::Joined { unit, .. } => hook("joined").unit(unit),
        RelationHookKind::Changed { unit, .. } => hook("changed").unit(unit),
        RelationHookKind::AppChanged { .. } => hook("changed"),
        RelationHookKind::Departed { unit, departing } => hook("departed").unit(unit).departing(departing),
        RelationHookKind::Broken => hook("broken"),
    }
}

fn secret_hook(SecretHook { uri, label, kind, .. }: &SecretHook) -> Hook {
    let hook = |kind: &str| Hook::secret(kind, uri).variable("JUJU_SECRET_LABEL", label);
    let of = |hook: Hook, revision: &u64| hook.variable("JUJU_SECRET_REVISION", &revision.to_string());
    match kind {
        SecretHookKind::Changed { .. } => hook("changed"),
        SecretHookKind::Rotate { .. } => hook("rotate"),
        SecretHookKind::Expired { revision, .. } => of(hook("expired"), revision),
        SecretHookKind::Remove { revision } => of(hook("remove"), revision),
    }
}

fn workload_hook(WorkloadEvent { container, kind, .. }: &WorkloadEvent) -> Hook {
    let of_check =
        |kind, check: &str| Hook::pebble(container, kind).variable("JUJU_PEBBLE_CHECK_NAME", check);
    match kind {
        WorkloadEventKind::Ready => Hook::pebble(container, "ready"),
        WorkloadEventKind::CustomNotice { id, key } => Hook::pebble(container, "custom-notice")
            .variable("JUJU_NOTICE_ID", id)
            .variable("JUJU_NOTICE_TYPE", "custom")
            .variable("JUJU_NOTICE_KEY", key),
        WorkloadEventKind::CheckFailed { check } => of_check("check-failed", check),
        WorkloadEventKind::CheckRecovered { check } => of_check("check-recovered", check),
    }
}
