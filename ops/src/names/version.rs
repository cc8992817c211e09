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
        for wrong in ["", "3", "x.y", "3.5-", "3.5.z", "3.6.1.2.3"] {
            assert!(wrong.parse::<JujuVersion>().is_err(), "{wrong}");
        }
    }
}
