//! All events of a charm as one type: what a handler takes that reconciles.

use std::ops::Deref;

use super::{Core, Deferrable, JujuEvent, RecordError, is_event};

/// All events of a charm as one enum: made where a handler with `#[on(reconcile)]` stands.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] a handler that reconciles cannot take a `{Self}`",
    label = "not the enum of all events",
    note = "give the type a name that nothing else has: the enum is made under it"
)]
pub trait EventSet: Sized {
    /// The event, if nothing is missing in it.
    ///
    /// # Errors
    /// Names the variable that each event of its kind has and this one lacks.
    #[doc(hidden)]
    fn from_core(core: Core) -> Result<Self, RecordError>;
}

/// An event as a handler that reconciles gets it: all that the event has, but for [`defer`](crate::Event::defer). Such a handler runs at
/// the next event anyway.
///
/// ```
/// use ops::prelude::*;
///
/// fn departed(event: &ops::Seen<RelationDeparted>) -> bool {
///     event.departing_unit() == event.unit()
/// }
/// ```
#[derive(Debug)]
pub struct Seen<E>(E);

impl<E> Deref for Seen<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.0
    }
}

impl<E> Seen<E> {
    /// Stands before that of the event, so that the compiler says why there is none.
    #[doc(hidden)]
    pub fn defer(&self)
    where
        Self: Deferrable,
    {
    }
}

/// An event that the charm's metadata does not name: an extension of charmcraft added what it is about, or this version of the charm is
/// older than its metadata was.
#[derive(Debug)]
pub struct UnknownEvent {
    core: Core,
}

impl JujuEvent for UnknownEvent {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { core })
    }
}

is_event!(UnknownEvent, core);

/// The event as a variant.
///
/// # Errors
/// It lacks what each event of its kind has.
#[doc(hidden)]
pub fn made<E: JujuEvent, S>(core: Core, variant: fn(Seen<E>) -> S) -> Result<S, RecordError> {
    E::from_core(core).map(Seen).map(variant)
}
