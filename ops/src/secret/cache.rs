//! What was asked and told of secrets in this dispatch, so that nothing is asked twice.

use std::cell::RefCell;
use std::rc::Rc;

use super::held::{Held, Removal};
use super::{SecretContent, SecretInfo, SecretMetadata, SecretOwner};
use crate::error::ModelError;
use crate::hook_tools::{Access, Revision, Tools};
use crate::names::{JujuVersion, RelationId, SecretId, UnitName};
use crate::pairs::{Pairs, insert_in_order};

/// The secrets as far as this dispatch knows them. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Secrets(Rc<Inner>);

struct Inner {
    tools: Rc<Tools>,
    juju: JujuVersion,
    known: RefCell<Pairs<Key, Known>>,
    ids: RefCell<Option<Vec<SecretId>>>,
    /// Labels under which no own secret was found.
    absent: RefCell<Vec<Box<str>>>,
}

/// By what a secret is asked for. Which id a reader's label stands for, Juju does not say.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Id(Box<str>),
    Label(Box<str>),
}

#[derive(Default)]
struct Known {
    /// What a plain read gives.
    tracked: Option<SecretContent>,
    /// What a read of the latest revision gives.
    latest: Option<SecretContent>,
    /// Whether these are the same revision, as far as this dispatch has seen to it.
    tracks_latest: bool,
    /// The label that it was last read with.
    label: Option<Box<str>>,
    info: Option<SecretInfo>,
    /// Added in this dispatch: then a plain read gives what was written last.
    is_new: bool,
    /// What `secret-set` was told in this dispatch.
    told: (Option<SecretContent>, SecretMetadata),
    held: Held,
}

impl Secrets {
    pub(crate) fn new(tools: Rc<Tools>, juju: JujuVersion) -> Self {
        let (known, ids, absent) = (RefCell::default(), RefCell::default(), RefCell::default());
        Self(Rc::new(Inner { tools, juju, known, ids, absent }))
    }

    fn tools(&self) -> &Tools {
        &self.0.tools
    }

    /// Works on what is known of a secret.
    fn with<T>(&self, key: &Key, work: impl FnOnce(&mut Known) -> T) -> T {
        let mut all = self.0.known.borrow_mut();
        match all.get_mut(key) {
            Some(known) => work(known),
            None => {
                let mut known = Known::default();
                let done = work(&mut known);
                all.insert(key.clone(), known);
                done
            }
        }
    }

    pub(super) fn read(
        &self,
        id: Option<&SecretId>,
        label: Option<&str>,
        revision: Revision,
    ) -> Result<SecretContent, ModelError> {
        let key = id.map_or_else(|| Key::Label(label.unwrap_or_default().into()), key);
        let known = self.with(&key, |known| {
            let is_labelled = label.is_none() || known.label.as_deref() == label;
            let content = match revision {
                Revision::Tracked => known.tracked.as_ref(),
                Revision::Peek => known.latest.as_ref(),
                Revision::Refresh => known.latest.as_ref().filter(|_| known.tracks_latest),
            };
            content.filter(|_| is_labelled).cloned()
        });
        if let Some(content) = known {
            return Ok(content);
        }
        let what = id.map_or_else(|| labelled(label.unwrap_or_default()), ToString::to_string);
        let content = match self.tools().secret_get(id, label, revision) {
            Ok(content) => content.of(&what),
            Err(error) => return Err(ModelError::of_secret(what, error)),
        };
        if revision == Revision::Refresh {
            self.forget_other_names(&key);
        }
        self.with(&key, |known| {
            known.label = label.map(Into::into).or(known.label.take());
            if revision != Revision::Peek {
                known.tracked = Some(content.clone());
            }
            if revision != Revision::Tracked {
                known.latest = Some(content.clone());
            }
            known.tracks_latest |= revision == Revision::Refresh;
        });
        Ok(content)
    }

    /// The same secret may be known by its id and by labels: after a change of the one the others are asked anew.
    fn forget_other_names(&self, changed: &Key) {
        self.0.known.borrow_mut().retain(|key, known| {
            if key != changed && matches!(changed, Key::Label(_)) {
                (known.tracked, known.tracks_latest) = (None, false);
            }
            key == changed || matches!(key, Key::Id(_))
        });
    }

    pub(super) fn info(&self, id: &SecretId) -> Result<SecretInfo, ModelError> {
        if let Some(info) = self.with(&key(id), |known| known.info.clone()) {
            return Ok(info);
        }
        let told = self.tools().secret_info_get(Ok(id));
        let (_, told) = told.map_err(|error| ModelError::of_secret(id.to_string(), error))?;
        let info = told.into_info(id.clone());
        Ok(self.with(&key(id), |known| known.info.insert(info).clone()))
    }

    /// The own secret with this label, if there is one of this owner.
    pub(super) fn by_label(&self, owner: SecretOwner, label: &str) -> Result<Option<SecretId>, ModelError> {
        let is_it = |info: &&SecretInfo| info.owner == owner && info.label.as_deref() == Some(label);
        let infos = |known: &Pairs<Key, Known>| {
            let mut infos = known.as_slice().iter().filter_map(|(_, known)| known.info.as_ref());
            infos.find(is_it).map(|info| info.id.clone())
        };
        let known = infos(&self.0.known.borrow());
        if known.is_some() || self.0.absent.borrow().iter().any(|absent| **absent == *label) {
            return Ok(known);
        }
        let absent = || self.0.absent.borrow_mut().push(label.into());
        let (id, told) = match self.tools().secret_info_get(Err(label)) {
            Err(error) if error.is_secret_not_found() => {
                absent();
                return Ok(None);
            }
            told => told?,
        };
        let id: SecretId = id.parse().map_err(ModelError::name_of("secret-info-get"))?;
        let info = told.into_info(id.clone());
        let is_of_owner = info.owner == owner;
        self.with(&key(&id), |known| known.info = Some(info));
        if !is_of_owner {
            absent();
        }
        Ok(Some(id).filter(|_| is_of_owner))
    }

    pub(super) fn ids(&self) -> Result<Vec<SecretId>, ModelError> {
        if let Some(ids) = &*self.0.ids.borrow() {
            return Ok(ids.clone());
        }
        let mut ids = Vec::new();
        for id in self.tools().secret_ids()? {
            // Juju gives them in any order.
            insert_in_order(&mut ids, id.parse().map_err(ModelError::name_of("secret-ids"))?);
        }
        // Those that Juju has ceased to tell of.
        for (_, known) in self.0.known.borrow().as_slice() {
            if let Some(info) = known.info.as_ref().filter(|_| known.held.loses_a_revision()) {
                insert_in_order(&mut ids, info.id.clone());
            }
        }
        Ok(self.0.ids.borrow_mut().insert(ids).clone())
    }

    pub(super) fn add(
        &self,
        owner: SecretOwner,
        content: &SecretContent,
        metadata: &SecretMetadata,
    ) -> Result<SecretId, ModelError> {
        content.check_size(&self.0.juju).map_err(|source| {
            let secret = metadata.label.as_deref().map(labelled);
            ModelError::SecretContent { secret, source }
        })?;
        let added = self.tools().secret_add(owner, content, metadata);
        let id = added.map_err(|source| match &metadata.label {
            Some(label) if source.is_label_taken() => {
                ModelError::SecretLabelTaken { label: label.clone(), source }
            }
            _ => source.into(),
        })?;
        self.changed(&key(&id));
        self.with(&key(&id), |known| {
            known.is_new = true;
            known.written(&id, content);
            known.held.change("secret-add");
        });
        Ok(id)
    }

    pub(super) fn set(
        &self,
        id: &SecretId,
        content: Option<&SecretContent>,
        metadata: &SecretMetadata,
    ) -> Result<(), ModelError> {
        if let Some(content) = content {
            let secret = || Some(id.to_string());
            content
                .check_size(&self.0.juju)
                .map_err(|source| ModelError::SecretContent { secret: secret(), source })?;
        }
        if let Some(before) = self.with(&key(id), |known| known.held.dropped_by_a_change()) {
            return Err(conflict(id, "secret-set".to_owned(), before));
        }
        // Before 3.6 what one hook tells of a secret replaces what it told before (`secretsChangeRecorder.update`), but for a
        // secret that is new itself. So all of it is told again.
        let told = self.with(&key(id), |known| {
            let is_replaced = self.0.juju < JujuVersion::new(3, 6, 0) && !known.is_new;
            let before = if is_replaced { known.told.clone() } else { Default::default() };
            (content.cloned().or(before.0), before.1.then(metadata.clone()))
        });
        let set = self.tools().secret_set(id, told.0.as_ref(), &told.1);
        set.map_err(|error| ModelError::of_secret(id.to_string(), error))?;
        self.changed(&key(id));
        self.with(&key(id), |known| {
            known.told = told;
            known.held.change("secret-set");
            if let Some(content) = content {
                known.written(id, content);
            }
        });
        Ok(())
    }

    pub(super) fn share(
        &self,
        access: Access,
        id: &SecretId,
        relation: RelationId,
        unit: Option<&UnitName>,
    ) -> Result<(), ModelError> {
        let before = self.with(&key(id), |known| known.held.dropped_by_a_change());
        // To revoke it Juju takes beside a removal; to grant, it knows the secret no more.
        if let (Access::Grant, Some(before)) = (access, before) {
            return Err(conflict(id, access.tool().to_owned(), before));
        }
        let shared = self.tools().secret_access(access, id, relation, unit);
        shared.map_err(|error| ModelError::of_secret(id.to_string(), error))?;
        self.changed(&key(id));
        self.with(&key(id), |known| known.held.change(access.tool()));
        Ok(())
    }

    pub(super) fn remove(&self, id: &SecretId, revision: Option<u64>) -> Result<(), ModelError> {
        let removal = Removal::of(revision);
        let (is_removed, before) = self
            .with(&key(id), |known| (known.held.is_removed(), known.held.dropped_by(removal, &self.0.juju)));
        if is_removed {
            // Juju would take it for a change of mind, and keep the others.
            return Ok(());
        }
        if let Some(before) = before {
            return Err(conflict(id, removal.call(), before));
        }
        // Of a secret that loses a revision Juju tells its owner nothing more until the hook ends, as if there were none, and the
        // charm would make another. Whether there is one, Juju says in answer to the removal.
        let info = revision.and_then(|_| self.info(id).ok());
        let removed = self.tools().secret_remove(id, revision);
        removed.map_err(|error| ModelError::of_secret(id.to_string(), error))?;
        self.changed(&key(id));
        self.with(&key(id), |known| {
            let mut held = std::mem::take(&mut known.held);
            held.remove(removal);
            *known = Known { held, info, ..Known::default() };
        });
        Ok(())
    }

    /// After a write: what may be another by now is asked anew.
    fn changed(&self, changed: &Key) {
        self.forget_other_names(changed);
        self.with(changed, |known| known.info = None);
        self.0.ids.take();
        self.0.absent.take();
    }
}

impl Known {
    /// After content was written. A reader, the owner too, goes on to track what it did, but for a secret that is new.
    fn written(&mut self, id: &SecretId, content: &SecretContent) {
        let content = content.clone().of(id.as_str());
        self.latest = Some(content.clone());
        self.tracks_latest = self.is_new;
        if self.is_new {
            self.tracked = Some(content);
        }
    }
}

fn labelled(label: &str) -> String {
    format!("with the label `{label}`")
}

fn conflict(id: &SecretId, call: String, before: String) -> ModelError {
    ModelError::SecretConflict { secret: id.to_string(), call, before }
}

fn key(id: &SecretId) -> Key {
    Key::Id(id.unique_identifier().into())
}
