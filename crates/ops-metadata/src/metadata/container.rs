//! Containers: the workloads beside a sidecar charm.

use crate::source::{Span, Spanned};

/// One entry of `containers`.
#[derive(Clone, Debug)]
pub struct Container {
    /// Its name.
    pub name: Spanned<String>,
    /// The resource that is its image.
    pub resource: Option<Spanned<String>>,
    /// The storages that are mounted in it.
    pub mounts: Vec<Mount>,
    /// The user it runs as.
    pub uid: Option<Spanned<i64>>,
    /// The group it runs as.
    pub gid: Option<Spanned<i64>>,
    /// `bases`: the image is a plain base, not a resource. Juju's reader drops it.
    pub bases: bool,
    /// The whole entry.
    pub span: Span,
}

/// One entry of a container's `mounts`.
#[derive(Clone, Debug)]
pub struct Mount {
    /// The storage of this charm that is mounted.
    pub storage: Option<Spanned<String>>,
    /// The path in the container.
    pub location: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}
