//! What the other side asks for.

use ops::prelude::*;
use serde::{Deserialize, Serialize};

use crate::wire::{self, Bag, EntityPermission, EntityType};

/// What the other side asks for. Nothing in it is a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Request {
    /// The name of the database; or a prefix, at least three characters and `*`.
    pub database: String,
    /// Roles that the user is to have beside its own.
    pub extra_user_roles: Vec<String>,
    /// Roles that the group is to have.
    pub extra_group_roles: Vec<String>,
    /// Whether a user or a group is asked for by itself.
    pub entity_type: Option<EntityType>,
    /// What it may do.
    pub entity_permissions: Vec<EntityPermission>,
    /// A secret with the name that the user is to have ([`DatabaseProvider::requested_entity`](crate::DatabaseProvider::requested_entity)).
    pub requested_entity_secret: Option<SecretId>,
    /// How a prefix matches: `all`.
    pub prefix_matching: Option<String>,
    /// Whether the database is to be reached from outside of its Kubernetes cluster.
    pub external_node_connectivity: bool,
}

/// Which name, and maybe which password, the user is to have.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RequestedEntity {
    /// The name.
    pub name: String,
    /// The password, if one is asked for.
    pub password: Option<SecretString>,
}

impl Request {
    /// What a databag asks for; `None` while it asks for no database.
    pub(super) fn read(relation: &Relation, bag: &Bag) -> Option<Self> {
        let text = |key: &str| bag.get(key).cloned();
        let list = |key: &str| bag.get(key).map(|text| wire::split(text)).unwrap_or_default();
        let permissions = text(wire::ENTITY_PERMISSIONS).map(|text| serde_json::from_str(&text));
        let permissions = permissions.transpose().unwrap_or_else(|error| {
            warn!("{relation}: `{}` of the other side does not read: {error}", wire::ENTITY_PERMISSIONS);
            None
        });
        let secret = text(wire::REQUESTED_ENTITY_SECRET).map(|uri| uri.parse());
        let secret = secret.transpose().unwrap_or_else(|error| {
            warn!("{relation}: `{}` of the other side: {error}", wire::REQUESTED_ENTITY_SECRET);
            None
        });
        Some(Self {
            database: text(wire::DATABASE)?,
            extra_user_roles: list(wire::EXTRA_USER_ROLES),
            extra_group_roles: list(wire::EXTRA_GROUP_ROLES),
            entity_type: text(wire::ENTITY_TYPE).and_then(|word| EntityType::named(&word)),
            entity_permissions: permissions.unwrap_or_default(),
            requested_entity_secret: secret,
            prefix_matching: text(wire::PREFIX_MATCHING),
            external_node_connectivity: text(wire::EXTERNAL_NODE_CONNECTIVITY).is_some_and(|is| is == "true"),
        })
    }

    /// What the secret with the name holds.
    pub(super) fn entity(&self, cx: &Context) -> Result<Option<RequestedEntity>, ModelError> {
        let Some(id) = &self.requested_entity_secret else { return Ok(None) };
        let content = cx.secret(id).refresh()?;
        let Some(name) = content.get(wire::ENTITY_NAME) else {
            warn!("{id} was to hold the name of a user, and has no `{}`", wire::ENTITY_NAME);
            return Ok(None);
        };
        let password = content.get(wire::PASSWORD).cloned();
        Ok(Some(RequestedEntity { name: name.expose_secret().to_owned(), password }))
    }
}
