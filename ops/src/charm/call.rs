//! One call of a handler: what it takes is made, what it returns is read.

use std::rc::Rc;

use super::{ActionOutcome, EventSource, HandlerResult, IntoStatuses};
use crate::action::{ActionParams, Params};
use crate::context::Context;
use crate::environment::EventRecord;
use crate::error::Error;
use crate::event::{Core, CustomEvent, Emitted, EventSet, FromEmitted, FromEvent, JujuEvent};
use crate::status::Status;

/// The call of a handler for one event.
pub struct Call<'a> {
    cx: &'a Context,
    record: &'a Rc<EventRecord>,
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// It is done.
    Done,
    /// It wants the event again.
    Deferred,
    /// It returned an error, or could not be called.
    Failed(Error),
    /// The action failed, and this is why: the hook goes on.
    ActionFailed(String),
    /// What it has to say of its status.
    Statuses(Vec<Status>),
}

impl<'a> Call<'a> {
    pub(crate) fn new(cx: &'a Context, record: &'a Rc<EventRecord>) -> Self {
        Self { cx, record }
    }

    pub(crate) fn hook(&self) -> &str {
        &self.record.hook
    }

    /// A handler that does not take the event.
    pub fn plain<R: HandlerResult>(&self, handler: impl FnOnce(&Context) -> R) -> Outcome {
        self.done(handler(self.cx))
    }

    /// A handler that takes the event `E` as a `P`.
    pub fn event<E, P, R>(&self, handler: impl FnOnce(&Context, P) -> R) -> Outcome
    where
        E: JujuEvent,
        P: FromEvent<E>,
        R: HandlerResult,
    {
        self.take_event::<E, P>(|cx, event| self.done(handler(cx, event)))
    }

    /// The same with what it returns read by [`done`](Self::done), so that each of the two types has a place of its own.
    pub fn take_event<E, P>(&self, handler: impl FnOnce(&Context, P) -> Outcome) -> Outcome
    where
        E: JujuEvent,
        P: FromEvent<E>,
    {
        let core = Core::new(self.cx, self.record);
        let deferred = core.deferred.clone();
        let event = match E::from_core(core) {
            Ok(event) => event,
            Err(error) => return Outcome::Failed(error.into()),
        };
        match handler(self.cx, P::from_event(event)) {
            Outcome::Done if deferred.get() => Outcome::Deferred,
            outcome => outcome,
        }
    }

    /// The handler that reconciles, which takes whatever event it is.
    pub fn take_any<S: EventSet>(&self, handler: impl FnOnce(&Context, S) -> Outcome) -> Outcome {
        let core = Core::new(self.cx, self.record);
        let deferred = core.deferred.clone();
        match S::from_core(core) {
            Err(error) => Outcome::Failed(error.into()),
            Ok(event) => match handler(self.cx, event) {
                Outcome::Done if deferred.get() => Outcome::Deferred,
                outcome => outcome,
            },
        }
    }

    /// A handler that takes the event of the charm's own `E` as a `P`.
    pub fn take_custom<E, P>(&self, handler: impl FnOnce(&Context, P) -> Outcome) -> Outcome
    where
        E: CustomEvent,
        P: FromEmitted<E>,
    {
        let (event, deferred) = match Emitted::<E>::read(self.cx, self.record) {
            Ok(read) => read,
            Err(error) => return Outcome::Failed(error.into()),
        };
        match handler(self.cx, P::from_emitted(event)) {
            Outcome::Done if deferred.get() => Outcome::Deferred,
            outcome => outcome,
        }
    }

    /// The same of an event that a component emits.
    pub fn take_emitted<E, P>(
        &self,
        _source: &EventSource<E>,
        handler: impl FnOnce(&Context, P) -> Outcome,
    ) -> Outcome
    where
        E: CustomEvent,
        P: FromEmitted<E>,
    {
        self.take_custom::<E, P>(handler)
    }

    /// What the handler of a hook has returned.
    pub fn done<R: HandlerResult>(&self, result: R) -> Outcome {
        match result.into_result() {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::Failed(error),
        }
    }

    /// The handler of an action that takes its parameters.
    pub fn action<P: ActionParams, R: ActionOutcome>(
        &self,
        handler: impl FnOnce(&Context, P) -> R,
    ) -> Outcome {
        self.take_params(|cx, params| self.conclude(handler(cx, params)))
    }

    /// The same with what it returns read by [`conclude`](Self::conclude).
    pub fn take_params<P: ActionParams>(&self, handler: impl FnOnce(&Context, P) -> Outcome) -> Outcome {
        let params = match self.cx.inner().tools.action_get() {
            Ok(params) => Params::new(params),
            Err(error) => return Outcome::Failed(error.into()),
        };
        match P::from_params(&params) {
            Ok(params) => handler(self.cx, params),
            Err(error) => Outcome::ActionFailed(error.to_string()),
        }
    }

    /// The handler of an action that takes no parameters.
    pub fn action_plain<R: ActionOutcome>(&self, handler: impl FnOnce(&Context) -> R) -> Outcome {
        self.conclude(handler(self.cx))
    }

    /// What the handler of an action has returned.
    pub fn conclude<R: ActionOutcome>(&self, outcome: R) -> Outcome {
        match outcome.into_results() {
            Err(reason) => Outcome::ActionFailed(reason),
            Ok(results) => match self.cx.inner().tools.action_set(&results) {
                Ok(()) => Outcome::Done,
                // Another time Juju would say the same, and somebody waits.
                Err(error) if error.is_refused() => Outcome::ActionFailed(error.to_string()),
                Err(error) => Outcome::Failed(error.into()),
            },
        }
    }

    /// The handler that tells the unit's status.
    pub fn unit_status<R: IntoStatuses>(&self, handler: impl FnOnce(&Context) -> R) -> Outcome {
        match handler(self.cx).into_statuses() {
            Ok(statuses) => Outcome::Statuses(statuses),
            Err(error) => Outcome::Failed(error),
        }
    }

    /// The handler that tells the application's status.
    pub fn app_status<R: IntoStatuses>(&self, handler: impl FnOnce(&Context) -> R) -> Outcome {
        self.unit_status(handler)
    }
}
