//! All databags of a dispatch: read once, changed in memory, and written by one call each when everything went well.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::RelationKey;
use crate::backend::ToolError;
use crate::error::ModelError;
use crate::hook_tools::{Target, Tools};
use crate::pairs::Pairs;
use crate::scan;
use crate::texts::Texts;

/// The databags as they were read, and what is to be changed in own ones. In the order of the relations' numbers.
#[derive(Default)]
pub(crate) struct Bags(RefCell<Vec<Bag>>);

pub(super) struct Bag {
    relation: RelationKey,
    target: Target,
    read: Texts,
    changes: Pairs<String, Option<String>>,
}

impl Bags {
    /// Makes room for the databags of so many units, which will be looked at as a rule.
    pub(super) fn expect(&self, count: usize) {
        let mut bags = self.0.borrow_mut();
        let room = count.saturating_sub(bags.len());
        bags.reserve(room);
    }

    /// Looks at a databag. It is read, unless it was read before.
    pub(super) fn look<T>(
        &self,
        key: &RelationKey,
        target: &Target,
        read: &dyn Fn() -> Result<Texts, ModelError>,
        look: impl Fn(&Bag) -> T,
    ) -> Result<T, ModelError> {
        let known = place(&self.0.borrow(), key, target);
        if let Some(seen) = known.ok().and_then(|at| self.0.borrow().get(at).map(&look)) {
            return Ok(seen);
        }
        let bag =
            Bag { relation: key.clone(), target: target.clone(), read: read()?, changes: Pairs::default() };
        let seen = look(&bag);
        let (Ok(at) | Err(at)) = known;
        self.0.borrow_mut().insert(at, bag);
        Ok(seen)
    }

    /// Changes a key of a databag that was loaded. What is equal to what was read is no change.
    pub(super) fn change(&self, key: &RelationKey, target: &Target, name: &str, value: Option<&str>) {
        let mut bags = self.0.borrow_mut();
        let known = place(&bags, key, target).ok();
        let Some(bag) = known.and_then(|at| bags.get_mut(at)) else { return };
        // To Juju an empty value and no key are the same.
        let value = value.filter(|value| !value.is_empty());
        if bag.read.get(name) == value {
            bag.changes.remove(name);
        } else {
            bag.changes.insert(name.to_owned(), value.map(str::to_owned));
        }
    }

    /// Writes what changed: a call for each changed databag.
    pub(crate) fn flush(&self, tools: &Tools) -> Result<(), ToolError> {
        for bag in self.0.borrow().iter() {
            let mut changes = Vec::with_capacity(bag.changes.as_slice().len());
            for (name, value) in bag.changes.as_slice() {
                changes.push((name.as_str(), value.as_deref().unwrap_or_default()));
            }
            if changes.is_empty() {
                continue;
            }
            let is_app = bag.target.is_app();
            tools.relation_set(&bag.relation.name, is_app, &changes).inspect_err(|error| {
                // To the leader it is a relation that is gone.
                if is_app && error.is_permission_denied() && !tools.is_leader().unwrap_or_default() {
                    tools.report_denial(error);
                }
            })?;
        }
        Ok(())
    }
}

/// Where a databag is, or would be.
fn place(bags: &[Bag], key: &RelationKey, target: &Target) -> Result<usize, usize> {
    let order = |bag: &Bag| bag.order(key, target);
    // Juju names the units in this order, and a charm asks in it as a rule: each comes after all the others.
    match bags.last().map(order) {
        None | Some(Ordering::Less) => Err(bags.len()),
        Some(Ordering::Equal) => Ok(bags.len() - 1),
        Some(Ordering::Greater) => bags.binary_search_by(order),
    }
}

impl Bag {
    /// By the relation's number; then the application's before those of the units.
    fn order(&self, key: &RelationKey, target: &Target) -> Ordering {
        let order = self.relation.id.cmp(&key.id).then(target.is_app().cmp(&self.target.is_app()));
        order.then_with(|| scan::order(self.target.name().as_bytes(), target.name().as_bytes()))
    }

    /// The value of a key, as it will be after the dispatch.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        match self.changes.get(name) {
            Some(change) => change.clone(),
            None => self.read.get(name).map(str::to_owned),
        }
    }

    /// All of it, as it will be after the dispatch.
    pub(super) fn pairs(&self) -> Vec<(&str, &str)> {
        let mut pairs = Vec::new();
        for (name, value) in self.read.iter() {
            if self.changes.get(name).is_none() {
                pairs.push((name, value));
            }
        }
        for (name, change) in self.changes.as_slice() {
            pairs.extend(change.as_deref().map(|value| (name.as_str(), value)));
        }
        pairs
    }

    /// The same, to keep.
    pub(super) fn all(&self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for (name, value) in self.pairs() {
            all.insert(name.to_owned(), value.to_owned());
        }
        all
    }
}
