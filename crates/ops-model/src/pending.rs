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
    /// What each key of the charm's state will be; `None` is taken away.
    charm_state: BTreeMap<String, Option<String>>,
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
    settings: Vec<(String, String)>,
}

impl Pending {
    /// Holds back a write to a databag; an empty value removes its key.
    pub(crate) fn write_bag(&mut self, relation: u64, side: Side, settings: Vec<(String, String)>) {
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
    pub(crate) fn charm_state<'a>(&self, state: &'a State) -> Cow<'a, Bag> {
        let mut charm_state = Cow::Borrowed(&state.charm_state);
        if !self.charm_state.is_empty() {
            change(charm_state.to_mut(), self.charm_state.clone());
        }
        charm_state
    }

    /// Holds back changes of the charm's state; `None` takes a key away.
    pub(crate) fn change_charm_state(&mut self, changes: impl IntoIterator<Item = (String, Option<String>)>) {
        self.charm_state.extend(changes);
    }

    /// What was written to the charm's state.
    pub(crate) fn written_charm_state(&self) -> impl Iterator<Item = (&str, &str)> {
        self.charm_state.iter().filter_map(|(key, value)| Some((key.as_str(), value.as_deref()?)))
    }

    /// The charm's state as it is to be, pair by pair, if that is another than it is.
    pub(crate) fn changed_charm_state<'a>(
        &'a self,
        state: &'a State,
    ) -> Option<impl Iterator<Item = (&'a str, &'a str)>> {
        let is_other =
            |(key, value): (&String, &Option<String>)| state.charm_state.get(key) != value.as_ref();
        let stays = state.charm_state.iter().filter(|(key, _)| !self.charm_state.contains_key(*key));
        let stays = stays.map(|(key, value)| (key.as_str(), value.as_str()));
        self.charm_state.iter().any(is_other).then(|| stays.chain(self.written_charm_state()))
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
        change(&mut state.charm_state, self.charm_state);
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

/// To a databag an empty value is none.
fn merge(bag: &mut Bag, settings: Vec<(String, String)>) {
    change(
        bag,
        settings.into_iter().map(|(key, value)| (key, Some(value).filter(|value| !value.is_empty()))),
    );
}

fn change(bag: &mut Bag, changes: impl IntoIterator<Item = (String, Option<String>)>) {
    for (key, value) in changes {
        match value {
            Some(value) => drop(bag.insert(key, value)),
            None => drop(bag.remove(&key)),
        }
    }
}
