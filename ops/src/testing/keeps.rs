//! What a charm keeps in Juju, as a test sees it: stored state and deferred events.

use std::any::TypeId;

use ops_model::{Hook, HookContext, State};

use super::fail;
use super::memory::environment_of;
use crate::environment::EventRecord;
use crate::event::CustomEvent;
use crate::state::{Document, Entry, StateError, Stored, StoredState, change_document, document_in, read};

/// What a charm keeps from event to event, in a [`State`].
///
/// ```
/// use ops::prelude::*;
/// use ops::testing::{Keeps, State};
///
/// #[stored_state]
/// struct Seen {
///     passwords: u32,
/// }
///
/// let state = State::unit("web/0").with_stored_state(&Seen { passwords: 3 });
/// assert_eq!(state.stored_state::<Seen>().unwrap().passwords, 3);
/// ```
pub trait Keeps: Sized {
    /// With this in the charm's `#[stored_state]`.
    ///
    /// # Panics
    /// It cannot be written as JSON, or what is there does not read.
    #[must_use]
    fn with_stored_state<S: StoredState>(self, stored: &S) -> Self;

    /// The charm's `#[stored_state]`; `None` if it has stored nothing yet.
    ///
    /// # Panics
    /// What is there does not read, or an older version of it cannot be migrated.
    fn stored_state<S: StoredState>(&self) -> Option<S>;

    /// The events that wait to run again, the oldest first.
    ///
    /// # Panics
    /// What is there does not read.
    fn deferred_events(&self) -> Vec<DeferredEvent>;

    /// With an event of Juju's that the charm has deferred: it runs again before the next one.
    ///
    /// # Panics
    /// What is there does not read.
    #[must_use]
    fn with_deferred(self, event: impl Into<Hook>) -> Self;

    /// With an event of the charm's own that it has deferred.
    ///
    /// # Panics
    /// What is there does not read, or the event cannot be written as JSON.
    #[must_use]
    fn with_deferred_event<E: CustomEvent>(self, event: &E) -> Self;
}

/// An event that waits to run again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeferredEvent {
    /// The component that has deferred it, by its path; empty is the charm itself.
    pub component: String,
    /// The event, as it comes again.
    pub event: EventRecord,
}

impl Keeps for State {
    fn with_stored_state<S: StoredState>(self, stored: &S) -> Self {
        changed(self, |document| Stored(stored).write(&mut document.state))
    }

    fn stored_state<S: StoredState>(&self) -> Option<S> {
        let document = document(self);
        Some(read(document.state.as_deref()?).unwrap_or_else(|error| fail(&error.to_string())))
    }

    fn deferred_events(&self) -> Vec<DeferredEvent> {
        let read = |entry: Entry<'_>| {
            let component = entry.names()?.observer.into_owned();
            Ok::<_, StateError>(DeferredEvent { component, event: entry.event()? })
        };
        let events: Result<_, _> = document(self).deferred.iter().map(read).collect();
        events.unwrap_or_else(|error| fail(&error.to_string()))
    }

    fn with_deferred(self, event: impl Into<Hook>) -> Self {
        let context = HookContext::new(self.clone(), event.into());
        let event = environment_of(context.hook(), context.state()).event;
        deferred(self, &event)
    }

    fn with_deferred_event<E: CustomEvent>(self, event: &E) -> Self {
        let data = serde_json::to_value(event).unwrap_or_else(|error| fail(&error.to_string()));
        deferred(self, &EventRecord::custom(E::NAME, data, TypeId::of::<E>()))
    }
}

fn deferred(state: State, event: &EventRecord) -> State {
    changed(state, |document| {
        document.deferred.push("", event);
        Ok(())
    })
}

fn document(state: &State) -> Document {
    document_in(&state.charm_state).unwrap_or_else(|error| fail(&error.to_string()))
}

fn changed(mut state: State, change: impl FnOnce(&mut Document) -> Result<(), StateError>) -> State {
    if let Err(error) = change_document(&mut state.charm_state, change) {
        fail(&error.to_string());
    }
    state
}
