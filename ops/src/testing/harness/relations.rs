//! Relations that come, change and go.

use ops_model::{Bag, EndpointName, Hook, Relation};

use super::Harness;
use crate::charm::Charm;
use crate::testing::fail;

impl<C: Charm> Harness<C> {
    /// Relates an endpoint to an application, and runs `relation-created`. Gives the number of the relation.
    ///
    /// For a relation among peers, `remote_app` is the application's own name.
    ///
    /// # Panics
    /// As [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn add_relation(&mut self, endpoint: impl EndpointName, remote_app: &str) -> u64 {
        self.relate(endpoint.name(), remote_app)
    }

    #[track_caller]
    pub(super) fn relate(&mut self, name: &str, remote_app: &str) -> u64 {
        let id = self.next_relation;
        self.next_relation += 1;
        self.state.relations.push(Relation::named(name, id, remote_app));
        self.emit(Hook::relation(name, id, "created"));
        id
    }

    /// Relates an endpoint to an application with one unit, `remote_app/0`, which has joined, and with these data.
    ///
    /// # Panics
    /// As [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn add_relation_with_data<const A: usize, const U: usize>(
        &mut self,
        endpoint: impl EndpointName,
        remote_app: &str,
        app_data: [(&str, &str); A],
        unit_data: [(&str, &str); U],
    ) -> u64 {
        let id = self.add_relation(endpoint, remote_app);
        let unit = format!("{remote_app}/0");
        self.add_relation_unit(id, &unit);
        self.update_relation_data(id, remote_app, app_data);
        self.update_relation_data(id, &unit, unit_data);
        id
    }

    /// Ends a relation: `relation-departed` for each of its units, then `relation-broken`.
    ///
    /// # Panics
    /// There is no such relation, or as [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn remove_relation(&mut self, relation_id: u64) {
        let relation = self.relation(relation_id);
        let endpoint = relation.endpoint.clone();
        let units: Vec<String> = relation.remote_units_data.keys().cloned().collect();
        for unit in units {
            self.remove_relation_unit(relation_id, &unit);
        }
        self.emit(Hook::relation(&endpoint, relation_id, "broken"));
        self.state.relations.retain(|relation| relation.id != relation_id);
        for secret in &mut self.state.secrets {
            secret.grants.retain(|(over, _)| *over != relation_id);
        }
    }

    /// A remote unit joins: `relation-joined`. As in Python, the `relation-changed` that Juju sends after it comes with
    /// [`update_relation_data`](Self::update_relation_data).
    ///
    /// # Panics
    /// There is no such relation, or as [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn add_relation_unit(&mut self, relation_id: u64, remote_unit: &str) {
        let relation = self.relation(relation_id);
        let endpoint = relation.endpoint.clone();
        relation.remote_units_data.entry(remote_unit.to_owned()).or_default();
        self.emit(Hook::relation(&endpoint, relation_id, "joined").unit(remote_unit));
    }

    /// A remote unit leaves: `relation-departed`, in which its databag can still be read.
    ///
    /// # Panics
    /// There is no such relation, or as [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn remove_relation_unit(&mut self, relation_id: u64, remote_unit: &str) {
        let endpoint = self.relation(relation_id).endpoint.clone();
        let departed = Hook::relation(&endpoint, relation_id, "departed");
        self.emit(departed.unit(remote_unit).departing(remote_unit));
        self.relation(relation_id).remote_units_data.remove(remote_unit);
    }

    /// Changes a databag of either side, and runs `relation-changed` where Juju would: not for the unit's own bag, nor for its
    /// application's, unless that is of peers and the unit does not lead; and not if nothing changes. An empty value removes a key.
    ///
    /// # Panics
    /// There is no such relation, the unit has not joined it, or as [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn update_relation_data<const N: usize>(
        &mut self,
        relation_id: u64,
        app_or_unit: &str,
        data: [(&str, &str); N],
    ) {
        let bag = self.bag_mut(relation_id, app_or_unit);
        let before = bag.clone();
        for (key, value) in data {
            if value.is_empty() {
                bag.remove(key);
            } else {
                bag.insert(key.into(), value.into());
            }
        }
        if *bag == before {
            return;
        }
        let relation = self.relation(relation_id);
        let (endpoint, remote_app) = (relation.endpoint.clone(), relation.remote_app.clone());
        let (app, unit) = (self.state.app(), self.state.unit.as_str());
        let is_told = app_or_unit != unit && (app_or_unit != app || remote_app == app && !self.state.leader);
        if is_told {
            let changed = Hook::relation(&endpoint, relation_id, "changed");
            self.emit(if app_or_unit.contains('/') { changed.unit(app_or_unit) } else { changed });
        }
    }

    /// A databag of either side.
    ///
    /// # Panics
    /// There is no such relation, or the unit has not joined it.
    #[must_use]
    #[track_caller]
    pub fn get_relation_data(&mut self, relation_id: u64, app_or_unit: &str) -> Bag {
        self.bag_mut(relation_id, app_or_unit).clone()
    }

    #[track_caller]
    fn relation(&mut self, id: u64) -> &mut Relation {
        match self.state.relation_mut(id) {
            Some(relation) => relation,
            None => fail(&format!("there is no relation {id}: `add_relation` gives the number of one")),
        }
    }

    #[track_caller]
    fn bag_mut(&mut self, relation_id: u64, app_or_unit: &str) -> &mut Bag {
        let is_own_unit = app_or_unit == self.state.unit;
        let is_own_app = app_or_unit == self.state.app();
        let relation = self.relation(relation_id);
        if is_own_unit {
            &mut relation.local_unit_data
        } else if is_own_app {
            &mut relation.local_app_data
        } else if app_or_unit == relation.remote_app {
            &mut relation.remote_app_data
        } else {
            match relation.remote_units_data.get_mut(app_or_unit) {
                Some(bag) => bag,
                None => fail(&format!(
                    "`{app_or_unit}` is not in the relation {relation_id}: call `add_relation_unit` first"
                )),
            }
        }
    }
}
