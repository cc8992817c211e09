//! Events as types: each has just what Juju tells of its kind, read from the environment without a hook tool.

mod lifecycle;
mod record;
mod relation;
mod secret;
mod storage;
mod workload;

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

pub use lifecycle::{
    ConfigChanged, Install, LeaderElected, LeaderSettingsChanged, LifecycleEvent, Remove, Start, Stop,
    UpdateStatus, UpgradeCharm,
};
pub use record::{EventRecord, RecordError};
pub use relation::{
    RelationBroken, RelationChanged, RelationCreated, RelationDeparted, RelationEvent, RelationJoined,
};
pub use secret::{SecretChanged, SecretEvent, SecretExpired, SecretRemove, SecretRotate};
pub use storage::{StorageAttached, StorageDetaching, StorageEvent};
pub use workload::{PebbleCheckFailed, PebbleCheckRecovered, PebbleCustomNotice, PebbleReady, WorkloadEvent};

use crate::context::Context;

/// What all events are made of.
#[doc(hidden)]
#[derive(Clone)]
pub struct Core {
    pub(crate) cx: Context,
    pub(crate) record: Rc<EventRecord>,
    pub(crate) deferred: Rc<Cell<bool>>,
}

impl Core {
    pub(crate) fn new(cx: &Context, record: &Rc<EventRecord>) -> Self {
        Self { cx: cx.clone(), record: record.clone(), deferred: Rc::default() }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.record.hook)
    }
}

/// An event that a handler takes.
pub trait Event: sealed::Sealed {
    /// The name of its hook: `db-relation-changed`.
    fn hook(&self) -> &str {
        &self.core().record.hook
    }

    /// Runs the handler again for this event, first thing in the next dispatch, whatever that is for.
    ///
    /// The rest of the handler still runs. The event comes again until the handler no longer defers it, at least once
    /// and in order; the world may have moved on meanwhile: its relation may be gone.
    fn defer(&self)
    where
        Self: Deferrable,
    {
        self.core().deferred.set(true);
    }
}

/// An event that may be deferred.
#[diagnostic::on_unimplemented(
    message = "[OPS0306] `{Self}` cannot be deferred",
    label = "cannot be deferred",
    note = "`Stop` and `Remove` are the last thing that a unit does: there is no next dispatch",
    note = "`SecretExpired` and `SecretRotate` are sent again by Juju itself until there is a new revision (the old one is gone)",
    note = "`SecretEvent` may be one of these two: take `SecretChanged` or `SecretRemove`"
)]
pub trait Deferrable {}

/// A type that a handler of the event `E` may take.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] a handler of `{E}` cannot take a `{Self}`",
    label = "not what this event is",
    note = "it may take the event's own type, or what its kind has in common: `RelationEvent`, `StorageEvent`, `WorkloadEvent`, `SecretEvent` or, of lifecycle events that may be deferred, `LifecycleEvent`"
)]
pub trait FromEvent<E>: Sized {
    /// From the event, whole or in part.
    fn from_event(event: E) -> Self;
}

#[doc(hidden)]
/// An event that Juju sends, made from what it says of it.
pub trait JujuEvent: Event + Sized {
    /// The event, if nothing is missing.
    ///
    /// # Errors
    /// Names the variable that each event of this kind has and this one lacks.
    fn from_core(core: Core) -> Result<Self, RecordError>;
}

mod sealed {
    /// Events are Juju's: nobody else makes one.
    pub trait Sealed {
        fn core(&self) -> &super::Core;
    }
}

/// A type that is an event; `$core` leads to what it is made of.
macro_rules! is_event {
    ($event:ident, $($core:ident).+) => {
        impl $crate::event::sealed::Sealed for $event {
            fn core(&self) -> &$crate::event::Core {
                &self.$($core).+
            }
        }

        impl $crate::event::Event for $event {}
    };
}

/// A kind of event with a field `base`, which handlers may take instead.
macro_rules! is_kind_of {
    ($base:ident: $($event:ident)*) => {$(
        $crate::event::is_event!($event, base.core);

        impl $crate::event::FromEvent<$event> for $event {
            fn from_event(event: $event) -> Self {
                event
            }
        }

        impl $crate::event::FromEvent<$event> for $base {
            fn from_event(event: $event) -> Self {
                event.base
            }
        }
    )*};
}

macro_rules! deferrable {
    ($($event:ident)*) => {$(
        impl $crate::event::Deferrable for $event {}
    )*};
}

use {deferrable, is_event, is_kind_of};

#[cfg(test)]
mod tests;
