//! Events of a secret.
//!
//! What they tell is in the variables that Juju sets for a hook of a secret (<https://documentation.ubuntu.com/juju/latest/reference/hook/>): `JUJU_SECRET_ID`,
//! `JUJU_SECRET_LABEL` and, of expired and remove, `JUJU_SECRET_REVISION`.

use super::{Core, JujuEvent, RecordError, deferrable, is_event, is_kind_of};
use crate::error::ModelError;
use crate::names::SecretId;
use crate::secret::{OwnedSecret, Secret};

/// What all events of a secret have in common: for a handler of several of them.
///
/// ```
/// use ops::prelude::*;
///
/// fn any(event: SecretEvent) {
///     info!("{} ({}) has news", event.id(), event.label().unwrap_or("no label"));
/// }
/// ```
///
/// Source: `JUJU_SECRET_ID` and `JUJU_SECRET_LABEL`, which Juju sets for the hook.
#[derive(Debug)]
pub struct SecretEvent {
    pub(super) core: Core,
    id: SecretId,
}

impl JujuEvent for SecretEvent {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        let id = core.record.parse("JUJU_SECRET_ID")?;
        Ok(Self { core, id })
    }
}

is_event!(SecretEvent, core);

/// `secret-changed`: a secret that this unit reads has a new revision.
///
/// Until it [`refresh`](Secret::refresh)es, the unit goes on to read the old one, and its owner is not told that it can go.
///
/// ```
/// use ops::prelude::*;
///
/// fn changed(event: SecretChanged) -> ops::Result {
///     if event.label() == Some("database-user") {
///         let content = event.secret().refresh()?;
///         let password = content.get("password").ok_or("no password in it")?;
///         log_in(password.expose_secret())?;
///     }
///     Ok(())
/// }
/// # fn log_in(_password: &str) -> ops::Result { Ok(()) }
/// ```
#[derive(Debug)]
pub struct SecretChanged {
    base: SecretEvent,
}

/// `secret-expired`: a revision of an own secret has expired. Comes again until that revision is removed.
///
/// Whoever reads it needs new content first: then the old revision goes at [`SecretRemove`], since one hook cannot do both
/// ([`OwnedSecret::remove_revision`]).
///
/// ```
/// use ops::prelude::*;
///
/// fn expired(event: SecretExpired) -> ops::Result {
///     info!("revision {} of {} has expired", event.revision(), event.id());
///     event.secret().set_content(&SecretContent::new([("password", new_password())])?)?;
///     Ok(())
/// }
/// # fn new_password() -> String { String::new() }
/// ```
///
/// Source: `JUJU_SECRET_REVISION`, beside what all events of a secret have.
#[derive(Debug)]
pub struct SecretExpired {
    base: SecretEvent,
    revision: u64,
}

/// `secret-remove`: nobody uses this revision of an own secret any more; it can be removed.
///
/// Juju removes none by itself: handle it by [`remove_revision`](Self::remove_revision) wherever the charm owns a secret.
///
/// Source: `JUJU_SECRET_REVISION`, beside what all events of a secret have.
#[derive(Debug)]
pub struct SecretRemove {
    base: SecretEvent,
    revision: u64,
}

/// `secret-rotate`: it is time for a new revision of an own secret, by its [`RotatePolicy`](crate::RotatePolicy). Comes again until
/// there is one.
///
/// ```
/// use ops::prelude::*;
///
/// fn rotate(event: SecretRotate) -> ops::Result {
///     event.secret().set_content(&SecretContent::new([("password", new_password())])?)?;
///     Ok(())
/// }
/// # fn new_password() -> String { String::new() }
/// ```
#[derive(Debug)]
pub struct SecretRotate {
    base: SecretEvent,
}

fn with_revision(core: Core) -> Result<(SecretEvent, u64), RecordError> {
    let revision = core.record.parse("JUJU_SECRET_REVISION")?;
    Ok((SecretEvent::from_core(core)?, revision))
}

impl JujuEvent for SecretChanged {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { base: SecretEvent::from_core(core)? })
    }
}

impl JujuEvent for SecretRotate {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { base: SecretEvent::from_core(core)? })
    }
}

impl JujuEvent for SecretExpired {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        with_revision(core).map(|(base, revision)| Self { base, revision })
    }
}

impl JujuEvent for SecretRemove {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        with_revision(core).map(|(base, revision)| Self { base, revision })
    }
}

impl SecretChanged {
    /// The secret, to be read: [`refresh`](Secret::refresh) takes up its new revision.
    #[must_use]
    pub fn secret(&self) -> Secret {
        self.base.secret()
    }
}

impl SecretExpired {
    /// The revision that has expired.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Removes the revision that has expired.
    ///
    /// # Errors
    /// As [`OwnedSecret::remove_revision`]: it is one to have set new content in the same hook.
    pub fn remove_revision(&self) -> Result<(), ModelError> {
        self.secret().remove_revision(self.revision)
    }
}

impl SecretRemove {
    /// The revision that nobody uses any more.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Removes the revision that nobody uses any more.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn unused(event: SecretRemove) -> ops::Result {
    ///     event.remove_revision()?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`OwnedSecret::remove_revision`].
    pub fn remove_revision(&self) -> Result<(), ModelError> {
        self.secret().remove_revision(self.revision)
    }
}

/// Juju sends these to the owner, and for the secret of an application to its leader.
macro_rules! of_owner {
    ($($event:ident)*) => {$(
        impl $event {
            /// The secret, to be managed.
            #[must_use]
            pub fn secret(&self) -> OwnedSecret {
                OwnedSecret::new(self.base.id(), self.base.core.cx.secrets())
            }
        }
    )*};
}

of_owner!(SecretExpired SecretRemove SecretRotate);

impl SecretEvent {
    /// The secret's URI.
    #[must_use]
    pub fn id(&self) -> &SecretId {
        &self.id
    }

    /// The label that this unit, as owner or as reader, gave the secret.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        self.core.record.get("JUJU_SECRET_LABEL")
    }

    /// The secret, to be read. Nothing is asked yet.
    #[must_use]
    pub fn secret(&self) -> Secret {
        self.core.cx.secret(&self.id)
    }
}

macro_rules! common {
    ($($event:ident)*) => {$(
        impl $event {
            /// The secret's URI.
            #[must_use]
            pub fn id(&self) -> &SecretId {
                self.base.id()
            }

            /// The label that this unit, as owner or as reader, gave the secret.
            #[must_use]
            pub fn label(&self) -> Option<&str> {
                self.base.label()
            }
        }
    )*};
}

common!(SecretChanged SecretExpired SecretRemove SecretRotate);
is_kind_of!(SecretEvent: SecretChanged SecretExpired SecretRemove SecretRotate);
deferrable!(SecretChanged SecretRemove);
