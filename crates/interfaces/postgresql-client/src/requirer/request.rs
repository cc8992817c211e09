//! What a charm asks for.

use ops::prelude::*;

use crate::Error;
use crate::wire::{self, EntityPermission, EntityType};

/// What a charm asks of a database: the settings of a [`DatabaseRequirer`](crate::DatabaseRequirer).
///
/// It is the same on each relation of the endpoint, and goes out once, when the relation is made. Of a relation that is there already
/// only the permissions, the external connectivity and the fields wanted in secrets follow a later version of the charm: no provider could
/// act on the rest.
///
/// ```
/// use postgresql_client::DatabaseRequest;
///
/// let request = DatabaseRequest::new("webapp").extra_user_roles(["admin", "createdb"]);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct DatabaseRequest {
    database: String,
    extra_user_roles: Vec<String>,
    extra_group_roles: Vec<String>,
    entity_type: Option<EntityType>,
    entity_permissions: Vec<EntityPermission>,
    pub(super) requested_entity: Option<RequestedEntity>,
    prefix_matching: Option<String>,
    external_node_connectivity: bool,
    pub(super) aliases: Vec<String>,
    additional_secret_fields: Vec<String>,
}

/// Which name, and maybe password, the database's user is to have.
#[derive(Clone, Debug)]
pub(super) enum RequestedEntity {
    /// In a secret that the charm has made and granted.
    Secret(SecretId),
    /// In a secret that is made for it, and removed once it is of no more use.
    Named { name: String, password: Option<SecretString> },
}

/// What goes into secrets wherever Juju has them.
const SECRET_FIELDS: [&str; 8] = [
    wire::USERNAME,
    wire::PASSWORD,
    wire::TLS,
    wire::TLS_CA,
    wire::URIS,
    wire::READ_ONLY_URIS,
    wire::ENTITY_NAME,
    wire::ENTITY_PASSWORD,
];

impl DatabaseRequest {
    /// A database of this name. With [`prefix_matching`](Self::prefix_matching) it may be a prefix, at least three characters and `*`: all
    /// databases whose name begins so.
    pub fn new(database: impl Into<String>) -> Self {
        Self {
            database: database.into(),
            extra_user_roles: Vec::new(),
            extra_group_roles: Vec::new(),
            entity_type: None,
            entity_permissions: Vec::new(),
            requested_entity: None,
            prefix_matching: None,
            external_node_connectivity: false,
            aliases: Vec::new(),
            additional_secret_fields: Vec::new(),
        }
    }

    /// Roles that the user is to have beside its own: `admin`, `createdb`.
    pub fn extra_user_roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.extra_user_roles = roles.into_iter().map(Into::into).collect();
        self
    }

    /// Roles that the group is to have; only with [`EntityType::Group`].
    pub fn extra_group_roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.extra_group_roles = roles.into_iter().map(Into::into).collect();
        self
    }

    /// Asks for a user or a group by itself: then the event is `entity_created`, and
    /// [`entity`](crate::DatabaseRequirer::entity) tells of it.
    pub fn entity_type(mut self, entity: EntityType) -> Self {
        self.entity_type = Some(entity);
        self
    }

    /// What that user or group may do.
    pub fn entity_permissions(mut self, permissions: impl IntoIterator<Item = EntityPermission>) -> Self {
        self.entity_permissions = permissions.into_iter().collect();
        self
    }

    /// The name that the user is to have, and maybe its password. The library tells it in a secret, which it removes when the user is there.
    ///
    /// It needs a Juju with secrets.
    pub fn requested_entity(mut self, name: impl Into<String>, password: Option<SecretString>) -> Self {
        self.requested_entity = Some(RequestedEntity::Named { name: name.into(), password });
        self
    }

    /// The same in a secret of the charm's own, with the keys `entity-name` and, if there is one, `password`. The charm grants it to the relation.
    ///
    /// It needs a Juju with secrets.
    pub fn requested_entity_secret(mut self, secret: SecretId) -> Self {
        self.requested_entity = Some(RequestedEntity::Secret(secret));
        self
    }

    /// How a prefix matches: `all`.
    pub fn prefix_matching(mut self, strategy: impl Into<String>) -> Self {
        self.prefix_matching = Some(strategy.into());
        self
    }

    /// Whether the database is to be reached from outside of its Kubernetes cluster.
    pub fn external_node_connectivity(mut self, external: bool) -> Self {
        self.external_node_connectivity = external;
        self
    }

    /// A name for each relation, where the endpoint may have several: they are given out in this order, stay with a unit's relation, and come with
    /// its events. There have to be as many as `limit:` in the metadata permits relations.
    pub fn aliases(mut self, aliases: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.aliases = aliases.into_iter().map(Into::into).collect();
        self
    }

    /// Fields that this provider may have beside the usual ones, wanted in a secret ([`field`](crate::DatabaseRequirer::field) reads them).
    pub fn additional_secret_fields(mut self, fields: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.additional_secret_fields = fields.into_iter().map(Into::into).collect();
        self
    }

    /// What no provider could make sense of.
    pub(super) fn check(&self, juju: &JujuVersion) -> Result<(), Error> {
        let wrong = match self.entity_type {
            Some(EntityType::User) => !self.extra_group_roles.is_empty(),
            Some(EntityType::Group) => !self.extra_user_roles.is_empty(),
            None => false,
        };
        if let (Some(entity), true) = (self.entity_type, wrong) {
            return Err(Error::RolesOfOther { entity });
        }
        if self.requested_entity.is_some() && !juju.has_secrets() {
            return Err(Error::NoSecrets { is: juju.clone() });
        }
        Ok(())
    }

    /// The fields that it wants in secrets, a JSON list.
    pub(super) fn requested_secrets(&self) -> String {
        let additional = self.additional_secret_fields.iter().map(String::as_str);
        wire::json::list(SECRET_FIELDS.into_iter().chain(additional))
    }

    /// What is asked for once.
    pub(super) fn for_good(&self) -> [(&'static str, Option<String>); 5] {
        let list = |roles: &[String]| Some(wire::join(roles)).filter(|text| !text.is_empty());
        [
            (wire::DATABASE, Some(self.database.clone())),
            (wire::EXTRA_USER_ROLES, list(&self.extra_user_roles)),
            (wire::EXTRA_GROUP_ROLES, list(&self.extra_group_roles)),
            (wire::ENTITY_TYPE, self.entity_type.map(|entity| entity.as_str().to_owned())),
            (wire::PREFIX_MATCHING, self.prefix_matching.clone()),
        ]
    }

    /// What may be asked for anew.
    pub(super) fn for_now(&self) -> [(&'static str, Option<String>); 2] {
        let permissions = serde_json::to_value(&self.entity_permissions).unwrap_or_default();
        let permissions =
            Some(wire::json::dumps(&permissions)).filter(|_| !self.entity_permissions.is_empty());
        let external = self.external_node_connectivity.then(|| "true".to_owned());
        [(wire::ENTITY_PERMISSIONS, permissions), (wire::EXTERNAL_NODE_CONNECTIVITY, external)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_asked_for_has_no_key() {
        let keys = |request: &DatabaseRequest| {
            let (good, now) = (request.for_good(), request.for_now());
            let all = good.into_iter().chain(now);
            all.filter_map(|(key, value)| Some((key, value?))).collect::<Vec<_>>()
        };
        let request = DatabaseRequest::new("webapp");
        assert_eq!(keys(&request), [("database", "webapp".to_owned())]);
        let request = request
            .extra_user_roles(["admin", "createdb"])
            .entity_type(EntityType::User)
            .entity_permissions([EntityPermission::new("cars", "TABLE", ["SELECT"])])
            .prefix_matching("all")
            .external_node_connectivity(true);
        let expected = [
            ("database", "webapp"),
            ("extra-user-roles", "admin,createdb"),
            ("entity-type", "USER"),
            ("prefix-matching", "all"),
            (
                "entity-permissions",
                r#"[{"privileges": ["SELECT"], "resource_name": "cars", "resource_type": "TABLE"}]"#,
            ),
            ("external-node-connectivity", "true"),
        ];
        assert_eq!(keys(&request), expected.map(|(key, value)| (key, value.to_owned())));
    }

    #[test]
    fn secrets_are_asked_for_in_the_library_s_order() {
        let request = DatabaseRequest::new("webapp").additional_secret_fields(["token"]);
        assert_eq!(
            request.requested_secrets(),
            r#"["username", "password", "tls", "tls-ca", "uris", "read-only-uris", "entity-name", "entity-password", "token"]"#
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let (new, old) = (JujuVersion::new(3, 6, 0), JujuVersion::new(2, 9, 52));
        let group = DatabaseRequest::new("x").entity_type(EntityType::Group);
        assert!(group.check(&old).is_ok());
        let error = group.extra_user_roles(["admin"]).check(&new).unwrap_err().to_string();
        assert!(error.contains("`extra_group_roles`"), "{error}");
        let user = DatabaseRequest::new("x").entity_type(EntityType::User).extra_group_roles(["readers"]);
        assert!(matches!(user.check(&new), Err(Error::RolesOfOther { entity: EntityType::User })));
        let named = DatabaseRequest::new("x").requested_entity("ann", None);
        assert!(named.check(&new).is_ok());
        assert!(named.check(&old).unwrap_err().to_string().contains("2.9.52"));
    }
}
