//! What follows from a change: who is gone, who leads, and what each unit is told.

use super::Model;
use crate::resolver::Life;

impl Model {
    /// Makes what the units are told of what is so. Nothing else tells them of each other.
    pub(super) fn refresh(&mut self) {
        self.remove_subordinates();
        self.drop_units();
        self.count_scopes();
        self.make_subordinates();
        self.elect();
        self.show_relations();
        self.drop_relations();
        self.drop_secrets();
        self.show_secrets();
        self.show_apps();
    }

    /// A unit is gone when it has done all that it had to, a principal after the subordinates beside it.
    fn drop_units(&mut self) {
        let mut principals = self.principals();
        // First those that have a principal: it may go in the same turn.
        for is_subordinate in [true, false] {
            for application in self.applications.values_mut() {
                if application.charm.is_subordinate == is_subordinate {
                    application.units.retain(|_, unit| {
                        let name = &unit.state().unit;
                        let is_held = principals.values().any(|principal| principal == name);
                        !unit.is_gone() || is_held || self.running.contains_key(name)
                    });
                }
            }
            principals = self.principals();
        }
    }

    /// A relation that ends is gone when no unit is in its scope; an application, when it has neither units nor relations to others.
    fn drop_relations(&mut self) {
        self.relations.retain(|_, relation| relation.life == Life::Alive || !relation.units.is_empty());
        let relations = &self.relations;
        self.applications.retain(|app, application| {
            let is_related =
                relations.values().any(|relation| !relation.is_peer() && relation.sides(app).is_some());
            application.life == Life::Alive || !application.units.is_empty() || is_related
        });
        let applications = &self.applications;
        self.relations
            .retain(|_, relation| relation.ends.iter().any(|end| applications.contains_key(&end.app)));
    }

    fn show_apps(&mut self) {
        for application in self.applications.values_mut() {
            for unit in application.units.values_mut() {
                // A pod is not replaced while its hook runs.
                if !self.running.contains_key(&unit.state().unit) {
                    unit.show_app(&application.status, application.revision, application.life);
                }
            }
        }
    }
}
