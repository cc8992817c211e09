//! What happens in containers.

use ops_model::{ContainerName, on};

use super::Harness;
use crate::charm::Charm;

impl<C: Charm> Harness<C> {
    /// Runs `pebble-ready` of a container.
    ///
    /// # Panics
    /// As [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn container_pebble_ready(&mut self, container: impl ContainerName) {
        self.emit(on::pebble_ready(container));
    }

    /// Runs `pebble-custom-notice` for a notice of this key, `example.com/path`. Gives the notice's id.
    ///
    /// # Panics
    /// As [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn pebble_notify(&mut self, container: impl ContainerName, key: &str) -> String {
        let id = self.next_notice.to_string();
        self.next_notice += 1;
        self.emit(on::pebble_custom_notice(container, &id, key));
        id
    }
}
