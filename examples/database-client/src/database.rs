//! What is said over the endpoint `db`, in the words of the interface `postgresql_client`.

use ops::prelude::*;
use serde::Deserialize;

/// What we publish in our application's databag: one field, one key.
#[databag]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DatabaseRequest {
    pub(crate) database: String,
    #[databag(name = "extra-user-roles")]
    pub(crate) roles: Option<String>,
    /// What the database is to send as a secret, and not in its databag.
    #[databag(name = "requested-secrets")]
    pub(crate) requested_secrets: Vec<String>,
}

/// What the database publishes in its own; nothing at first.
#[databag]
pub(crate) struct DatabaseAnswer {
    pub(crate) endpoints: Option<String>,
    #[databag(name = "secret-user")]
    pub(crate) secret_user: Option<SecretId>,
}

/// What is in the secret that the answer names.
#[derive(Deserialize)]
pub(crate) struct DatabaseUser {
    pub(crate) username: String,
    pub(crate) password: SecretString,
}

/// Our label for that secret: its events say it.
pub(crate) const USER: &str = "database-user";

impl DatabaseRequest {
    /// A database named after the application, for a user without further roles.
    pub(crate) fn new(app: &str) -> Self {
        let requested_secrets = ["username", "password"].map(str::to_owned).into();
        Self { database: app.replace('-', "_"), roles: None, requested_secrets }
    }
}

/// Asks for new credentials. A key that has another value each time is a change that the database sees.
pub(crate) fn request_rotation(databag: &LocalBag, request: &str) -> ops::Result {
    databag.set("rotation-request", request)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_named_after_the_application() {
        assert_eq!(DatabaseRequest::new("my-web").database, "my_web");
    }
}
