//! All databags of a dispatch: read once, changed in memory, and written by one call each when everything went well.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::RelationKey;
use crate::backend::ToolError;
use crate::error::ModelError;
use crate::hook_tools::{Target, Tools};
use crate::names::RelationId;
use crate::pairs::Pairs;

/// The databags as they were read, and what is to be changed in own ones.
#[derive(Default)]
pub(crate) struct Bags(RefCell<Pairs<(RelationId, Target), Bag>>);

pub(super) struct Bag {
    relation: RelationKey,
    read: Rc<BTreeMap<String, String>>,
    changes: Pairs<String, Option<String>>,
}

impl Bags {
    /// Looks at a databag. It is read, unless it was read before.
    pub(super) fn look<T>(
        &self,
        key: &RelationKey,
        target: &Target,
        read: impl FnOnce() -> Result<BTreeMap<String, String>, ModelError>,
        look: impl FnOnce(&Bag) -> T,
    ) -> Result<T, ModelError> {
        let place = (key.id, target.clone());
        if let Some(bag) = self.0.borrow().get(&place) {
            return Ok(look(bag));
        }
        let bag = Bag { relation: key.clone(), read: Rc::new(read()?), changes: Pairs::default() };
        let seen = look(&bag);
        self.0.borrow_mut().insert(place, bag);
        Ok(seen)
    }

    /// Changes a key of a databag that was loaded. What is equal to what was read is no change.
    pub(super) fn change(&self, key: &RelationKey, target: &Target, name: &str, value: Option<&str>) {
        let mut bags = self.0.borrow_mut();
        let Some(bag) = bags.get_mut(&(key.id, target.clone())) else { return };
        // To Juju an empty value and no key are the same.
        let value = value.filter(|value| !value.is_empty());
        if bag.read.get(name).map(String::as_str) == value {
            bag.changes.remove(name);
        } else {
            bag.changes.insert(name.to_owned(), value.map(str::to_owned));
        }
    }

    /// Writes what changed: a call for each changed databag, in the order of the relations' numbers.
    pub(crate) fn flush(&self, tools: &Tools) -> Result<(), ToolError> {
        for ((_, target), bag) in self.0.borrow().as_slice() {
            if bag.changes.is_empty() {
                continue;
            }
            let mut changes = BTreeMap::new();
            for (name, value) in bag.changes.as_slice() {
                changes.insert(name.clone(), value.clone().unwrap_or_default());
            }
            tools.relation_set(&bag.relation.to_string(), matches!(target, Target::App(_)), &changes)?;
        }
        Ok(())
    }
}

impl Bag {
    /// The value of a key, as it will be after the dispatch.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        match self.changes.get(name) {
            Some(change) => change.clone(),
            None => self.read.get(name).cloned(),
        }
    }

    /// All of it, as it will be after the dispatch.
    pub(super) fn all(&self) -> Rc<BTreeMap<String, String>> {
        if self.changes.is_empty() {
            return self.read.clone();
        }
        let mut all = BTreeMap::clone(&self.read);
        for (name, change) in self.changes.as_slice() {
            match change {
                Some(value) => all.insert(name.clone(), value.clone()),
                None => all.remove(name),
            };
        }
        Rc::new(all)
    }
}
