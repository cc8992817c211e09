//! What a charm assumes about Juju.

use crate::source::{Span, Spanned};

/// One expression of `assumes`.
#[derive(Clone, Debug)]
pub enum Assumption {
    /// `juju >= 3.6`, `k8s-api`: a feature, and possibly a bound on its version.
    Feature {
        /// The feature.
        name: Spanned<String>,
        /// The operator, `>=` or `<`, and the version as written.
        bound: Option<(&'static str, String)>,
    },
    /// `any-of` or `all-of`.
    Group {
        /// Which of the two.
        alternative: Alternative,
        /// Of these.
        of: Vec<Assumption>,
        /// The whole expression.
        span: Span,
    },
}

/// How many of a group must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alternative {
    /// `any-of`
    AnyOf,
    /// `all-of`
    AllOf,
}

impl Alternative {
    /// The key in the metadata: `any-of`.
    pub fn key(self) -> &'static str {
        match self {
            Alternative::AnyOf => "any-of",
            Alternative::AllOf => "all-of",
        }
    }
}
