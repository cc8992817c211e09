//! The inside of a charm, before and after its event.

use std::fmt;
use std::sync::Arc;

use ops_metadata::metadata::Storage;

use super::memory::Memory;
use super::scenario::logged;
use super::{Run, fail, trace};
use crate::charm::Charm;
use crate::dispatch;
use crate::hook_tools::Tools;

/// A charm whose event has come and is not handled yet: from [`Scenario::start`](super::Scenario::start).
pub struct Started<C> {
    dispatch: dispatch::Started<C>,
    juju: Arc<Memory>,
    tools: Tools,
    storages: Vec<Storage>,
}

/// A charm that has handled its event.
pub struct Ended<C> {
    charm: C,
    run: Run,
}

impl<C: Charm> Started<C> {
    #[track_caller]
    pub(super) fn new(juju: Memory, storages: Vec<Storage>) -> Self {
        let juju = Arc::new(juju);
        let environment = juju.environment();
        let tools = Tools::new(juju.clone());
        trace::begin();
        match logged::<C, _>(&tools, || dispatch::Started::new(&environment, &tools)) {
            Ok(dispatch) => Self { dispatch, juju, tools, storages },
            Err(error) => fail(&format!("the charm `{}` cannot be built: {error}", C::NAME)),
        }
    }

    /// The charm.
    #[must_use]
    pub fn charm(&self) -> &C {
        &self.dispatch.charm
    }

    /// The charm, to be changed.
    pub fn charm_mut(&mut self) -> &mut C {
        &mut self.dispatch.charm
    }

    /// The charm, with nothing done for the event.
    pub(super) fn into_charm(self) -> C {
        self.dispatch.charm
    }

    /// Collects the statuses alone, and ends the hook.
    #[track_caller]
    pub(super) fn evaluate_status(self) -> Ended<C> {
        let ended = self.end_after(dispatch::Started::evaluate_status);
        ended.run.must_be_committed();
        ended
    }

    /// Handles the event and ends the hook as Juju would.
    ///
    /// # Panics
    /// As [`Scenario::run`](super::Scenario::run).
    #[track_caller]
    pub fn run(self) -> Ended<C> {
        let ended = self.try_run();
        ended.run.must_be_committed();
        ended
    }

    /// The same of an event that may fail.
    #[must_use]
    pub fn try_run(self) -> Ended<C> {
        self.end_after(dispatch::Started::run)
    }

    fn end_after(self, run: fn(&mut dispatch::Started<C>) -> u8) -> Ended<C> {
        let Self { mut dispatch, juju, tools, storages } = self;
        let code = logged::<C, _>(&tools, || run(&mut dispatch));
        Ended { charm: dispatch.charm, run: juju.end(code, &storages) }
    }
}

impl<C> Ended<C> {
    /// The charm, as the event has left it.
    #[must_use]
    pub fn charm(&self) -> &C {
        &self.charm
    }

    /// What the event did.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Both.
    #[must_use]
    pub fn into_parts(self) -> (C, Run) {
        (self.charm, self.run)
    }
}

impl<C> fmt::Debug for Started<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Started").finish_non_exhaustive()
    }
}

impl<C> fmt::Debug for Ended<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ended").field("run", &self.run).finish_non_exhaustive()
    }
}
