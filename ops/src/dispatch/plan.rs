//! What there is to run, before anything is built for it.

use crate::charm::{Charm, Handler};
use crate::environment::EventRecord;
use crate::state::{Deferred, Document};

/// The handler of this name, if the charm has one.
fn handler<C: Charm>(hook: &str) -> Option<&'static Handler<C>> {
    C::HANDLERS.iter().find(|handler| handler.hook == hook)
}

/// What there is to run.
pub(super) struct Plan<C: 'static> {
    pub(super) deferred: Vec<(Deferred, &'static Handler<C>)>,
    pub(super) event: Option<&'static Handler<C>>,
    pub(super) app_status: Option<&'static Handler<C>>,
    pub(super) unit_status: Option<&'static Handler<C>>,
}

impl<C: Charm> Plan<C> {
    /// Deferred events that nobody handles any more are not in it; the log says which.
    pub(super) fn new(event: &EventRecord, document: &Document) -> Self {
        let mut deferred = Vec::with_capacity(document.deferred.len());
        for entry in &document.deferred {
            let hook = entry.event.hook.as_str();
            let handler = handler(hook).filter(|_| entry.observer.is_empty() && C::EVENTS.contains(&hook));
            match handler {
                Some(handler) => deferred.push((entry.clone(), handler)),
                None => tracing::warn!(
                    "dropping the deferred event {hook}: this version of the charm has no handler for it"
                ),
            }
        }
        Self {
            deferred,
            event: handler(&event.hook).filter(|_| C::EVENTS.contains(&event.hook.as_str())),
            app_status: handler("collect-app-status"),
            unit_status: handler("collect-unit-status"),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.deferred.is_empty()
            && self.event.is_none()
            && self.app_status.is_none()
            && self.unit_status.is_none()
    }
}
