//! Which secret holds which field, where its URI stands, and what it is labelled.

use ops::RelationId;
use serde::{Deserialize, Serialize};

/// The fields of a relation that go into one secret: there is one secret for a relation and a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecretGroup {
    /// `secret-user`: `username`, `password`, `uris`, `read-only-uris`.
    User,
    /// `secret-tls`: `tls`, `tls-ca`.
    Tls,
    /// `secret-mtls`: `mtls-cert`, which no database has.
    Mtls,
    /// `secret-entity`: `entity-name`, `entity-password`.
    Entity,
    /// `secret-extra`: any other field that the requirer wants in a secret.
    Extra,
}

impl SecretGroup {
    /// In the order of the Python library.
    pub(crate) const ALL: [Self; 5] = [Self::User, Self::Tls, Self::Mtls, Self::Entity, Self::Extra];

    /// Where a field goes that is wanted in a secret.
    pub(crate) fn of(field: &str) -> Self {
        match field {
            "username" | "password" | "uris" | "read-only-uris" => Self::User,
            "tls" | "tls-ca" => Self::Tls,
            "mtls-cert" => Self::Mtls,
            "entity-name" | "entity-password" => Self::Entity,
            _ => Self::Extra,
        }
    }

    /// The key under which its URI stands in the provider's databag.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::User => "secret-user",
            Self::Tls => "secret-tls",
            Self::Mtls => "secret-mtls",
            Self::Entity => "secret-entity",
            Self::Extra => "secret-extra",
        }
    }

    fn name(self) -> &'static str {
        self.key().trim_start_matches("secret-")
    }

    /// Its label, on either side.
    pub(crate) fn label(self, endpoint: &str, relation: RelationId) -> String {
        format!("{endpoint}.{relation}.{}.secret", self.name())
    }

    /// The relation and the group that a label of this endpoint is of.
    pub(crate) fn of_label(endpoint: &str, label: &str) -> Option<(RelationId, Self)> {
        let rest = label.strip_prefix(endpoint)?.strip_prefix('.')?.strip_suffix(".secret")?;
        let (relation, name) = rest.split_once('.')?;
        let group = Self::ALL.into_iter().find(|group| group.name() == name)?;
        let relation: u64 = relation.parse().ok()?;
        Some((relation.into(), group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_which_secret_it_is() {
        for group in SecretGroup::ALL {
            let label = group.label("database", 7.into());
            assert_eq!(SecretGroup::of_label("database", &label), Some((7.into(), group)));
            assert_eq!(SecretGroup::of_label("data", &label), None);
        }
        assert_eq!(SecretGroup::User.label("db.a", 7.into()), "db.a.7.user.secret");
        for label in ["", "database", "database.7.user", "database.x.user.secret", "database.7.other.secret"]
        {
            assert_eq!(SecretGroup::of_label("database", label), None, "{label}");
        }
    }
}
