//! What the provider has answered: from its secrets, and where it has none, from its databag.

use ops::prelude::*;

use crate::wire::{self, Bag, SecretGroup};

/// A database and the user that a charm has there.
///
/// ```
/// use ops::prelude::*;
/// use postgresql_client::Connection;
///
/// fn url(connection: &Connection) -> Option<SecretString> {
///     let Connection { username, password, server, .. } = connection;
///     let (host, database) = (server.endpoints.first()?, server.database.as_ref()?);
///     let password = password.expose_secret();
///     Some(format!("postgresql://{username}:{password}@{host}/{database}").into())
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Connection {
    /// The relation.
    pub relation: RelationId,
    /// The user's name.
    pub username: String,
    /// The user's password.
    pub password: SecretString,
    /// Where the database is.
    pub server: Server,
}

/// A user or a group that a charm has asked for by itself ([`DatabaseRequest::entity_type`](crate::DatabaseRequest::entity_type)).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entity {
    /// The relation.
    pub relation: RelationId,
    /// Its name.
    pub name: String,
    /// Its password; a group has none.
    pub password: Option<SecretString>,
    /// Where the database is.
    pub server: Server,
}

/// Where a database is, and what is to be known of it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Server {
    /// The database that was made, which may have another name than was asked for; or the prefix.
    pub database: Option<String>,
    /// Where it is written and read, each `host:port`: the primary.
    pub endpoints: Vec<String>,
    /// Where it can be read: the replicas.
    pub read_only_endpoints: Vec<String>,
    /// URIs to connect to, which may have a password in them.
    pub uris: Option<SecretString>,
    /// The same, to read.
    pub read_only_uris: Option<SecretString>,
    /// The version of the database, `16.9`.
    pub version: Option<String>,
    /// Whether it takes TLS; `None` if it does not say.
    pub tls: Option<bool>,
    /// The certificate of the authority to check it by, PEM.
    pub tls_ca: Option<String>,
    /// The databases that match the prefix.
    pub prefix_databases: Vec<String>,
}

/// All that the provider has answered on a relation.
pub(super) struct Fields {
    relation: RelationId,
    plain: Bag,
    secrets: Vec<(SecretGroup, SecretContent)>,
}

impl Fields {
    /// Reads the databag and what its secrets hold by now. A secret that this unit cannot read (yet, or any more) is none.
    pub(super) fn read(cx: &Context, relation: &Relation) -> Result<Self, ModelError> {
        let plain = relation.remote_app()?.all()?;
        let mut secrets = Vec::new();
        for group in SecretGroup::ALL {
            match content(cx, relation, &plain, group) {
                Ok(content) => secrets.extend(content.map(|content| (group, content))),
                Err(
                    error @ (ModelError::SecretNotFound { .. } | ModelError::SecretPermissionDenied { .. }),
                ) => debug!("{relation}: {error}"),
                Err(error) => return Err(error),
            }
        }
        Ok(Self { relation: relation.id(), plain, secrets })
    }

    /// Reads the secrets of some groups, and gives them their labels so.
    pub(super) fn register(
        cx: &Context,
        relation: &Relation,
        remote: &Bag,
        is_new: impl Fn(SecretGroup) -> bool,
    ) -> Result<(), ModelError> {
        for group in SecretGroup::ALL.into_iter().filter(|group| is_new(*group)) {
            content(cx, relation, remote, group)?;
        }
        Ok(())
    }

    /// A field: from its secret, else from the databag.
    pub(super) fn get(&self, field: &str) -> Option<SecretString> {
        let group = SecretGroup::of(field);
        let secret = self.secrets.iter().find(|(of, _)| *of == group);
        let secret = secret.and_then(|(_, content)| content.get(field).cloned());
        secret.or_else(|| self.plain.get(field).map(|text| text.as_str().into()))
    }

    /// The same of one that nobody need hide.
    fn text(&self, field: &str) -> Option<String> {
        self.get(field).map(|text| text.expose_secret().to_owned()).filter(|text| !text.is_empty())
    }

    fn list(&self, field: &str) -> Vec<String> {
        self.plain.get(field).map(|text| wire::split(text)).unwrap_or_default()
    }

    pub(super) fn connection(&self) -> Option<Connection> {
        let password = self.get(wire::PASSWORD).filter(|text| !text.expose_secret().is_empty())?;
        let (relation, username) = (self.relation, self.text(wire::USERNAME)?);
        Some(Connection { relation, username, password, server: self.server() })
    }

    pub(super) fn entity(&self) -> Option<Entity> {
        let (relation, name, password) =
            (self.relation, self.text(wire::ENTITY_NAME)?, self.get(wire::ENTITY_PASSWORD));
        Some(Entity { relation, name, password, server: self.server() })
    }

    pub(super) fn server(&self) -> Server {
        Server {
            database: self.text(wire::DATABASE),
            endpoints: self.list(wire::ENDPOINTS),
            read_only_endpoints: self.list(wire::READ_ONLY_ENDPOINTS),
            uris: self.get(wire::URIS),
            read_only_uris: self.get(wire::READ_ONLY_URIS),
            version: self.text(wire::VERSION),
            tls: self.text(wire::TLS).and_then(|text| boolean(&text)),
            tls_ca: self.text(wire::TLS_CA),
            prefix_databases: self.list(wire::PREFIX_DATABASES),
        }
    }
}

/// Charms write `True`, the interface's examples `true`.
fn boolean(text: &str) -> Option<bool> {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    is("true").then_some(true).or(is("false").then_some(false))
}

/// What the secret of a group holds by now, if there is one.
fn content(
    cx: &Context,
    relation: &Relation,
    remote: &Bag,
    group: SecretGroup,
) -> Result<Option<SecretContent>, ModelError> {
    let Some(uri) = remote.get(group.key()).filter(|_| cx.model().juju_version().has_secrets()) else {
        return Ok(None);
    };
    let id: SecretId = match uri.parse() {
        Ok(id) => id,
        Err(error) => {
            warn!("{relation}: `{}` of the other side: {error}", group.key());
            return Ok(None);
        }
    };
    let label = group.label(relation.endpoint(), relation.id());
    cx.secret(&id).with_label(&label).refresh().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields<const N: usize>(plain: [(&str, &str); N]) -> Fields {
        let plain = plain.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        Fields { relation: 3.into(), plain, secrets: Vec::new() }
    }

    #[test]
    fn a_connection_has_a_user_and_a_password() {
        for incomplete in [fields([]), fields([("username", "u")]), fields([("password", "p")])] {
            assert!(incomplete.connection().is_none());
        }
        let mut both = fields([
            ("username", "plain"),
            ("password", "plain"),
            ("endpoints", "a:1, b:2,"),
            ("tls", "True"),
            ("prefix-databases", ""),
        ]);
        let connection = both.connection().unwrap();
        assert_eq!((connection.username.as_str(), connection.server.tls), ("plain", Some(true)));
        assert_eq!(connection.server.endpoints, ["a:1", "b:2"]);
        assert!(connection.server.prefix_databases.is_empty());
        // A secret goes before the databag, and the databag counts where the secret lacks a field.
        let content = SecretContent::new([("username", "secret")]).unwrap();
        both.secrets.push((SecretGroup::User, content));
        let connection = both.connection().unwrap();
        assert_eq!((connection.username.as_str(), connection.password.expose_secret()), ("secret", "plain"));
        assert!(!format!("{connection:?}").contains("\"plain\""));
    }

    #[test]
    fn a_group_has_no_password() {
        let entity = fields([("entity-name", "readers")]).entity().unwrap();
        assert_eq!((entity.name.as_str(), entity.password.is_none()), ("readers", true));
        assert!(fields([]).entity().is_none());
    }
}
