//! A charm to be tested, and the running of its events.

use std::fmt;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::Arc;

use ops_metadata::metadata::Metadata;
use ops_model::{Hook, HookContext, State};
use serde_json::Value;

use super::memory::Memory;
use super::shuffle::Fault;
use super::{Engine, Run, Started, fail, trace};
use crate::charm::Charm;
use crate::dispatch::in_memory;
use crate::hook_tools::Tools;
use crate::log::JujuLog;

/// A charm to be tested, with its metadata.
pub struct Scenario<C> {
    metadata: Metadata,
    engine: Option<Box<dyn Engine>>,
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
        Self { metadata: reading.metadata, engine: None, charm: PhantomData }
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

    /// A state with one new unit of the charm, `NAME/0`, where nothing is set: options have their defaults, and it does not lead.
    #[must_use]
    pub fn state(&self) -> State {
        let mut state = State::unit(format!("{}/0", C::NAME));
        for option in &self.metadata.options {
            let default = option.default.as_ref().filter(|_| option.always_has_value());
            let json = default.map_or_else(|| "null".to_owned(), |default| default.value.to_json());
            state.set_config(&option.name.value, serde_json::from_str::<Value>(&json).unwrap_or_default());
        }
        state
    }

    /// Runs one event, or one action, and ends it as Juju would. Stored state and deferred events go on in
    /// [`State::charm_state`], also of a charm that keeps them in a file.
    ///
    /// An action that fails is a hook that succeeds: see [`Run::action_failure`].
    ///
    /// # Panics
    /// The event fails, by an error of a handler or by a panic, or Juju refuses what it wrote. The message is the whole of
    /// [`Run`]. For an event that is to fail there is [`try_run`](Self::try_run).
    #[track_caller]
    pub fn run(&self, event: impl Into<Hook>, state: State) -> Run {
        let run = self.try_run(event, state);
        run.must_be_committed();
        run
    }

    /// The same of an event that may fail: [`Run::outcome`] tells, and an error of a handler, or its panic, is in [`Run::logs`].
    ///
    /// # Panics
    /// The state's unit is none.
    #[track_caller]
    pub fn try_run(&self, event: impl Into<Hook>, state: State) -> Run {
        let event = event.into();
        match &self.engine {
            Some(engine) => {
                let hook = event.dispatch_path();
                engine.run(event, state).into_run(hook)
            }
            None => self.run_in(Memory::new(state, event)),
        }
    }

    /// A hook that has begun already, and in which this goes wrong.
    pub(super) fn run_context(&self, context: HookContext, fault: Option<Fault>) -> Run {
        self.run_in(Memory::of(context, fault))
    }

    #[track_caller]
    fn run_in(&self, juju: Memory) -> Run {
        let juju = Arc::new(juju);
        let environment = juju.environment();
        let tools = Tools::new(juju.clone());
        trace::begin();
        let code = logged::<C, _>(&tools, || in_memory::<C>(&environment, &tools));
        juju.end(code, &self.metadata.storages)
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
    /// The charm cannot be built: its configuration or its stored state does not read.
    #[track_caller]
    pub fn start(&self, event: impl Into<Hook>, state: State) -> Started<C> {
        Started::new(Memory::new(state, event.into()), self.metadata.storages.clone())
    }
}

impl<C: Charm> fmt::Debug for Scenario<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scenario").field("charm", &C::NAME).finish_non_exhaustive()
    }
}

/// Runs with what is logged going to the model's log.
pub(super) fn logged<C, T>(tools: &Tools, run: impl FnOnce() -> T) -> T {
    let log = JujuLog::new(tools.clone(), std::any::type_name::<C>());
    tracing::subscriber::with_default(log, run)
}
