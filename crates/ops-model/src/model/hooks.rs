//! The hooks of a model's units: each sees what is so when it begins, and its end shows the others what it wrote.

use super::secrets::{changed_secrets, removed_secrets};
use super::{Model, split};
use crate::context::{HookContext, Outcome};
use crate::resolver::Operation;
use crate::secret::Owner;
use crate::state::{Bag, State, application};

impl Model {
    /// The units that have something to do, in the order of their names and numbers. One whose hook runs is not among them.
    pub fn ready(&self) -> Vec<&str> {
        let units = self.units().map(|unit| unit.state().unit.as_str());
        units.filter(|unit| self.next(unit).is_some()).collect()
    }

    /// What a unit's agent does next; nothing while its hook runs. The other operations that could be next are the unit's
    /// [`choices`](crate::Unit::choices).
    pub fn next(&self, unit: &str) -> Option<Operation> {
        if self.running.contains_key(unit) { None } else { self.unit(unit)?.next() }
    }

    /// The hook of an operation, or its action, about to begin; `None` where the charm does not run: then [`pass`](Self::pass).
    pub fn begin(&mut self, unit: &str, operation: &Operation) -> Option<HookContext> {
        let goal_state = self.goal_state(unit);
        let beginning = self.unit_mut(unit)?;
        beginning.show_goal_state(goal_state);
        let context = beginning.begin(operation)?;
        self.running.insert(unit.to_owned(), context.state().clone());
        Some(context)
    }

    /// The end of an operation in which the charm did not run.
    pub fn pass(&mut self, unit: &str, operation: &Operation) {
        if let Some(unit) = self.unit_mut(unit) {
            unit.pass(operation);
        }
        self.refresh();
    }

    /// The end of a hook, with the state that it has left: that of [`HookContext::end`]. What was committed is there for the other
    /// units from now on. Gives how Juju takes it: what a hook wrote as a leader is refused, with all else that it wrote, if the
    /// unit does not lead any more.
    pub fn end(&mut self, unit: &str, operation: &Operation, outcome: &Outcome, left: State) -> Outcome {
        let Some(began) = self.running.remove(unit) else { return outcome.clone() };
        let is_deposed = began.leader && self.leader(application(unit)) != Some(unit);
        let (outcome, left) =
            if *outcome == Outcome::Committed && is_deposed && is_written_as_leader(&began, &left) {
                let text = format!("{unit:?} is not leader of {:?}", application(unit));
                (Outcome::Refused(text), dropped(&began, left))
            } else {
                (outcome.clone(), left)
            };
        // One that failed has left nothing of this.
        self.commit_secrets(unit, &began, &left);
        self.commit_app_data(unit, &began, &left);
        // A status is set at once, and so it stays.
        if began.app_status != left.app_status
            && let Some(application) = self.applications.get_mut(application(unit))
        {
            application.status.clone_from(&left.app_status);
        }
        if let Some(ended) = self.unit_mut(unit) {
            ended.end(operation, &outcome, left);
        }
        self.attach_requested(unit);
        self.refresh();
        outcome
    }

    fn commit_app_data(&mut self, unit: &str, began: &State, left: &State) {
        let Some((app, number)) = split(unit) else { return };
        for (before, after) in written(began, left) {
            let Some(relation) = self.relations.get_mut(&before.0) else { continue };
            let is_peer = relation.is_peer();
            let Some(bag) = relation.apps.get_mut(app) else { continue };
            let (version, mut data) = (bag.version, bag.data.clone());
            data.retain(|key, _| !before.1.contains_key(key) || after.contains_key(key));
            let news = after.iter().filter(|(key, value)| before.1.get(*key) != Some(value));
            data.extend(news.map(|(key, value)| (key.clone(), value.clone())));
            bag.write(&data);
            let own = self.applications.get_mut(app).and_then(|app| app.units.get_mut(&number));
            if let Some(own) = own.filter(|_| is_peer) {
                own.knows_app_data(before.0, version, bag.version);
            }
        }
    }
}

/// The databags of the application that a hook has changed: the relation and what was in it, and what is.
fn written<'a>(began: &'a State, left: &'a State) -> impl Iterator<Item = ((u64, &'a Bag), &'a Bag)> {
    left.relations.iter().filter_map(|relation| {
        let before = &began.relation(relation.id)?.local_app_data;
        (*before != relation.local_app_data).then_some(((relation.id, before), &relation.local_app_data))
    })
}

fn is_written_as_leader(began: &State, left: &State) -> bool {
    let mut secrets = changed_secrets(began, left).chain(removed_secrets(began, left));
    written(began, left).next().is_some() || secrets.any(|secret| secret.owner == Owner::App)
}

/// What stays of a hook whose writes are refused: what took effect at once.
fn dropped(began: &State, left: State) -> State {
    let mut kept = State {
        unit_status: left.unit_status,
        app_status: left.app_status,
        workload_version: left.workload_version,
        secrets_made: left.secrets_made,
        ..began.clone()
    };
    for secret in &mut kept.secrets {
        if let Some(read) = left.secrets.iter().find(|read| read.id == secret.id) {
            secret.tracked = read.tracked;
            secret.reader_label.clone_from(&read.reader_label);
        }
    }
    kept
}
