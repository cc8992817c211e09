//! Resources, devices and payloads.

use crate::source::{Span, Spanned};

/// One entry of `resources`: a file or an image that is uploaded beside the charm.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Its name.
    pub name: Spanned<String>,
    /// What it is: a file unless the metadata says otherwise. Nothing for a type that Juju does not know.
    pub kind: Option<ResourceKind>,
    /// The name of the file.
    pub filename: Option<Spanned<String>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// Where the image comes from: charmcraft's and the tests' word, not Juju's.
    pub upstream_source: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResourceKind {
    /// A file.
    File,
    /// The image of a container.
    OciImage,
}

impl ResourceKind {
    /// All of them.
    pub const ALL: &[ResourceKind] = &[ResourceKind::File, ResourceKind::OciImage];

    /// The word in the metadata: `oci-image`.
    pub fn as_str(self) -> &'static str {
        match self {
            ResourceKind::File => "file",
            ResourceKind::OciImage => "oci-image",
        }
    }
}

/// One entry of `devices`.
#[derive(Clone, Debug)]
pub struct Device {
    /// Its name.
    pub name: Spanned<String>,
    /// What it is: `gpu`, `nvidia.com/gpu`. Juju needs it; where it is missing an error says so.
    pub kind: Option<Spanned<String>>,
    /// How many at least. One unless the metadata says otherwise.
    pub count_min: u64,
    /// How many at most. One unless the metadata says otherwise.
    pub count_max: u64,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

/// One entry of `payloads`.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Its name.
    pub name: Spanned<String>,
    /// What it is: `docker`, `kvm`.
    pub kind: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}
