//! What of a dispatch is a span of `tracing`: itself, each handler, each call of a hook tool. The log has no use for them, so that
//! they are never made unless something listens that has (the feature `otlp`).
//!
//! Names that are known only at run time, and failures, stand in the fields that bridges of `tracing` to OpenTelemetry read:
//! `otel.name`, `otel.status_code`, `otel.status_description`. The other fields are those of the Python peer.

use std::fmt::{self, Display};

use tracing::field::Empty;
use tracing::{Span, info_span};

use crate::backend::ToolCall;
use crate::environment::{Environment, EventRecord};

/// The target of an event that is for the span that it is in, and no line of the log.
pub(crate) const SPAN_EVENT: &str = "ops::span_event";

/// The whole of a dispatch.
pub(crate) fn of_dispatch(environment: &Environment) -> Span {
    info_span!(
        target: "ops",
        "ops.main",
        juju.dispatch_path = %environment.dispatch_path.display(),
        otel.status_code = Empty,
        otel.status_description = Empty,
    )
}

/// A handler of the charm `C`, or of the component of this path, for the event, or for the status of this name.
pub(crate) fn of_handler<C>(event: &EventRecord, component: &str, is_deferred: bool) -> Span {
    #[cfg(feature = "testing")]
    crate::testing::handled(event, component, is_deferred);
    let handler = Handler { charm: name_of::<C>, component };
    info_span!(
        target: "ops",
        "handler",
        otel.name = %format_args!("{}: {handler}", EventName(event)),
        event_name = %EventName(event),
        event_type = event_type(event),
        deferred = is_deferred,
        handler = %handler,
        otel.status_code = Empty,
        otel.status_description = Empty,
    )
}

/// A call of a hook tool.
pub(crate) fn of_tool(call: &ToolCall<'_>) -> Span {
    info_span!(
        target: "ops",
        "hook tool",
        otel.name = call.tool,
        args = %call.shown(),
        otel.status_code = Empty,
        otel.status_description = Empty,
    )
}

/// What the span was about has failed.
pub(crate) fn failed(span: &Span, error: &dyn Display) {
    span.record("otel.status_code", "ERROR");
    span.record("otel.status_description", tracing::field::display(error));
}

/// An event goes out to its handlers.
pub(crate) fn emitted(event: &EventRecord, is_deferred: bool) {
    #[cfg(feature = "testing")]
    crate::testing::emitted(event, is_deferred);
    tracing::info!(target: SPAN_EVENT, deferred = is_deferred, kind = %EventName(event), "{}", EventName(event));
}

/// An event as the Python peer calls it: `db_relation_changed`, `backup_action`.
struct EventName<'a>(&'a EventRecord);

impl Display for EventName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(event) = self;
        match (event.custom_name(), event.action()) {
            (Some(name), _) => f.write_str(name),
            (None, Some(action)) => write!(f, "{}_action", action.replace('-', "_")),
            (None, None) => f.write_str(&event.hook.replace('-', "_")),
        }
    }
}

fn event_type(event: &EventRecord) -> &'static str {
    match &*event.hook {
        _ if event.action().is_some() => "action",
        _ if event.custom_name().is_some() => "custom",
        "collect-app-status" | "collect-unit-status" => "framework",
        _ => "hook",
    }
}

/// `WebApp`, or `WebApp.database` of a component.
struct Handler<'a> {
    charm: fn() -> &'static str,
    component: &'a str,
}

impl Display for Handler<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str((self.charm)())?;
        if self.component.is_empty() { Ok(()) } else { write!(f, ".{}", self.component) }
    }
}

/// The name of a type without its path.
pub(crate) fn name_of<T>() -> &'static str {
    let path = std::any::type_name::<T>();
    path.rsplit("::").next().unwrap_or(path)
}
