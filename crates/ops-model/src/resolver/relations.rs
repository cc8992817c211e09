//! Relations: `worker/uniter/relation/resolver.go`, and `statetracker.go` there for their scopes.

use super::hook_info::{HookInfo, RelationHook, RelationHookKind};
use super::local::{Local, LocalRelation};
use super::operation::Step;
use super::remote::{Life, Remote, RemoteRelation};

/// The scopes to enter, then `relation-created` for each: all of that before the lead, config and start.
pub(super) fn next_created(local: &Local, remote: &Remote) -> Option<Step> {
    if !local.installed || !local.is_idle() || remote.is_dying() {
        return None;
    }
    let relations = sorted(remote);
    let is_new =
        |relation: &RemoteRelation| !relation.is_ending() && !local.relations.contains_key(&relation.id);
    let is_gone = |id: &&u64| remote.relation(**id).is_none();
    let is_uncreated = |relation: &RemoteRelation| {
        let seen = local.relations.get(&relation.id);
        relation.life == Life::Alive && seen.is_some_and(|seen| !seen.created)
    };
    let enter = relations.iter().find(|relation| is_new(relation));
    enter
        .map(|relation| Step::EnterScope(relation.id))
        .or_else(|| local.relations.keys().find(is_gone).map(|id| Step::ForgetRelation(*id)))
        .or_else(|| {
            let relation = relations.iter().find(|relation| is_uncreated(relation))?;
            Some(hook(relation, RelationHookKind::Created))
        })
}

/// The other hooks. Juju asks its relations in no order; here it is that of their numbers, but for one whose `relation-changed` comes
/// with the `relation-joined` before it. From 3.6 on peer relations come last, so that they are there in the hooks of the others.
pub(super) fn next(local: &Local, remote: &Remote) -> Option<Step> {
    if !local.is_idle() {
        return None;
    }
    let is_late = |relation: &RemoteRelation| relation.is_peer && remote.is_juju(3, 6);
    let mut relations: Vec<_> = (sorted(remote).into_iter())
        .filter_map(|relation| Some((relation, local.relations.get(&relation.id)?)))
        .collect();
    relations.sort_by_key(|(relation, seen)| (is_late(relation), seen.changed_pending.is_none()));
    relations.into_iter().find_map(|(relation, seen)| {
        let is_ending = remote.is_dying() || relation.is_ending();
        let kind = if is_ending { end(seen, relation, remote) } else { go_on(seen, relation, remote) };
        kind.map(|kind| hook(relation, kind))
    })
}

/// What is next in a relation that is left: its members depart, and then it is broken. A peer relation never is.
fn end(seen: &LocalRelation, relation: &RemoteRelation, remote: &Remote) -> Option<RelationHookKind> {
    let pending = seen.changed_pending.clone().map(|unit| RelationHookKind::Changed { unit, version: 0 });
    pending
        .or_else(|| seen.members.keys().next().map(|unit| departed(unit, remote)))
        .or_else(|| (!relation.is_peer).then_some(RelationHookKind::Broken))
}

/// What is next in a relation that stays. The order of units is that of their names as text: `web/10` is before `web/2`.
fn go_on(seen: &LocalRelation, relation: &RemoteRelation, remote: &Remote) -> Option<RelationHookKind> {
    if let Some(unit) = seen.changed_pending.clone() {
        let version = relation.members.get(&unit).copied().unwrap_or_default();
        return Some(RelationHookKind::Changed { unit, version });
    }
    if let Some(unit) = seen.members.keys().find(|unit| !relation.members.contains_key(*unit)) {
        return Some(departed(unit, remote));
    }
    if seen.app_version != relation.app_version {
        return Some(RelationHookKind::AppChanged { version: relation.app_version });
    }
    let mut members = relation.members.iter().map(|(unit, version)| (unit.clone(), *version));
    if let Some((unit, version)) = members.clone().find(|(unit, _)| !seen.members.contains_key(unit)) {
        return Some(RelationHookKind::Joined { unit, version });
    }
    let (unit, version) = members.find(|(unit, version)| seen.members.get(unit) != Some(version))?;
    Some(RelationHookKind::Changed { unit, version })
}

fn departed(unit: &str, remote: &Remote) -> RelationHookKind {
    let is_own = remote.is_dying() || remote.app_life == Life::Dying;
    let departing = if is_own { remote.unit.as_str() } else { unit };
    RelationHookKind::Departed { unit: unit.into(), departing: departing.into() }
}

fn hook(relation: &RemoteRelation, kind: RelationHookKind) -> Step {
    let RemoteRelation { id, endpoint, remote_app, .. } = relation;
    let hook = RelationHook { id: *id, endpoint: endpoint.clone(), remote_app: remote_app.clone(), kind };
    Step::RunHook(HookInfo::Relation(hook))
}

fn sorted(remote: &Remote) -> Vec<&RemoteRelation> {
    let mut relations: Vec<_> = remote.relations.iter().collect();
    relations.sort_by_key(|relation| relation.id);
    relations
}
