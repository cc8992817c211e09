//! What holds in any history: whatever a unit is told and whenever, however its hooks end, and whichever of the choices comes next.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;

use super::{Life, Local, Operation, Outcome, Remote, RemoteRelation, Step, Unit, storage};
use crate::resolver::{
    ConsumedSecret, HookInfo, OwnedSecret, Platform, QueuedAction, RelationHook, RelationHookKind,
    WorkloadEvent, WorkloadEventKind, choices,
};

/// What happens around a unit. The numbers name a relation, a unit on its other side, a storage instance.
#[derive(Clone, Debug)]
enum News {
    Lead(bool),
    LeaderSettings,
    Config,
    Revision,
    Relate(u64),
    Join(u64, u64),
    Write(u64, u64),
    WriteApp(u64),
    Leave(u64, u64),
    Suspend(u64),
    EndRelation(u64),
    Vanish(u64),
    AddStorage(u64),
    Provision(u64),
    Detach(u64),
    NewRevision,
    Rotate,
    Expire(u64),
    Obsolete(u64),
    Workload,
    Action,
    UpdateStatus,
    Retry,
    Skip,
    Boot,
    NewPod,
    Force,
    Shutdown(bool),
    DeleteSecret,
    AppDies,
    Remove,
}

impl News {
    fn reach(&self, Unit { local, remote }: &mut Unit) {
        let member = |number: &u64| format!("postgresql/{number}");
        match self {
            Self::Lead(leads) => remote.leader = *leads,
            Self::LeaderSettings => remote.leader_settings += 1,
            Self::Config => remote.config_hash += 1,
            Self::Revision => remote.revision += 1,
            Self::Relate(id) if remote.relation(*id).is_none() => {
                let relation = RemoteRelation::new("db", *id, "postgresql");
                remote.relations.push(RemoteRelation { is_peer: *id == 0, ..relation });
            }
            Self::Join(id, number) | Self::Write(id, number) => {
                if let Some(relation) = remote.relation_mut(*id) {
                    *relation.members.entry(member(number)).or_default() += 1;
                }
            }
            Self::WriteApp(id) => remote.relation_mut(*id).into_iter().for_each(|it| it.app_version += 1),
            Self::Leave(id, number) => remote.relation_mut(*id).into_iter().for_each(|relation| {
                relation.members.remove(&member(number));
            }),
            Self::Suspend(id) => {
                remote.relation_mut(*id).into_iter().for_each(|it| it.suspended = !it.suspended);
            }
            Self::EndRelation(id) => {
                remote.relation_mut(*id).into_iter().for_each(|it| it.life = Life::Dying);
            }
            Self::Vanish(id) => remote.relations.retain(|it| it.id != *id || it.life == Life::Alive),
            Self::AddStorage(number) => {
                let id = format!("data/{number}");
                if remote.storages.iter().all(|storage| storage.id != id) {
                    remote.storages.push(storage(&id, false));
                }
            }
            Self::Provision(number) => {
                remote.storages.get_mut(*number as usize).into_iter().for_each(|it| it.provisioned = true);
            }
            Self::Detach(number) => {
                remote.storages.get_mut(*number as usize).into_iter().for_each(|it| it.life = Life::Dying);
            }
            Self::NewRevision => remote.consumed_secrets.iter_mut().for_each(|it| it.revision += 1),
            Self::Rotate => remote.owned_secrets.iter_mut().for_each(|it| it.rotations += 1),
            Self::Expire(revision) => *remote.owned_secrets[0].expired.entry(*revision).or_default() += 1,
            Self::Obsolete(revision) => _ = remote.owned_secrets[0].obsolete.insert(*revision),
            Self::Workload if remote.platform == Platform::Kubernetes => {
                let number = remote.workload_events.len() as u64 + 1;
                let kind = WorkloadEventKind::Ready;
                remote.workload_events.push(WorkloadEvent { number, container: "web".into(), kind });
            }
            Self::Action => {
                let id = remote.actions.len() as u64 + 1;
                remote.actions.push(QueuedAction { id, name: "backup".into(), params: json!({}) });
            }
            Self::UpdateStatus => remote.update_status += 1,
            Self::Retry => remote.retries += 1,
            Self::Skip => remote.skips += 1,
            Self::Boot => local.rebooted(),
            Self::NewPod if remote.platform == Platform::Kubernetes => local.pod_replaced(remote.revision),
            Self::Force => remote.force_upgrade = true,
            Self::Shutdown(is_told) => remote.shutdown = *is_told,
            Self::DeleteSecret => {
                remote.deleted_secrets.extend(remote.consumed_secrets.pop().map(|secret| secret.uri));
            }
            Self::AppDies => remote.app_life = Life::Dying,
            Self::Remove => remote.life = Life::Dying,
            Self::Relate(_) | Self::Workload | Self::NewPod => {}
        }
    }
}

fn news() -> impl Strategy<Value = News> {
    let (id, number) = (0..3_u64, 0..3_u64);
    let pair = (id.clone(), number.clone());
    prop_oneof![
        1 => any::<bool>().prop_map(News::Lead),
        1 => id.clone().prop_map(News::Relate),
        6 => pair.clone().prop_map(|(id, number)| News::Join(id, number)),
        3 => pair.clone().prop_map(|(id, number)| News::Write(id, number)),
        3 => pair.prop_map(|(id, number)| News::Leave(id, number)),
        2 => id.clone().prop_map(News::WriteApp),
        1 => id.clone().prop_map(News::Suspend),
        1 => id.clone().prop_map(News::EndRelation),
        1 => id.prop_map(News::Vanish),
        1 => number.clone().prop_map(News::AddStorage),
        2 => number.clone().prop_map(News::Provision),
        1 => number.prop_map(News::Detach),
        1 => (1..4_u64).prop_map(News::Expire),
        1 => (1..4_u64).prop_map(News::Obsolete),
        15 => proptest::sample::select(vec![
            News::LeaderSettings,
            News::Config,
            News::Revision,
            News::NewRevision,
            News::Rotate,
            News::Workload,
            News::Action,
            News::UpdateStatus,
            News::Retry,
            News::Skip,
            News::Boot,
            News::NewPod,
            News::Force,
            News::DeleteSecret,
            News::AppDies,
        ]),
        1 => any::<bool>().prop_map(News::Shutdown),
        1 => Just(News::Remove),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![8 => Just(Outcome::Committed), 1 => Just(Outcome::Failed), 1 => Just(Outcome::Killed)]
}

/// What a charm has seen of its unit, by the hooks that ended well or were given up.
#[derive(Default)]
struct Seen {
    is_installed: bool,
    is_configured: bool,
    is_removed: bool,
    /// The relations that were created and not broken.
    created: BTreeSet<u64>,
    members: BTreeMap<u64, BTreeSet<String>>,
    /// The units that have joined, whose data no hook was about.
    fresh: BTreeMap<u64, String>,
}

impl Seen {
    /// What must hold of each hook as it begins, and of what it makes of this.
    fn hook(&mut self, hook: &HookInfo, platform: Platform, is_committed: bool) {
        assert!(!self.is_removed, "{hook} after remove");
        let may_precede_install = match hook {
            HookInfo::StorageAttached(_) | HookInfo::StorageDetaching(_) => platform == Platform::Machine,
            hook => *hook == HookInfo::Install,
        };
        assert!(self.is_installed || may_precede_install, "{hook} before install");
        assert!(*hook != HookInfo::Start || self.is_configured, "{hook} before config-changed");
        if let HookInfo::Relation(hook) = hook {
            self.relation_hook(hook, is_committed);
        }
        if is_committed {
            match hook {
                HookInfo::Install => self.is_installed = true,
                HookInfo::ConfigChanged => self.is_configured = true,
                HookInfo::Remove => self.is_removed = true,
                _ => {}
            }
        }
    }

    fn relation_hook(&mut self, RelationHook { id, kind, .. }: &RelationHook, is_committed: bool) {
        let members = self.members.entry(*id).or_default();
        if let Some(fresh) = self.fresh.get(id) {
            let is_its_change = matches!(kind, RelationHookKind::Changed { unit, .. } if unit == fresh);
            assert!(is_its_change, "{kind:?} of {id} between joined and changed of {fresh}");
        }
        match kind {
            RelationHookKind::Created => assert!(!self.created.contains(id), "{id} is created twice"),
            RelationHookKind::Joined { unit, .. } => {
                assert!(self.created.contains(id), "{unit} joins {id} before it is created");
                assert!(!members.contains(unit), "{unit} joins {id} twice");
            }
            RelationHookKind::AppChanged { .. } => assert!(self.created.contains(id)),
            RelationHookKind::Changed { unit, .. } | RelationHookKind::Departed { unit, .. } => {
                assert!(members.contains(unit), "{kind:?} of {id} without a joined");
            }
            RelationHookKind::Broken => {
                assert!(members.is_empty(), "{id} is broken with {members:?}");
                assert_ne!(*id, 0, "a peer relation is never broken");
            }
        }
        if !is_committed {
            return;
        }
        self.fresh.remove(id);
        match kind {
            RelationHookKind::Created => _ = self.created.insert(*id),
            RelationHookKind::Joined { unit, .. } => {
                members.insert(unit.clone());
                self.fresh.insert(*id, unit.clone());
            }
            RelationHookKind::Departed { unit, .. } => _ = members.remove(unit),
            RelationHookKind::Broken => _ = self.created.remove(id),
            RelationHookKind::Changed { .. } | RelationHookKind::AppChanged { .. } => {}
        }
    }

    fn operation(&mut self, operation: &Operation, unit: &Unit, outcome: &Outcome) {
        let platform = unit.remote.platform;
        match &operation.step {
            Step::RunHook(hook) => {
                let waits =
                    *hook == HookInfo::Install && platform == Platform::Machine && !unit.local.has_failed();
                let mut storages = unit.remote.storages.iter().filter(|it| it.life == Life::Alive);
                assert!(!waits || storages.all(|it| unit.local.storages.contains(&it.id)), "no storage yet");
                self.hook(hook, platform, *outcome == Outcome::Committed);
            }
            // The relation is gone.
            Step::SkipHook(HookInfo::Relation(hook)) if !unit.local.relations.contains_key(&hook.id) => {}
            Step::SkipHook(hook) => self.hook(hook, platform, true),
            Step::ForgetRelation(id) => {
                self.created.remove(id);
                self.members.remove(id);
                self.fresh.remove(id);
            }
            Step::AcceptLeadership => assert!(self.is_installed),
            _ => {}
        }
    }
}

/// A unit with a secret to read, one of its own and one of its application.
fn unit(platform: Platform, version: &str) -> Unit {
    let mut remote = Remote { platform, juju_version: version.into(), ..Remote::machine("web/0") };
    let secret = OwnedSecret { uri: "secret:a".into(), ..OwnedSecret::default() };
    let of_app = OwnedSecret { uri: "secret:c".into(), is_of_app: true, ..secret.clone() };
    remote.owned_secrets = vec![secret, of_app];
    remote.consumed_secrets =
        vec![ConsumedSecret { uri: "secret:b".into(), label: String::new(), revision: 1 }];
    remote.relations.push(RemoteRelation::peer("peers", 0, "web"));
    Unit::new(remote)
}

/// That nothing is left that the charm was not told of.
fn is_up_to_date(local: &Local, remote: &Remote) {
    if remote.life == Life::Dying {
        assert!(local.removed || !local.installed);
        return;
    }
    let is_waiting = remote.storages.iter().any(|storage| {
        storage.life == Life::Alive && !storage.provisioned && !local.storages.contains(&storage.id)
    });
    if !local.installed {
        assert!(remote.platform == Platform::Machine && is_waiting);
        return;
    }
    assert!(local.started && local.config_hash == Some(remote.config_hash));
    assert_eq!(local.leader, remote.leader);
    for relation in &remote.relations {
        let seen = local.relations.get(&relation.id);
        if relation.is_ending() {
            assert!(seen.is_none_or(|seen| relation.is_peer && seen.members.is_empty()));
            continue;
        }
        let seen = seen.unwrap();
        assert_eq!(seen.members, relation.members);
        assert_eq!((seen.created, seen.app_version), (true, relation.app_version));
    }
    let secret = &local.owned_secrets.get("secret:a").cloned().unwrap_or_default();
    assert_eq!(secret.rotations, remote.owned_secrets[0].rotations);
    let newest = remote.consumed_secrets.first().map(|secret| secret.revision);
    assert_eq!(local.consumed_secrets.get("secret:b").copied(), newest);
    assert_eq!(local.action, remote.actions.len() as u64);
    assert_eq!(local.workload_event, remote.workload_events.len() as u64);
    assert_eq!(local.update_status, remote.update_status);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn any_history_is_one_of_jujus(
        platform in prop_oneof![Just(Platform::Machine), Just(Platform::Kubernetes)],
        version in prop_oneof![Just("3.5.4"), Just("3.6.11"), Just("4.0.1")],
        storage_is_there in prop::option::of(any::<bool>()),
        news in prop::collection::vec(
            (news(), prop::collection::vec((any::<prop::sample::Index>(), outcome()), 0..6)),
            0..40,
        ),
    ) {
        let mut unit = unit(platform, version);
        unit.remote.storages.extend(storage_is_there.map(|is_there| storage("data/0", is_there)));
        let mut seen = Seen::default();
        for (news, steps) in news {
            news.reach(&mut unit);
            for (index, outcome) in steps {
                let choices = choices(&unit.local, &unit.remote);
                prop_assert!(choices.len() < 50);
                prop_assert_eq!(choices.first().cloned(), unit.next());
                if choices.is_empty() {
                    break;
                }
                let operation = index.get(&choices);
                seen.operation(operation, &unit, &outcome);
                unit.local.after(operation, &outcome);
            }
        }
        let text = serde_json::to_string(&(&unit.local, &unit.remote)).unwrap();
        let (local, remote): (Local, Remote) = serde_json::from_str(&text).unwrap();
        prop_assert!(local == unit.local && remote == unit.remote);

        unit.remote.retries += 1;
        unit.remote.shutdown = false;
        for step in 0.. {
            let Some(operation) = unit.next() else { break };
            prop_assert!(step < 500, "this has no end: {}", operation);
            seen.operation(&operation, &unit, &Outcome::Committed);
            unit.local.after(&operation, &Outcome::Committed);
        }
        is_up_to_date(&unit.local, &unit.remote);
    }
}
