//! What one event did.

use std::fmt;

use ops_model::{Outcome, World};

/// One event, run to its end.
///
/// Written out (`{run}`) it tells the calls of hook tools, what was logged, and how it ended: for the message of an assertion.
#[derive(Clone, Debug)]
pub struct Run {
    /// What is committed now, and what took effect at once: statuses, logs.
    pub world: World,
    /// What Juju makes of it.
    pub outcome: Outcome,
    /// The calls of hook tools in order, as the log would show them: a secret's values are not in it.
    pub calls: Vec<String>,
    pub(super) hook: String,
}

impl Run {
    /// Whether it went well, and what it wrote is committed.
    #[must_use]
    pub fn is_committed(&self) -> bool {
        self.outcome == Outcome::Committed
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
        for call in &self.calls {
            write!(f, "\n  {call}")?;
        }
        self.world.logs.iter().try_for_each(|log| write!(f, "\n  {}: {}", log.level, log.text))
    }
}
