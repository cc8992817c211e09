//! The events of a unit that starts.

use ops_metadata::JujuVersion;
use ops_metadata::metadata::Role;
use ops_model::{Hook, on};

use super::Harness;
use crate::charm::Charm;

impl<C: Charm> Harness<C> {
    /// Makes the charm, and runs the events that Juju begins a unit with: `storage-attached` of each storage, `install`,
    /// `relation-created` of each relation, `leader-elected` (or `leader-settings-changed`, which Juju 4 has no more), `config-changed`,
    /// `start`, `pebble-ready` of each container; then, for each relation, `relation-changed` of an application that has
    /// said something, and `relation-joined` and `relation-changed` of each unit.
    ///
    /// Relations among peers are made where there are none. Storage that is not attached yet is attached.
    ///
    /// # Panics
    /// As [`begin`](Self::begin) and [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn begin_with_initial_hooks(&mut self) {
        self.begin();
        // A unit is seen from its own joined event on.
        let later: Vec<_> = (self.state.relations.iter_mut())
            .map(|relation| (relation.id, std::mem::take(&mut relation.remote_units_data)))
            .collect();
        let attached: Vec<String> = self.state.storages.iter().map(|storage| storage.id.clone()).collect();
        attached.iter().for_each(|id| self.emit(Hook::storage(id, "attached")));
        let detached: Vec<String> = self.detached.iter().map(|storage| storage.id.clone()).collect();
        detached.iter().for_each(|id| self.attach_storage(id));
        self.emit(on::install());
        self.initial_relations();
        if self.state.leader {
            self.emit(on::leader_elected());
        } else if self.state.juju_version.parse().is_ok_and(|version: JujuVersion| version.major < 4) {
            self.emit(on::leader_settings_changed());
        }
        self.emit(on::config_changed());
        self.emit(on::start());
        let containers: Vec<String> = self
            .scenario
            .metadata()
            .containers
            .iter()
            .map(|container| container.name.value.clone())
            .collect();
        containers.iter().for_each(|container| self.emit(Hook::pebble(container, "ready")));
        for (id, units) in later {
            let Some(relation) = self.state.relation(id) else { continue };
            let endpoint = relation.endpoint.clone();
            if !relation.remote_app_data.is_empty() {
                self.emit(Hook::relation(&endpoint, id, "changed"));
            }
            for (unit, bag) in units {
                if let Some(relation) = self.state.relation_mut(id) {
                    relation.remote_units_data.insert(unit.clone(), bag);
                }
                self.emit(Hook::relation(&endpoint, id, "joined").unit(&unit));
                self.emit(Hook::relation(&endpoint, id, "changed").unit(&unit));
            }
        }
    }

    #[track_caller]
    fn initial_relations(&mut self) {
        let there: Vec<(String, u64)> =
            self.state.relations.iter().map(|relation| (relation.endpoint.clone(), relation.id)).collect();
        for (endpoint, id) in &there {
            self.emit(Hook::relation(endpoint, *id, "created"));
        }
        let peers = self.scenario.metadata().endpoints.iter().filter(|endpoint| endpoint.role == Role::Peers);
        let missing = peers.map(|endpoint| endpoint.name.value.clone());
        let missing: Vec<_> =
            missing.filter(|name| there.iter().all(|(endpoint, _)| endpoint != name)).collect();
        for endpoint in missing {
            let app = self.state.app().to_owned();
            self.relate(&endpoint, &app);
        }
    }
}
