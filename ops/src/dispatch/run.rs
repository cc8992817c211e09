//! The order of a dispatch: read, build, run, commit.

use std::mem;
use std::rc::Rc;

use super::panic;
use super::place::Place;
use super::plan::{Plan, Target, targets};
use crate::backend::ToolError;
use crate::charm::{BuildError, Call, Charm, Handler, OnBadConfig, Outcome, Parts, States};
use crate::context::{Context, Leader};
use crate::environment::{Environment, EventRecord};
use crate::error::Error;
use crate::hook_tools::Tools;
use crate::spans;
use crate::state::{Document, Entry, Queue, StateError, StateLocation, StateText, Store};
use crate::status::Status;

/// Why the hook fails, and in which part of it.
pub(super) struct Failure {
    pub(super) place: String,
    pub(super) error: Error,
}

/// For what is nobody's handler but the dispatch of this event itself.
pub(super) fn failure<E: Into<Error>>(event: &EventRecord) -> impl FnOnce(E) -> Failure {
    |error| Failure { place: event.hook.clone(), error: error.into() }
}

/// What is of no more use after a dispatch, and may be a thousand events and databags.
#[expect(dead_code, reason = "it is only kept, to be given back or not")]
#[derive(Default)]
pub(super) struct Remains {
    cx: Option<Context>,
    read: Document,
    next: Document,
}

/// `keep` gets the charm when it has done all that it has to.
pub(super) fn run<C: Charm>(
    environment: &Environment,
    tools: &Tools,
    keep: impl FnOnce(C),
) -> Result<Remains, Failure> {
    let event = environment.event.clone();
    panic::running(&Place::event(&event.hook));
    let (mut store, mut document) = open::<C>(environment, tools).map_err(failure(&event))?;
    // It is written over, at the end: there may be much of it.
    let state = mem::take(&mut document.state);
    let plan = Plan::<C>::new(&event, &document).map_err(failure(&event))?;
    if plan.event.is_empty() && plan.reconcile.is_none() {
        unhandled::<C>(&event, tools).map_err(failure(&event))?;
    }
    #[cfg(feature = "otlp")]
    crate::otlp::announce();
    let (cx, next) = if plan.is_empty() {
        if document.deferred.is_empty() {
            // Nothing runs, and nothing was dropped: there is nothing to compare, however large the state is.
            return Ok(Remains { read: Document { state, ..document }, ..Remains::default() });
        }
        (None, Document { state, components: document.components.clone(), deferred: Queue::default() })
    } else {
        let cx = Context::new(environment, tools.clone());
        let mut charm = match C::build(&Parts::new(&cx, state.as_deref(), &document.components)) {
            Ok(charm) => charm,
            Err(BuildError::Config(error)) if C::ON_BAD_CONFIG == OnBadConfig::Block => {
                block(&error.to_string(), &plan, &event, tools).map_err(failure(&event))?;
                return Ok(Remains::default());
            }
            Err(error) => return Err(failure(&event)(error)),
        };
        let next = handle(&mut charm, &cx, &plan, &document, state, &event)?;
        keep(charm);
        (Some(cx), next)
    };
    commit(cx.as_ref(), store.as_mut(), &document, &next, tools).map_err(failure(&event))?;
    Ok(Remains { cx, read: document, next })
}

/// Runs what there is to run, and gives what is to be kept: the state is written over what was read of it, `state`.
pub(super) fn handle<C: Charm>(
    charm: &mut C,
    cx: &Context,
    plan: &Plan<'_, C>,
    document: &Document,
    mut state: StateText,
    event: &Rc<EventRecord>,
) -> Result<Document, Failure> {
    let mut queue = Queue::after(&document.deferred);
    run_events(charm, cx, plan, event, &mut queue)?;
    run_statuses(charm, cx, plan, &mut queue)?;
    panic::running(&Place::event(&event.hook));
    // A version of the charm without stored state leaves alone what another version stored.
    charm.write_state(&mut state).map_err(failure(event))?;
    let components = components_state(charm, document).map_err(failure(event))?;
    Ok(Document { state, components, deferred: queue })
}

/// The states of the components that there are. A field of stored state that is gone is not written again; neither is the state of
/// a component that is gone, or a later one of its name would take it for its own.
fn components_state<C: Charm>(charm: &C, document: &Document) -> Result<States, StateError> {
    let mut components = States::default();
    for mount in C::MOUNTS {
        mount.save(charm, &mut components)?;
    }
    for (path, _) in document.components.iter().filter(|(path, _)| components.get(path).is_none()) {
        tracing::warn!(
            "dropping the stored state of `{path}`: this version of the charm has no such component with state"
        );
    }
    Ok(components)
}

/// The state, if this charm can have any.
pub(super) fn open<C: Charm>(
    environment: &Environment,
    tools: &Tools,
) -> Result<(Option<Store>, Document), StateError> {
    if !C::HAS_STORED_STATE
        && !C::HANDLERS.iter().any(|handler| handler.may_defer)
        && !C::MOUNTS.iter().any(|mount| mount.keeps)
    {
        return Ok((None, Document::default()));
    }
    let place = if environment.is_in_memory { StateLocation::Juju } else { C::STATE };
    let (store, document) = Store::open(place, &environment.charm_dir, tools)?;
    Ok((Some(store), document))
}

/// An event that nothing handles. Of an unknown hook the log tells (it is no error: after a rollback the charm may be
/// older than its metadata was); for an action somebody waits.
pub(super) fn unhandled<C: Charm>(event: &EventRecord, tools: &Tools) -> Result<(), ToolError> {
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
fn block<C>(reason: &str, plan: &Plan<'_, C>, event: &EventRecord, tools: &Tools) -> Result<(), ToolError> {
    tools.status_set(false, &Status::blocked(reason))?;
    if event.action().is_some() && !plan.event.is_empty() {
        tools.action_fail(reason)?;
    }
    Ok(())
}

/// Deferred events, oldest first, then this one; what a handler emits runs before the next of them.
fn run_events<C: Charm>(
    charm: &mut C,
    cx: &Context,
    plan: &Plan<'_, C>,
    event: &Rc<EventRecord>,
    queue: &mut Queue,
) -> Result<(), Failure> {
    let mut waited = Rc::<EventRecord>::default();
    for (entry, target) in &plan.deferred {
        let failed = failure(event);
        // In the memory of the one before it, unless the charm has kept that.
        match Rc::get_mut(&mut waited) {
            Some(waited) => entry.read_into(waited).map_err(failed)?,
            None => waited = Rc::new(entry.event().map_err(failed)?),
        }
        spans::emitted(&waited, true);
        let place = Place::event(&waited.hook).noted("deferred");
        run_event(charm, cx, target, &waited, place, queue, Some(*entry))?;
        run_emitted(charm, cx, queue)?;
    }
    if !plan.event.is_empty() {
        spans::emitted(event, false);
    }
    for target in &plan.event {
        if queue.has(target.observer(), event) {
            continue;
        }
        run_event(charm, cx, target, event, Place::event(&event.hook), queue, None)?;
        run_emitted(charm, cx, queue)?;
    }
    let Some(handler) = plan.reconcile else { return Ok(()) };
    let place = Place::event(handler.hook).noted(&event.hook);
    run_event(charm, cx, &Target::Own(handler), event, place, queue, None)?;
    run_emitted(charm, cx, queue)
}

/// More than any charm emits: handlers that emit each other's events without end.
const MOST_EMISSIONS: usize = 10_000;

/// What the handlers have emitted, and what the handlers of that emit, in the order in which they did.
fn run_emitted<C: Charm>(charm: &mut C, cx: &Context, queue: &mut Queue) -> Result<(), Failure> {
    let mut count = 0;
    while let Some(event) = cx.inner().emissions.next() {
        let event = Rc::new(event);
        let targets = targets::<C>(&event.hook);
        #[cfg(feature = "testing")]
        crate::testing::emitted(&event, false);
        if targets.is_empty() {
            tracing::debug!("{} was emitted, and nothing handles it", event.hook);
        }
        count += 1;
        if count > MOST_EMISSIONS {
            let error = format!("it was emitted again and again: {MOST_EMISSIONS} events without an end");
            return Err(Failure { place: event.hook.clone(), error: error.into() });
        }
        for target in targets {
            if !queue.has(target.observer(), &event) {
                run_event(charm, cx, &target, &event, Place::event(&event.hook), queue, None)?;
            }
        }
    }
    Ok(())
}

/// Runs one handler; an event that it defers goes to the end of the queue, as it was if it is an `entry` of one.
fn run_event<C: Charm>(
    charm: &mut C,
    cx: &Context,
    target: &Target<C>,
    event: &Rc<EventRecord>,
    place: Place<'_>,
    queue: &mut Queue,
    entry: Option<Entry<'_>>,
) -> Result<(), Failure> {
    let place = place.in_component(target.observer());
    panic::running(&place);
    let failed = |error| Failure { place: place.text(), error };
    let span = spans::of_handler::<C>(event, target.part(), entry.is_some());
    let outcome = span.in_scope(|| match target {
        Target::Own(handler) => (handler.run)(charm, &Call::new(cx, event)),
        Target::Component(mount, route) => {
            mount.run(charm, &route.path, &Call::new(&cx.of_component(&route.path), event))
        }
    });
    if let Outcome::Failed(error) = &outcome {
        spans::failed(&span, error);
    }
    match outcome {
        Outcome::Done => Ok(()),
        Outcome::Deferred if target.may_defer() => {
            match entry {
                Some(entry) => queue.push_again(entry),
                None => queue.push(target.observer(), event),
            }
            Ok(())
        }
        Outcome::Deferred if target.reconciles() => {
            tracing::warn!(
                "{}: deferring the event does nothing here: a handler that reconciles runs at the next event anyway",
                place.text()
            );
            Ok(())
        }
        // The queue may not have been read, so nothing can be added to it.
        Outcome::Deferred => Err(failed("it deferred the event, which it is not known to do".into())),
        Outcome::Failed(error) => Err(failed(error)),
        Outcome::ActionFailed(reason) => {
            cx.inner().tools.action_fail(&reason).map_err(|error| failed(error.into()))
        }
        Outcome::Statuses(_) => Err(failed("it told a status, which is not what it is for".into())),
    }
}

/// The application's status, by its leader, then the unit's: of each the worst, if there is any.
pub(super) fn run_statuses<C: Charm>(
    charm: &mut C,
    cx: &Context,
    plan: &Plan<'_, C>,
    queue: &mut Queue,
) -> Result<(), Failure> {
    if let Some(handler) = plan.app_status {
        let leader =
            cx.leader().map_err(|error| Failure { place: handler.hook.into(), error: error.into() })?;
        if leader.is_some() {
            run_status(charm, cx, handler, leader.as_ref())?;
            run_emitted(charm, cx, queue)?;
        }
    }
    let Some(handler) = plan.unit_status else { return Ok(()) };
    run_status(charm, cx, handler, None)?;
    run_emitted(charm, cx, queue)
}

/// With the leader's token it is the application's.
fn run_status<C: Charm>(
    charm: &mut C,
    cx: &Context,
    handler: &Handler<C>,
    leader: Option<&Leader>,
) -> Result<(), Failure> {
    panic::running(&Place::event(handler.hook));
    let failed = |error| Failure { place: handler.hook.to_owned(), error };
    let event = Rc::new(EventRecord::new(handler.hook));
    let span = spans::of_handler::<C>(&event, "", false);
    let outcome = span.in_scope(|| (handler.run)(charm, &Call::new(cx, &event)));
    if let Outcome::Failed(error) = &outcome {
        spans::failed(&span, error);
    }
    let statuses = match outcome {
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
pub(super) fn commit(
    cx: Option<&Context>,
    mut store: Option<&mut Store>,
    read: &Document,
    next: &Document,
    tools: &Tools,
) -> Result<(), Error> {
    if let Some(store) = &mut store {
        store.prepare(read, next)?;
    }
    if let Some(cx) = cx {
        cx.inner().bags.flush(tools)?;
    }
    if let Some(store) = store {
        store.commit()?;
    }
    Ok(())
}
