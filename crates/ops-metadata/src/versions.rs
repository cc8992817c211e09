//! Which versions of Juju a charm says it runs on (`assumes`), and which of them send an event.

use std::fmt;
use std::str::FromStr;

use crate::events::EventKind;
use crate::metadata::{Alternative, Assumption, Metadata};
use crate::source::Span;

/// A version of Juju as far as `assumes` compares it: a tag such as `-beta1` counts as the release that it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JujuVersion {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
    /// The third number.
    pub patch: u32,
}

impl JujuVersion {
    /// A version of three numbers.
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        JujuVersion { major, minor, patch }
    }
}

impl fmt::Display for JujuVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let JujuVersion { major, minor, patch } = self;
        match patch {
            0 => write!(f, "{major}.{minor}"),
            _ => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

impl FromStr for JujuVersion {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('.');
        let mut next = || match parts.next() {
            Some(part) => part.parse().or_else(|_| part.split('-').next().unwrap_or(part).parse()),
            None => Ok(0),
        };
        Ok(JujuVersion { major: next()?, minor: next()?, patch: next()? })
    }
}

/// A bound that `assumes` sets, and the expression that sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The version.
    pub version: JujuVersion,
    /// The expression: `juju >= 3.6`.
    pub span: Span,
}

/// What is sure of every Juju that some expressions admit.
#[derive(Clone, Copy, Debug, Default)]
struct Range {
    at_least: Option<Bound>,
    below: Option<Bound>,
}

impl Metadata {
    /// No Juju that `assumes` admits is older than this.
    ///
    /// ```
    /// # let folder = tempfile::tempdir()?;
    /// # let folder = folder.path();
    /// std::fs::write(folder.join("metadata.yaml"), "
    /// name: web
    /// summary: A web application.
    /// description: A web application.
    /// assumes: [k8s-api, juju >= 3.4]
    /// ")?;
    /// let metadata = ops_metadata::read(folder).metadata;
    /// assert_eq!(metadata.juju_at_least().map(|bound| bound.version.to_string()).as_deref(), Some("3.4"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn juju_at_least(&self) -> Option<Bound> {
        all_of(&self.assumes).at_least
    }

    /// Every Juju that `assumes` admits is older than this.
    pub fn juju_below(&self) -> Option<Bound> {
        all_of(&self.assumes).below
    }
}

fn all_of(assumptions: &[Assumption]) -> Range {
    let mut range = Range::default();
    for assumption in assumptions {
        let of = range_of(assumption);
        range.at_least = later(range.at_least, of.at_least).or(range.at_least).or(of.at_least);
        range.below = earlier(range.below, of.below).or(range.below).or(of.below);
    }
    range
}

fn any_of(assumptions: &[Assumption]) -> Range {
    let Some((first, others)) = assumptions.split_first() else { return Range::default() };
    let mut range = range_of(first);
    for assumption in others {
        let of = range_of(assumption);
        // One that sets no bound admits every version.
        range.at_least = earlier(range.at_least, of.at_least);
        range.below = later(range.below, of.below);
    }
    range
}

/// The later of two bounds, where there are two; of equal ones the second.
fn later(one: Option<Bound>, other: Option<Bound>) -> Option<Bound> {
    if other?.version < one?.version { one } else { other }
}

/// The earlier of two bounds, where there are two; of equal ones the first.
fn earlier(one: Option<Bound>, other: Option<Bound>) -> Option<Bound> {
    if other?.version < one?.version { other } else { one }
}

fn range_of(assumption: &Assumption) -> Range {
    match assumption {
        Assumption::Group { alternative: Alternative::AllOf, of, .. } => all_of(of),
        Assumption::Group { alternative: Alternative::AnyOf, of, .. } => any_of(of),
        Assumption::Feature { name, bound: Some((operator, version)) } if name.value == "juju" => {
            let bound = version.parse().ok().map(|version| Bound { version, span: name.span });
            match *operator {
                ">=" => Range { at_least: bound, below: None },
                _ => Range { at_least: None, below: bound },
            }
        }
        Assumption::Feature { .. } => Range::default(),
    }
}

impl EventKind {
    /// The first Juju that sends it, where that is one which a charm may still meet without.
    pub fn since(self) -> Option<JujuVersion> {
        match self {
            EventKind::SecretChanged
            | EventKind::SecretExpired
            | EventKind::SecretRemove
            | EventKind::SecretRotate => Some(JujuVersion::new(3, 0, 3)),
            EventKind::PebbleCustomNotice => Some(JujuVersion::new(3, 4, 0)),
            EventKind::PebbleCheckFailed | EventKind::PebbleCheckRecovered => Some(JujuVersion::new(3, 6, 0)),
            _ => None,
        }
    }

    /// The first Juju that no longer sends it.
    pub fn until(self) -> Option<JujuVersion> {
        (self == EventKind::LeaderSettingsChanged).then_some(JujuVersion::new(4, 0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Mark, SourceId, Spanned};

    fn juju(operator: &'static str, version: &str) -> Assumption {
        let mark = Mark { line: 1, column: 1, byte: 0 };
        let span = Span { source: SourceId(0), start: mark, end: mark };
        let name = Spanned::new("juju".to_owned(), span);
        Assumption::Feature { name, bound: Some((operator, version.to_owned())) }
    }

    fn group(alternative: Alternative, of: Vec<Assumption>) -> Assumption {
        let mark = Mark { line: 1, column: 1, byte: 0 };
        Assumption::Group { alternative, of, span: Span { source: SourceId(0), start: mark, end: mark } }
    }

    fn bounds(assumes: Vec<Assumption>) -> (Option<String>, Option<String>) {
        let metadata = Metadata { assumes, ..Metadata::default() };
        let shown = |bound: Option<Bound>| bound.map(|bound| bound.version.to_string());
        (shown(metadata.juju_at_least()), shown(metadata.juju_below()))
    }

    #[test]
    fn the_narrowest_of_all_and_the_widest_of_any() {
        use Alternative::{AllOf, AnyOf};
        let (least, below) = ("3.4".to_owned(), "4.0".to_owned());
        assert_eq!(
            bounds(vec![juju(">=", "3.1"), juju(">=", "3.4"), juju("<", "4")]),
            (Some(least), Some(below))
        );
        let either = group(
            AnyOf,
            vec![
                group(AllOf, vec![juju(">=", "2.9.44"), juju("<", "3")]),
                group(AllOf, vec![juju(">=", "3.1.6"), juju("<", "4")]),
            ],
        );
        assert_eq!(bounds(vec![either]), (Some("2.9.44".into()), Some("4.0".into())));
        assert_eq!(bounds(vec![group(AnyOf, vec![juju(">=", "3.6"), juju("<", "3")])]), (None, None));
        assert_eq!(bounds(vec![]), (None, None));
    }

    #[test]
    fn a_tag_counts_as_its_release() {
        assert_eq!("3.6-beta1".parse(), Ok(JujuVersion::new(3, 6, 0)));
        assert_eq!("3".parse(), Ok(JujuVersion::new(3, 0, 0)));
        assert_eq!("3.6.11.1".parse(), Ok(JujuVersion::new(3, 6, 11)));
    }
}
