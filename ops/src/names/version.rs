//! The version of Juju's agent.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::NameError;

/// A version of Juju: `3.6.11`, `4.0-beta2`, with a build number at the end where there is one.
///
/// Versions compare as Juju compares them: a tagged one comes before its release.
///
/// ```
/// use ops::JujuVersion;
/// let version: JujuVersion = "3.6.11".parse().unwrap();
/// assert!(version >= JujuVersion::new(3, 6, 2));
/// assert!("4.0-beta2".parse::<JujuVersion>().unwrap() < JujuVersion::new(4, 0, 0));
///
/// // What it can do has a name each.
/// assert!(version.has_secrets() && version.has_relation_model());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct JujuVersion {
    major: u32,
    minor: u32,
    patch: u32,
    tag: String,
    build: u32,
}

impl JujuVersion {
    /// The release of these numbers.
    #[must_use]
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch, tag: String::new(), build: 0 }
    }

    /// The first number.
    #[must_use]
    pub fn major(&self) -> u32 {
        self.major
    }

    /// The second number.
    #[must_use]
    pub fn minor(&self) -> u32 {
        self.minor
    }

    /// The third number; of a tagged version the number behind the tag.
    #[must_use]
    pub fn patch(&self) -> u32 {
        self.patch
    }

    /// `beta`, `rc` and the like; empty of a release.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The number of the build; 0 of a release.
    #[must_use]
    pub fn build(&self) -> u32 {
        self.build
    }

    fn is_since(&self, major: u32, minor: u32, patch: u32) -> bool {
        *self >= Self::new(major, minor, patch)
    }
}

macro_rules! gates {
    ($($(#[$doc:meta])* $gate:ident: $major:literal, $minor:literal, $patch:literal;)*) => {
        /// What a version can do, by the name that the Python library has for it where it has one.
        impl JujuVersion {
            $(
                $(#[$doc])*
                #[doc = concat!("\n\nSince Juju ", $major, ".", $minor, ".", $patch, ".")]
                #[must_use]
                pub fn $gate(&self) -> bool {
                    self.is_since($major, $minor, $patch)
                }
            )*

            /// Whether a program that is run in a container can be given a service's environment and user.
            ///
            /// Since Juju 3.1.6, but not in 3.2.0.
            #[must_use]
            pub fn supports_exec_service_context(&self) -> bool {
                self.is_since(3, 1, 6) && *self != Self::new(3, 2, 0)
            }
        }
    };
}

gates! {
    /// Whether applications have databags, beside their units.
    has_app_data: 2, 7, 0;
    /// Whether Juju runs the charm's `dispatch`, and not a file for each hook.
    is_dispatch_aware: 2, 8, 0;
    /// Whether the controller keeps a charm's state (`state-set`).
    has_controller_storage: 2, 8, 0;
    /// Whether there are secrets.
    has_secrets: 3, 0, 3;
    /// Whether `open-port` works on Kubernetes.
    supports_open_port_on_k8s: 3, 0, 3;
    /// Whether Pebble forwards the logs of services.
    supports_pebble_log_forwarding: 3, 4, 0;
    /// Whether a charm can ask for the model on the other side of a relation
    /// ([`Relation::remote_model`](crate::Relation::remote_model)).
    has_relation_model: 3, 6, 0;
    /// Whether Pebble has identities.
    supports_pebble_identities: 3, 6, 4;
    /// Whether Pebble has metrics.
    supports_pebble_metrics: 3, 6, 4;
}

impl FromStr for JujuVersion {
    type Err = NameError;

    /// `major.minor[.patch or -tagN][.build]`
    fn from_str(text: &str) -> Result<Self, NameError> {
        parse(text).ok_or_else(|| NameError::new("a version of Juju", text))
    }
}

fn parse(text: &str) -> Option<JujuVersion> {
    let (major, rest) = text.split_once('.')?;
    let end = rest.find(['.', '-']).unwrap_or(rest.len());
    let (minor, rest) = rest.split_at(end);
    let mut version = JujuVersion::new(major.parse().ok()?, minor.parse().ok()?, 0);
    let rest = match rest.strip_prefix('-') {
        Some(tagged) => {
            let start = tagged.find(|letter: char| letter.is_ascii_digit())?;
            let (tag, number) = tagged.split_at(start);
            version.tag = tag.to_owned();
            number
        }
        None => rest.strip_prefix('.').unwrap_or("0"),
    };
    let (patch, build) = rest.split_once('.').unwrap_or((rest, "0"));
    version.patch = patch.parse().ok()?;
    version.build = build.parse().ok()?;
    Some(version)
}

impl Ord for JujuVersion {
    fn cmp(&self, other: &Self) -> Ordering {
        let numbers = (self.major, self.minor).cmp(&(other.major, other.minor));
        // A release comes after everything that is tagged.
        let tags = self.tag.is_empty().cmp(&other.tag.is_empty()).then_with(|| self.tag.cmp(&other.tag));
        let rest = (self.patch, self.build).cmp(&(other.patch, other.build));
        numbers.then(tags).then(rest)
    }
}

impl PartialOrd for JujuVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for JujuVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        if self.tag.is_empty() {
            write!(f, ".{}", self.patch)?;
        } else {
            write!(f, "-{}{}", self.tag, self.patch)?;
        }
        if self.build > 0 {
            write!(f, ".{}", self.build)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_read_and_compare() {
        let order =
            ["2.9.49", "3.5-beta1", "3.5-rc1", "3.5.0", "3.5.0.1", "3.6.2", "3.6.11", "4.0-beta2.7", "4.0.0"];
        let versions: Vec<JujuVersion> = order.iter().map(|text| text.parse().unwrap()).collect();
        assert!(versions.is_sorted());
        assert_eq!(versions.iter().map(ToString::to_string).collect::<Vec<_>>(), order);
        assert_eq!((versions[4].build(), versions[3].build(), versions[7].build()), (1, 0, 7));
        for wrong in ["", "3", "x.y", "3.5-", "3.5.z", "3.6.1.2.3"] {
            assert!(wrong.parse::<JujuVersion>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_gate_opens_with_its_version() {
        let version = |text: &str| text.parse::<JujuVersion>().unwrap();
        assert!(version("3.0.3").has_secrets() && !version("3.0.2").has_secrets());
        assert!(version("3.6.0").has_relation_model() && !version("3.6-beta2").has_relation_model());
        assert!(version("2.9.52").has_controller_storage() && version("2.9.52").has_app_data());
        for (text, can) in [("3.1.5", false), ("3.1.6", true), ("3.2.0", false), ("3.2.1", true)] {
            assert_eq!(version(text).supports_exec_service_context(), can, "{text}");
        }
    }
}
