//! The inside of a charm, before and after its event.

use std::fmt;

use ops_metadata::metadata::Storage;
use ops_model::HookContext;

use super::place::Place;
use super::{Run, fail, trace};
use crate::charm::Charm;
use crate::dispatch;

/// A charm whose event has come and is not handled yet: from [`Scenario::start`](super::Scenario::start).
pub struct Started<C> {
    dispatch: dispatch::Started<C>,
    place: Place,
    storages: Vec<Storage>,
}

/// A charm that has handled its event.
pub struct Ended<C> {
    charm: C,
    run: Run,
}

impl<C: Charm> Started<C> {
    #[track_caller]
    pub(super) fn new(context: HookContext, storages: Vec<Storage>) -> Self {
        let place = Place::new::<C>();
        let environment = place.juju.begin(context.into(), None);
        trace::begin();
        match place.logged(|| dispatch::Started::new(&environment, &place.tools)) {
            Ok(dispatch) => Self { dispatch, place, storages },
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
        let Self { mut dispatch, place, storages } = self;
        let code = place.logged(|| run(&mut dispatch));
        Ended { charm: dispatch.charm, run: place.juju.end(code, &storages) }
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
