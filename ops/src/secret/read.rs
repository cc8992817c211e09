//! A secret to be read.

use std::fmt;

use super::cache::Secrets;
use super::content::SecretContent;
use crate::context::Context;
use crate::error::ModelError;
use crate::hook_tools::Revision;
use crate::names::SecretId;

/// A secret that this unit may read: by [`Context::secret`], [`Context::secret_by_label`] or an event. Cheap to clone.
///
/// Nothing is asked of Juju before the content is, and nothing twice in one dispatch.
///
/// A reader *tracks* a revision: the one that was the latest when it first read. It goes on to read that until it
/// [`refresh`](Self::refresh)es, also when the owner has written a newer one; [`peek`](Self::peek) looks at the latest without taking it
/// up. Once there is a newer one, `secret-changed` comes.
///
/// Who owns the secret has more to do with it: see [`OwnedSecret`](crate::OwnedSecret).
///
/// ```
/// use ops::prelude::*;
///
/// /// The database answers with the id of a secret that it lets us read.
/// fn password(cx: &Context, db: &Relation) -> ops::Result<Option<SecretString>> {
///     let Some(id) = db.remote_app()?.get("secret-user")? else { return Ok(None) };
///     let content = cx.secret(&id.parse()?).with_label("database-user").content()?;
///     Ok(content.get("password").cloned())
/// }
///
/// fn changed(event: SecretChanged) -> ops::Result {
///     if event.label() == Some("database-user") {
///         let _content = event.secret().refresh()?;
///         info!("the database has a new password");
///     }
///     Ok(())
/// }
/// ```
///
/// What is not owned cannot be changed:
///
/// ```compile_fail
/// # use ops::prelude::*;
/// fn overwrite(secret: &Secret, content: &SecretContent) -> ops::Result {
///     secret.set_content(content)?;
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct Secret {
    id: Option<SecretId>,
    label: Option<Box<str>>,
    secrets: Secrets,
}

impl Secret {
    pub(crate) fn by_id(id: &SecretId, secrets: &Secrets) -> Self {
        Self { id: Some(id.clone()), label: None, secrets: secrets.clone() }
    }

    /// Its id, unless it was asked for by a label: which one that is, only Juju knows.
    #[must_use]
    pub fn id(&self) -> Option<&SecretId> {
        self.id.as_ref()
    }

    /// The label that it was asked for by, or is given.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        self.label.as_deref()
    }

    /// Gives it a label, with the first read that follows: its events have that from then on, and
    /// [`Context::secret_by_label`] finds it.
    ///
    /// A label is this unit's own name for the secret, one of a kind among all that it reads.
    #[must_use]
    pub fn with_label(self, label: &str) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    /// The content of the revision that this unit tracks (`secret-get`).
    ///
    /// Of a secret that was added in this hook it is what was written last.
    ///
    /// # Errors
    /// [`ModelError::SecretNotFound`], [`ModelError::SecretPermissionDenied`] (it is not granted, or no longer), or `secret-get`
    /// failed in another way.
    pub fn content(&self) -> Result<SecretContent, ModelError> {
        self.read(Revision::Tracked)
    }

    /// The content of the latest revision; what this unit tracks stays (`secret-get --peek`).
    ///
    /// # Errors
    /// As [`content`](Self::content).
    pub fn peek(&self) -> Result<SecretContent, ModelError> {
        self.read(Revision::Peek)
    }

    /// The content of the latest revision, which this unit tracks from now on (`secret-get --refresh`).
    ///
    /// That it tracks another holds at once, also if the hook fails.
    ///
    /// # Errors
    /// As [`content`](Self::content).
    pub fn refresh(&self) -> Result<SecretContent, ModelError> {
        self.read(Revision::Refresh)
    }

    fn read(&self, revision: Revision) -> Result<SecretContent, ModelError> {
        self.secrets.read(self.id.as_ref(), self.label.as_deref(), revision)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").field("id", &self.id).field("label", &self.label).finish_non_exhaustive()
    }
}

impl Context {
    /// A secret by its id: from a config option of type `secret`, from a databag. Nothing is asked yet.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// #[config(metadata = "../examples/database-client")]
    /// struct Config {
    ///     port: u16,
    ///     log_level: String,
    ///     admin_password: Option<SecretId>,
    /// }
    ///
    /// fn admin_password(cx: &Context, config: &Config) -> ops::Result<Option<SecretString>> {
    ///     let Some(id) = &config.admin_password else { return Ok(None) };
    ///     Ok(cx.secret(id).content()?.get("password").cloned())
    /// }
    /// ```
    #[must_use]
    pub fn secret(&self, id: &SecretId) -> Secret {
        Secret::by_id(id, self.secrets())
    }

    /// A secret by the label that this unit has given it ([`Secret::with_label`]). Nothing is asked yet.
    ///
    /// An own secret to be managed is at [`Unit::secret_by_label`](crate::Unit::secret_by_label) and
    /// [`App::secret_by_label`](crate::App::secret_by_label).
    #[must_use]
    pub fn secret_by_label(&self, label: &str) -> Secret {
        Secret { id: None, label: Some(label.into()), secrets: self.secrets().clone() }
    }

    /// The secrets that this unit owns and, if it leads, those of its application, sorted by id.
    ///
    /// # Errors
    /// `secret-ids` failed.
    pub fn owned_secret_ids(&self) -> Result<Vec<SecretId>, ModelError> {
        self.secrets().ids()
    }
}
