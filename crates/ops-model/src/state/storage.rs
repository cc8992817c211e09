//! Storage instances.

use serde::{Deserialize, Serialize};

use crate::names::StorageName;

/// A storage instance of the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageInstance {
    /// `data/0`
    pub id: String,
    /// `filesystem` or `block`
    pub kind: String,
    /// Where it is.
    pub location: String,
}

impl StorageInstance {
    /// The instance of this number, a filesystem below `/srv`.
    pub fn new(storage: impl StorageName, index: u64) -> Self {
        Self::named(storage.name(), index, false)
    }

    /// The instance of this number, a device: `/dev/sdb` is that of 1.
    pub fn block(storage: impl StorageName, index: u64) -> Self {
        Self::named(storage.name(), index, true)
    }

    /// Either, of a storage that no constant stands for.
    pub fn named(storage: &str, index: u64, is_block: bool) -> Self {
        let id = format!("{storage}/{index}");
        if !is_block {
            return Self { location: format!("/srv/{id}"), kind: "filesystem".into(), id };
        }
        let letter = (b'a'..=b'z').cycle().nth(usize::try_from(index).unwrap_or_default());
        let location = format!("/dev/sd{}", char::from(letter.unwrap_or(b'a')));
        Self { id, kind: "block".into(), location }
    }

    /// At this place.
    #[must_use]
    pub fn at(mut self, location: &str) -> Self {
        self.location = location.into();
        self
    }

    /// The number of the instance.
    pub fn index(&self) -> Option<u64> {
        self.id.split_once('/').and_then(|(_, index)| index.parse().ok())
    }

    /// The name of the storage, without the number.
    pub fn name(&self) -> &str {
        self.id.split_once('/').map_or(&self.id, |(name, _)| name)
    }
}
