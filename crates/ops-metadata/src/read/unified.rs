//! What charmcraft.yaml has of the files that Juju reads.

/// The keys of charmcraft.yaml that charmcraft writes into metadata.yaml, if there is none.
pub const METADATA_KEYS: &[&str] = &[
    "name",
    "summary",
    "description",
    "assumes",
    "charm-user",
    "containers",
    "devices",
    "extra-bindings",
    "peers",
    "provides",
    "requires",
    "resources",
    "storage",
    "subordinate",
    "terms",
];
