//! Events of a storage.

use std::path::{Path, PathBuf};

use super::{Core, JujuEvent, RecordError, deferrable, is_event, is_kind_of};
use crate::storage::StorageInstance;

/// What both events of a storage have in common: for a handler of both.
#[derive(Debug)]
pub struct StorageEvent {
    pub(super) core: Core,
    id: String,
    slash: usize,
    index: u64,
    location: PathBuf,
    kind: String,
}

impl JujuEvent for StorageEvent {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        let record = &core.record;
        let id = record.require("JUJU_STORAGE_ID")?.to_owned();
        let slash = id.rfind('/').unwrap_or(id.len());
        let index = record.read("JUJU_STORAGE_ID", id.get(slash + 1..).unwrap_or_default())?;
        let location = record.require("JUJU_STORAGE_LOCATION")?.into();
        let kind = record.require("JUJU_STORAGE_KIND")?.to_owned();
        Ok(Self { id, slash, index, location, kind, core })
    }
}

is_event!(StorageEvent, core);

/// `<storage>-storage-attached`: an instance of the storage is there.
///
/// ```
/// use ops::prelude::*;
///
/// fn attached(event: &StorageAttached) {
///     info!("{} is a {} at {}", event.full_id(), event.kind(), event.location().display());
/// }
/// ```
#[derive(Debug)]
pub struct StorageAttached {
    base: StorageEvent,
}

/// `<storage>-storage-detaching`: an instance of the storage is about to go.
#[derive(Debug)]
pub struct StorageDetaching {
    base: StorageEvent,
}

impl JujuEvent for StorageAttached {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { base: StorageEvent::from_core(core)? })
    }
}

impl JujuEvent for StorageDetaching {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { base: StorageEvent::from_core(core)? })
    }
}

impl StorageEvent {
    fn common(&self) -> &Self {
        self
    }
}

impl StorageAttached {
    fn common(&self) -> &StorageEvent {
        &self.base
    }
}

impl StorageDetaching {
    fn common(&self) -> &StorageEvent {
        &self.base
    }
}

macro_rules! common {
    ($($event:ident)*) => {$(
        impl $event {
            /// The name of the storage, as in `storage:`.
            #[must_use]
            pub fn name(&self) -> &str {
                let common = self.common();
                common.id.get(..common.slash).unwrap_or_default()
            }

            /// The instance's number, unique in the model.
            #[must_use]
            pub fn index(&self) -> u64 {
                self.common().index
            }

            /// `name/index`
            #[must_use]
            pub fn full_id(&self) -> &str {
                &self.common().id
            }

            /// Where it is: a folder of a `filesystem`, a device of a `block` storage.
            #[must_use]
            pub fn location(&self) -> &Path {
                &self.common().location
            }

            /// `filesystem` or `block`
            #[must_use]
            pub fn kind(&self) -> &str {
                &self.common().kind
            }

            /// The instance itself, to be handed on. All that there is to know of it is in the event: no tool is called.
            #[must_use]
            pub fn instance(&self) -> StorageInstance {
                let common = self.common();
                StorageInstance::known(&common.core.cx, &common.id, &common.kind, &common.location)
            }
        }
    )*};
}

common!(StorageEvent StorageAttached StorageDetaching);
is_kind_of!(StorageEvent: StorageAttached StorageDetaching);
deferrable!(StorageEvent StorageAttached StorageDetaching);
