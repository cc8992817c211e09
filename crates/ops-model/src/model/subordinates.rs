//! Subordinates: a unit for each unit beside which the application is.

use std::collections::BTreeMap;

use super::Model;
use crate::resolver::Life;
use crate::unit::Unit;

impl Model {
    /// The principal of each subordinate.
    pub(super) fn principals(&self) -> BTreeMap<String, String> {
        let subordinates = self.units().filter(|unit| !unit.state().principal_unit.is_empty());
        subordinates.map(|unit| (unit.state().unit.clone(), unit.state().principal_unit.clone())).collect()
    }

    /// Each unit that has entered the scope of such a relation gets its subordinate.
    pub(super) fn make_subordinates(&mut self) {
        let mut missing = Vec::new();
        let of_life = |relation: &&super::Integration| relation.life == Life::Alive;
        for relation in self.relations.values().filter(of_life).filter(|one| one.is_container_scoped) {
            let is_subordinate = |app: &str| {
                self.applications.get(app).is_some_and(|application| application.charm.is_subordinate)
            };
            let Some(of) = relation.ends.iter().find(|end| is_subordinate(&end.app)) else { continue };
            let is_there = |principal: &str| {
                let mut units = self.applications.get(&of.app).into_iter().flat_map(|app| app.units.values());
                units.any(|unit| unit.state().principal_unit == principal)
            };
            let principals = relation.units.keys().filter(|unit| {
                crate::state::application(unit) != of.app
                    && self.unit(unit).is_some_and(|unit| !unit.is_dying())
                    && !is_there(unit)
            });
            missing.extend(principals.map(|principal| (of.app.clone(), principal.clone())));
        }
        for (app, principal) in missing {
            self.make_unit(&app, &principal);
        }
    }

    /// One goes with its principal, and with the last relation to its principal's application.
    pub(super) fn remove_subordinates(&mut self) {
        let mut left = Vec::new();
        for (unit, principal) in self.principals() {
            let is_beside = self.relations.values().any(|relation| {
                let sides = relation.sides(crate::state::application(&unit));
                relation.life == Life::Alive
                    && relation.is_container_scoped
                    && sides.is_some_and(|(_, other)| other.app == crate::state::application(&principal))
            });
            if !is_beside || self.unit(&principal).is_none_or(Unit::is_dying) {
                left.push(unit);
            }
        }
        for unit in left {
            if let Some(unit) = self.unit_mut(&unit) {
                unit.remove();
            }
        }
    }
}
