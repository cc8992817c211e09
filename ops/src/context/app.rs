//! The unit's application.

use std::cell::OnceCell;
use std::rc::Rc;

use super::Leader;
use super::known_status::KnownStatus;
use crate::error::ModelError;
use crate::goal_state::GoalState;
use crate::hook_tools::Tools;
use crate::names::UnitName;
use crate::pairs::Pairs;
use crate::secret::Secrets;
use crate::status::{Status, StatusInfo};

/// The unit's application: `cx.app()`.
///
/// ```
/// use ops::prelude::*;
///
/// fn ready(cx: &Context) -> ops::Result {
///     if let Some(leader) = cx.leader()? {
///         cx.app().set_status(&leader, Status::active())?;
///     }
///     Ok(())
/// }
/// ```
pub struct App {
    /// One of its units, whose name begins with its own.
    unit: UnitName,
    tools: Rc<Tools>,
    secrets: Secrets,
    status: KnownStatus,
    statuses: OnceCell<Box<Statuses>>,
    goal_state: OnceCell<Rc<GoalState>>,
}

/// The application's status and those of its units, which Juju tells in one answer.
struct Statuses {
    of_app: StatusInfo,
    of_units: Pairs<UnitName, StatusInfo>,
}

impl App {
    pub(super) fn new(unit: UnitName, tools: Rc<Tools>, secrets: Secrets) -> Self {
        Self {
            unit,
            tools,
            secrets,
            status: KnownStatus::default(),
            statuses: OnceCell::new(),
            goal_state: OnceCell::new(),
        }
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.unit.app()
    }

    /// The status of the application: as it was set in this dispatch, or else as Juju has it.
    ///
    /// # Errors
    /// `status-get` failed.
    pub fn status(&self, _leader: &Leader) -> Result<StatusInfo, ModelError> {
        self.status.or_ask(|| Ok(self.statuses()?.of_app.clone()))
    }

    /// The statuses of all its units in order, as Juju had them when it was asked first in this dispatch.
    ///
    /// # Errors
    /// `status-get` failed.
    pub fn unit_statuses(&self, _leader: &Leader) -> Result<&[(UnitName, StatusInfo)], ModelError> {
        Ok(self.statuses()?.of_units.as_slice())
    }

    fn statuses(&self) -> Result<&Statuses, ModelError> {
        if let Some(statuses) = self.statuses.get() {
            return Ok(statuses);
        }
        let mut said = self.tools.application_status_get()?;
        let mut of_units = Pairs::default();
        for (unit, words) in std::mem::take(&mut said.units) {
            let unit = unit.parse().map_err(ModelError::name_of("status-get"))?;
            of_units.insert(unit, StatusInfo::new(words));
        }
        Ok(self.statuses.get_or_init(|| Box::new(Statuses { of_app: StatusInfo::new(said), of_units })))
    }

    /// How many units the application is to have: those that are there or on their way, without those that are being
    /// removed.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn has_quorum(cx: &Context) -> ops::Result<bool> {
    ///     Ok(cx.app().planned_units()? >= 3)
    /// }
    /// ```
    ///
    /// # Errors
    /// `goal-state` failed.
    pub fn planned_units(&self) -> Result<usize, ModelError> {
        Ok(self.goal_state()?.planned_units())
    }

    pub(super) fn goal_state(&self) -> Result<Rc<GoalState>, ModelError> {
        if let Some(goal) = self.goal_state.get() {
            return Ok(goal.clone());
        }
        let goal = Rc::new(GoalState::new(self.tools.goal_state()?)?);
        Ok(self.goal_state.get_or_init(|| goal).clone())
    }

    /// Sets the status of the application, at once: it stays even if the hook fails.
    ///
    /// What is known to be so already, because it was set or read in this dispatch, is not sent again.
    ///
    /// # Errors
    /// `status-set` failed.
    #[expect(clippy::needless_pass_by_value, reason = "callers make one: `set_status(Status::active())`")]
    pub fn set_status(&self, _leader: &Leader, status: Status) -> Result<(), ModelError> {
        self.status.set(true, &status, &self.tools)
    }
}
