//! Storage instances, which are numbered throughout the model.

use super::{Model, Refused};
use crate::state::application;
use crate::unit::Unit;

impl Model {
    /// `juju add-storage`: one more instance for a unit. Gives its id, `data/1`.
    ///
    /// # Errors
    /// There is no such unit, or its charm declares no such storage.
    pub fn add_storage(&mut self, unit: &str, storage: &str) -> Result<String, Refused> {
        self.application_of(unit)?;
        let id = self.attach(unit, storage).ok_or_else(|| Refused::not_found("storage", storage))?;
        self.refresh();
        Ok(id)
    }

    /// `juju detach-storage`: an instance is to go.
    ///
    /// # Errors
    /// There is no such instance.
    pub fn detach_storage(&mut self, id: &str) -> Result<(), Refused> {
        let has_it = |unit: &&Unit| unit.state().storages.iter().any(|instance| instance.id == id);
        let unit = self.units().find(has_it).map(|unit| unit.state().unit.clone());
        let unit = unit.ok_or_else(|| Refused::not_found("storage", id))?;
        self.change(&unit, |unit| unit.detach(id))
    }

    /// What hooks have asked for is there once they have ended well.
    pub(super) fn attach_requested(&mut self, unit: &str) {
        let requested = self.unit_mut(unit).map(Unit::take_requested_storages).unwrap_or_default();
        for (storage, count) in requested {
            for _ in 0..count {
                self.attach(unit, &storage);
            }
        }
    }

    fn attach(&mut self, unit: &str, storage: &str) -> Option<String> {
        let charm = &self.applications.get(application(unit))?.charm;
        let instance = charm.storage(storage)?.instance(self.storages_made);
        let id = instance.id.clone();
        self.storages_made += 1;
        self.unit_mut(unit)?.attach(instance);
        Some(id)
    }
}
