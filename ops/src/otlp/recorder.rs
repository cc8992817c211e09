//! Keeps the spans of a dispatch, beside the log.

use std::cell::RefCell;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use tracing_core::span::Current;

use super::span::{Fields, Span, SpanEvent};
use crate::log::JujuLog;
use crate::spans::SPAN_EVENT;

/// More than any dispatch has use for; of more there is only the number.
const MOST_SPANS: usize = 1000;
/// Of one span.
const MOST_EVENTS: usize = 100;

thread_local! {
    /// The spans that this thread is in, the innermost last.
    static ENTERED: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// Lines go to the log, spans are kept.
pub(crate) struct Recorder {
    log: JujuLog,
    trace: Arc<Trace>,
}

/// The spans of one dispatch.
pub(crate) struct Trace {
    pub(super) id: [u64; 2],
    spans: Mutex<Spans>,
}

#[derive(Default)]
struct Spans {
    last_id: u64,
    /// Whose parent is that of every span which has none: the dispatch itself.
    root: Option<u64>,
    open: Vec<Open>,
    ended: Vec<Span>,
    lost: u64,
    is_observed: bool,
}

/// What is left when a dispatch has ended.
pub(super) struct Ended {
    pub(super) spans: Vec<Span>,
    /// Whether a handler ran.
    pub(super) is_observed: bool,
}

/// A span that has not ended, under the number by which `tracing` knows it.
struct Open {
    id: u64,
    handles: usize,
    span: Span,
}

impl Trace {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { id: [random(), random()], spans: Mutex::default() })
    }

    /// What it holds; spans that are open end with this, and have failed if there is a reason.
    pub(super) fn end(&self, failure: Option<&str>) -> Ended {
        let mut spans = self.lock();
        let open = std::mem::take(&mut spans.open);
        let now = SystemTime::now();
        for Open { mut span, .. } in open {
            if let Some(reason) = failure {
                span.fields.fail(reason);
            }
            spans.ended.push(Span { end: now, ..span });
        }
        let mut ended = std::mem::take(&mut spans.ended);
        let (lost, root) = (spans.lost, spans.root);
        if let Some(root) = ended.iter_mut().find(|span| Some(span.id) == root && lost > 0) {
            root.fields.add_number("dropped_spans", lost);
        }
        Ended { spans: ended, is_observed: spans.is_observed }
    }

    // What panicked while it was held was not this module, and there is nothing here that could be half done.
    fn lock(&self) -> MutexGuard<'_, Spans> {
        self.spans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spans {
    fn open(&mut self, id: u64) -> Option<&mut Open> {
        self.open.iter_mut().find(|open| open.id == id)
    }
}

impl Recorder {
    pub(crate) fn new(log: JujuLog, trace: Arc<Trace>) -> Self {
        Self { log, trace }
    }
}

/// Of no use to anybody who guesses, only different from all others: the keys of a hash are random.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

fn current() -> Option<u64> {
    ENTERED.with(|entered| entered.try_borrow().ok()?.last().copied())
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let is_kept = metadata.is_span() || metadata.target() == SPAN_EVENT;
        if is_kept { *metadata.level() <= LevelFilter::INFO } else { self.log.enabled(metadata) }
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        self.log.max_level_hint().map(|level| level.max(LevelFilter::INFO))
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let parent = match attributes.parent() {
            Some(parent) => Some(parent.into_u64()),
            None if attributes.is_contextual() => current(),
            None => None,
        };
        let mut spans = self.trace.lock();
        spans.last_id += 1;
        let id = spans.last_id;
        if spans.open.len() + spans.ended.len() >= MOST_SPANS {
            spans.lost += 1;
            return Id::from_u64(id);
        }
        let of_parent = parent.and_then(|parent| spans.open(parent)).map(|parent| parent.span.id);
        let span = Span::new(attributes.metadata(), random(), of_parent.or(spans.root), fields);
        spans.root.get_or_insert(span.id);
        spans.open.push(Open { id, handles: 1, span });
        Id::from_u64(id)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        if let Some(open) = self.trace.lock().open(id.into_u64()) {
            open.span.fields.extend(fields);
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        if event.metadata().target() != SPAN_EVENT {
            return self.log.event(event);
        }
        let mut fields = Fields::default();
        event.record(&mut fields);
        let mut spans = self.trace.lock();
        spans.is_observed = true;
        if let Some(open) = current().and_then(|id| spans.open(id))
            && open.span.events.len() < MOST_EVENTS
        {
            open.span.events.push(SpanEvent { time: SystemTime::now(), fields });
        }
    }

    fn enter(&self, id: &Id) {
        ENTERED.with(|entered| entered.try_borrow_mut().map(|mut entered| entered.push(id.into_u64())).ok());
    }

    fn exit(&self, id: &Id) {
        let leave = |entered: &RefCell<Vec<u64>>| {
            let mut entered = entered.try_borrow_mut().ok()?;
            let at = entered.iter().rposition(|entered| *entered == id.into_u64())?;
            Some(entered.remove(at))
        };
        ENTERED.with(leave);
    }

    fn clone_span(&self, id: &Id) -> Id {
        if let Some(open) = self.trace.lock().open(id.into_u64()) {
            open.handles += 1;
        }
        id.clone()
    }

    fn try_close(&self, id: Id) -> bool {
        let mut spans = self.trace.lock();
        let Some(at) = spans.open.iter().position(|open| open.id == id.into_u64()) else { return false };
        let Some(open) = spans.open.get_mut(at) else { return false };
        open.handles -= 1;
        if open.handles > 0 {
            return false;
        }
        let open = spans.open.remove(at);
        spans.ended.push(Span { end: SystemTime::now(), ..open.span });
        true
    }

    fn current_span(&self) -> Current {
        let Some(id) = current() else { return Current::none() };
        let mut spans = self.trace.lock();
        match spans.open(id) {
            Some(open) => Current::new(Id::from_u64(id), open.span.metadata),
            None => Current::none(),
        }
    }
}
