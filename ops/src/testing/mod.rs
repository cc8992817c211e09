//! Tests of a charm as calls of a function: an event and a world go in, what has become of the world comes out. In memory,
//! without a process.
//!
//! For dev-dependencies, with the feature `testing`. Juju is [`ops_model`]'s: the same answers go to a charm that runs as a process
//! under the stand-in for Juju.
//!
//! ```
//! use ops::prelude::*;
//! use ops::testing::Scenario;
//!
//! #[config(metadata = "../examples/hello")]
//! struct Config {
//!     recipient: Option<String>,
//! }
//!
//! #[charm(metadata = "../examples/hello")]
//! struct Hello {
//!     #[config]
//!     config: Config,
//! }
//!
//! #[charm(metadata = "../examples/hello")]
//! impl Hello {
//!     #[on(collect_unit_status)]
//!     fn status(&self, _cx: &Context) -> Option<Status> {
//!         self.config.recipient.is_none().then(|| Status::blocked("set the option `recipient`"))
//!     }
//! }
//!
//! // In a charm this is the body of a `#[test]`.
//! fn main() {
//!     let scenario = Scenario::<Hello>::new();
//!     let run = scenario.run("config-changed", scenario.world());
//!     assert!(run.is_committed(), "{run}");
//!     assert_eq!(run.world.status.message, "set the option `recipient`");
//! }
//! ```

mod memory;
mod run;

use std::marker::PhantomData;
use std::path::Path;
use std::sync::Arc;

use ops_metadata::metadata::Metadata;
pub use ops_model::{
    Action, Bag, GoalState, Hook, Log, OpenPort, Outcome, Owner, Relation, Secret, Status, StorageInstance,
    Surroundings, World,
};
pub use run::Run;
use serde_json::Value;

use crate::charm::Charm;
use crate::dispatch::in_memory;
use crate::environment::Environment;
use crate::hook_tools::Tools;
use crate::log::JujuLog;
use memory::Memory;

/// A charm to be tested, with its metadata.
#[derive(Debug)]
pub struct Scenario<C> {
    metadata: Metadata,
    charm: PhantomData<fn() -> C>,
}

impl<C: Charm> Scenario<C> {
    /// The charm `C`, as its package has it: its metadata is read where the macros read it.
    ///
    /// # Panics
    /// The metadata is not there, as where a test runs outside of its package's folder.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it reads files")]
    pub fn new() -> Self {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
        let folder = Path::new(&package).join(C::METADATA);
        let reading = ops_metadata::read(&folder);
        if !reading.is_complete() {
            fail(&format!("the metadata of the charm `{}` cannot be read in {}", C::NAME, folder.display()));
        }
        Self { metadata: reading.metadata, charm: PhantomData }
    }

    /// A world with one new unit of the charm, `NAME/0`, where nothing is set: options have their defaults, and it does not lead.
    #[must_use]
    pub fn world(&self) -> World {
        let mut world = World::unit(format!("{}/0", C::NAME));
        for option in &self.metadata.options {
            let default = option.default.as_ref().filter(|_| option.always_has_value());
            let json = default.map_or_else(|| "null".to_owned(), |default| default.value.to_json());
            world.set_config(&option.name.value, serde_json::from_str::<Value>(&json).unwrap_or_default());
        }
        world
    }

    /// Runs one event, or one action, and ends it as Juju would.
    ///
    /// A panic of a handler fails the event, as it does under Juju, and is in [`World::logs`].
    /// Stored state and deferred events are in [`World::state`], also of a charm that keeps them in a file.
    ///
    /// # Panics
    /// The world's unit is none.
    pub fn run(&self, event: impl Into<Hook>, world: World) -> Run {
        let juju = Arc::new(Memory::new(world, event.into()));
        let variables = juju.environment();
        let code = match Environment::from_map(&variables) {
            Ok(environment) => {
                let tools = Tools::new(juju.clone());
                let log = JujuLog::new(tools.clone(), std::any::type_name::<C>());
                tracing::subscriber::with_default(log, || in_memory::<C>(environment, &tools))
            }
            // A world whose unit has no name of a unit.
            Err(error) => fail(&format!("no charm can run there: {error}")),
        };
        juju.end(code, &self.metadata.storages)
    }
}

#[expect(clippy::panic, reason = "a test fails by a panic")]
fn fail(why: &str) -> ! {
    panic!("{why}")
}

/// The examples of the guide are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/testing.md")]
struct Guide;
