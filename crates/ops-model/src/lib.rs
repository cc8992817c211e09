//! Juju as a pure value: what one unit sees of its model, what a hook may change in it, and what Juju makes of that.
//!
//! No processes, no sockets, no files: the same answers go to a charm that runs in memory, to a stand-in for a hook tool, and to a
//! request over the agent's socket. All that Juju does is here and nowhere else; its rules of metadata are `ops-metadata`'s.
//!
//! Any tool that no charm needs any more answers `not implemented`, exit 1, as Juju does in a context without that feature.
//!
//! Which hook a unit runs next is [`resolver`]'s, what becomes of one unit over time [`Unit`]'s, and of many together [`Model`]'s.

pub mod consistency;
mod context;
mod entities;
mod flags;
mod halves;
mod hook;
mod model;
mod names;
mod pending;
mod record;
mod refusal;
pub mod resolver;
mod secret;
mod state;
mod tools;
mod unit;

pub use context::{HookContext, Outcome, Served};
pub use hook::{Hook, on};
pub use model::{Model, Refused, Restless};
pub use names::{
    BindingName, ContainerName, DeclaredAction, DeclaredOption, EndpointName, PeerEndpoint, RemoteEndpoint,
    ResourceName, StorageName,
};
pub use record::{Action, Log, Record};
pub use secret::{Owner, Secret};
pub use state::{
    Address, Bag, BindAddress, GoalState, Network, OpenPort, Relation, State, Status, StorageInstance,
};
pub use tools::{Answer, Input, NAMES, Said};
pub use unit::Unit;
