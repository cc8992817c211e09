//! One history, played to its end.

use ops_metadata::metadata::Role;
use ops_model::resolver::{Operation, Platform};
use ops_model::{Outcome, StorageInstance, Unit};

use super::moves::{Fault, Move};
use super::report::{Broken, Rule};
use super::{Run, Shuffle};
use crate::charm::Charm;

/// More than any history needs to come to rest.
const MOST_STEPS: usize = 400;
/// How often it is time for `update-status` at the end: what was deferred once more by the first has its turn in the next.
const LAST_TURNS: usize = 3;

impl<C: Charm> Shuffle<C> {
    /// Plays one history: each number is something that happens. What cannot happen when its turn comes does not, so that a part
    /// of a history is one too.
    ///
    /// # Errors
    /// It breaks the charm.
    pub fn play(&self, history: &[u16]) -> Result<(), Broken> {
        let mut game = Game { shuffle: self, unit: self.unit(), fault: None, told: Vec::new(), last: None };
        for choice in history {
            if let Some(next) = self.moves.of(*choice) {
                game.make(next)?;
            }
        }
        game.settle()
    }

    /// The unit that a history begins with.
    fn unit(&self) -> Unit {
        let mut unit = Unit::new(self.start.clone(), self.platform);
        let app = self.start.app();
        let endpoints = &self.scenario.metadata().endpoints;
        for endpoint in endpoints.iter().filter(|endpoint| endpoint.role == Role::Peers) {
            let name = &endpoint.name.value;
            if !self.start.relations.iter().any(|relation| relation.endpoint == *name) {
                unit.relate(name, app);
            }
        }
        // Without the storage that the charm must have there is no unit on a machine.
        if self.platform == Platform::Machine && self.start.storages.is_empty() {
            let mut number = 0;
            for storage in &self.scenario.metadata().storages {
                for _ in 0..storage.count.0 {
                    unit.attach(StorageInstance::named(&storage.name.value, number, storage.is_block()));
                    number += 1;
                }
            }
        }
        unit
    }
}

/// A history that is played.
struct Game<'a, C> {
    shuffle: &'a Shuffle<C>,
    unit: Unit,
    fault: Option<Fault>,
    /// What has happened.
    told: Vec<String>,
    last: Option<Run>,
}

impl<C: Charm> Game<'_, C> {
    fn make(&mut self, next: &Move) -> Result<(), Broken> {
        match next {
            Move::Step(choice) => return self.step(*choice),
            Move::Fault(fault) if self.fault.is_none() => self.fault = Some(*fault),
            _ => {
                let before = self.unit.clone();
                next.happen(&mut self.unit);
                if self.unit == before {
                    return Ok(());
                }
            }
        }
        self.told.push(next.to_string());
        Ok(())
    }

    /// The unit goes on by one operation.
    fn step(&mut self, choice: usize) -> Result<(), Broken> {
        let operation = if choice == 0 {
            self.unit.next()
        } else {
            let mut choices = self.unit.choices();
            let place = choice % choices.len().max(1);
            (place < choices.len()).then(|| choices.swap_remove(place))
        };
        operation.map_or(Ok(()), |operation| self.operate(&operation))
    }

    fn operate(&mut self, operation: &Operation) -> Result<(), Broken> {
        let Some(context) = self.unit.begin(operation) else {
            self.unit.pass(operation);
            return Ok(());
        };
        let fault = self.fault.take();
        let run = self.shuffle.scenario.run_context(context, fault);
        self.unit.end(operation, &run.outcome, run.state.clone());
        let how = match &run.outcome {
            Outcome::Committed => "",
            Outcome::Failed => ": fails",
            Outcome::Refused(_) => ": is refused",
            Outcome::Killed => ": is killed",
        };
        self.told.push(format!("    {operation}{how}"));
        if !run.is_committed() && fault.is_none() {
            let why = if run.outcome == Outcome::Failed { "a handler failed" } else { "Juju refused it" };
            return Err(self.broken(Rule::Hook, why, Some(run)));
        }
        for (number, check) in self.shuffle.always.iter().enumerate() {
            if let Err(why) = check(&run) {
                return Err(self.broken(Rule::Always(number), &why, Some(run)));
            }
        }
        self.last = Some(run);
        Ok(())
    }

    /// Nothing happens any more: all hooks run, those that failed are retried, and it is time for `update-status`.
    fn settle(&mut self) -> Result<(), Broken> {
        self.fault = None;
        self.rest()?;
        for _ in 0..LAST_TURNS {
            self.unit.update_status();
            self.rest()?;
        }
        let Some(last) = self.last.take() else { return Ok(()) };
        for (number, check) in self.shuffle.settled.iter().enumerate() {
            if let Err(why) = check(&last) {
                return Err(self.broken(Rule::Settled(number), &why, Some(last)));
            }
        }
        Ok(())
    }

    fn rest(&mut self) -> Result<(), Broken> {
        for _ in 0..MOST_STEPS {
            match self.unit.next() {
                Some(operation) => self.operate(&operation)?,
                None if self.unit.local().has_failed() => self.unit.retry(),
                None => return Ok(()),
            }
        }
        Err(self.broken(Rule::Endless, "it does not come to rest: the same goes on and on", None))
    }

    fn broken(&mut self, rule: Rule, why: &str, run: Option<Run>) -> Broken {
        let told = std::mem::take(&mut self.told);
        Broken {
            charm: C::NAME,
            rule,
            why: why.into(),
            told,
            run: run.map(Box::new),
            seed: None,
            history: Vec::new(),
        }
    }
}
