//! What is said over the endpoint `db`, in the words of the interface `postgresql_client`.

use ops::prelude::*;

/// What we publish in our application's databag: one field, one key.
#[databag]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DatabaseRequest {
    pub(crate) database: String,
    #[databag(name = "extra-user-roles")]
    pub(crate) roles: Option<String>,
}

/// What the database publishes in its own; nothing at first.
#[databag]
pub(crate) struct DatabaseAnswer {
    pub(crate) endpoints: Option<String>,
}

impl DatabaseRequest {
    /// A database named after the application, for a user without further roles.
    pub(crate) fn new(app: &str) -> Self {
        Self { database: app.replace('-', "_"), roles: None }
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
        let expected = DatabaseRequest { database: "my_web".into(), roles: None };
        assert_eq!(DatabaseRequest::new("my-web"), expected);
    }
}
