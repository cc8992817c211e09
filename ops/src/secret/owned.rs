//! A secret to be managed, and where one comes from.

use std::fmt;

use super::cache::Secrets;
use super::content::SecretContent;
use super::info::{SecretInfo, SecretOwner};
use super::metadata::SecretMetadata;
use super::read::Secret;
use crate::context::{App, Leader, Unit};
use crate::error::ModelError;
use crate::hook_tools::Access;
use crate::names::{SecretId, UnitName};
use crate::relation::Relation;

/// A secret of this unit or, for the leader, of its application: to be changed, shared and removed. Cheap to clone.
///
/// A new one comes from [`Unit::add_secret`] or [`App::add_secret`]; one from an earlier event by its label or id from
/// [`Unit::secret_by_label`], [`App::secret_by_label`], [`Unit::secret`], [`App::secret`], and by the events of owners. What is the
/// application's is opened with a [`Leader`].
///
/// What is written here goes to Juju at once and is committed when the hook succeeds.
///
/// ```
/// use ops::prelude::*;
///
/// /// One password for all clients: made once, and handed to each.
/// fn hand_out(cx: &Context, relation: &Relation) -> ops::Result {
///     let Some(leader) = cx.leader()? else { return Ok(()) };
///     let secret = match cx.app().secret_by_label(&leader, "client-password")? {
///         Some(secret) => secret,
///         None => {
///             let content = SecretContent::new([("password", new_password())])?;
///             cx.app().add_secret(&leader, &content, &SecretMetadata::new().label("client-password"))?
///         }
///     };
///     secret.grant(relation)?;
///     relation.local_app(&leader).set("secret-user", secret.id().as_str())?;
///     Ok(())
/// }
/// # fn new_password() -> String { String::new() }
/// ```
#[derive(Clone)]
pub struct OwnedSecret {
    id: SecretId,
    secrets: Secrets,
}

impl OwnedSecret {
    pub(crate) fn new(id: &SecretId, secrets: &Secrets) -> Self {
        Self { id: id.clone(), secrets: secrets.clone() }
    }

    /// Its id: what a reader needs, and no secret itself.
    #[must_use]
    pub fn id(&self) -> &SecretId {
        &self.id
    }

    /// The same secret, to be read. An owner too tracks a revision, and reads what it has written with
    /// [`peek`](Secret::peek) or after [`refresh`](Secret::refresh).
    #[must_use]
    pub fn as_reader(&self) -> Secret {
        Secret::by_id(&self.id, &self.secrets)
    }

    /// The content of the latest revision (`secret-get --peek`).
    ///
    /// # Errors
    /// As [`Secret::content`].
    pub fn peek(&self) -> Result<SecretContent, ModelError> {
        self.as_reader().peek()
    }

    /// Makes a new revision with this content (`secret-set`), also if it is the same.
    ///
    /// Whatever a hook sets, one revision comes of it, with the last content. Since Juju 3.6 the same content as before makes none.
    ///
    /// # Errors
    /// [`ModelError::SecretContent`] if it is too large, [`ModelError::SecretConflict`] if this hook has removed a revision of it, or
    /// `secret-set` failed. That the secret is another's may be said only when the hook ends.
    pub fn set_content(&self, content: &SecretContent) -> Result<(), ModelError> {
        self.secrets.set(&self.id, Some(content), &SecretMetadata::new())
    }

    /// Makes a new revision if the latest has other content; whether it did.
    ///
    /// A new revision is news for every reader: a charm that works out its content anew at each event wants this one.
    ///
    /// # Errors
    /// As [`set_content`](Self::set_content) and [`peek`](Self::peek).
    pub fn set_content_if_changed(&self, content: &SecretContent) -> Result<bool, ModelError> {
        let is_other = self.peek()? != *content;
        if is_other {
            self.set_content(content)?;
        }
        Ok(is_other)
    }

    /// Changes the label, the description, the expiry or the rotation (`secret-set`). It makes no revision.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn stop_rotating(secret: &OwnedSecret) -> ops::Result {
    ///     secret.set_info(&SecretMetadata::new().rotate(RotatePolicy::Never))?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// [`ModelError::SecretConflict`] if this hook has removed a revision of it, or `secret-set` failed.
    pub fn set_info(&self, metadata: &SecretMetadata) -> Result<(), ModelError> {
        self.secrets.set(&self.id, None, metadata)
    }

    /// What Juju knows of it (`secret-info-get`).
    ///
    /// # Errors
    /// [`ModelError::SecretNotFound`] if this unit does not own it, or it is the application's and the unit no longer leads; or
    /// `secret-info-get` failed.
    pub fn info(&self) -> Result<SecretInfo, ModelError> {
        self.secrets.info(&self.id)
    }

    /// Lets all units of the relation's other side read it, for as long as the relation lives.
    ///
    /// The reader must be told the [`id`](Self::id) too, in a databag.
    ///
    /// # Errors
    /// [`ModelError::SecretNotFound`] if this unit does not own it, or `secret-grant` failed: single units that may read
    /// already must be revoked first. [`ModelError::SecretConflict`] if this hook has removed a revision of it.
    pub fn grant(&self, relation: &Relation) -> Result<(), ModelError> {
        self.secrets.share(Access::Grant, &self.id, relation.id(), None)
    }

    /// Lets one unit of the relation's other side read it, for as long as the relation lives.
    ///
    /// Up to Juju 3.5 at least, one hook can grant to one unit of a relation: of several the last counts.
    ///
    /// # Errors
    /// As [`grant`](Self::grant), or the unit is not of the other side.
    pub fn grant_to_unit(&self, relation: &Relation, unit: &UnitName) -> Result<(), ModelError> {
        self.secrets.share(Access::Grant, &self.id, relation.id(), Some(unit))
    }

    /// Takes back what [`grant`](Self::grant) gave.
    ///
    /// # Errors
    /// `secret-revoke` failed.
    pub fn revoke(&self, relation: &Relation) -> Result<(), ModelError> {
        self.secrets.share(Access::Revoke, &self.id, relation.id(), None)
    }

    /// Takes back what [`grant_to_unit`](Self::grant_to_unit) gave.
    ///
    /// # Errors
    /// `secret-revoke` failed.
    pub fn revoke_from_unit(&self, relation: &Relation, unit: &UnitName) -> Result<(), ModelError> {
        self.secrets.share(Access::Revoke, &self.id, relation.id(), Some(unit))
    }

    /// Removes one revision (`secret-remove`). Without its last revision the secret is gone.
    ///
    /// A hook that has set something of the secret, or granted or revoked it, cannot remove a revision of it, nor the other way
    /// round: Juju holds either until the hook ends, and would drop the one over the other.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn new_password() -> SecretString { "from a good source of randomness".into() }
    ///
    /// /// A new revision. The one that has expired goes when its readers have let go of it.
    /// fn expired(event: SecretExpired) -> ops::Result {
    ///     event.secret().set_content(&SecretContent::new([("password", new_password())])?)?;
    ///     Ok(())
    /// }
    ///
    /// /// Nobody reads it any more.
    /// fn unused(event: SecretRemove) -> ops::Result {
    ///     event.remove_revision()?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// [`ModelError::SecretConflict`] if this hook has changed the secret or, up to Juju 3.6.10, removed another revision of it; or
    /// `secret-remove` failed.
    pub fn remove_revision(&self, revision: u64) -> Result<(), ModelError> {
        self.secrets.remove(&self.id, Some(revision))
    }

    /// Removes the secret with all its revisions (`secret-remove`), whatever this hook has told of it before.
    ///
    /// # Errors
    /// `secret-remove` failed.
    pub fn remove_all_revisions(&self) -> Result<(), ModelError> {
        self.secrets.remove(&self.id, None)
    }
}

impl fmt::Debug for OwnedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnedSecret").field(&self.id).finish()
    }
}

fn add(
    owner: SecretOwner,
    secrets: &Secrets,
    content: &SecretContent,
    metadata: &SecretMetadata,
) -> Result<OwnedSecret, ModelError> {
    Ok(OwnedSecret::new(&secrets.add(owner, content, metadata)?, secrets))
}

fn find(owner: SecretOwner, secrets: &Secrets, label: &str) -> Result<Option<OwnedSecret>, ModelError> {
    Ok(secrets.by_label(owner, label)?.map(|id| OwnedSecret::new(&id, secrets)))
}

impl Unit {
    /// A new secret of this unit: only it reads and manages it, until it is granted.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn remember_token(cx: &Context, token: &SecretString) -> ops::Result {
    ///     let content = SecretContent::new([("token", token.clone())])?;
    ///     cx.unit().add_secret(&content, &SecretMetadata::new().label("token"))?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// [`ModelError::SecretLabelTaken`], [`ModelError::SecretContent`] if it is too large for this version of Juju, or
    /// `secret-add` failed. A label of an earlier hook's secret may be refused only when the hook ends.
    pub fn add_secret(
        &self,
        content: &SecretContent,
        metadata: &SecretMetadata,
    ) -> Result<OwnedSecret, ModelError> {
        add(SecretOwner::Unit, self.secrets(), content, metadata)
    }

    /// A secret of this unit, by its id. Nothing is asked yet.
    #[must_use]
    pub fn secret(&self, id: &SecretId) -> OwnedSecret {
        OwnedSecret::new(id, self.secrets())
    }

    /// The secret of this unit with this label, if there is one (`secret-info-get`).
    ///
    /// # Errors
    /// `secret-info-get` failed.
    pub fn secret_by_label(&self, label: &str) -> Result<Option<OwnedSecret>, ModelError> {
        find(SecretOwner::Unit, self.secrets(), label)
    }
}

impl App {
    /// A new secret of the application: the leader manages it, each of its units may read it.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn keep(cx: &Context, content: &SecretContent) -> ops::Result {
    ///     if let Some(leader) = cx.leader()? {
    ///         cx.app().add_secret(&leader, content, &SecretMetadata::new().label("admin"))?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// Nobody but the leader can:
    ///
    /// ```compile_fail
    /// # use ops::prelude::*;
    /// fn keep(cx: &Context, content: &SecretContent) -> ops::Result {
    ///     cx.app().add_secret(content, &SecretMetadata::new())?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`Unit::add_secret`].
    pub fn add_secret(
        &self,
        _leader: &Leader,
        content: &SecretContent,
        metadata: &SecretMetadata,
    ) -> Result<OwnedSecret, ModelError> {
        add(SecretOwner::Application, self.secrets(), content, metadata)
    }

    /// A secret of the application, by its id. Nothing is asked yet.
    #[must_use]
    pub fn secret(&self, _leader: &Leader, id: &SecretId) -> OwnedSecret {
        OwnedSecret::new(id, self.secrets())
    }

    /// The secret of the application with this label, if there is one (`secret-info-get`).
    ///
    /// A unit that does not lead reads it with [`Context::secret`](crate::Context::secret).
    ///
    /// # Errors
    /// `secret-info-get` failed.
    pub fn secret_by_label(&self, _leader: &Leader, label: &str) -> Result<Option<OwnedSecret>, ModelError> {
        find(SecretOwner::Application, self.secrets(), label)
    }
}
