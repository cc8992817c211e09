//! What can happen around the unit, each one as a move of the game.

use std::fmt;

use ops_metadata::metadata::{Metadata, Role};
use ops_model::Bag;
use serde_json::Value;

/// How many units the other side of a relation has at most.
pub(super) const UNITS: u64 = 2;

/// How many relations an endpoint has, and how many instances a storage: more show nothing that fewer do not.
const MOST_RELATIONS: usize = 2;
const MOST_INSTANCES: u64 = 3;

/// Something that happens. Where it cannot happen now, it does not.
#[derive(Clone, Debug)]
pub(super) enum Move {
    /// The unit goes on: by the first thing that is next, or by another that could be.
    Step(usize),
    /// The endpoint is related, once more unless it has its limit.
    Relate {
        endpoint: String,
        most: usize,
    },
    /// A unit of this number joins the youngest relation of the endpoint.
    Join(String, u64),
    Depart(String, u64),
    WriteUnit(String, u64, Bag),
    WriteApp(String, Bag),
    /// The oldest relation of the endpoint ends.
    EndRelation(String),
    Configure(String, Value),
    Lead(bool),
    PebbleReady(String),
    Ask(String, Value),
    Attach {
        storage: String,
        most: u64,
        is_block: bool,
    },
    Detach(String),
    RotateSecrets,
    Upgrade,
    Reboot,
    UpdateStatus,
    Retry,
    Fault(Fault),
}

/// What goes wrong in the next hook, whatever the charm does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::testing) enum Fault {
    /// It is killed when it has done everything.
    Kill,
    /// Juju refuses what it has written.
    Refuse,
    /// The call of this number fails, counted from 0.
    FailCall(usize),
}

/// All moves of a game, by where they come from.
#[derive(Debug)]
pub(super) struct Moves {
    steps: Vec<Move>,
    faults: Vec<Move>,
    /// What the metadata makes possible.
    declared: Vec<Move>,
    /// What the test says.
    said: Vec<Move>,
}

impl Moves {
    pub(super) fn of_metadata(metadata: &Metadata) -> Self {
        let calls = [0, 1, 2, 4, 8].map(Fault::FailCall);
        let faults = calls.into_iter().chain([Fault::Kill, Fault::Refuse, Fault::Kill, Fault::Refuse]);
        Self {
            // More often than not it is Juju's first choice.
            steps: [0, 0, 0, 1, 0, 0, 2, 3].map(Move::Step).into(),
            faults: faults.map(Move::Fault).collect(),
            declared: declared(metadata),
            said: Vec::new(),
        }
    }

    pub(super) fn say(&mut self, next: Move) {
        self.said.push(next);
    }

    pub(super) fn without_faults(&mut self) {
        self.faults.clear();
    }

    /// The move that a number stands for: of sixteen, nine are steps, one is a fault, the others change what is around the unit.
    pub(super) fn of(&self, choice: u16) -> Option<&Move> {
        let (kind, number) = (choice % 16, usize::from(choice / 16));
        let of = |moves: &[Move]| (!moves.is_empty()).then(|| number % moves.len());
        match kind {
            0..9 => self.steps.get(of(&self.steps)?),
            9 => self.faults.get(of(&self.faults)?),
            10..13 if !self.said.is_empty() => self.said.get(of(&self.said)?),
            _ => self.declared.get(of(&self.declared)?),
        }
    }
}

/// What the metadata makes possible.
fn declared(metadata: &Metadata) -> Vec<Move> {
    let mut moves = vec![
        Move::Lead(true),
        Move::Lead(false),
        Move::UpdateStatus,
        Move::Upgrade,
        Move::Reboot,
        Move::RotateSecrets,
        Move::Retry,
    ];
    for endpoint in &metadata.endpoints {
        let name = &endpoint.name.value;
        moves.extend((0..UNITS).map(|number| Move::Join(name.clone(), number)));
        moves.extend((0..UNITS).map(|number| Move::Depart(name.clone(), number)));
        if endpoint.role != Role::Peers {
            let most = if endpoint.at_most_one() { 1 } else { MOST_RELATIONS };
            let relate = Move::Relate { endpoint: name.clone(), most };
            moves.extend([relate.clone(), relate, Move::EndRelation(name.clone())]);
        }
    }
    for container in &metadata.containers {
        let ready = Move::PebbleReady(container.name.value.clone());
        moves.extend([ready.clone(), ready]);
    }
    for storage in &metadata.storages {
        let name = &storage.name.value;
        let most = storage.count.1.unwrap_or(MOST_INSTANCES).min(MOST_INSTANCES);
        moves.push(Move::Attach { storage: name.clone(), most, is_block: storage.is_block() });
        moves.push(Move::Detach(name.clone()));
    }
    for action in metadata.actions.iter().filter(|action| action.parameters.is_empty()) {
        moves.push(Move::Ask(action.name.value.clone(), Value::Object(serde_json::Map::new())));
    }
    moves
}

pub(super) fn owned<const N: usize>(data: [(&str, &str); N]) -> Bag {
    data.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
}

impl fmt::Display for Move {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(_) => f.write_str("the unit goes on"),
            Self::Relate { endpoint, .. } => write!(f, "`{endpoint}` is related"),
            Self::Join(endpoint, number) => write!(f, "unit {number} comes to `{endpoint}`"),
            Self::Depart(endpoint, number) => write!(f, "unit {number} leaves `{endpoint}`"),
            Self::WriteUnit(endpoint, number, data) => {
                write!(f, "unit {number} of `{endpoint}` writes {data:?}")
            }
            Self::WriteApp(endpoint, data) => write!(f, "the application of `{endpoint}` writes {data:?}"),
            Self::EndRelation(endpoint) => write!(f, "a relation of `{endpoint}` ends"),
            Self::Configure(option, value) => write!(f, "the option `{option}` becomes {value}"),
            Self::Lead(true) => f.write_str("the unit leads"),
            Self::Lead(false) => f.write_str("another unit leads"),
            Self::PebbleReady(container) => write!(f, "the container `{container}` is up"),
            Self::Ask(action, params) => write!(f, "the action `{action}` is asked for with {params}"),
            Self::Attach { storage, .. } => write!(f, "storage `{storage}` comes"),
            Self::Detach(storage) => write!(f, "storage `{storage}` goes"),
            Self::RotateSecrets => f.write_str("it is time to rotate secrets"),
            Self::Upgrade => f.write_str("the charm is upgraded"),
            Self::Reboot => f.write_str("the machine reboots"),
            Self::UpdateStatus => f.write_str("it is time for update-status"),
            Self::Retry => f.write_str("it is time to retry"),
            Self::Fault(Fault::Kill) => f.write_str("(the next hook is killed at its end)"),
            Self::Fault(Fault::Refuse) => f.write_str("(Juju refuses what the next hook writes)"),
            Self::Fault(Fault::FailCall(number)) => {
                write!(f, "(in the next hook, call {number} of a hook tool fails)")
            }
        }
    }
}
