//! What `goal-state` says: who is there, or is to be.

use std::collections::BTreeMap;

use super::Model;
use super::application::Application;
use crate::state::{GoalState, application};

impl Model {
    /// The units of the application, and by endpoint the other sides of its relations; not those of peers, and of the others no
    /// subordinates.
    pub(super) fn goal_state(&self, unit: &str) -> GoalState {
        let app = application(unit);
        let units = self.applications.get(app).map(statuses).unwrap_or_default();
        let mut goal = GoalState { units, relations: BTreeMap::new() };
        for relation in self.relations.values().filter(|relation| !relation.is_peer()) {
            let Some((own, remote)) = relation.sides(app) else { continue };
            let shown = goal.relations.entry(own.endpoint.clone()).or_default();
            let joined = if relation.units.is_empty() { "joining" } else { "joined" };
            shown.insert(remote.app.clone(), joined.into());
            let others = self.applications.get(&remote.app);
            if let Some(others) = others.filter(|others| !others.charm.is_subordinate) {
                shown.extend(statuses(others));
            }
        }
        goal
    }
}

fn statuses(application: &Application) -> BTreeMap<String, String> {
    let units = application.units.values().map(|unit| {
        let state = unit.state();
        let status = if unit.is_dying() { "dying" } else { &state.unit_status.status };
        (state.unit.clone(), status.to_owned())
    });
    units.collect()
}
