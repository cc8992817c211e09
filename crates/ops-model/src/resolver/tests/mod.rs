//! The orders that a charm meets, from its deployment to its removal.

mod choices;
mod deployment;
mod failures;
mod history;
mod leadership;
mod queues;
mod relations;
mod removal;
mod upgrade;

use super::{Life, Local, Operation, Remote, RemoteRelation, RemoteStorage, Step, next};
use crate::context::Outcome;

/// What a unit that waits for news runs.
const NOTHING: [&str; 0] = [];

/// A unit whose hooks end well.
struct Unit {
    local: Local,
    remote: Remote,
}

impl Unit {
    fn new(remote: Remote) -> Self {
        Self { local: Local::deployed(remote.revision), remote }
    }

    /// A unit that was deployed and has nothing to do.
    fn settled(remote: Remote) -> Self {
        let mut unit = Self::new(remote);
        unit.settle();
        unit
    }

    fn next(&self) -> Option<Operation> {
        next(&self.local, &self.remote)
    }

    /// Runs what is next, which must be this, to this end.
    #[track_caller]
    fn end(&mut self, line: &str, outcome: &Outcome) {
        let operation = self.next().unwrap_or_else(|| panic!("nothing is next, where {line} should be"));
        assert_eq!(operation.to_string(), line);
        self.local.after(&operation, outcome);
    }

    /// Runs all there is, and lists what a charm sees of it: hooks and actions.
    #[track_caller]
    fn settle(&mut self) -> Vec<String> {
        let lines = self.operations();
        lines.into_iter().filter(|operation| operation.hook().is_some()).map(|it| it.to_string()).collect()
    }

    /// Runs all there is, and lists it.
    #[track_caller]
    fn operations(&mut self) -> Vec<Operation> {
        let mut operations = Vec::new();
        while let Some(operation) = self.next() {
            assert!(operations.len() < 1000, "this has no end: {operation}");
            self.local.after(&operation, &Outcome::Committed);
            operations.push(operation);
        }
        operations
    }

    fn relate(&mut self, relation: RemoteRelation) {
        self.remote.relations.push(relation);
    }

    fn relation(&mut self, id: u64) -> &mut RemoteRelation {
        self.remote.relation_mut(id).unwrap()
    }
}

fn with_members<const N: usize>(mut relation: RemoteRelation, members: [(&str, u64); N]) -> RemoteRelation {
    relation.members = members.map(|(unit, version)| (unit.to_owned(), version)).into();
    relation
}

fn database() -> RemoteRelation {
    with_members(RemoteRelation::new("db", 3, "postgresql"), [("postgresql/0", 1)])
}

fn storage(id: &str, provisioned: bool) -> RemoteStorage {
    RemoteStorage { id: id.into(), life: Life::Alive, provisioned }
}
