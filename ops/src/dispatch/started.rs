//! A dispatch that stands still between the building of the charm and its handlers, for a test that looks inside.

use std::mem;
use std::rc::Rc;

use super::caught;
use super::plan::Plan;
use super::run::{Failure, commit, failure, handle, open, run_statuses, unhandled};
use crate::charm::{Charm, Parts};
use crate::context::Context;
use crate::environment::{Environment, EventRecord};
use crate::hook_tools::Tools;
use crate::state::{Document, Queue, Store};

/// A charm that is built and has not handled its event.
pub(crate) struct Started<C> {
    pub(crate) charm: C,
    event: Rc<EventRecord>,
    cx: Context,
    tools: Tools,
    store: Option<Store>,
    document: Document,
}

impl<C: Charm> Started<C> {
    /// Builds the charm, whether or not there is something for it to do.
    ///
    /// # Errors
    /// Why it cannot be built.
    pub(crate) fn new(environment: &Environment, tools: &Tools) -> Result<Self, String> {
        let event = environment.event.clone();
        let said = |error: &dyn std::error::Error| error.to_string();
        let (store, document) = open::<C>(environment, tools).map_err(|error| said(&error))?;
        let cx = Context::new(environment, tools.clone());
        let parts = Parts::new(&cx, document.state.as_deref(), &document.components);
        let charm = C::build(&parts).map_err(|error| said(&error))?;
        Ok(Self { charm, event, cx, tools: tools.clone(), store, document })
    }

    /// Handles the event and commits. Gives the exit code.
    pub(crate) fn run(&mut self) -> u8 {
        let tools = self.tools.clone();
        if caught(&tools, || self.handle()).is_some() { 0 } else { 1 }
    }

    /// Collects the statuses alone, and commits. Gives the exit code.
    pub(crate) fn evaluate_status(&mut self) -> u8 {
        let tools = self.tools.clone();
        let evaluate = || {
            let plan =
                Plan::<C>::new(&EventRecord::default(), &self.document).map_err(failure(&self.event))?;
            run_statuses(&mut self.charm, &self.cx, &plan, &mut Queue::default())?;
            commit(Some(&self.cx), None, &self.document, &self.document, &self.tools)
                .map_err(failure(&self.event))
        };
        if caught(&tools, evaluate).is_some() { 0 } else { 1 }
    }

    fn handle(&mut self) -> Result<(), Failure> {
        let state = mem::take(&mut self.document.state);
        let plan = Plan::<C>::new(&self.event, &self.document).map_err(failure(&self.event))?;
        if plan.event.is_empty() && plan.reconcile.is_none() {
            unhandled::<C>(&self.event, &self.tools).map_err(failure(&self.event))?;
        }
        let next = handle(&mut self.charm, &self.cx, &plan, &self.document, state, &self.event)?;
        commit(Some(&self.cx), self.store.as_mut(), &self.document, &next, &self.tools)
            .map_err(failure(&self.event))
    }
}
