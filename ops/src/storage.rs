//! The storage that is attached to the unit.

use std::cell::OnceCell;
use std::fmt;
use std::path::Path;

use crate::context::Context;
use crate::error::ModelError;
use crate::hook_tools::{StorageInfo, Tools};
use crate::names::{AtMostOne, Storage};

/// An instance of a storage, attached to this unit: one of [`Context::storages`], or the one of [`Context::storage`].
///
/// ```
/// use ops::prelude::*;
///
/// fn data_folder(cx: &Context, data: Storage<Single>) -> ops::Result<std::path::PathBuf> {
///     let data = cx.storage(data)?.ok_or("the storage is not attached")?;
///     Ok(data.location()?.to_owned())
/// }
/// ```
pub struct StorageInstance {
    id: String,
    tools: Tools,
    info: OnceCell<StorageInfo>,
}

impl StorageInstance {
    /// `name/index`
    #[must_use]
    pub fn full_id(&self) -> &str {
        &self.id
    }

    /// Where it is: a folder of a `filesystem`, a device of a `block` storage.
    ///
    /// # Errors
    /// `storage-get` failed.
    pub fn location(&self) -> Result<&Path, ModelError> {
        Ok(&self.info()?.location)
    }

    /// `filesystem` or `block`
    ///
    /// # Errors
    /// `storage-get` failed.
    pub fn kind(&self) -> Result<&str, ModelError> {
        Ok(&self.info()?.kind)
    }

    fn info(&self) -> Result<&StorageInfo, ModelError> {
        if let Some(info) = self.info.get() {
            return Ok(info);
        }
        let info = self.tools.storage_get(&self.id)?;
        Ok(self.info.get_or_init(|| info))
    }
}

impl fmt::Debug for StorageInstance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StorageInstance").field(&self.id).finish()
    }
}

impl Context {
    /// The instances of a storage that are attached to this unit.
    ///
    /// In the charm's own methods the storage is a constant: `cx.storages(Self::STORAGES.data)?`.
    ///
    /// # Errors
    /// `storage-list` failed.
    pub fn storages<M>(&self, storage: Storage<M>) -> Result<Vec<StorageInstance>, ModelError> {
        let tools = &self.inner().tools;
        let instance = |id| StorageInstance { id, tools: tools.clone(), info: OnceCell::new() };
        Ok(tools.storage_list(storage.name())?.into_iter().map(instance).collect())
    }

    /// The instance of a storage of which a unit has at most one; `None` while it is not attached. Of one with
    /// `multiple` in the metadata there may be several: take [`storages`](Self::storages).
    ///
    /// # Errors
    /// `storage-list` failed.
    pub fn storage<M: AtMostOne>(&self, storage: Storage<M>) -> Result<Option<StorageInstance>, ModelError> {
        Ok(self.storages(storage)?.into_iter().next())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::backend::recording::Recording;
    use crate::environment::Environment;
    use crate::names::{Multiple, Single};

    #[test]
    fn instances_are_listed_and_looked_at_once() {
        let juju = Recording::new([
            ("storage-list --format=json data", r#"["data/3"]"#),
            ("storage-list --format=json disks", r#"["disks/0","disks/1"]"#),
            ("storage-get", r#"{"kind":"filesystem","location":"/srv/data"}"#),
        ]);
        let variables = [("JUJU_DISPATCH_PATH", "hooks/start"), ("JUJU_UNIT_NAME", "web/7")];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let environment = Environment::from_map(&BTreeMap::from(variables)).unwrap();
        let cx = Context::new(&environment, Tools::new(juju.clone()));

        let data = cx.storage(Storage::<Single>::new("data")).unwrap().unwrap();
        for _ in 0..2 {
            assert_eq!(data.location().unwrap(), Path::new("/srv/data"));
            assert_eq!(data.kind().unwrap(), "filesystem");
        }
        let disks = cx.storages(Storage::<Multiple>::new("disks")).unwrap();
        assert_eq!(disks.iter().map(StorageInstance::full_id).collect::<Vec<_>>(), ["disks/0", "disks/1"]);
        assert_eq!(juju.lines().len(), 3);
    }
}
