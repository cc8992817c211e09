//! What a hook has written and Juju holds back until it succeeds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::secret::PendingSecrets;
use crate::state::{Bag, OpenPort, State};

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
    charm_state: Option<BTreeMap<String, String>>,
    pub(crate) secrets: PendingSecrets,
    /// Ports to be opened (`true`) and closed, in order.
    ports: Vec<(bool, OpenPort)>,
    storage_added: BTreeMap<String, u64>,
    reboot: Option<Reboot>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Reboot {
    AfterHook,
    Now,
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
    pub(crate) fn bag<'a>(&self, relation: u64, side: Side, committed: &'a Bag) -> Cow<'a, Bag> {
        let mut bag = Cow::Borrowed(committed);
        for write in self.databags.iter().filter(|write| write.relation == relation && write.side == side) {
            merge(bag.to_mut(), write.settings.clone());
        }
        bag
    }

    /// The charm's state as the hook itself sees it.
    pub(crate) fn charm_state<'a>(&'a self, state: &'a State) -> &'a BTreeMap<String, String> {
        self.charm_state.as_ref().unwrap_or(&state.charm_state)
    }

    /// The charm's state, to be changed.
    pub(crate) fn charm_state_mut(&mut self, state: &State) -> &mut BTreeMap<String, String> {
        self.charm_state.get_or_insert_with(|| state.charm_state.clone())
    }

    /// The charm's state as it is to be, if the hook has changed it.
    pub(crate) fn changed_charm_state(&self, state: &State) -> Option<&BTreeMap<String, String>> {
        self.charm_state.as_ref().filter(|changed| **changed != state.charm_state)
    }

    /// Holds back the opening or closing of a port.
    pub(crate) fn change_port(&mut self, opens: bool, port: OpenPort) {
        self.ports.push((opens, port));
    }

    /// Holds back a request for storage; the counts of several add up.
    pub(crate) fn add_storage(&mut self, name: &str, count: u64) {
        *self.storage_added.entry(name.to_owned()).or_default() += count;
    }

    /// How many more of each storage are asked for.
    pub(crate) fn storage_added(&self) -> &BTreeMap<String, u64> {
        &self.storage_added
    }

    /// Notes that the machine is to be rebooted.
    pub(crate) fn reboot(&mut self, now: bool) {
        self.reboot = Some(if now { Reboot::Now } else { Reboot::AfterHook });
    }

    /// Whether the hook is to be killed for a reboot.
    pub(crate) fn reboots_now(&self) -> bool {
        self.reboot == Some(Reboot::Now)
    }

    /// Applies all of it: the hook succeeded.
    pub(crate) fn flush(self, state: &mut State) {
        for write in self.databags {
            if let Some(relation) = state.relation_mut(write.relation) {
                let bag = match write.side {
                    Side::Unit => &mut relation.local_unit_data,
                    Side::App => &mut relation.local_app_data,
                };
                merge(bag, write.settings);
            }
        }
        if let Some(charm_state) = self.charm_state {
            state.charm_state = charm_state;
        }
        self.secrets.flush(state);
        for (opens, port) in self.ports {
            // Closed for all is closed for each.
            let is_other = |other: &OpenPort| {
                other.range() != port.range() || !port.endpoint.is_empty() && other.endpoint != port.endpoint
            };
            state.opened_ports.retain(is_other);
            if opens {
                state.opened_ports.push(port);
            }
        }
        for (name, count) in self.storage_added {
            *state.requested_storages.entry(name).or_default() += count;
        }
        state.reboots += u64::from(self.reboot == Some(Reboot::AfterHook));
    }
}

fn merge(bag: &mut Bag, settings: Bag) {
    for (key, value) in settings {
        if value.is_empty() {
            bag.remove(&key);
        } else {
            bag.insert(key, value);
        }
    }
}
