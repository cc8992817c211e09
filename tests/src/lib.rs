//! A stand-in for Juju: what a charm's process sees of it, on one machine, without a controller.
//!
//! The end-to-end tests run charms as Juju does: a `dispatch` program, an environment built from nothing, hook tools on
//! `PATH`. What answers is [`Juju`], a harness that holds a [`State`], and the program `hook-tool`, which stands in for
//! every hook tool by its name; a charm may also call the tools over the agent's socket, as those of Juju do. Both share one
//! [`Session`] folder: the tools read the state from it, keep there what Juju would hold back until the hook succeeds, and
//! record each call and the way that it came, so that a test can compare what was asked.
//!
//! ```no_run
//! use standin::{Juju, State};
//!
//! let mut state = State::unit("web/0");
//! state.set_config("port", 80);
//! let mut juju = Juju::new("path/to/charm", state);
//! let run = juju.dispatch("config-changed");
//! assert_eq!(run.exit_code(), Some(0), "{run}");
//! assert_eq!(run.calls(), ["config-get --format=json", "status-set --application=False active -- "]);
//! ```
//!
//! What Juju knows, and what its tools do to it, is [`ops_model`]'s: this makes it real, with processes, files and sockets.
//! What must hold of every run of a charm is looked at after each: no [`PLANTED`] secret is seen, and Juju's own tools take its calls
//! ([`judge`]).

mod agent;
mod call;
mod canned;
pub mod cargo;
mod charm_dir;
mod fault;
pub mod judge;
mod juju;
mod planted;
mod process;
pub mod python;
mod run;
mod serve;
mod session;
mod stdin;
mod system_calls;

pub use agent::Socket;
pub use call::{Call, Request, ValueFile, Via};
pub use canned::{Canned, file_of};
pub use charm_dir::CharmDir;
pub use fault::{Fault, Then};
pub use juju::Juju;
pub use ops_model::{
    Action, Bag, GoalState, Hook, Log, NAMES, Network, OpenPort, Outcome, Owner, Record, Relation, Secret,
    State, Status, StorageInstance,
};
pub use planted::PLANTED;
pub use process::{Ended, Exit, run_within};
pub use run::Run;
pub use serve::serve;
pub use session::Session;
pub use system_calls::SystemCall;
