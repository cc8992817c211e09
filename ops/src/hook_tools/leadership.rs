//! `is-leader`.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Tools;
use super::json;
use crate::backend::{ToolCall, ToolError};

/// For so long after a «yes» Juju makes nobody else the leader.
pub(crate) const PROMISE: Duration = Duration::from_secs(30);

/// What was answered last, for who speaks of it without asking.
#[derive(Default)]
pub(super) struct LastAnswer(Mutex<Option<(bool, Instant)>>);

impl LastAnswer {
    fn note(&self, is_leader: bool) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((is_leader, Instant::now()));
    }

    /// As long as it may be relied upon.
    pub(super) fn get(&self) -> Option<bool> {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.filter(|(_, since)| since.elapsed() < PROMISE).map(|(is_leader, _)| is_leader)
    }
}

impl Tools {
    /// Whether this unit is the leader, for the next 30 seconds at least if it is.
    pub(crate) fn is_leader(&self) -> Result<bool, ToolError> {
        let is_leader = self.ask(&ToolCall::new("is-leader", &["--format=json"]), json::boolean)?;
        if let Some(reported) = &self.reported {
            reported.leadership.note(is_leader);
        }
        Ok(is_leader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn asks_for_json() {
        let juju = Recording::new([("is-leader", "true\n")]);
        assert!(Tools::new(juju.clone()).is_leader().unwrap());
        assert_eq!(juju.lines(), ["is-leader --format=json"]);
    }
}
