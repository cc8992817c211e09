//! What a providing charm answers.

use ops::prelude::*;

use crate::wire;

/// An answer, or a part of one: what is not in it stays as it was.
///
/// All of it goes out at once, so that a secret has one new revision at most, and none where nothing changes. Which fields go into secrets,
/// the requirer and the version of Juju decide.
///
/// ```
/// use ops::prelude::*;
/// use postgresql_client::Response;
///
/// fn answer(password: SecretString) -> Response {
///     Response::new()
///         .database("webapp")
///         .credentials("relation-3", password)
///         .endpoints(["10.1.2.3:5432"])
///         .version("16.9")
///         .tls(false)
/// }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Response {
    pub(super) fields: Vec<(String, SecretString)>,
}

impl Response {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Any field, by its name on the wire: for what a requirer wants beside the usual ones.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<SecretString>) -> Self {
        let name = name.into();
        self.fields.retain(|(known, _)| *known != name);
        self.fields.push((name, value.into()));
        self
    }

    /// The database that was made, which may have another name than was asked for; or the prefix.
    pub fn database(self, name: impl Into<String>) -> Self {
        self.field(wire::DATABASE, name.into())
    }

    /// The user and its password.
    pub fn credentials(self, username: impl Into<String>, password: impl Into<SecretString>) -> Self {
        self.field(wire::USERNAME, username.into()).field(wire::PASSWORD, password)
    }

    /// The user or the group that was asked for by itself. A group has no password.
    pub fn entity_credentials(self, name: impl Into<String>, password: Option<SecretString>) -> Self {
        let response = self.field(wire::ENTITY_NAME, name.into());
        match password {
            Some(password) => response.field(wire::ENTITY_PASSWORD, password),
            None => response,
        }
    }

    /// Where the database is written and read, each `host:port`: the primary, on Kubernetes its service.
    pub fn endpoints(self, endpoints: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.field(wire::ENDPOINTS, wire::join(endpoints))
    }

    /// Where it can be read, each `host:port`: the replicas, on Kubernetes their service.
    pub fn read_only_endpoints(self, endpoints: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.field(wire::READ_ONLY_ENDPOINTS, wire::join(endpoints))
    }

    /// The databases that match the prefix.
    pub fn prefix_databases(self, databases: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut databases: Vec<String> = databases.into_iter().map(Into::into).collect();
        databases.sort_unstable();
        self.field(wire::PREFIX_DATABASES, wire::join(databases))
    }

    /// URIs to connect to.
    pub fn uris(self, uris: impl Into<SecretString>) -> Self {
        self.field(wire::URIS, uris)
    }

    /// URIs to connect to and read.
    pub fn read_only_uris(self, uris: impl Into<SecretString>) -> Self {
        self.field(wire::READ_ONLY_URIS, uris)
    }

    /// Whether the database takes TLS.
    pub fn tls(self, is_on: bool) -> Self {
        // As the charms in Python write it.
        self.field(wire::TLS, if is_on { "True" } else { "False" })
    }

    /// The certificate of the authority to check it by, PEM.
    pub fn tls_ca(self, pem: impl Into<String>) -> Self {
        self.field(wire::TLS_CA, pem.into())
    }

    /// The version of the database, `16.9`.
    pub fn version(self, version: impl Into<String>) -> Self {
        self.field(wire::VERSION, version.into())
    }

    /// This application is a subordinate: requirers wait for the unit beside theirs
    /// ([`set_ready`](crate::DatabaseProvider::set_ready)).
    pub fn subordinated(self) -> Self {
        self.field(wire::SUBORDINATED, "true")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_said_once_and_lists_have_commas() {
        let response = Response::new()
            .version("15")
            .version("16")
            .tls(true)
            .endpoints(["a:1", "b:2"])
            .prefix_databases(["zoo", "ape"])
            .entity_credentials("readers", None);
        let said = response.fields.iter().map(|(key, value)| (key.as_str(), value.expose_secret()));
        let expected = [
            ("version", "16"),
            ("tls", "True"),
            ("endpoints", "a:1,b:2"),
            ("prefix-databases", "ape,zoo"),
            ("entity-name", "readers"),
        ];
        assert_eq!(said.collect::<Vec<_>>(), expected);
    }
}
