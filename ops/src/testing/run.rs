//! What one event did.

use std::fmt;

use ops_model::{Action, Log, Outcome, Record, State, Status};

use super::trace::{EmittedEvent, Handled, Trace};
use super::{Calls, fail};

/// One event, run to its end.
///
/// Written out (`{run}`) it tells which handlers ran, the calls of hook tools, what was logged, and how it ended: for the message
/// of an assertion.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What is committed now, and what took effect at once, such as statuses.
    pub state: State,
    /// What Juju makes of it.
    pub outcome: Outcome,
    /// What was logged, in order.
    pub logs: Vec<Log>,
    /// Every workload status that the unit was given, in order: the last is the state's.
    pub unit_status_history: Vec<Status>,
    /// Every status that the application was given.
    pub app_status_history: Vec<Status>,
    /// Every version of the workload.
    pub workload_version_history: Vec<String>,
    /// What came of the action, if it was one.
    pub action: Option<Action>,
    /// The events that went out to handlers: deferred ones, Juju's own, those of the charm's own.
    pub emitted_events: Vec<EmittedEvent>,
    /// The handlers that ran, in order.
    pub handlers: Vec<Handled>,
    /// The calls of hook tools in order, as the log would show them: a secret's values are not in it.
    pub calls: Calls,
    /// What ran: `hooks/config-changed`, `actions/backup`.
    pub hook: String,
}

impl Run {
    pub(super) fn new(
        hook: String,
        outcome: Outcome,
        (state, record): (State, Record),
        calls: Calls,
        trace: Trace,
    ) -> Self {
        let Record { logs, unit_status_history, app_status_history, workload_version_history, action } =
            record;
        let Trace { events: emitted_events, handlers } = trace;
        Self {
            state,
            outcome,
            logs,
            unit_status_history,
            app_status_history,
            workload_version_history,
            action,
            emitted_events,
            handlers,
            calls,
            hook,
        }
    }

    /// Whether it went well, and what it wrote is committed.
    #[must_use]
    pub fn is_committed(&self) -> bool {
        self.outcome == Outcome::Committed
    }

    /// # Panics
    /// It is not.
    #[track_caller]
    pub(super) fn must_be_committed(&self) {
        if !self.is_committed() {
            fail(&format!("the event did not go well: {self}"));
        }
    }

    /// Why the action failed: in the words of the charm, or of Juju; `None` if it did not, or was none.
    #[must_use]
    pub fn action_failure(&self) -> Option<&str> {
        self.action.as_ref()?.failed.as_deref()
    }

    /// A result of the action; a nested one has a dotted key.
    #[must_use]
    pub fn action_result(&self, key: &str) -> Option<&str> {
        self.action.as_ref()?.results.get(key).map(String::as_str)
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.hook)?;
        match &self.outcome {
            Outcome::Committed => f.write_str("committed")?,
            Outcome::Failed => f.write_str("failed")?,
            Outcome::Refused(words) => write!(f, "refused by Juju: {words}")?,
            Outcome::Killed => f.write_str("killed")?,
        }
        for (number, handler) in self.handlers.iter().enumerate() {
            write!(f, "{}{handler}", if number == 0 { "\n  handlers: " } else { ", " })?;
        }
        for call in &self.calls {
            write!(f, "\n  {call}")?;
        }
        self.logs.iter().try_for_each(|log| write!(f, "\n  {}: {}", log.level, log.text))
    }
}
