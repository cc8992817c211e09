//! The storage that is attached to the unit.

use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::path::Path;
use std::rc::Rc;

use crate::context::Context;
use crate::environment::EventRecord;
use crate::error::ModelError;
use crate::hook_tools::{StorageInfo, Tools};
use crate::names::{AtMostOne, Storage};
use crate::pairs::Pairs;

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
#[derive(Clone)]
pub struct StorageInstance(Rc<Instance>);

struct Instance {
    id: String,
    tools: Rc<Tools>,
    info: OnceCell<StorageInfo>,
}

/// The instances that were asked for in this dispatch, by the storage's name.
#[derive(Default)]
pub(crate) struct Storages {
    listed: RefCell<Pairs<Box<str>, Vec<StorageInstance>>>,
    /// The instance that the hook is about: of this the environment tells all.
    current: Option<(String, StorageInfo)>,
}

impl Storages {
    /// With what the environment tells of the instance whose hook this is.
    pub(crate) fn new(event: &EventRecord) -> Self {
        Self { current: Self::said(event), ..Self::default() }
    }

    fn said(event: &EventRecord) -> Option<(String, StorageInfo)> {
        let id = event.get("JUJU_STORAGE_ID")?.to_owned();
        let kind = event.get("JUJU_STORAGE_KIND")?.to_owned();
        Some((id, StorageInfo { kind, location: event.get("JUJU_STORAGE_LOCATION")?.into() }))
    }
}

impl StorageInstance {
    fn new(cx: &Context, id: String) -> Self {
        let current = cx.inner().storages.current.as_ref().filter(|(current, _)| *current == id);
        let info = current.map_or_else(OnceCell::new, |(_, info)| info.clone().into());
        Self(Rc::new(Instance { id, tools: cx.inner().tools.clone(), info }))
    }

    /// The instance of which an event tells everything.
    pub(crate) fn known(cx: &Context, id: &str, kind: &str, location: &Path) -> Self {
        let info = StorageInfo { kind: kind.to_owned(), location: location.to_owned() };
        Self(Rc::new(Instance { id: id.to_owned(), tools: cx.inner().tools.clone(), info: info.into() }))
    }

    /// The name of the storage.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.id.split_once('/').map_or(&*self.0.id, |(name, _)| name)
    }

    /// The instance's number, unique in the model; `None` if Juju gave it none.
    #[must_use]
    pub fn index(&self) -> Option<u64> {
        self.0.id.rsplit_once('/').and_then(|(_, index)| index.parse().ok())
    }

    /// `name/index`
    #[must_use]
    pub fn full_id(&self) -> &str {
        &self.0.id
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
        if let Some(info) = self.0.info.get() {
            return Ok(info);
        }
        let info = self.0.tools.storage_get(&self.0.id)?;
        Ok(self.0.info.get_or_init(|| info))
    }
}

impl fmt::Debug for StorageInstance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StorageInstance").field(&self.0.id).finish()
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
        let inner = self.inner();
        if let Some(instances) = inner.storages.listed.borrow().get(storage.name()) {
            return Ok(instances.clone());
        }
        let ids = inner.tools.storage_list(storage.name())?;
        let instances: Vec<_> = ids.into_iter().map(|id| StorageInstance::new(self, id)).collect();
        inner.storages.listed.borrow_mut().insert(storage.name().into(), instances.clone());
        Ok(instances)
    }

    /// Asks for more instances of a storage: as many as `count` says, within what the metadata allows. They come after
    /// this hook, if it succeeds, each with its storage-attached.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn grow(cx: &Context, disks: Storage<Multiple>) -> ops::Result {
    ///     if cx.storages(disks)?.len() < 3 {
    ///         cx.request_storage(disks, 1)?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// `storage-add` failed: the count is 0. That there may be no more of them Juju says at the end of the hook, which
    /// fails then.
    pub fn request_storage<M>(&self, storage: Storage<M>, count: u32) -> Result<(), ModelError> {
        Ok(self.inner().tools.storage_add(storage.name(), count)?)
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
        let variables = [
            ("JUJU_DISPATCH_PATH", "hooks/disks-storage-attached"),
            ("JUJU_UNIT_NAME", "web/7"),
            ("JUJU_STORAGE_ID", "disks/1"),
            ("JUJU_STORAGE_KIND", "block"),
            ("JUJU_STORAGE_LOCATION", "/dev/sdb"),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let environment = Environment::from_map(&BTreeMap::from(variables)).unwrap();
        let cx = Context::new(&environment, Tools::new(juju.clone()));

        for _ in 0..2 {
            let data = cx.storage(Storage::<Single>::new("data")).unwrap().unwrap();
            assert_eq!((data.name(), data.index()), ("data", Some(3)));
            assert_eq!(data.location().unwrap(), Path::new("/srv/data"));
            assert_eq!(data.kind().unwrap(), "filesystem");
        }
        let disks = cx.storages(Storage::<Multiple>::new("disks")).unwrap();
        assert_eq!(disks.iter().map(StorageInstance::full_id).collect::<Vec<_>>(), ["disks/0", "disks/1"]);
        assert_eq!(juju.lines().len(), 3);
        assert_eq!(disks[1].location().unwrap(), Path::new("/dev/sdb"), "the hook is about it");
        assert!(juju.lines().is_empty());
        cx.request_storage(Storage::<Multiple>::new("disks"), 2).unwrap();
        assert_eq!(juju.lines(), ["storage-add disks=2"]);
    }
}
