//! A charm to be tested, and the running of its events.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use ops_metadata::metadata::Metadata;
use ops_model::consistency::{check, insert_defaults, option_defaults};
use ops_model::{Hook, HookContext, State};

use super::place::Place;
use super::shuffle::Fault;
use super::{Engine, Run, Started, fail, trace};
use crate::charm::Charm;
use crate::dispatch::in_memory;

/// A charm to be tested, with its metadata.
pub struct Scenario<C> {
    metadata: Metadata,
    engine: Option<Box<dyn Engine>>,
    is_checked: bool,
    /// Where the last event has run, and the next can.
    place: Cell<Option<Place>>,
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
        let (metadata, place) = (reading.metadata, Cell::default());
        Self { metadata, engine: None, is_checked: true, place, charm: PhantomData }
    }

    /// The same, whose events run in another way than in memory. [`start`](Self::start) is in memory always.
    #[must_use]
    pub fn with_engine(mut self, engine: impl Engine + 'static) -> Self {
        self.engine = Some(Box::new(engine));
        self
    }

    pub(super) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The same without a look at whether Juju could be in the states and send the events: for those of a Juju to come.
    ///
    /// ```
    /// use ops::prelude::*;
    /// use ops::testing::{Scenario, on};
    ///
    /// #[charm(metadata = "../examples/hello")]
    /// struct Hello {}
    ///
    /// #[charm(metadata = "../examples/hello")]
    /// impl Hello {}
    ///
    /// // In a charm this is the body of a `#[test]`.
    /// fn main() {
    ///     let scenario = Scenario::<Hello>::new().without_consistency_checks();
    ///     // Without that it would fail the test: the unit does not lead.
    ///     scenario.run(on::leader_elected(), scenario.state());
    /// }
    /// ```
    #[must_use]
    pub fn without_consistency_checks(mut self) -> Self {
        self.is_checked = false;
        self
    }

    /// A state with one new unit of the charm, `NAME/0`, where nothing is set: options have their defaults, and it does not lead. One
    /// of a subordinate is beside `principal/0`.
    #[must_use]
    pub fn state(&self) -> State {
        let mut state = State::unit(format!("{}/0", C::NAME));
        state.config = option_defaults(&self.metadata);
        if self.metadata.subordinate {
            "principal/0".clone_into(&mut state.principal_unit);
        }
        state
    }

    /// Runs one event, or one action, and ends it as Juju would. Stored state and deferred events go on in
    /// [`State::charm_state`], also of a charm that keeps them in a file. An action's parameters get the defaults of its schema.
    ///
    /// An action that fails is a hook that succeeds: see [`Run::action_failure`].
    ///
    /// # Panics
    /// Juju could not be in this state, or send this event in it: the message says why, and what to do. Or the event fails, by an error of a handler or by a panic, or Juju refuses what it wrote. The message is the whole of
    /// [`Run`]. For an event that is to fail there is [`try_run`](Self::try_run).
    #[track_caller]
    pub fn run(&self, event: impl Into<Hook>, state: State) -> Run {
        let run = self.try_run(event, state);
        run.must_be_committed();
        run
    }

    /// Runs events one after the other: each finds the state that the one before has left.
    ///
    /// ```
    /// use ops::prelude::*;
    /// use ops::testing::{Scenario, on};
    ///
    /// #[charm(metadata = "../examples/hello")]
    /// struct Hello {}
    ///
    /// #[charm(metadata = "../examples/hello")]
    /// impl Hello {}
    ///
    /// // In a charm this is the body of a `#[test]`.
    /// fn main() {
    ///     let scenario = Scenario::<Hello>::new();
    ///     let events = [on::install(), on::config_changed(), on::start()];
    ///     let runs = scenario.run_all(events, scenario.state());
    ///     assert_eq!(runs.len(), 3);
    /// }
    /// ```
    ///
    /// # Panics
    /// As [`run`](Self::run).
    #[track_caller]
    pub fn run_all<E: Into<Hook>>(&self, events: impl IntoIterator<Item = E>, mut state: State) -> Vec<Run> {
        let mut runs = Vec::new();
        for event in events {
            let run = self.run(event, state);
            state = run.state.clone();
            runs.push(run);
        }
        runs
    }

    /// The same of an event that may fail: [`Run::outcome`] tells, and an error of a handler, or its panic, is in [`Run::logs`].
    ///
    /// # Panics
    /// Juju could not be in this state, or send this event in it.
    #[track_caller]
    pub fn try_run(&self, event: impl Into<Hook>, state: State) -> Run {
        let event = self.checked(event.into(), &state);
        match &self.engine {
            Some(engine) => {
                let hook = event.dispatch_path();
                engine.run(event, state).into_run(hook)
            }
            None => self.run_in(HookContext::new(state, event).into(), None, &mut None),
        }
    }

    /// A hook that has begun already, and in which this goes wrong.
    pub(super) fn run_context(&self, context: HookContext, fault: Option<Fault>) -> Run {
        self.run_in(context.into(), fault, &mut None)
    }

    /// An event in memory, and the charm that has handled it: none where there was nothing to handle, or not in this configuration.
    #[track_caller]
    pub(super) fn run_keeping(&self, event: impl Into<Hook>, state: State) -> (Run, Option<C>) {
        let event = self.checked(event.into(), &state);
        let mut charm = None;
        let run = self.run_in(HookContext::new(state, event).into(), None, &mut charm);
        (run, charm)
    }

    #[track_caller]
    fn run_in(&self, context: Box<HookContext>, fault: Option<Fault>, charm: &mut Option<C>) -> Run {
        let place = self.place.take().unwrap_or_else(Place::new::<C>);
        let environment = place.juju.begin(context, fault);
        trace::begin();
        let code = place.logged(|| in_memory(&environment, &place.tools, charm));
        let run = place.juju.end(code, &self.metadata.storages);
        if place.is_free() {
            self.place.set(Some(place));
        }
        run
    }

    /// The charm as it is when the event has come and before a handler has run: its fields can be read and changed, its methods
    /// called. [`Started::run`] goes on.
    ///
    /// ```
    /// use ops::prelude::*;
    /// use ops::testing::{Scenario, on};
    ///
    /// #[charm(metadata = "../examples/hello")]
    /// struct Hello {
    ///     started: bool,
    /// }
    ///
    /// #[charm(metadata = "../examples/hello")]
    /// impl Hello {
    ///     #[on(start)]
    ///     fn start(&mut self, _cx: &Context) {
    ///         self.started = true;
    ///     }
    /// }
    ///
    /// // In a charm this is the body of a `#[test]`.
    /// fn main() {
    ///     let scenario = Scenario::<Hello>::new();
    ///     let start = scenario.start(on::start(), scenario.state());
    ///     assert!(!start.charm().started);
    ///     let end = start.run();
    ///     assert!(end.charm().started);
    ///     assert!(end.run().calls.is_empty());
    /// }
    /// ```
    ///
    /// # Panics
    /// Juju could not be in this state, or send this event in it. Or the charm cannot be built: its configuration or its stored state does not read.
    #[track_caller]
    pub fn start(&self, event: impl Into<Hook>, state: State) -> Started<C> {
        let event = self.checked(event.into(), &state);
        Started::new(HookContext::new(state, event), self.metadata.storages.clone())
    }

    /// The event, with the defaults of an action's parameters, if Juju could send it in this state.
    #[track_caller]
    fn checked(&self, mut event: Hook, state: &State) -> Hook {
        if self.is_checked {
            let found = check(state, &event, &self.metadata);
            if !found.is_empty() {
                let mut told = String::from("Juju could not be so:");
                found.iter().for_each(|found| told += &format!("\n\n{found}"));
                fail(&told);
            }
        }
        insert_defaults(&mut event, &self.metadata);
        event
    }
}

impl<C: Charm> fmt::Debug for Scenario<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scenario").field("charm", &C::NAME).finish_non_exhaustive()
    }
}

/// Each way to run an event looks first whether Juju could send it, before the charm is built.
///
/// ```
/// use std::panic::{AssertUnwindSafe, catch_unwind};
///
/// use ops::prelude::*;
/// use ops::testing::{Scenario, on};
///
/// #[charm(metadata = "../examples/hello")]
/// struct Hello {}
///
/// #[charm(metadata = "../examples/hello")]
/// impl Hello {}
///
/// fn main() {
///     let scenario = Scenario::<Hello>::new();
///     let wrong = || scenario.state().with_juju_version("newest");
///     let runs: [&dyn Fn(); 3] = [
///         &|| drop(scenario.run(on::leader_elected(), wrong())),
///         &|| drop(scenario.try_run(on::leader_elected(), wrong())),
///         &|| drop(scenario.start(on::leader_elected(), wrong())),
///     ];
///     for run in runs {
///         let told = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
///         let told = told.downcast_ref::<String>().unwrap();
///         let parts: Vec<&str> = told.split("\n\n").collect();
///         assert_eq!(parts[0], "Juju could not be so:");
///         assert!(parts[1].starts_with("`juju_version` is `newest` [bad-juju-version]\n  note: "), "{told}");
///         assert!(parts[2].ends_with("\n  help: let it lead, by `.with_leader(true)`"), "{told}");
///     }
/// }
/// ```
#[cfg(doctest)]
struct Refusals;
