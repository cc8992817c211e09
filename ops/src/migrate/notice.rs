//! An event that a charm in Python had deferred.

use std::fmt;

/// An event that a charm in Python had deferred, and the method that did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PythonNotice {
    pub(super) event_path: String,
    pub(super) observer: String,
    pub(super) method: String,
}

impl PythonNotice {
    /// The event by Python's name: `config_changed`, `db_relation_changed`.
    #[must_use]
    pub fn event(&self) -> &str {
        let name = self.event_path.rsplit('/').next().unwrap_or_default();
        name.split('[').next().unwrap_or_default()
    }

    /// The handle of the object whose method it is: `WebApp`, `WebApp/Database[db]`.
    #[must_use]
    pub fn observer(&self) -> &str {
        &self.observer
    }

    /// The name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }
}

impl fmt::Display for PythonNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` (`{}` of `{}`)", self.event(), self.method, self.observer)
    }
}
