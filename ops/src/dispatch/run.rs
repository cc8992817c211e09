//! The order of a dispatch: read, build, run, commit.

use std::rc::Rc;

use super::panic;
use super::plan::Plan;
use crate::backend::ToolError;
use crate::charm::{BuildError, Call, Charm, Handler, OnBadConfig, Outcome, Parts};
use crate::context::{Context, Leader};
use crate::environment::{Environment, EventRecord};
use crate::error::Error;

use crate::hook_tools::Tools;
use crate::state::{Deferred, Document, StateError, Store};
use crate::status::Status;

/// Why the hook fails, and in which part of it.
pub(super) struct Failure {
    pub(super) place: String,
    pub(super) error: Error,
}

/// For what is nobody's handler but the dispatch of this event itself.
fn failure<E: Into<Error>>(event: &EventRecord) -> impl FnOnce(E) -> Failure {
    let place = event.hook.clone();
    |error| Failure { place, error: error.into() }
}

pub(super) fn run<C: Charm>(environment: &Environment, tools: &Tools) -> Result<(), Failure> {
    let event = Rc::new(environment.event.clone());
    panic::running(&event.hook);
    let (store, document) = open::<C>(environment, tools).map_err(failure(&event))?;
    let plan = Plan::<C>::new(&event, &document);
    if plan.event.is_none() {
        unhandled::<C>(&event, tools).map_err(failure(&event))?;
    }
    let (cx, next) = if plan.is_empty() {
        (None, Document { state: document.state.clone(), deferred: Vec::new() })
    } else {
        let cx = Context::new(environment, tools.clone());
        let mut charm = match C::build(&Parts::new(&cx, document.state.as_deref())) {
            Ok(charm) => charm,
            Err(BuildError::Config(error)) if C::ON_BAD_CONFIG == OnBadConfig::Block => {
                return block(&error.to_string(), &plan, &event, tools).map_err(failure(&event));
            }
            Err(error) => return Err(failure(&event)(error)),
        };
        let deferred = run_events(&mut charm, &cx, &plan, &event)?;
        run_statuses(&mut charm, &cx, &plan)?;
        panic::running(&event.hook);
        // A version of the charm without stored state leaves alone what another version stored.
        let state = charm.stored_state().map_err(failure(&event))?.or_else(|| document.state.clone());
        (Some(cx), Document { state, deferred })
    };
    commit(cx.as_ref(), store.filter(|_| next != document), &next, tools).map_err(failure(&event))
}

/// The state, if this charm can have any.
fn open<C: Charm>(environment: &Environment, tools: &Tools) -> Result<(Option<Store>, Document), StateError> {
    if !C::HAS_STORED_STATE && !C::HANDLERS.iter().any(|handler| handler.may_defer) {
        return Ok((None, Document::default()));
    }
    let (store, document) = Store::open(C::STATE, &environment.charm_dir, tools)?;
    Ok((Some(store), document))
}

/// An event that nothing handles. Of an unknown hook the log tells (it is no error: after a rollback the charm may be
/// older than its metadata was); for an action somebody waits.
fn unhandled<C: Charm>(event: &EventRecord, tools: &Tools) -> Result<(), ToolError> {
    let is_known = C::EVENTS.is_empty() || C::EVENTS.contains(&event.hook.as_str());
    match event.action() {
        Some(action) if is_known => {
            tools.action_fail(&format!("the charm has no handler for the action `{action}`"))
        }
        Some(action) => tools.action_fail(&format!("the charm does not know the action `{action}`")),
        None if is_known => Ok(()),
        None => {
            tracing::warn!(
                "the event {} is unknown to this version of the charm: nothing runs for it",
                event.hook
            );
            Ok(())
        }
    }
}

/// The configuration does not read: the operator is told, and all else waits.
fn block<C>(reason: &str, plan: &Plan<C>, event: &EventRecord, tools: &Tools) -> Result<(), ToolError> {
    tools.status_set(false, &Status::blocked(reason))?;
    if event.action().is_some() && plan.event.is_some() {
        tools.action_fail(reason)?;
    }
    Ok(())
}

/// Deferred events, oldest first, then this one. Gives those to run again next time.
fn run_events<C: Charm>(
    charm: &mut C,
    cx: &Context,
    plan: &Plan<C>,
    event: &Rc<EventRecord>,
) -> Result<Vec<Deferred>, Failure> {
    let mut again = Vec::new();
    for (entry, handler) in &plan.deferred {
        let place = format!("{} (deferred)", handler.hook);
        if run_event(charm, cx, handler, &Rc::new(entry.event.clone()), &place)? {
            again.push(entry.clone());
        }
    }
    let Some(handler) = plan.event else { return Ok(again) };
    // The same event, just deferred once more, is in the queue already.
    if again.iter().any(|entry| entry.event == **event) {
        return Ok(again);
    }
    if run_event(charm, cx, handler, event, handler.hook)? {
        again.push(Deferred { observer: String::new(), event: EventRecord::clone(event) });
    }
    Ok(again)
}

/// Whether the event was deferred.
fn run_event<C: Charm>(
    charm: &mut C,
    cx: &Context,
    handler: &Handler<C>,
    event: &Rc<EventRecord>,
    place: &str,
) -> Result<bool, Failure> {
    panic::running(place);
    let failed = |error| Failure { place: place.to_owned(), error };
    match (handler.run)(charm, &Call::new(cx, event)) {
        Outcome::Done => Ok(false),
        Outcome::Deferred if handler.may_defer => Ok(true),
        // The queue was not read, so nothing can be added to it.
        Outcome::Deferred => {
            Err(failed("it deferred an event that its entry in the table cannot defer".into()))
        }
        Outcome::Failed(error) => Err(failed(error)),
        Outcome::ActionFailed(reason) => {
            cx.inner().tools.action_fail(&reason).map_err(|error| failed(error.into()))?;
            Ok(false)
        }
        Outcome::Statuses(_) => Err(failed("it told a status, which is not what it is for".into())),
    }
}

/// The application's status, by its leader, then the unit's: of each the worst, if there is any.
fn run_statuses<C: Charm>(charm: &mut C, cx: &Context, plan: &Plan<C>) -> Result<(), Failure> {
    if let Some(handler) = plan.app_status {
        let leader =
            cx.leader().map_err(|error| Failure { place: handler.hook.into(), error: error.into() })?;
        if leader.is_some() {
            run_status(charm, cx, handler, leader.as_ref())?;
        }
    }
    plan.unit_status.map_or(Ok(()), |handler| run_status(charm, cx, handler, None))
}

/// With the leader's token it is the application's.
fn run_status<C: Charm>(
    charm: &mut C,
    cx: &Context,
    handler: &Handler<C>,
    leader: Option<&Leader>,
) -> Result<(), Failure> {
    panic::running(handler.hook);
    let failed = |error| Failure { place: handler.hook.to_owned(), error };
    let event = Rc::new(EventRecord::new(handler.hook));
    let statuses = match (handler.run)(charm, &Call::new(cx, &event)) {
        Outcome::Statuses(statuses) => statuses,
        Outcome::Failed(error) => return Err(failed(error)),
        outcome => return Err(failed(format!("it told no status but {outcome:?}").into())),
    };
    let Some(status) = Status::worst(statuses) else { return Ok(()) };
    let set = match leader {
        Some(leader) => cx.app().set_status(leader, status),
        None => cx.unit().set_status(status),
    };
    set.map_err(|error| failed(error.into()))
}

/// What the charm did goes out: databags first, state last. What can be refused beforehand is refused before anything
/// has gone.
fn commit(cx: Option<&Context>, store: Option<Store>, next: &Document, tools: &Tools) -> Result<(), Error> {
    let store = store
        .map(|mut store| {
            store.prepare(next)?;
            Ok::<_, StateError>(store)
        })
        .transpose()?;
    if let Some(cx) = cx {
        cx.inner().bags.flush(tools)?;
    }
    if let Some(store) = store {
        store.commit()?;
    }
    Ok(())
}
