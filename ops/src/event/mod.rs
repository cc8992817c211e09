//! Events as types: each has just what Juju tells of its kind, read from the environment without a hook tool.
//!
//! A handler takes the type of its event, or that of the whole kind when it is for several:
//!
//! ```no_run
//! use ops::prelude::*;
//!
//! #[charm(metadata = "../examples/database-client")]
//! struct WebApp;
//!
//! #[charm(metadata = "../examples/database-client")]
//! impl WebApp {
//!     #[on(relation_departed = "db")]
//!     fn unit_left(&self, cx: &Context, event: RelationDeparted) {
//!         if event.departing_unit() == cx.unit().name() {
//!             info!("this unit is being removed");
//!         }
//!     }
//!
//!     #[on(relation_joined = "db", relation_changed = "db")]
//!     fn either(&self, _cx: &Context, event: RelationEvent) {
//!         match event.unit() {
//!             Some(unit) => info!("{unit}, in {}", event.relation()),
//!             None => info!("the application {}", event.app()),
//!         }
//!     }
//!
//!     #[on(pebble_check_failed = "web")]
//!     fn check_failed(&self, _cx: &Context, event: PebbleCheckFailed) {
//!         warn!("{} fails in {}", event.check_name(), event.container());
//!     }
//!
//!     #[on(secret_changed)]
//!     fn secret_changed(&self, _cx: &Context, event: SecretChanged) {
//!         info!("a new revision of {}", event.label().unwrap_or(event.id().as_str()));
//!     }
//! }
//!
//! ops::main!(WebApp);
//! ```

mod custom;
mod flag;
mod lifecycle;
mod relation;
mod secret;
mod set;
mod storage;
mod workload;

use std::fmt;
use std::rc::Rc;

pub(crate) use custom::Emissions;
pub use custom::{CustomEvent, Emitted, EventError, FromEmitted};
use flag::Flag;
pub(crate) use flag::Flags;
pub use lifecycle::{
    ConfigChanged, Install, LeaderElected, LeaderSettingsChanged, LifecycleEvent, Remove, Start, Stop,
    UpdateStatus, UpgradeCharm,
};
pub use relation::{
    RelationBroken, RelationChanged, RelationCreated, RelationDeparted, RelationEvent, RelationJoined,
};
pub use secret::{SecretChanged, SecretEvent, SecretExpired, SecretRemove, SecretRotate};
pub use set::{EventSet, Seen, UnknownEvent, made};
pub use storage::{StorageAttached, StorageDetaching, StorageEvent};
pub use workload::{PebbleCheckFailed, PebbleCheckRecovered, PebbleCustomNotice, PebbleReady, WorkloadEvent};

use crate::context::Context;
pub use crate::environment::{EventRecord, RecordError};

/// What all events are made of.
#[doc(hidden)]
#[derive(Clone)]
pub struct Core {
    pub(crate) cx: Context,
    pub(crate) record: Rc<EventRecord>,
    pub(crate) deferred: Flag,
}

impl Core {
    /// The name of the hook.
    #[must_use]
    pub fn hook(&self) -> &str {
        &self.record.hook
    }

    pub(crate) fn new(cx: &Context, record: &Rc<EventRecord>) -> Self {
        Self { cx: cx.clone(), record: record.clone(), deferred: cx.inner().flags.fresh() }
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
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn configure(is_installed: bool, event: ConfigChanged) {
    ///     if !is_installed {
    ///         event.defer();
    ///         return;
    ///     }
    ///     info!("{}: writing the configuration", event.hook());
    /// }
    /// ```
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
    note = "`SecretEvent` may be one of these two: take `SecretChanged` or `SecretRemove`",
    note = "what is `Seen` by a handler that reconciles need not be: that one runs at the next event anyway"
)]
pub trait Deferrable {}

/// A type that a handler of the event `E` may take.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] a handler of `{E}` cannot take a `{Self}`",
    label = "not the type of this event",
    note = "it takes, by value, the event's own type, or what its kind has in common: `RelationEvent`, `StorageEvent`, `WorkloadEvent`, `SecretEvent` or, of lifecycle events that may be deferred, `LifecycleEvent`"
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

        #[diagnostic::do_not_recommend]
        impl $crate::event::FromEvent<$event> for $event {
            fn from_event(event: $event) -> Self {
                event
            }
        }

        #[diagnostic::do_not_recommend]
        impl $crate::event::FromEvent<$event> for $base {
            fn from_event(event: $event) -> Self {
                event.base
            }
        }
    )*};
}

macro_rules! deferrable {
    ($($event:ident)*) => {$(
        #[diagnostic::do_not_recommend]
        impl $crate::event::Deferrable for $event {}
    )*};
}

use {deferrable, is_event, is_kind_of};

#[cfg(test)]
mod tests;
