//! What an owner says of a secret beside its content.

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::time::to_rfc3339;

/// What the owner says of a secret beside its content: for [`Unit::add_secret`](crate::Unit::add_secret),
/// [`App::add_secret`](crate::App::add_secret) and [`OwnedSecret::set_info`](crate::OwnedSecret::set_info).
///
/// What is not said stays as it is; of a new secret it is nothing. Juju takes back none of these: a label or description
/// can be replaced but not emptied, an expiry moved but not removed. [`RotatePolicy::Never`] ends rotation.
///
/// ```
/// use std::time::Duration;
/// use ops::prelude::*;
///
/// let metadata = SecretMetadata::new()
///     .label("admin-password")
///     .description("the password of the user `admin`")
///     .rotate(RotatePolicy::Monthly)
///     .expire(Duration::from_secs(90 * 24 * 3600));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct SecretMetadata {
    pub(crate) label: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) expire: Option<Expiry>,
    pub(crate) rotate: Option<RotatePolicy>,
}

impl SecretMetadata {
    /// Nothing said.
    pub fn new() -> Self {
        Self::default()
    }

    /// The owner's own name for the secret, one of a kind among the secrets of its owner. It finds the secret again
    /// ([`Unit::secret_by_label`](crate::Unit::secret_by_label)) and comes with the owner's events.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// What an operator reads beside the secret (`juju show-secret`).
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// When its latest revision expires: a [`SystemTime`], or a [`Duration`] from now. To the second.
    ///
    /// From then on the owner gets [`SecretExpired`](crate::SecretExpired) until it has removed the revision.
    pub fn expire(mut self, when: impl Into<Expiry>) -> Self {
        self.expire = Some(when.into());
        self
    }

    /// How often the owner is asked for a new revision, by [`SecretRotate`](crate::SecretRotate).
    pub fn rotate(mut self, policy: RotatePolicy) -> Self {
        self.rotate = Some(policy);
        self
    }

    /// This, with what `later` says instead.
    pub(super) fn then(self, later: Self) -> Self {
        Self {
            label: later.label.or(self.label),
            description: later.description.or(self.description),
            expire: later.expire.or(self.expire),
            rotate: later.rotate.or(self.rotate),
        }
    }
}

/// When a secret expires.
///
/// ```
/// use std::time::Duration;
/// use ops::Expiry;
///
/// assert_eq!(Expiry::from(Duration::from_secs(3600)).to_string(), "3600s");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// At this time.
    At(SystemTime),
    /// So long after Juju is told.
    After(Duration),
}

impl From<SystemTime> for Expiry {
    fn from(time: SystemTime) -> Self {
        Self::At(time)
    }
}

impl From<Duration> for Expiry {
    fn from(time: Duration) -> Self {
        Self::After(time)
    }
}

/// As Juju's tools take it: `2026-03-01T12:00:00Z` or, rounded up to the second, `3600s`.
impl fmt::Display for Expiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(time) => f.write_str(&to_rfc3339(*time)),
            Self::After(time) => {
                write!(f, "{}s", time.as_secs().saturating_add(u64::from(time.subsec_nanos() > 0)))
            }
        }
    }
}

/// How often a secret is to be rotated.
///
/// Juju asks for it, by [`SecretRotate`](crate::SecretRotate): first one period after it was told, and again every five minutes
/// until there is a new revision.
///
/// ```
/// assert_eq!(ops::RotatePolicy::Monthly.to_string(), "monthly");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RotatePolicy {
    /// It is not.
    Never,
    /// Every hour.
    Hourly,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every three months.
    Quarterly,
    /// Every year.
    Yearly,
}

impl RotatePolicy {
    /// All of them, in Juju's words.
    const NAMES: [(Self, &str); 7] = [
        (Self::Never, "never"),
        (Self::Hourly, "hourly"),
        (Self::Daily, "daily"),
        (Self::Weekly, "weekly"),
        (Self::Monthly, "monthly"),
        (Self::Quarterly, "quarterly"),
        (Self::Yearly, "yearly"),
    ];

    /// Juju's word for it: `monthly`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(policy, _)| *policy == self).map_or("", |(_, name)| name)
    }

    /// From Juju's word.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(policy, _)| *policy)
    }
}

impl fmt::Display for RotatePolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
