//! What charmcraft.yaml says to charmcraft, not to Juju.

use crate::source::{Span, Spanned};

/// Where to read more. Each may be given several times.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Whom to ask.
    pub contact: Vec<Spanned<String>>,
    /// The documentation: `documentation`, or `docs` in metadata.yaml.
    pub documentation: Vec<Spanned<String>>,
    /// Where to report mistakes.
    pub issues: Vec<Spanned<String>>,
    /// The source code.
    pub source: Vec<Spanned<String>>,
    /// The web site.
    pub website: Vec<Spanned<String>>,
}

/// One entry of `platforms`.
#[derive(Clone, Debug)]
pub struct Platform {
    /// Its name: an architecture, `BASE:ARCHITECTURE`, or any name with `build-on` and `build-for`.
    pub name: Spanned<String>,
    /// Where it can be built.
    pub build_on: Vec<Spanned<String>>,
    /// What it is for.
    pub build_for: Vec<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

/// One entry of `charm-libs`.
#[derive(Clone, Debug)]
pub struct CharmLib {
    /// `CHARM.LIBRARY`
    pub lib: Option<Spanned<String>>,
    /// `N` or `N.M`
    pub version: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}
