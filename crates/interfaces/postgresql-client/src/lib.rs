//! The relation interface `postgresql_client`, version 0, for charms in Rust: [`DatabaseRequirer`] asks for a database,
//! [`DatabaseProvider`] gives one.
//!
//! Both are [components](macro@ops::component): a charm has one as a field, which names its endpoint, and handles its events.
//!
//! # On the wire
//!
//! What either side writes is, byte for byte, what the Python library `data_interfaces` (`data_platform_libs`, version 0) writes, so that a charm
//! in Python on the other side cannot tell the difference:
//!
//! - A requirer writes `database`, `extra-user-roles` and the like into its application's databag, and with `requested-secrets` which fields
//!   of the answer it wants in secrets.
//! - A provider puts these fields into secrets of its application, one for a relation and a group of fields, labelled
//!   `<endpoint>.<relation>.<group>.secret` and granted to the relation, and their URIs under `secret-user`, `secret-tls`, `secret-entity`,
//!   `secret-extra`. Where Juju has no secrets (before 3.0.3), where the other side asks for none, and on a relation that began so, the fields
//!   stand plainly in the databag.
//! - Either side keeps under `data` what it has seen of the other (a requirer in each unit's databag, a provider in its application's). What is new
//!   against that decides which event comes: at most one for a change, the first in the order of the documentation of each component.
//!
//! # What is otherwise than in Python
//!
//! | | |
//! |---|---|
//! | a request | goes out also when a unit becomes the leader that was none when the relation was made |
//! | passwords | `authentication_updated` tells of new ones, and of changes of TLS; version 0 in Python has no event for it |
//! | an answer | is set as a whole ([`Response`]): a secret has one new revision, not one for each field |
//! | the end | `released` comes to the provider's leader when a relation has ended, and not when only this unit has; the relation's secrets are removed, and so are revisions that nobody reads |
//! | aliases | come in the events, `event.alias`, and not as events with other names |
//! | an `extra-user-roles` or `entity-type` that a newer charm changes | stays as it was asked for, with a warning, since the provider would fail |
//!
//! Version 1 of the library speaks another format under the same interface name. It serves requirers of version 0 as such; a requirer of version 1
//! finds no answer in what a provider of version 0 writes.

mod error;
mod provider;
mod requirer;
#[cfg(feature = "testing")]
pub mod testing;
mod wire;

pub use error::Error;
pub use provider::{
    DatabaseEntityPermissionsChanged, DatabaseEntityRequested, DatabaseProvider, DatabaseProviderEvents,
    DatabaseReleased, DatabaseRequested, Request, RequestedEntity, Response,
};
pub use requirer::{
    AuthenticationUpdated, Connection, DatabaseCreated, DatabaseEntityCreated, DatabaseRequest,
    DatabaseRequirer, DatabaseRequirerEvents, EndpointsChanged, Entity, PrefixDatabasesChanged,
    ReadOnlyEndpointsChanged, Server, StatusRaised, StatusResolved,
};
pub use wire::{EntityPermission, EntityType, RelationStatus, SecretGroup};
