//! What a hook has written and Juju holds back until it succeeds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::secret::PendingSecrets;
use crate::world::{Bag, World};

/// Whose databag of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Side {
    Unit,
    App,
}

/// The buffered writes of one hook, in Juju's terms: one transaction.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Pending {
    databags: Vec<Write>,
    /// The whole state as it will be; `None` while the hook has written none.
    state: Option<BTreeMap<String, String>>,
    pub(crate) secrets: PendingSecrets,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Write {
    relation: u64,
    side: Side,
    settings: Bag,
}

impl Pending {
    /// Holds back a write to a databag; an empty value removes its key.
    pub(crate) fn write_bag(&mut self, relation: u64, side: Side, settings: Bag) {
        self.databags.push(Write { relation, side, settings });
    }

    /// A databag of ours as the hook itself sees it.
    pub(crate) fn bag(&self, relation: u64, side: Side, committed: &Bag) -> Bag {
        let mut bag = committed.clone();
        for write in self.databags.iter().filter(|write| write.relation == relation && write.side == side) {
            merge(&mut bag, &write.settings);
        }
        bag
    }

    /// The charm's state as the hook itself sees it.
    pub(crate) fn state<'a>(&'a self, world: &'a World) -> &'a BTreeMap<String, String> {
        self.state.as_ref().unwrap_or(&world.state)
    }

    /// The charm's state, to be changed.
    pub(crate) fn state_mut(&mut self, world: &World) -> &mut BTreeMap<String, String> {
        self.state.get_or_insert_with(|| world.state.clone())
    }

    /// Applies all of it: the hook succeeded.
    pub(crate) fn flush(self, world: &mut World) {
        for write in self.databags {
            if let Some(relation) = world.relation_mut(write.relation) {
                let bag = match write.side {
                    Side::Unit => &mut relation.local_unit,
                    Side::App => &mut relation.local_app,
                };
                merge(bag, &write.settings);
            }
        }
        if let Some(state) = self.state {
            world.state = state;
        }
        self.secrets.flush(world);
    }
}

fn merge(bag: &mut Bag, settings: &Bag) {
    for (key, value) in settings {
        if value.is_empty() {
            bag.remove(key);
        } else {
            bag.insert(key.clone(), value.clone());
        }
    }
}
