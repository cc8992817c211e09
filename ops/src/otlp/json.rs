//! Spans as JSON, in the form of OTLP: what a collector takes at `/v1/traces` as `application/json`.
//!
//! <https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding>: ids in hexadecimal digits, whole numbers as texts.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value, json};

use super::span::{Fields, Span, SpanEvent, text};
use crate::environment::Environment;

/// `SPAN_KIND_INTERNAL`.
const INTERNAL: u8 = 1;
/// `STATUS_CODE_ERROR`.
const ERROR: u8 = 2;
/// `SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK`: it is known that the parent is in this process.
const LOCAL: u32 = 0x100;

/// What all spans of a unit have in common, under the names of the Python peer.
pub(super) fn resource(environment: &Environment, charm: &str, charm_type: &str) -> Value {
    let unit = &environment.unit;
    let attributes = [
        ("service.namespace", &*environment.model_uuid),
        ("service.namespace.name", &environment.model_name),
        ("service.name", unit.app()),
        ("service.instance.id", &unit.number().to_string()),
        ("charm", charm),
        ("charm_type", charm_type),
        ("juju_model", &environment.model_name),
        ("juju_model_uuid", &environment.model_uuid),
        ("juju_application", unit.app()),
        ("juju_unit", unit.as_ref()),
        ("telemetry.sdk.language", "rust"),
        ("telemetry.sdk.name", env!("CARGO_PKG_NAME")),
        ("telemetry.sdk.version", env!("CARGO_PKG_VERSION")),
    ];
    json!({ "attributes": attributes.map(|(key, value)| json!({ "key": key, "value": text(value) })) })
}

/// One request: the spans of one dispatch.
pub(super) fn request(resource: &Value, trace: [u64; 2], spans: &[Span]) -> String {
    let trace = trace_id(trace);
    let scope = json!({ "name": "ops", "version": env!("CARGO_PKG_VERSION") });
    let spans: Vec<Value> = spans.iter().map(|span| span_of(span, &trace)).collect();
    json!({ "resourceSpans": [{ "resource": resource, "scopeSpans": [{ "scope": scope, "spans": spans }] }] })
        .to_string()
}

pub(super) fn trace_id([high, low]: [u64; 2]) -> String {
    format!("{high:016x}{low:016x}")
}

fn span_of(span: &Span, trace: &str) -> Value {
    let name = span.fields.name.as_deref().unwrap_or(span.metadata.name());
    let mut object = with_attributes(name, &span.fields);
    let mut set = |key: &str, value: Value| object.insert(key.to_owned(), value);
    set("kind", INTERNAL.into());
    set("traceId", trace.into());
    set("spanId", span_id(span.id));
    set("flags", LOCAL.into());
    set("startTimeUnixNano", nanoseconds(span.start));
    set("endTimeUnixNano", nanoseconds(span.end));
    set(
        "status",
        match span.fields.has_failed {
            true => json!({ "code": ERROR, "message": span.fields.failure }),
            false => json!({}),
        },
    );
    if let Some(parent) = span.parent {
        set("parentSpanId", span_id(parent));
    }
    if !span.events.is_empty() {
        set("events", span.events.iter().map(event).collect());
    }
    object.into()
}

fn event(event: &SpanEvent) -> Value {
    let mut object = with_attributes(event.fields.name.as_deref().unwrap_or("event"), &event.fields);
    object.insert("timeUnixNano".to_owned(), nanoseconds(event.time));
    object.into()
}

fn with_attributes(name: &str, fields: &Fields) -> Map<String, Value> {
    let attributes = fields.attributes.iter().map(|(key, value)| json!({ "key": key, "value": value }));
    Map::from_iter([("name".to_owned(), name.into()), ("attributes".to_owned(), attributes.collect())])
}

fn span_id(id: u64) -> Value {
    format!("{id:016x}").into()
}

fn nanoseconds(time: SystemTime) -> Value {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos().to_string().into()
}
