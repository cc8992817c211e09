//! What there is to run, before anything is built for it.

use crate::charm::{Charm, Handler, Mount, Route};
use crate::environment::EventRecord;
use crate::state::{Document, Entry, Names, StateError};

const RECONCILE: &str = "reconcile";
const APP_STATUS: &str = "collect-app-status";
const UNIT_STATUS: &str = "collect-unit-status";
/// In the table, and no events.
const NO_EVENTS: [&str; 3] = [RECONCILE, APP_STATUS, UNIT_STATUS];

/// The handler that is for no event of its own, if the charm has one.
fn named<C: Charm>(name: &str) -> Option<&'static Handler<C>> {
    C::HANDLERS.iter().find(|handler| handler.is_hook(name))
}

/// The charm's own handler of the event of this hook. The metadata need not name it: an extension of charmcraft may have added what it is
/// about, and the handler's author knew.
fn own<C: Charm>(hook: &str) -> Option<Target<C>> {
    let is_event = |handler: &&Handler<C>| handler.is_for(hook) && !NO_EVENTS.contains(&handler.hook);
    C::HANDLERS.iter().find(is_event).map(Target::Own)
}

/// A handler that an event is for.
pub(super) enum Target<C: 'static> {
    /// Of the charm itself.
    Own(&'static Handler<C>),
    /// Of a component in this field, or further within.
    Component(&'static Mount<C>, Box<Route>),
}

impl<C> Target<C> {
    /// The path of the component; empty for the charm.
    pub(super) fn observer(&self) -> &str {
        match self {
            Self::Own(_) => "",
            Self::Component(_, route) => &route.path,
        }
    }

    /// Which part of the charm it is, for a trace: a component, or what is not for one event; empty for the charm.
    pub(super) fn part(&self) -> &str {
        if self.reconciles() { RECONCILE } else { self.observer() }
    }

    pub(super) fn reconciles(&self) -> bool {
        matches!(self, Self::Own(handler) if handler.hook == RECONCILE)
    }

    pub(super) fn may_defer(&self) -> bool {
        match self {
            Self::Own(handler) => handler.may_defer,
            Self::Component(_, route) => route.may_defer,
        }
    }
}

/// The handlers of the event of this hook: those of components first, in the order of the fields, so that the charm finds their work done.
pub(super) fn targets<C: Charm>(hook: &str) -> Vec<Target<C>> {
    let mut targets = Vec::new();
    for mount in C::MOUNTS {
        for route in mount.find(hook) {
            targets.push(Target::Component(mount, route.into()));
        }
    }
    targets.extend(own(hook));
    targets
}

/// The one of these handlers that deferred the event.
fn target_of<C: Charm>(Names { hook, observer }: &Names<'_>) -> Option<Target<C>> {
    let Some(mount) = C::MOUNTS.iter().find(|mount| mount.leads(observer)) else {
        return own(hook).filter(|_| observer.is_empty());
    };
    let route = mount.find(hook).into_iter().find(|route| route.path == *observer)?;
    Some(Target::Component(mount, route.into()))
}

/// What there is to run.
pub(super) struct Plan<'a, C: 'static> {
    pub(super) deferred: Vec<(Entry<'a>, Target<C>)>,
    pub(super) event: Vec<Target<C>>,
    /// After the event, unless it is an action.
    pub(super) reconcile: Option<&'static Handler<C>>,
    pub(super) app_status: Option<&'static Handler<C>>,
    pub(super) unit_status: Option<&'static Handler<C>>,
}

impl<'a, C: Charm> Plan<'a, C> {
    /// Deferred events that nobody handles any more are not in it; the log says which.
    ///
    /// # Errors
    /// What was kept of them does not read.
    pub(super) fn new(event: &EventRecord, document: &'a Document) -> Result<Self, StateError> {
        let mut deferred = Vec::with_capacity(document.deferred.room());
        for entry in document.deferred.iter() {
            let names = entry.names()?;
            match target_of(&names) {
                Some(target) => deferred.push((entry, target)),
                None => tracing::warn!(
                    "dropping the deferred event {}: this version of the charm has no handler for it",
                    names.hook
                ),
            }
        }
        Ok(Self {
            deferred,
            event: targets(&event.hook),
            reconcile: named(RECONCILE).filter(|_| event.action().is_none()),
            app_status: named(APP_STATUS),
            unit_status: named(UNIT_STATUS),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.deferred.is_empty()
            && self.event.is_empty()
            && self.reconcile.is_none()
            && self.app_status.is_none()
            && self.unit_status.is_none()
    }
}
