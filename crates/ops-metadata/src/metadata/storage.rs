//! Storage.

use crate::source::{Span, Spanned};

/// One entry of `storage`.
#[derive(Clone, Debug)]
pub struct Storage {
    /// Its name.
    pub name: Spanned<String>,
    /// What it is. Juju needs it; where it is missing an error says so.
    pub kind: Option<Spanned<StorageKind>>,
    /// Where a filesystem is mounted.
    pub location: Option<Spanned<String>>,
    /// How many instances: at least, and at most. One unless `multiple.range` says otherwise; no upper bound is `None`.
    pub count: (u64, Option<u64>),
    /// Whether `multiple` is given: then `count` is what it says.
    pub multiple: bool,
    /// The least size, in MiB.
    pub minimum_size: Option<Spanned<u64>>,
    /// Whether it is read-only.
    pub read_only: bool,
    /// Whether all units share it.
    pub shared: bool,
    /// `properties`: `transient` is the only one.
    pub properties: Vec<Spanned<String>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

impl Storage {
    /// Whether it is a device, and no filesystem.
    pub fn is_block(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.value == StorageKind::Block)
    }

    /// Whether a unit has at most one instance.
    pub fn at_most_one(&self) -> bool {
        self.count.1.is_some_and(|most| most <= 1)
    }
}

/// What a storage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StorageKind {
    /// A mounted directory.
    Filesystem,
    /// A device.
    Block,
}

impl StorageKind {
    /// All of them.
    pub const ALL: &[StorageKind] = &[StorageKind::Filesystem, StorageKind::Block];

    /// The word in the metadata: `filesystem`.
    pub fn as_str(self) -> &'static str {
        match self {
            StorageKind::Filesystem => "filesystem",
            StorageKind::Block => "block",
        }
    }
}
