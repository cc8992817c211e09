//! What goes wrong on either side.

use std::fmt;
use std::io;

use ops::EventError;
use ops::prelude::*;

use crate::wire::EntityType;

/// Why something of this interface could not be done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Juju was asked for something, and refused.
    Model(ModelError),
    /// An event could not be queued.
    Event(EventError),
    /// The endpoint has no relation with this id, or no longer.
    NoRelation {
        /// The endpoint.
        endpoint: &'static str,
        /// The id that was asked for.
        relation: RelationId,
    },
    /// The provider wrote before it was asked for anything: but for endpoints, nothing may go out before the requirer's request has come.
    Premature {
        /// The relation, `endpoint:id`.
        relation: String,
        /// The field.
        field: String,
    },
    /// The requirer has changed what cannot be changed once it was asked for.
    RequestChanged {
        /// The requiring application.
        app: String,
        /// The relation, `endpoint:id`.
        relation: String,
        /// What was changed: `entity-type`, `extra-user-roles`, `extra-group-roles`.
        key: &'static str,
    },
    /// A user was asked for with roles of groups, or a group with roles of users.
    RolesOfOther {
        /// What was asked for.
        entity: EntityType,
    },
    /// A request names its entity in a secret, and this Juju has no secrets.
    NoSecrets {
        /// The version of Juju.
        is: JujuVersion,
    },
    /// There are more relations than aliases.
    NoAliasLeft {
        /// The relation, `endpoint:id`.
        relation: String,
        /// How many aliases there are.
        aliases: usize,
    },
    /// The operating system gave no random bytes.
    Random(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model(error) => error.fmt(f),
            Self::Event(error) => error.fmt(f),
            Self::NoRelation { endpoint, relation } => {
                write!(f, "the endpoint `{endpoint}` has no relation {relation}, or no longer")
            }
            Self::Premature { relation, field } => write!(
                f,
                "`{field}` cannot be given on relation {relation}: the other side has not asked for a database yet (wait for the \
                 event `requested`; only endpoints may go out before)"
            ),
            Self::RequestChanged { app, relation, key } => write!(
                f,
                "the application `{app}` has changed `{key}` on relation {relation}, which cannot be changed once it was asked for: \
                 remove the relation and integrate the two again"
            ),
            Self::RolesOfOther { entity: EntityType::User } => {
                f.write_str("a user has no `extra_group_roles`: ask for `extra_user_roles`, or for a group")
            }
            Self::RolesOfOther { entity: EntityType::Group } => {
                f.write_str("a group has no `extra_user_roles`: ask for `extra_group_roles`, or for a user")
            }
            Self::NoSecrets { is } => write!(
                f,
                "the name of an entity is asked for in a secret, and Juju {is} has none (`assumes: [juju >= 3.0.3]` in the metadata says \
                 so before a deploy)"
            ),
            Self::NoAliasLeft { relation, aliases } => write!(
                f,
                "there is no alias left for relation {relation}: give as many aliases ({aliases} now) as the endpoint may have relations \
                 (`limit:` in the metadata)"
            ),
            Self::Random(error) => write!(f, "no random bytes for a key: {error}"),
        }
    }
}

// The texts above hold those of their causes already.
impl std::error::Error for Error {}

impl From<ModelError> for Error {
    fn from(error: ModelError) -> Self {
        Self::Model(error)
    }
}

impl From<EventError> for Error {
    fn from(error: EventError) -> Self {
        Self::Event(error)
    }
}
