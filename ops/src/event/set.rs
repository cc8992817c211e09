//! All events of a charm as one type: what a handler takes that reconciles.

use super::{Core, JujuEvent, RecordError, is_event};

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
pub fn made<E: JujuEvent, S>(core: Core, variant: fn(E) -> S) -> Result<S, RecordError> {
    E::from_core(core).map(variant)
}
