//! What goes over the relation, byte for byte as the Python library `data_interfaces` v0 writes it: keys, secrets, the memory of what
//! was seen last.

mod diff;
mod entity;
mod group;
pub(crate) mod json;
mod status;

pub(crate) use diff::{Diff, seen};
pub use entity::{EntityPermission, EntityType};
pub use group::SecretGroup;
pub use status::RelationStatus;

use std::collections::BTreeMap;

use ops::prelude::*;

/// A databag as it is read.
pub(crate) type Bag = BTreeMap<String, String>;

/// Either side: the other's application databag as it was last seen, JSON.
pub(crate) const DATA: &str = "data";
/// The requirer: the fields that it wants in secrets, a JSON list.
pub(crate) const REQUESTED_SECRETS: &str = "requested-secrets";
/// The requirer: the fields that it gives in secrets itself, a JSON list.
pub(crate) const PROVIDED_SECRETS: &str = "provided-secrets";
pub(crate) const ALIAS: &str = "alias";
pub(crate) const DATABASE: &str = "database";
pub(crate) const ENDPOINTS: &str = "endpoints";
pub(crate) const READ_ONLY_ENDPOINTS: &str = "read-only-endpoints";
pub(crate) const PREFIX_DATABASES: &str = "prefix-databases";
pub(crate) const PREFIX_MATCHING: &str = "prefix-matching";
pub(crate) const EXTRA_USER_ROLES: &str = "extra-user-roles";
pub(crate) const EXTRA_GROUP_ROLES: &str = "extra-group-roles";
pub(crate) const ENTITY_TYPE: &str = "entity-type";
pub(crate) const ENTITY_PERMISSIONS: &str = "entity-permissions";
pub(crate) const REQUESTED_ENTITY_SECRET: &str = "requested-entity-secret";
pub(crate) const EXTERNAL_NODE_CONNECTIVITY: &str = "external-node-connectivity";
/// The provider, over models: a secret with the key for what a requirer there cannot put into secrets.
pub(crate) const ENCRYPTION_SECRET: &str = "encryption-secret";
pub(crate) const STATUS: &str = "status";
pub(crate) const SUBORDINATED: &str = "subordinated";
/// The provider's unit, where it is a subordinate: `ready`.
pub(crate) const STATE: &str = "state";
pub(crate) const READY: &str = "ready";
pub(crate) const USERNAME: &str = "username";
pub(crate) const PASSWORD: &str = "password";
pub(crate) const URIS: &str = "uris";
pub(crate) const READ_ONLY_URIS: &str = "read-only-uris";
pub(crate) const TLS: &str = "tls";
pub(crate) const TLS_CA: &str = "tls-ca";
pub(crate) const VERSION: &str = "version";
pub(crate) const ENTITY_NAME: &str = "entity-name";
pub(crate) const ENTITY_PASSWORD: &str = "entity-password";

/// The parts of a comma list.
pub(crate) fn split(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A comma list.
pub(crate) fn join(parts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    parts.into_iter().fold(String::new(), |mut list, part| {
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(part.as_ref());
        list
    })
}

/// Whether the other side is in another model. A Juju that does not say is taken for one where it is not, as in Python.
pub(crate) fn is_cross_model(cx: &Context, relation: &Relation) -> bool {
    match relation.remote_model() {
        Ok(model) => model != cx.model().uuid(),
        Err(error) => {
            debug!("{relation}: the model of the other side is not known: {error}");
            false
        }
    }
}
