//! What the model is to become: the units and relations that are there or on their way.

use crate::error::ModelError;
use crate::hook_tools::{Goal, Goals};
use crate::names::{Endpoint, UnitName};
use crate::pairs::Pairs;

/// The goal state of the model, as far as the application is concerned: [`Context::goal_state`](crate::Context::goal_state).
///
/// ```
/// use ops::prelude::*;
///
/// fn is_whole(cx: &Context, cluster: Endpoint<Peers, Single>) -> ops::Result<bool> {
///     let goal = cx.goal_state()?;
///     let peers: usize = match cx.relation(cluster)? {
///         Some(relation) => relation.units()?.len(),
///         None => 0,
///     };
///     Ok(peers + 1 == goal.planned_units())
/// }
/// ```
#[derive(Debug, Default)]
pub struct GoalState {
    units: Pairs<UnitName, GoalStatus>,
    endpoints: Pairs<String, EndpointGoal>,
}

/// Who is to be on the other side of an endpoint.
///
/// ```
/// use ops::prelude::*;
///
/// fn databases_to_come(cx: &Context, db: Endpoint<Requires>) -> ops::Result<usize> {
///     let goal = cx.goal_state()?;
///     let Some(databases) = goal.endpoint(db) else { return Ok(0) };
///     Ok(databases.units().iter().filter(|(_, unit)| unit.status() != "active").count())
/// }
/// ```
#[derive(Debug, Default)]
pub struct EndpointGoal {
    apps: Pairs<String, GoalStatus>,
    units: Pairs<UnitName, GoalStatus>,
}

/// How far a unit or a relation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalStatus {
    status: String,
    since: Option<String>,
}

impl GoalState {
    pub(crate) fn new(goals: Goals) -> Result<Self, ModelError> {
        let none = ModelError::name_of("goal-state");
        let mut goal = Self::default();
        for Goal { name, status, since } in goals.units {
            goal.units.insert(name.parse().map_err(&none)?, GoalStatus { status, since });
        }
        for (endpoint, goals) in goals.relations {
            let mut there = EndpointGoal::default();
            for Goal { name, status, since } in goals {
                if name.contains('/') {
                    there.units.insert(name.parse().map_err(&none)?, GoalStatus { status, since });
                } else {
                    there.apps.insert(name, GoalStatus { status, since });
                }
            }
            goal.endpoints.insert(endpoint, there);
        }
        Ok(goal)
    }

    /// The units of the own application in order, this one among them, with their workload status; `dying` if one is being
    /// removed.
    #[must_use]
    pub fn units(&self) -> &[(UnitName, GoalStatus)] {
        self.units.as_slice()
    }

    /// One of them, if it is there or on its way.
    #[must_use]
    pub fn unit(&self, name: &UnitName) -> Option<&GoalStatus> {
        self.units.get(name)
    }

    /// How many units the own application is to have: those that are not being removed.
    #[must_use]
    pub fn planned_units(&self) -> usize {
        self.units.as_slice().iter().filter(|(_, unit)| unit.status != "dying").count()
    }

    /// Who is to be on the other side of an endpoint; `None` if it has no relation. Peer endpoints are not in it.
    pub fn endpoint<R, M>(&self, endpoint: Endpoint<R, M>) -> Option<&EndpointGoal> {
        self.endpoints.get(endpoint.name())
    }
}

impl EndpointGoal {
    /// The applications in order, each with the status of its relation: `joining`, `joined`, `suspended` and others.
    #[must_use]
    pub fn apps(&self) -> &[(String, GoalStatus)] {
        self.apps.as_slice()
    }

    /// Their units in order, with their workload status.
    #[must_use]
    pub fn units(&self) -> &[(UnitName, GoalStatus)] {
        self.units.as_slice()
    }
}

impl GoalStatus {
    /// Juju's word for it.
    #[must_use]
    pub fn status(&self) -> &str {
        &self.status
    }

    /// Since when, as Juju writes it: `2023-11-14 22:13:20Z`.
    #[must_use]
    pub fn since(&self) -> Option<&str> {
        self.since.as_deref()
    }
}
