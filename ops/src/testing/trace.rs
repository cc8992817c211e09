//! Which events went out and which handlers ran, noted while a test's event runs.

use std::cell::RefCell;
use std::fmt;

use serde_json::Value;

use crate::environment::EventRecord;

thread_local! {
    /// Nothing while no test's event runs on this thread.
    static TRACE: RefCell<Option<Trace>> = const { RefCell::new(None) };
}

/// What has run so far.
#[derive(Debug, Default)]
pub(super) struct Trace {
    pub(super) events: Vec<EmittedEvent>,
    pub(super) handlers: Vec<Handled>,
}

/// An event that went out to its handlers.
#[derive(Clone, Debug, PartialEq)]
pub struct EmittedEvent {
    /// `db-relation-changed`, `action:backup`, or the name of an event of the charm's own.
    pub name: String,
    /// What an event of the charm's own holds; null for one of Juju's.
    pub data: Value,
    /// Whether it had been deferred.
    pub is_deferred: bool,
}

/// A handler that ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    /// The event, or `collect-unit-status` and the like.
    pub event: String,
    /// The component, by its path, or `reconcile`; empty is the charm itself.
    pub component: String,
    /// Whether the event had been deferred.
    pub is_deferred: bool,
}

impl fmt::Display for Handled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.event)?;
        if !self.component.is_empty() {
            write!(f, " of {}", self.component)?;
        }
        f.write_str(if self.is_deferred { " (deferred)" } else { "" })
    }
}

/// From here on what runs on this thread is noted.
pub(super) fn begin() {
    // An event is one, with one handler, as a rule.
    TRACE.set(Some(Trace { events: Vec::with_capacity(1), handlers: Vec::with_capacity(1) }));
}

/// What was noted, and no more is.
pub(super) fn end() -> Trace {
    TRACE.take().unwrap_or_default()
}

fn note(to: impl FnOnce(&mut Trace)) {
    TRACE.with_borrow_mut(|trace| trace.as_mut().map(to));
}

fn name(event: &EventRecord) -> String {
    event.custom_name().unwrap_or(&event.hook).to_owned()
}

/// An event goes out.
pub(crate) fn emitted(event: &EventRecord, is_deferred: bool) {
    note(|trace| {
        trace.events.push(EmittedEvent { name: name(event), data: event.data().clone(), is_deferred });
    });
}

/// A handler is about to run.
pub(crate) fn handled(event: &EventRecord, component: &str, is_deferred: bool) {
    note(|trace| {
        trace.handlers.push(Handled { event: name(event), component: component.into(), is_deferred });
    });
}
