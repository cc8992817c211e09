//! Events of one's own: declared with `#[event]`, emitted by a handler, run in the same dispatch.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::ops::Deref;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::flag::Flag;
use crate::context::Context;
use crate::environment::EventRecord;

/// An event of one's own: derived by [`#[event]`](macro@crate::event).
#[diagnostic::on_unimplemented(
    message = "[OPS0307] `{Self}` is no event",
    label = "its struct has no `#[event]`",
    note = "write `#[event]` above `struct {Self}`: then it can be emitted, handled and deferred"
)]
pub trait CustomEvent: Serialize + DeserializeOwned + 'static {
    /// The name under which it is queued: that of its type, whatever module that is in.
    const NAME: &'static str;
}

/// An event of one's own as a handler takes it that may defer it; it reads as the event itself.
///
/// A handler that never defers takes the event as such.
///
/// ```
/// use ops::prelude::*;
///
/// #[event]
/// #[derive(Debug)]
/// struct DatabaseReady {
///     endpoints: String,
/// }
///
/// /// `#[on(event = DatabaseReady)]`
/// fn connect(event: Emitted<DatabaseReady>) {
///     if !std::path::Path::new("/srv/app/installed").exists() {
///         return event.defer(); // it comes again with the next hook, as it is
///     }
///     info!("connecting to {}", event.endpoints);
/// }
/// ```
#[derive(Debug)]
pub struct Emitted<E> {
    event: E,
    deferred: Flag,
}

impl<E> Emitted<E> {
    /// Runs the handler again for this event, first thing in the next dispatch, whatever that is for. As with Juju's events, the
    /// rest of the handler still runs, and the event comes again until it is no longer deferred.
    pub fn defer(&self) {
        self.deferred.set(true);
    }

    /// The event itself.
    pub fn into_inner(self) -> E {
        self.event
    }
}

impl<E> Deref for Emitted<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.event
    }
}

/// A type that a handler of the charm's own event `E` may take.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] a handler of the event `{E}` cannot take a `{Self}`",
    label = "not the type of this event",
    note = "it takes `{E}`, or `Emitted<{E}>`, which it may defer"
)]
pub trait FromEmitted<E>: Sized {
    /// From the event as it is emitted.
    fn from_emitted(event: Emitted<E>) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: CustomEvent> FromEmitted<E> for E {
    fn from_emitted(event: Emitted<E>) -> Self {
        event.event
    }
}

#[diagnostic::do_not_recommend]
impl<E: CustomEvent> FromEmitted<E> for Emitted<E> {
    fn from_emitted(event: Self) -> Self {
        event
    }
}

impl<E: CustomEvent> Emitted<E> {
    /// The event that a record holds; whether it was deferred is told in the other part.
    pub(crate) fn read(cx: &Context, record: &EventRecord) -> Result<(Self, Flag), EventError> {
        if !record.may_be(TypeId::of::<E>()) {
            let reason = "another type of this name was emitted, and an event is known by the name of its type: \
                          give one of the two another";
            return Err(EventError { event: E::NAME, reason: reason.to_owned() });
        }
        let deferred = cx.inner().flags.fresh();
        match serde_json::from_value(record.data().clone()) {
            Ok(event) => Ok((Self { event, deferred: deferred.clone() }, deferred)),
            Err(error) => Err(EventError {
                event: E::NAME,
                reason: format!(
                    "what was queued does not read as this type any more: {} \
                     (a field may be added, with a default)",
                    crate::unreadable::reason(error)
                ),
            }),
        }
    }
}

/// Events that were emitted and have not run yet.
#[derive(Default)]
pub(crate) struct Emissions(RefCell<VecDeque<EventRecord>>);

impl Emissions {
    pub(crate) fn push<E: CustomEvent>(&self, component: Option<&str>, event: &E) -> Result<(), EventError> {
        let data = serde_json::to_value(event).map_err(|error| EventError {
            event: E::NAME,
            reason: format!("it cannot be written as JSON: {error}"),
        })?;
        let name = match component {
            None => E::NAME.to_owned(),
            Some(component) => format!("{component}.{}", E::NAME),
        };
        let event = EventRecord::custom(&name, data, TypeId::of::<E>());
        crate::spans::emitted(&event, false);
        self.0.borrow_mut().push_back(event);
        Ok(())
    }

    pub(crate) fn next(&self) -> Option<EventRecord> {
        self.0.borrow_mut().pop_front()
    }
}

/// Why an event of one's own cannot be queued, or read from the queue.
#[derive(Debug)]
pub struct EventError {
    event: &'static str,
    reason: String,
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the event `{}`: {}", self.event, self.reason)
    }
}

impl std::error::Error for EventError {}
