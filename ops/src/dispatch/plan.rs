//! What there is to run, before anything is built for it.

use crate::charm::{Charm, Handler};
use crate::environment::EventRecord;
use crate::state::{Deferred, Document};

const RECONCILE: &str = "reconcile";
const APP_STATUS: &str = "collect-app-status";
const UNIT_STATUS: &str = "collect-unit-status";
/// In the table, and no events.
const NO_EVENTS: [&str; 3] = [RECONCILE, APP_STATUS, UNIT_STATUS];

/// The handler that is for no event of its own, if the charm has one.
fn named<C: Charm>(name: &str) -> Option<&'static Handler<C>> {
    C::HANDLERS.iter().find(|handler| !handler.is_custom && handler.hook == name)
}

/// The handler of an event. The metadata need not name it: an extension of charmcraft may have added what it is
/// about, and the handler's author knew.
pub(super) fn event_handler<C: Charm>(event: &EventRecord) -> Option<&'static Handler<C>> {
    let is_event = |handler: &&Handler<C>| handler.is_for(event) && !NO_EVENTS.contains(&handler.hook);
    C::HANDLERS.iter().find(is_event)
}

/// What there is to run.
pub(super) struct Plan<C: 'static> {
    pub(super) deferred: Vec<(Deferred, &'static Handler<C>)>,
    pub(super) event: Option<&'static Handler<C>>,
    /// After the event, unless it is an action.
    pub(super) reconcile: Option<&'static Handler<C>>,
    pub(super) app_status: Option<&'static Handler<C>>,
    pub(super) unit_status: Option<&'static Handler<C>>,
}

impl<C: Charm> Plan<C> {
    /// Deferred events that nobody handles any more are not in it; the log says which.
    pub(super) fn new(event: &EventRecord, document: &Document) -> Self {
        let mut deferred = Vec::with_capacity(document.deferred.len());
        for entry in &document.deferred {
            let hook = entry.event.hook.as_str();
            let handler = event_handler(&entry.event).filter(|_| entry.observer.is_empty());
            match handler {
                Some(handler) => deferred.push((entry.clone(), handler)),
                None => tracing::warn!(
                    "dropping the deferred event {hook}: this version of the charm has no handler for it"
                ),
            }
        }
        Self {
            deferred,
            event: event_handler(event),
            reconcile: named(RECONCILE).filter(|_| event.action().is_none()),
            app_status: named(APP_STATUS),
            unit_status: named(UNIT_STATUS),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.deferred.is_empty()
            && self.event.is_none()
            && self.reconcile.is_none()
            && self.app_status.is_none()
            && self.unit_status.is_none()
    }
}
