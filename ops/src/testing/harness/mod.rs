//! Tests step by step: what happens in the model is told to the charm at once.

mod action;
mod relations;
mod secrets;
mod startup;
mod storages;
mod workload;

use std::fmt;

pub use action::{ActionFailed, ActionOutput};
use ops_model::{DeclaredOption, Hook, Network, ResourceName, State, StorageInstance, on};
use serde_json::Value;

use super::{Run, Scenario, fail};
use crate::charm::Charm;
use crate::names::Binding;

/// A charm in a model that a test changes step by step. Each change that Juju would tell of runs its event at once.
///
/// The names and their meaning are those of the Python package's `Harness`, and the engine is that of [`Scenario`], so that each event
/// is a dispatch as under Juju: the charm is made anew for it, of what is stored; deferred events run first; statuses are collected
/// last; and a handler that fails, fails the test. What has no place here: the model is [`state`](Self::state), and of a container there are the
/// events.
///
/// ```
/// use ops::prelude::*;
/// use ops::testing::Harness;
///
/// #[stored_state]
/// struct Stored {
///     units: Vec<String>,
/// }
///
/// #[charm(metadata = "../examples/database-client")]
/// struct MyCharm {
///     #[stored_state]
///     stored: Stored,
/// }
///
/// #[charm(metadata = "../examples/database-client")]
/// impl MyCharm {
///     #[on(relation_joined = "db")]
///     fn joined(&mut self, _cx: &Context, event: RelationJoined) {
///         self.stored.units.push(event.unit().to_string());
///     }
/// }
///
/// // In a charm this is the body of a `#[test]`.
/// fn main() {
///     let mut harness = Harness::<MyCharm>::new();
///     // Do initial setup here
///     let relation_id = harness.add_relation(MyCharm::ENDPOINTS.db, "postgresql");
///     // Now instantiate the charm to see events as the model changes
///     harness.begin();
///     harness.add_relation_unit(relation_id, "postgresql/0");
///     harness.update_relation_data(relation_id, "postgresql/0", [("key", "val")]);
///     // Check that charm has properly handled the relation_joined event for postgresql/0
///     assert_eq!(harness.charm().stored.units, ["postgresql/0"]);
/// }
/// ```
pub struct Harness<C> {
    scenario: Scenario<C>,
    state: State,
    /// Nothing before [`Harness::begin`].
    charm: Option<C>,
    /// But for its state.
    last: Option<Run>,
    hooks_disabled: bool,
    /// The options as they are when nothing is set.
    defaults: State,
    next_relation: u64,
    next_storage: u64,
    next_notice: u64,
    next_secret: u64,
    detached: Vec<StorageInstance>,
    /// Whose each secret of others is.
    owners: Vec<(String, secrets::Foreign)>,
}

impl<C: Charm> Harness<C> {
    /// The charm `C` in an empty model, not begun.
    ///
    /// # Panics
    /// As [`Scenario::new`].
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it reads files")]
    pub fn new() -> Self {
        // As in Python: a step may leave a model that Juju would only pass through.
        let scenario = Scenario::new().without_consistency_checks();
        let state = scenario.state();
        Self {
            defaults: state.clone(),
            scenario,
            state,
            charm: None,
            last: None,
            hooks_disabled: false,
            next_relation: 0,
            next_storage: 0,
            next_notice: 1,
            next_secret: 0,
            detached: Vec::new(),
            owners: Vec::new(),
        }
    }

    /// Makes the charm: from here on it is told of each change. No event runs.
    ///
    /// # Panics
    /// It has begun already, or the charm cannot be built.
    #[track_caller]
    pub fn begin(&mut self) {
        if self.charm.is_some() {
            fail("the harness has begun already");
        }
        let started = self.scenario.start(on::update_status(), self.state.clone());
        self.charm = Some(started.into_charm());
    }

    /// The charm, as the last event that it handled has left it.
    ///
    /// # Panics
    /// [`begin`](Self::begin) was not called.
    #[must_use]
    #[track_caller]
    pub fn charm(&self) -> &C {
        self.charm.as_ref().unwrap_or_else(|| fail("the harness has not begun: call `begin` first"))
    }

    /// The model, as this unit's charm sees it.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The model, to be changed without an event.
    pub fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// What the last event did, with the model as it is now; `None` before there was one.
    #[must_use]
    pub fn last_run(&self) -> Option<Run> {
        let last = self.last.as_ref()?;
        Some(Run { state: self.state.clone(), ..last.clone() })
    }

    /// Runs an event of any kind, if the harness has begun and hooks are not disabled.
    ///
    /// # Panics
    /// As [`Scenario::run`].
    #[track_caller]
    pub fn emit(&mut self, event: impl Into<Hook>) {
        if self.charm.is_none() || self.hooks_disabled {
            return;
        }
        let state = std::mem::replace(&mut self.state, State::unit(String::new()));
        let (run, charm) = self.scenario.run_keeping(event, state);
        run.must_be_committed();
        self.take(run, charm);
    }

    /// Where no charm was built, the one before stays.
    fn take(&mut self, mut run: Run, charm: Option<C>) {
        // It is the model's from here on: `last_run` puts it in again.
        self.state = std::mem::replace(&mut run.state, State::unit(String::new()));
        self.charm = charm.or(self.charm.take());
        self.last = Some(run);
    }

    /// From here on changes run no events.
    pub fn disable_hooks(&mut self) {
        self.hooks_disabled = true;
    }

    /// From here on changes run their events again.
    pub fn enable_hooks(&mut self) {
        self.hooks_disabled = false;
    }

    /// Changes the model without events.
    pub fn hooks_disabled<T>(&mut self, change: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.hooks_disabled, true);
        let done = change(self);
        self.hooks_disabled = before;
        done
    }

    /// Sets options, and runs `config-changed`.
    ///
    /// # Panics
    /// As [`Scenario::run`].
    #[track_caller]
    pub fn update_config<O: DeclaredOption, V: Into<Value>>(
        &mut self,
        values: impl IntoIterator<Item = (O, V)>,
    ) {
        for (option, value) in values {
            self.state.set_config(option.name(), value);
        }
        self.emit(on::config_changed());
    }

    /// Sets options back to their defaults, and runs `config-changed`.
    ///
    /// # Panics
    /// As [`Scenario::run`].
    #[track_caller]
    pub fn unset_config<O: DeclaredOption>(&mut self, options: impl IntoIterator<Item = O>) {
        for option in options {
            let name = option.name();
            let default = self.defaults.config.get(name).cloned().unwrap_or_default();
            self.state.set_config(name, default);
        }
        self.emit(on::config_changed());
    }

    /// Makes the unit the leader, which runs `leader-elected`, or no longer, which runs nothing.
    ///
    /// # Panics
    /// As [`Scenario::run`].
    #[track_caller]
    pub fn set_leader(&mut self, is_leader: bool) {
        self.state.leader = is_leader;
        if is_leader {
            self.emit(on::leader_elected());
        }
    }

    /// Says how many units are planned of the application, this one among them.
    pub fn set_planned_units(&mut self, count: u32) {
        let state = std::mem::replace(&mut self.state, State::unit(String::new()));
        self.state = state.with_planned_units(count);
    }

    /// Forgets what [`set_planned_units`](Self::set_planned_units) said.
    pub fn reset_planned_units(&mut self) {
        self.state.goal_state.units.clear();
    }

    /// The network of an endpoint, or of an extra binding.
    pub fn add_network(&mut self, binding: impl Into<Binding>, network: Network) {
        self.state.networks.insert(binding.into().name().into(), Some(network));
    }

    /// The file of a resource.
    pub fn add_resource(&mut self, resource: impl ResourceName, path: &str) {
        self.state.resources.insert(resource.name().into(), path.into());
    }

    /// The model's name and UUID.
    pub fn set_model_info(&mut self, name: &str, uuid: &str) {
        self.set_model_name(name);
        self.set_model_uuid(uuid);
    }

    /// The model's name.
    pub fn set_model_name(&mut self, name: &str) {
        self.state.model = name.into();
    }

    /// The model's UUID.
    pub fn set_model_uuid(&mut self, uuid: &str) {
        self.state.model_uuid = uuid.into();
    }

    /// What the charm may know of the cloud, as `credential-get` writes it.
    pub fn set_cloud_spec(&mut self, spec: Value) {
        self.state.cloud_spec = Some(spec);
    }

    /// The version of the workload that the charm has told.
    #[must_use]
    pub fn get_workload_version(&self) -> Option<&str> {
        self.state.workload_version.as_deref()
    }

    /// How often the charm has rebooted the machine.
    #[must_use]
    pub fn reboot_count(&self) -> u64 {
        self.state.reboots
    }

    /// Runs the handlers of `collect-app-status`, where the unit leads, and of `collect-unit-status`, and sets what they tell.
    /// Each event ends with that too.
    ///
    /// # Panics
    /// The harness has not begun, or a handler fails.
    #[track_caller]
    pub fn evaluate_status(&mut self) {
        let _ = self.charm();
        let state = std::mem::replace(&mut self.state, State::unit(String::new()));
        let ended = self.scenario.start(on::update_status(), state).evaluate_status();
        let (charm, run) = ended.into_parts();
        self.take(run, Some(charm));
    }
}

impl<C> fmt::Debug for Harness<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Harness").field("state", &self.state).finish_non_exhaustive()
    }
}
