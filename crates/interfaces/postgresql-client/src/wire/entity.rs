//! Entities: users and groups that are asked for by themselves.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What an entity is (`entity-type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntityType {
    /// `USER`: it has a password.
    #[serde(rename = "USER")]
    User,
    /// `GROUP`: it has none.
    #[serde(rename = "GROUP")]
    Group,
}

impl EntityType {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::User => "USER",
            Self::Group => "GROUP",
        }
    }

    /// From its word; `None` for one that is not known.
    pub(crate) fn named(word: &str) -> Option<Self> {
        [Self::User, Self::Group].into_iter().find(|known| known.as_str() == word)
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What an entity may do with a resource (an object in the list `entity-permissions`).
///
/// ```
/// use postgresql_client::EntityPermission;
///
/// let read = EntityPermission::new("cars", "TABLE", ["SELECT"]);
/// assert_eq!(read.privileges, ["SELECT"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityPermission {
    /// The name of the resource: a table, a topic.
    pub resource_name: String,
    /// What it is: `TABLE`, `TOPIC`.
    pub resource_type: String,
    /// What the entity may do with it: `SELECT`, `READ`.
    pub privileges: Vec<String>,
}

impl EntityPermission {
    /// These privileges on this resource.
    pub fn new(
        resource_name: impl Into<String>,
        resource_type: impl Into<String>,
        privileges: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let privileges = privileges.into_iter().map(Into::into).collect();
        Self { resource_name: resource_name.into(), resource_type: resource_type.into(), privileges }
    }
}
