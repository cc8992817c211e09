//! Endpoints: what a charm can be integrated through.

use super::Section;
use crate::source::{Span, Spanned};

/// One entry of `provides`, `requires` or `peers`.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Its name, unique among the endpoints of a charm.
    pub name: Spanned<String>,
    /// The section it stands in.
    pub role: Role,
    /// What is spoken over it. Juju needs one; where it is missing an error says so.
    pub interface: Option<Spanned<String>>,
    /// Global unless the metadata says otherwise.
    pub scope: Scope,
    /// How many relations the endpoint may have, if that is limited. Juju establishes no more, but for 0, which is none.
    pub limit: Option<u64>,
    /// Whether the charm works without it, if the metadata says so.
    pub optional: Option<bool>,
    /// What it is for: not Juju's, but a habit.
    pub description: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

impl Endpoint {
    /// Whether it has at most one relation: that is its limit, or it is one of peers.
    pub fn at_most_one(&self) -> bool {
        self.role == Role::Peers || self.limit == Some(1)
    }
}

/// Which side of a relation an endpoint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It offers the interface.
    Provides,
    /// It uses the interface.
    Requires,
    /// It is between the units of one application.
    Peers,
}

impl Role {
    /// All of them.
    pub const ALL: &[Role] = &[Role::Provides, Role::Requires, Role::Peers];

    /// The key of its section: `requires`.
    pub fn key(self) -> &'static str {
        self.section().key()
    }

    /// Its section.
    pub fn section(self) -> Section {
        match self {
            Role::Provides => Section::Provides,
            Role::Requires => Section::Requires,
            Role::Peers => Section::Peers,
        }
    }
}

/// Between whom a relation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All units of both applications.
    #[default]
    Global,
    /// Units that share a machine: a principal and its subordinate.
    Container,
}

impl Scope {
    /// The word in the metadata: `container`.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Global => "global",
            Scope::Container => "container",
        }
    }
}
