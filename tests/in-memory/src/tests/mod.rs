//! Tests of the charm in memory, and of `ops::testing` itself.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by a panic")]

mod deferral;
mod harness;
mod interface;
mod process;

use ops::testing::{Owner, Relation, Scenario, Secret, State, StorageInstance};

use super::Everything;

/// A secret of another.
const TOKEN: &str = "9m4e2mr0ui3e8a215n4g";
/// One of the charm's own, with two revisions.
const OWN: &str = "9m4e2mr0ui3e8a215n50";

/// A leader with something of everything.
fn full() -> (Scenario<Everything>, State) {
    let scenario = Scenario::new();
    let token = Secret::new(TOKEN, Owner::Other { is_granted: true }, [("key", "value")])
        .with_revision([("key", "newer")])
        .with_tracked(1);
    let own = Secret::new(OWN, Owner::App, [("key", "value")]).with_revision([("key", "newer")]);
    let state = scenario
        .state()
        .with_leader(true)
        .with_relation(Relation::new(Everything::ENDPOINTS.website, "haproxy"))
        .with_relation(Relation::new(Everything::ENDPOINTS.db_2, "postgresql").with_unit("postgresql/0", []))
        .with_relation(Relation::peers(Everything::ENDPOINTS.cluster).with_unit("everything/1", []))
        .with_secret(token)
        .with_secret(own)
        .with_storage(StorageInstance::new(Everything::STORAGES.data, 0))
        .with_storage(StorageInstance::block(Everything::STORAGES.disks, 1));
    (scenario, state)
}
