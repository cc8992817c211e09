//! What a hook sees, and what its end makes of the unit.

use super::Unit;
use crate::context::{HookContext, Outcome};
use crate::resolver::{HookInfo, Life, Operation, OwnedSecret, RelationHook, RelationHookKind, Step};
use crate::secret::Owner;
use crate::state::State;

impl Unit {
    /// The hook of an operation, or its action, about to begin; `None` where the charm does not run: then [`pass`](Self::pass).
    ///
    /// Relations are there once the unit has entered them; their members are those that have joined in hooks of the unit's own; and of
    /// the databag of a remote unit the hook sees what it was in the last hook about that unit.
    pub fn begin(&mut self, operation: &Operation) -> Option<HookContext> {
        let hook = operation.hook()?;
        if let Step::RunHook(HookInfo::Relation(relation)) = &operation.step {
            self.look(relation);
        }
        Some(HookContext::new(self.seen_state(&operation.step), hook))
    }

    /// A hook about a remote unit has its newest databag, which later hooks see as well.
    fn look(&mut self, hook: &RelationHook) {
        let (RelationHookKind::Joined { unit, .. } | RelationHookKind::Changed { unit, .. }) = &hook.kind
        else {
            return;
        };
        let bag = self.state.relation(hook.id).and_then(|relation| relation.remote_units_data.get(unit));
        let bag = bag.cloned();
        let seen = self.seen.entry(hook.id).or_default();
        match bag {
            Some(bag) => {
                seen.insert(unit.clone(), bag);
            }
            // It has left meanwhile: what was there can still be read.
            None => {
                seen.entry(unit.clone()).or_default();
            }
        }
    }

    fn seen_state(&self, step: &Step) -> State {
        let mut state = self.state.clone();
        state.relations.retain(|relation| self.local.relations.contains_key(&relation.id));
        for relation in &mut state.relations {
            let members = self.local.relations.get(&relation.id).map(|seen| &seen.members);
            let is_joining = |unit: &str| match step {
                Step::RunHook(HookInfo::Relation(RelationHook {
                    id,
                    kind: RelationHookKind::Joined { unit: joining, .. },
                    ..
                })) => *id == relation.id && joining == unit,
                _ => false,
            };
            let seen = self.seen.get(&relation.id).into_iter().flatten();
            relation.remote_units_data = seen
                .filter(|(unit, _)| {
                    is_joining(unit) || members.is_some_and(|members| members.contains_key(*unit))
                })
                .map(|(unit, bag)| (unit.clone(), bag.clone()))
                .collect();
        }
        state
    }

    /// The end of an operation in which the charm did not run.
    pub fn pass(&mut self, operation: &Operation) {
        self.local.after(operation, &Outcome::Committed);
        self.settle(operation);
    }

    /// The end of a hook, with the state that it has left: that of [`HookContext::end`].
    pub fn end(&mut self, operation: &Operation, outcome: &Outcome, left: State) {
        for relation in left.relations {
            if let Some(kept) = self.state.relation_mut(relation.id) {
                kept.local_unit_data = relation.local_unit_data;
                kept.local_app_data = relation.local_app_data;
            }
        }
        self.state.charm_state = left.charm_state;
        self.state.secrets = left.secrets;
        self.state.secrets_made = left.secrets_made;
        self.state.unit_status = left.unit_status;
        self.state.app_status = left.app_status;
        self.state.workload_version = left.workload_version;
        self.state.opened_ports = left.opened_ports;
        self.state.requested_storages = left.requested_storages;
        self.state.reboots = left.reboots;
        self.local.after(operation, outcome);
        match &operation.step {
            _ if *outcome == Outcome::Committed => self.settle(operation),
            // It is dropped, and whoever watches the container tells of it again.
            Step::RunHook(HookInfo::Workload(event)) => {
                self.workload_event(&event.container, event.kind.clone());
            }
            _ => {}
        }
    }

    /// What else has become of it.
    fn settle(&mut self, operation: &Operation) {
        match &operation.step {
            Step::RunHook(HookInfo::Relation(RelationHook {
                id, kind: RelationHookKind::Broken, ..
            }))
            | Step::ForgetRelation(id) => self.forget_relation(*id),
            Step::RunHook(HookInfo::Relation(RelationHook {
                id,
                kind: RelationHookKind::Departed { unit, .. },
                ..
            })) => {
                if let Some(seen) = self.seen.get_mut(id) {
                    seen.remove(unit);
                }
            }
            Step::RunHook(HookInfo::StorageDetaching(id)) => {
                self.remote.storages.retain(|storage| storage.id != *id || storage.life == Life::Alive);
                self.state.storages.retain(|storage| storage.id != *id);
            }
            _ => {}
        }
        self.list_owned_secrets();
    }

    /// The controller knows of the secrets that were made.
    pub(super) fn list_owned_secrets(&mut self) {
        let owned = self.state.secrets.iter().filter(|secret| secret.is_owned());
        let before = std::mem::take(&mut self.remote.owned_secrets);
        self.remote.owned_secrets = owned
            .map(|secret| {
                let uri = format!("secret:{}", secret.id);
                let known = before.iter().find(|known| known.uri == uri).cloned();
                let (label, is_of_app) = (secret.label.clone(), secret.owner == Owner::App);
                OwnedSecret { uri, label, is_of_app, ..known.unwrap_or_default() }
            })
            .collect();
    }
}
