//! Juju as a pure value: what one unit sees of its model, what a hook may change in it, and what Juju makes of that.
//!
//! No processes, no sockets, no files: the same answers go to a charm that runs in memory, to a stand-in for a hook tool, and to a
//! request over the agent's socket. All that Juju does is here and nowhere else; its rules of metadata are `ops-metadata`'s.
//!
//! It knows what tests need and no more: agent and workload statuses, config, relations, charm state, secrets, actions, and what
//! is around the unit ([`Surroundings`]). Any other tool answers `not implemented`, exit 1, as Juju does in a context without that
//! feature.
//!
//! Which hook a unit runs next is [`resolver`]'s.

mod context;
mod flags;
mod hook;
mod pending;
mod refusal;
pub mod resolver;
mod secret;
mod surroundings;
mod tools;
mod world;

pub use context::{HookContext, Outcome, Served};
pub use hook::Hook;
pub use secret::{Owner, Secret};
pub use surroundings::{GoalState, OpenPort, StorageInstance, Surroundings};
pub use tools::{Input, NAMES};
pub use world::{Action, Bag, Log, Relation, Status, World};
