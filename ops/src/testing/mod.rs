//! Tests of a charm as calls of a function: an event and a state go in, what has become of the state comes out. In memory,
//! without a process.
//!
//! For dev-dependencies, with the feature `testing`. Juju is [`ops_model`]'s: the same answers go to a charm that runs as a process
//! under the stand-in for Juju.
//!
//! ```
//! use ops::prelude::*;
//! use ops::testing::{Scenario, on};
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
//!     let run = scenario.run(on::config_changed(), scenario.state());
//!     assert_eq!(run.state.unit_status, Status::blocked("set the option `recipient`"));
//! }
//! ```

mod calls;
mod engine;
mod harness;
mod interface;
mod keeps;
mod memory;
mod names;
mod place;
mod run;
mod scenario;
mod shuffle;
mod started;
mod trace;

pub use calls::Calls;
pub use engine::{Done, Engine};
pub use harness::{ActionFailed, ActionOutput, Harness};
pub use interface::{InterfaceCase, InterfaceCases};
pub use keeps::{DeferredEvent, Keeps};
pub(crate) use memory::Memory;
pub use ops_model::resolver::Platform;
pub use ops_model::{
    Action, Address, Bag, BindAddress, GoalState, Hook, Log, Network, OpenPort, Outcome, Owner, Record,
    Relation, Secret, State, Status, StorageInstance, on,
};
pub use run::Run;
pub use scenario::Scenario;
pub use shuffle::{Broken, Shuffle, Verdict};
pub use started::{Ended, Started};
pub use trace::{EmittedEvent, Handled};
pub(crate) use trace::{emitted, handled};

/// Fails the test unless the two are equal; the message tells where they differ, and in what.
///
/// ```
/// use ops::testing::{State, assert_same_state};
///
/// let state = State::unit("web/0");
/// assert_same_state(&state, &state.clone());
/// ```
///
/// # Panics
/// They are not equal.
#[track_caller]
pub fn assert_same_state(is: &State, expected: &State) {
    if is != expected {
        fail(&format!("the state is not as expected, but:\n{}", expected.differences(is)));
    }
}

#[expect(clippy::panic, reason = "a test fails by a panic")]
#[track_caller]
fn fail(why: &str) -> ! {
    panic!("{why}")
}

/// The examples of the guide are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/testing.md")]
struct Guide;
