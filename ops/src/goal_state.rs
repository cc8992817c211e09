//! What the model is to become: the units and relations that are there or on their way.

use std::collections::BTreeMap;

use crate::error::ModelError;
use crate::hook_tools::Goals;
use crate::names::{Endpoint, UnitName};

/// The goal state of the model, as far as the application is concerned: [`Context::goal_state`](crate::Context::goal_state).
///
/// ```
/// use ops::prelude::*;
///
/// fn is_whole(cx: &Context, cluster: Endpoint<Peers>) -> ops::Result<bool> {
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
    units: BTreeMap<UnitName, GoalStatus>,
    endpoints: BTreeMap<String, EndpointGoal>,
}

/// Who is to be on the other side of an endpoint.
///
/// ```
/// use ops::prelude::*;
///
/// fn databases_to_come(cx: &Context, db: Endpoint<Requires>) -> ops::Result<usize> {
///     let goal = cx.goal_state()?;
///     let Some(databases) = goal.endpoint(db) else { return Ok(0) };
///     Ok(databases.units().values().filter(|unit| unit.status() != "active").count())
/// }
/// ```
#[derive(Debug, Default)]
pub struct EndpointGoal {
    apps: BTreeMap<String, GoalStatus>,
    units: BTreeMap<UnitName, GoalStatus>,
}

/// How far a unit or a relation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalStatus {
    status: String,
    since: Option<String>,
}

impl GoalState {
    pub(crate) fn new(goals: Goals) -> Result<Self, ModelError> {
        let mut goal = Self::default();
        let status = |goal: crate::hook_tools::Goal| GoalStatus { status: goal.status, since: goal.since };
        for (name, said) in goals.units {
            goal.units.insert(name.parse()?, status(said));
        }
        for (endpoint, names) in goals.relations {
            let there = goal.endpoints.entry(endpoint).or_default();
            for (name, said) in names {
                if name.contains('/') {
                    there.units.insert(name.parse()?, status(said));
                } else {
                    there.apps.insert(name, status(said));
                }
            }
        }
        Ok(goal)
    }

    /// The units of the own application, this one among them, with their workload status; `dying` if one is being removed.
    #[must_use]
    pub fn units(&self) -> &BTreeMap<UnitName, GoalStatus> {
        &self.units
    }

    /// How many units the own application is to have: those that are not being removed.
    #[must_use]
    pub fn planned_units(&self) -> usize {
        self.units.values().filter(|unit| unit.status != "dying").count()
    }

    /// Who is to be on the other side of an endpoint; `None` if it has no relation. Peer endpoints are not in it.
    pub fn endpoint<R>(&self, endpoint: Endpoint<R>) -> Option<&EndpointGoal> {
        self.endpoints.get(endpoint.name())
    }
}

impl EndpointGoal {
    /// The applications, each with the status of its relation: `joining`, `joined`, `suspended` and others.
    #[must_use]
    pub fn apps(&self) -> &BTreeMap<String, GoalStatus> {
        &self.apps
    }

    /// Their units, with their workload status.
    #[must_use]
    pub fn units(&self) -> &BTreeMap<UnitName, GoalStatus> {
        &self.units
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
