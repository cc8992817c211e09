//! What a requiring charm is told.

use ops::prelude::*;

use crate::wire::{RelationStatus, SecretGroup};

/// What all of them say. It is also why they stay small: whatever else is to be known is asked of the component when the handler runs.
#[derive(Clone)]
pub(super) struct About {
    pub(super) relation: RelationId,
    pub(super) app: String,
    pub(super) unit: Option<UnitName>,
    pub(super) alias: Option<String>,
}

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $ty:ty,)* })*) => {$(
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
            /// The relation's alias, if it has one ([`DatabaseRequest::aliases`](crate::DatabaseRequest::aliases)).
            pub alias: Option<String>,
            $($(#[$field_doc])* pub $field: $ty,)*
        }

        impl $name {
            pub(super) fn new(about: &About, $($field: $ty),*) -> Self {
                let About { relation, app, unit, alias } = about.clone();
                Self { relation, app, unit, alias, $($field),* }
            }
        }
    )*};
}

events! {
    /// `created`: the database is there, and so are the user and its password
    /// ([`connection`](crate::DatabaseRequirer::connection)). Python's `database_created`.
    DatabaseCreated {}

    /// `entity_created`: the user or the group that was asked for by itself is there ([`entity`](crate::DatabaseRequirer::entity)). Python's
    /// `database_entity_created`.
    DatabaseEntityCreated {}

    /// `endpoints_changed`: the database is to be reached somewhere else.
    EndpointsChanged {}

    /// `read_only_endpoints_changed`: the replicas are to be reached somewhere else. Where the endpoints have changed too, only that is told.
    ReadOnlyEndpointsChanged {}

    /// `prefix_databases_changed`: other databases match the prefix.
    PrefixDatabasesChanged {}

    /// `authentication_updated`: there is a new password, or TLS was turned on or changed; what is read now is the new. The Python library has it in
    /// its version 1; a charm that uses version 0 observes `secret_changed` itself.
    AuthenticationUpdated {
        /// Which secret is new.
        group: SecretGroup,
    }

    /// `status_raised`: the provider shows a status on the relation.
    StatusRaised {
        /// The status.
        status: RelationStatus,
    }

    /// `status_resolved`: the provider shows it no longer.
    StatusResolved {
        /// The status.
        status: RelationStatus,
    }
}
