//! What Juju tells the owner of a secret about it.

use std::time::SystemTime;

use super::metadata::RotatePolicy;
use crate::names::SecretId;
use crate::time::from_rfc3339;

/// What Juju tells the owner of a secret about it, less its content: [`OwnedSecret::info`](crate::OwnedSecret::info).
///
/// ```
/// use std::time::SystemTime;
/// use ops::prelude::*;
///
/// fn is_overdue(secret: &OwnedSecret) -> ops::Result<bool> {
///     let info = secret.info()?;
///     debug!("revision {} of {}, read by {} others", info.revision, info.id, info.access.len());
///     Ok(info.rotates.is_some_and(|due| due < SystemTime::now()))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecretInfo {
    /// Which secret.
    pub id: SecretId,
    /// The owner's name for it.
    pub label: Option<String>,
    /// The number of its latest revision, from 1. What this hook has set does not count before the hook has succeeded.
    pub revision: u64,
    /// When the latest revision expires, to the second.
    pub expires: Option<SystemTime>,
    /// How often it is to be rotated.
    pub rotation: RotatePolicy,
    /// When it is to be rotated next, to the second.
    pub rotates: Option<SystemTime>,
    /// What an operator reads beside it.
    pub description: Option<String>,
    /// Whose it is.
    pub owner: SecretOwner,
    /// Who else may read it; empty also where this version of Juju does not tell.
    pub access: Vec<SecretAccess>,
}

/// Whose a secret is.
///
/// ```
/// assert_eq!(ops::SecretOwner::Application.as_str(), "application");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SecretOwner {
    /// The application's: its leader manages it, all its units may read it.
    Application,
    /// One unit's.
    Unit,
}

impl SecretOwner {
    /// Juju's word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Unit => "unit",
        }
    }
}

/// One grant, in Juju's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecretAccess {
    /// Who may read: `application-postgresql`, `unit-postgresql-0`.
    pub target: String,
    /// For as long as this relation lives: `relation-web.db#postgresql.database`.
    pub scope: String,
    /// `view`
    pub role: String,
}

/// What `secret-info-get` says of one secret.
pub(crate) struct Told {
    pub(crate) revision: u64,
    pub(crate) label: String,
    pub(crate) owner: SecretOwner,
    pub(crate) description: String,
    pub(crate) rotation: String,
    pub(crate) expiry: Option<String>,
    pub(crate) rotates: Option<String>,
    pub(crate) access: Vec<SecretAccess>,
}

impl Told {
    pub(super) fn into_info(self, id: SecretId) -> SecretInfo {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let time = |text: Option<String>| text.and_then(|text| from_rfc3339(&text));
        SecretInfo {
            id,
            label: some(self.label),
            revision: self.revision,
            expires: time(self.expiry),
            // No word, or one that only a later Juju knows.
            rotation: RotatePolicy::named(&self.rotation).unwrap_or(RotatePolicy::Never),
            rotates: time(self.rotates),
            description: some(self.description),
            owner: self.owner,
            access: self.access,
        }
    }
}
