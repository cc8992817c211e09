//! Storage that comes and goes.

use ops_model::{Hook, StorageInstance, StorageName};

use super::Harness;
use crate::charm::Charm;
use crate::testing::fail;

impl<C: Charm> Harness<C> {
    /// Makes so many instances of a storage, filesystems below `/srv`, not attached yet. Gives their ids, `data/0`.
    pub fn add_storage(&mut self, storage: impl StorageName + Copy, count: u64) -> Vec<String> {
        let numbers = self.next_storage..self.next_storage + count;
        self.next_storage += count;
        let instances: Vec<_> = numbers.map(|number| StorageInstance::new(storage, number)).collect();
        let ids = instances.iter().map(|instance| instance.id.clone()).collect();
        self.detached.extend(instances);
        ids
    }

    /// Attaches an instance, and runs `storage-attached`; nothing if it is attached.
    ///
    /// # Panics
    /// There is no such instance, or as [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn attach_storage(&mut self, id: &str) {
        if self.state.storages.iter().any(|instance| instance.id == id) {
            return;
        }
        let Some(place) = self.detached.iter().position(|instance| instance.id == id) else { unknown(id) };
        let instance = self.detached.remove(place);
        self.state.storages.push(instance);
        self.emit(Hook::storage(id, "attached"));
    }

    /// Runs `storage-detaching` and detaches the instance; nothing if it is detached.
    ///
    /// # Panics
    /// There is no such instance, or as [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn detach_storage(&mut self, id: &str) {
        if self.detached.iter().any(|instance| instance.id == id) {
            return;
        }
        if !self.state.storages.iter().any(|instance| instance.id == id) {
            unknown(id);
        }
        self.emit(Hook::storage(id, "detaching"));
        if let Some(place) = self.state.storages.iter().position(|instance| instance.id == id) {
            let instance = self.state.storages.remove(place);
            self.detached.push(instance);
        }
    }

    /// Detaches the instance, if it is attached, and forgets it.
    ///
    /// # Panics
    /// As [`detach_storage`](Self::detach_storage).
    #[track_caller]
    pub fn remove_storage(&mut self, id: &str) {
        self.detach_storage(id);
        self.detached.retain(|instance| instance.id != id);
    }
}

#[track_caller]
fn unknown(id: &str) -> ! {
    fail(&format!("there is no storage `{id}`: `add_storage` gives the ids of some"))
}
