//! What a providing charm is told.

use ops::prelude::*;

use super::request::Request;

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[event]
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// The relation.
            pub relation: RelationId,
            /// The application on the other side.
            pub app: String,
            /// The unit on the other side whose databag changed, if it was a unit's.
            pub unit: Option<UnitName>,
            /// What it asks for.
            pub request: Request,
        }

        impl $name {
            pub(super) fn new(event: &RelationChanged, request: Request) -> Self {
                let (relation, app) = (event.relation().id(), event.app().to_owned());
                Self { relation, app, unit: event.unit().cloned(), request }
            }
        }
    )*};
}

events! {
    /// `requested`: a database is asked for, and a user. Python's `database_requested`.
    DatabaseRequested

    /// `entity_requested`: a user or a group is asked for by itself. Python's `database_entity_requested`.
    DatabaseEntityRequested

    /// `entity_permissions_changed`: that user or group is to have other permissions. Python's `database_entity_permissions_changed`.
    DatabaseEntityPermissionsChanged
}

/// `released`: the relation has ended, and its user is of no more use. The Python library has no such event; charms look at relation-broken
/// themselves, where they have to tell it from the end of this unit.
#[event]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseReleased {
    /// The relation that has ended.
    pub relation: RelationId,
    /// The application that was on the other side.
    pub app: String,
}
