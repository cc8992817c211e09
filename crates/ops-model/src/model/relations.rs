//! Relations: one number, and the databags of both sides.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Model, Refused};
use crate::resolver::Life;
use crate::state::{Bag, Relation};
use crate::unit::{Databag, Shown};

/// A relation, with what is written on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Integration {
    /// The one that requires, then the one that provides; among peers the only one.
    pub(super) ends: Vec<End>,
    /// Whether it is between a unit and the subordinate beside it.
    pub(super) is_container_scoped: bool,
    pub(super) life: Life,
    pub(super) apps: BTreeMap<String, Databag>,
    /// The units in scope.
    pub(super) units: BTreeMap<String, Databag>,
}

/// An application, and the endpoint by which it takes part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) app: String,
    pub(super) endpoint: String,
}

impl Integration {
    fn new(ends: Vec<End>, is_container_scoped: bool) -> Self {
        let apps = ends.iter().map(|end| (end.app.clone(), Databag::default())).collect();
        Self { ends, is_container_scoped, life: Life::Alive, apps, units: BTreeMap::new() }
    }

    pub(super) fn is_peer(&self) -> bool {
        self.ends.len() == 1
    }

    /// Its name: `web:db postgresql:db`.
    pub(super) fn key(&self) -> String {
        let ends: Vec<_> = self.ends.iter().map(|end| format!("{}:{}", end.app, end.endpoint)).collect();
        ends.join(" ")
    }

    /// The two sides from that of an application; both are the same among peers.
    pub(super) fn sides(&self, app: &str) -> Option<(&End, &End)> {
        let own = self.ends.iter().find(|end| end.app == app)?;
        Some((own, self.ends.iter().find(|end| end.app != app).unwrap_or(own)))
    }
}

impl Model {
    /// `juju integrate`: relates two applications, each with its endpoint (`web:db`) or by its name alone, where but one pair of
    /// endpoints fits. Gives the relation's number.
    ///
    /// # Errors
    /// An application or endpoint is not there; interfaces or roles do not fit, or more than one pair does; they are related already; an
    /// endpoint has as many relations as it may.
    pub fn integrate(&mut self, one: &str, other: &str) -> Result<u64, Refused> {
        let (ends, is_container_scoped) = self.fitting(one, other)?;
        let relation = Integration::new(ends.into(), is_container_scoped);
        let key = relation.key();
        if self.relations.values().any(|other| other.ends == relation.ends) {
            return Err(Refused::new(format!("cannot add relation {key:?}: relation {key} already exists")));
        }
        for End { app, endpoint } in &relation.ends {
            let is_of_it = |other: &&Integration| {
                other.ends.iter().any(|end| end.app == *app && end.endpoint == *endpoint)
            };
            let count = self.relations.values().filter(is_of_it).count() as u64;
            let declared = self.alive(app)?.charm.endpoints.get(endpoint);
            if let Some(limit) = declared.and_then(|declared| declared.limit).filter(|limit| count >= *limit)
            {
                return Err(Refused::new(format!(
                    "cannot add relation {key:?}: establishing a new relation for {app}:{endpoint} would exceed its maximum \
                     relation limit of {limit}"
                )));
            }
        }
        let id = self.add_relation(relation);
        self.refresh();
        Ok(id)
    }

    /// `juju remove-relation`: the units of both sides leave it, each in hooks of its own.
    ///
    /// # Errors
    /// There is no such relation, or it is one of peers.
    pub fn remove_relation(&mut self, id: u64) -> Result<(), Refused> {
        let Some(relation) = self.relations.get_mut(&id) else {
            return Err(Refused::new(format!("relation {id} not found")));
        };
        if relation.is_peer() {
            return Err(Refused::new(format!(
                "cannot remove relation {:?}: is a peer relation",
                relation.key()
            )));
        }
        relation.life = Life::Dying;
        self.refresh();
        Ok(())
    }

    pub(super) fn add_peer_relations(&mut self, app: &str) {
        let endpoints = self.applications.get(app).map(|application| &application.charm.endpoints);
        let peers = endpoints.into_iter().flatten().filter(|(_, endpoint)| endpoint.role == "peers");
        let ends: Vec<_> =
            peers.map(|(name, _)| End { app: app.to_owned(), endpoint: name.clone() }).collect();
        for end in ends {
            self.add_relation(Integration::new(vec![end], false));
        }
    }

    fn add_relation(&mut self, relation: Integration) -> u64 {
        let id = self.relations_made;
        self.relations_made += 1;
        self.relations.insert(id, relation);
        id
    }

    pub(super) fn end_relations_of(&mut self, app: &str) {
        let is_of_it = |relation: &&mut Integration| relation.sides(app).is_some() && !relation.is_peer();
        for relation in self.relations.values_mut().filter(is_of_it) {
            relation.life = Life::Dying;
        }
    }

    /// Who is in scope, and with what: whoever has entered it and has not had its `relation-broken`. Where the endpoint is Juju's own,
    /// that is done without the charm.
    pub(super) fn count_scopes(&mut self) {
        for (id, relation) in &mut self.relations {
            let (mut before, mut units) = (std::mem::take(&mut relation.units), BTreeMap::new());
            for (app, application) in &self.applications {
                let Some((own, other)) = relation.sides(app) else { continue };
                for unit in application.units.values() {
                    let state = unit.state();
                    let data = if application.charm.is_implicit(&own.endpoint) {
                        let is_in = unit.local().installed && relation.life == Life::Alive;
                        is_in.then(|| {
                            Cow::Owned(Relation::named(&own.endpoint, *id, &other.app).local_unit_data)
                        })
                    } else {
                        let entered = state.relation(*id).filter(|_| unit.local().relations.contains_key(id));
                        entered.map(|relation| Cow::Borrowed(&relation.local_unit_data))
                    };
                    let Some(data) = data else { continue };
                    let mut bag = before.remove(&state.unit).unwrap_or_default();
                    bag.write(&data);
                    units.insert(state.unit.clone(), bag);
                }
            }
            relation.units = units;
        }
    }

    pub(super) fn show_relations(&mut self) {
        let (nothing, principals) = (Databag::default(), self.principals());
        for (id, relation) in &self.relations {
            let bag_of = |app: &str| relation.apps.get(app).unwrap_or(&nothing);
            for (app, application) in &mut self.applications {
                let Some((own, remote)) = relation.sides(app) else { continue };
                if application.charm.is_implicit(&own.endpoint) {
                    continue;
                }
                for unit in application.units.values_mut() {
                    let name = &unit.state().unit;
                    let members = relation.units.iter().filter(|(member, _)| {
                        let is_near = !relation.is_container_scoped
                            || principals.get(*member) == Some(name)
                            || principals.get(name) == Some(*member);
                        is_near && *member != name && crate::state::application(member) == remote.app
                    });
                    let shown = Shown {
                        id: *id,
                        life: relation.life,
                        endpoint: &own.endpoint,
                        remote_app: &remote.app,
                        own_data: bag_of(app),
                        remote_data: bag_of(&remote.app),
                        members: members.map(|(member, bag)| (member.as_str(), bag)).collect(),
                    };
                    unit.show_relation(&shown);
                }
            }
        }
    }

    /// The numbers of an application's relations, those of peers among them.
    pub fn relations(&self, app: &str) -> Vec<u64> {
        let of_it = self.relations.iter().filter(|(_, relation)| relation.sides(app).is_some());
        of_it.map(|(id, _)| *id).collect()
    }

    /// What an application has written on a relation.
    pub fn app_data(&self, relation: u64, app: &str) -> Option<&Bag> {
        self.relations.get(&relation)?.apps.get(app).map(|bag| &bag.data)
    }

    /// What a unit that is in a relation's scope has written on it.
    pub fn unit_data(&self, relation: u64, unit: &str) -> Option<&Bag> {
        self.relations.get(&relation)?.units.get(unit).map(|bag| &bag.data)
    }
}
