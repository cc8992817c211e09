//! Another way to run a test's events than in memory.

use ops_model::{Hook, Outcome, Record, State};

use super::trace::Trace;
use super::{Calls, Run};

/// Runs a charm's events in another way than in memory: as a process, say, under a stand-in for Juju. So the same test goes both ways:
/// see [`Scenario::with_engine`](super::Scenario::with_engine).
pub trait Engine {
    /// Runs an event, or an action, to its end.
    fn run(&self, event: Hook, state: State) -> Done;
}

/// An event that an [`Engine`] has run. Which handlers ran cannot be seen from outside.
#[derive(Clone, Debug)]
pub struct Done {
    /// What is committed now, and what took effect at once, such as statuses.
    pub state: State,
    /// What it has told.
    pub record: Record,
    /// What Juju makes of it.
    pub outcome: Outcome,
    /// The calls of hook tools in order.
    pub calls: Calls,
}

impl Done {
    pub(super) fn into_run(self, hook: String) -> Run {
        Run::new(hook, self.outcome, (self.state, self.record), self.calls, Trace::default())
    }
}
