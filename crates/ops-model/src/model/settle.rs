//! A model that is left alone until it rests.

use std::error::Error;
use std::fmt;

use super::Model;
use crate::context::{HookContext, Outcome};
use crate::state::State;

/// More than any model needs to come to rest that does.
const MOST: usize = 10_000;

/// A model that does not come to rest: its charms have something to tell each other for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restless {
    /// How many operations were run.
    pub operations: usize,
    /// The units that still have something to do.
    pub ready: Vec<String>,
}

impl fmt::Display for Restless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operations, ready } = self;
        write!(f, "after {operations} operations there is still something to do for {}", ready.join(", "))
    }
}

impl Error for Restless {}

impl Model {
    /// Runs the units, one operation at a time, until none has anything to do. A unit whose hook has failed waits, and so has nothing.
    ///
    /// `run` runs the charm of a unit and gives how that ended, with the state of [`HookContext::end`]. `choose` says which of so
    /// many ready units is next, by its place in [`ready`](Self::ready): from 0, and beyond the last it goes on from the first.
    ///
    /// # Errors
    /// It does not come to rest.
    pub fn settle(
        &mut self,
        mut run: impl FnMut(&str, HookContext) -> (Outcome, State),
        mut choose: impl FnMut(usize) -> usize,
    ) -> Result<(), Restless> {
        for _ in 0..MOST {
            let ready = self.ready();
            if ready.is_empty() {
                return Ok(());
            }
            let Some(unit) = ready.get(choose(ready.len()) % ready.len()) else { continue };
            let unit = (*unit).to_owned();
            let Some(operation) = self.next(&unit) else { continue };
            match self.begin(&unit, &operation) {
                None => self.pass(&unit, &operation),
                Some(context) => {
                    let (outcome, left) = run(&unit, context);
                    self.end(&unit, &operation, &outcome, left);
                }
            }
        }
        let ready: Vec<String> = self.ready().into_iter().map(str::to_owned).collect();
        if ready.is_empty() { Ok(()) } else { Err(Restless { operations: MOST, ready }) }
    }
}
