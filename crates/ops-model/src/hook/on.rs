//! The events that Juju sends, named as `#[on(…)]` names them, for tests: what each is about is a constant of the charm's.
//!
//! ```
//! use ops_model::{EndpointName, Hook, on};
//!
//! // `#[charm]` makes this one: `MyCharm::ENDPOINTS.db`.
//! struct Db;
//! impl EndpointName for Db {
//!     fn name(self) -> &'static str {
//!         "db"
//!     }
//! }
//!
//! let changed = on::relation_changed(Db).unit("postgresql/0");
//! assert_eq!(changed.name(), "db-relation-changed");
//! ```

use serde_json::Value;

use super::Hook;
use crate::names::{ContainerName, DeclaredAction, EndpointName, StorageName};

macro_rules! plain {
    ($($(#[$doc:meta])* $name:ident $hook:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name() -> Hook {
            Hook::named($hook)
        }
    )*};
}

plain! {
    /// The first event of a unit.
    install "install";
    /// The unit has been installed and configured.
    start "start";
    /// Options, trust or addresses have changed.
    config_changed "config-changed";
    /// The charm's files are new ones.
    upgrade_charm "upgrade-charm";
    /// From time to time.
    update_status "update-status";
    /// The unit is about to end.
    stop "stop";
    /// The last event of a unit.
    remove "remove";
    /// The unit leads now.
    leader_elected "leader-elected";
    /// Another unit leads now, or has written settings; not from Juju 4 on.
    leader_settings_changed "leader-settings-changed";
    /// Before the machine's series is upgraded.
    pre_series_upgrade "pre-series-upgrade";
    /// After that.
    post_series_upgrade "post-series-upgrade";
}

macro_rules! of_relations {
    ($($(#[$doc:meta])* $name:ident $kind:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// Of the only relation of the endpoint, unless [`Hook::id`] says which.
        pub fn $name(endpoint: impl EndpointName) -> Hook {
            Hook::of_relation(endpoint.name(), None, $kind)
        }
    )*};
}

of_relations! {
    /// There is the relation; nobody has joined it yet.
    relation_created "created";
    /// A remote unit has joined: [`Hook::unit`] says which.
    relation_joined "joined";
    /// The databag of a remote unit ([`Hook::unit`] says which) or of the remote application has changed.
    relation_changed "changed";
    /// A remote unit has left: [`Hook::unit`] says which. [`Hook::departing`] says so of this unit.
    relation_departed "departed";
    /// The relation has ended.
    relation_broken "broken";
}

macro_rules! of_storages {
    ($($(#[$doc:meta])* $name:ident $kind:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// Of the only instance, unless [`Hook::index`] says which.
        pub fn $name(storage: impl StorageName) -> Hook {
            Hook::of_storage(storage.name(), None, $kind)
        }
    )*};
}

of_storages! {
    /// A storage instance is there.
    storage_attached "attached";
    /// A storage instance is about to go.
    storage_detaching "detaching";
}

macro_rules! of_secrets {
    ($($(#[$doc:meta])* $name:ident $kind:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// By its id, with the prefix `secret:` or without it.
        pub fn $name(id: &str) -> Hook {
            Hook::secret($kind, id)
        }
    )*};
}

of_secrets! {
    /// A secret that the unit reads has a new revision.
    secret_changed "changed";
    /// A secret of the unit's own, or of its application's, is to have a new revision.
    secret_rotate "rotate";
    /// A revision has expired: [`Hook::revision`] says which.
    secret_expired "expired";
    /// Nobody reads a revision any more: [`Hook::revision`] says which.
    secret_remove "remove";
}

/// Pebble answers in the container.
pub fn pebble_ready(container: impl ContainerName) -> Hook {
    Hook::pebble(container.name(), "ready")
}

/// Somebody has made a notice of this key, `example.com/backup-done`, in the container.
pub fn pebble_custom_notice(container: impl ContainerName, id: &str, key: &str) -> Hook {
    Hook::pebble(container.name(), "custom-notice")
        .variable("JUJU_NOTICE_ID", id)
        .variable("JUJU_NOTICE_TYPE", "custom")
        .variable("JUJU_NOTICE_KEY", key)
}

/// A check has failed as often as it may.
pub fn pebble_check_failed(container: impl ContainerName, check: &str) -> Hook {
    of_check(container.name(), "check-failed", check)
}

/// A check that had failed is well again.
pub fn pebble_check_recovered(container: impl ContainerName, check: &str) -> Hook {
    of_check(container.name(), "check-recovered", check)
}

fn of_check(container: &str, kind: &str, check: &str) -> Hook {
    Hook::pebble(container, kind).variable("JUJU_PEBBLE_CHECK_NAME", check)
}

/// Somebody runs an action, with these parameters, a JSON object.
pub fn action(action: impl DeclaredAction, params: Value) -> Hook {
    Hook::action(action.name(), params)
}
