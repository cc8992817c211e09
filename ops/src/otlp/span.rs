//! A span as it is kept.

use std::fmt;
use std::time::SystemTime;

use serde_json::{Value, json};
use tracing::Metadata;
use tracing::field::{Field, Visit};

/// A value is no longer, in bytes: a trace tells what happened, not what was in it.
const LONGEST: usize = 2048;

/// A stretch of time, and what is known of it.
pub(super) struct Span {
    pub(super) metadata: &'static Metadata<'static>,
    pub(super) id: u64,
    pub(super) parent: Option<u64>,
    pub(super) start: SystemTime,
    pub(super) end: SystemTime,
    pub(super) fields: Fields,
    pub(super) events: Vec<SpanEvent>,
}

/// Something that happened in it.
pub(super) struct SpanEvent {
    pub(super) time: SystemTime,
    pub(super) fields: Fields,
}

impl Span {
    pub(super) fn new(
        metadata: &'static Metadata<'static>,
        id: u64,
        parent: Option<u64>,
        fields: Fields,
    ) -> Self {
        let now = SystemTime::now();
        Self { metadata, id, parent, start: now, end: now, fields, events: Vec::new() }
    }
}

/// The fields of a span or of an event: attributes, as OTLP writes them, and what has a place of its own.
#[derive(Default)]
pub(super) struct Fields {
    /// `otel.name`, or an event's message.
    pub(super) name: Option<String>,
    /// `otel.status_code` is `ERROR`.
    pub(super) has_failed: bool,
    /// `otel.status_description`.
    pub(super) failure: String,
    pub(super) attributes: Vec<(&'static str, Value)>,
}

impl Fields {
    /// Of two of one name the later counts.
    pub(super) fn extend(&mut self, later: Self) {
        self.name = later.name.or_else(|| self.name.take());
        self.has_failed |= later.has_failed;
        if !later.failure.is_empty() {
            self.failure = later.failure;
        }
        for (name, value) in later.attributes {
            self.add(name, value);
        }
    }

    pub(super) fn fail(&mut self, reason: &str) {
        self.has_failed = true;
        self.failure = cut(reason);
    }

    pub(super) fn add_number(&mut self, name: &'static str, number: u64) {
        self.add(name, whole(number));
    }

    fn add(&mut self, name: &'static str, value: Value) {
        self.attributes.retain(|(other, _)| *other != name);
        self.attributes.push((name, value));
    }
}

/// JSON has no whole numbers of 64 bits, so OTLP writes them as texts.
fn whole(number: impl fmt::Display) -> Value {
    json!({ "intValue": number.to_string() })
}

/// A text as OTLP writes one, cut where it is too long.
pub(super) fn text(text: &str) -> Value {
    json!({ "stringValue": cut(text) })
}

pub(super) fn cut(text: &str) -> String {
    match text.get(..text.floor_char_boundary(LONGEST)) {
        Some(start) if start.len() < text.len() => format!("{start}…"),
        _ => text.to_owned(),
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "otel.name" | "message" => self.name = Some(cut(value)),
            "otel.status_code" => self.has_failed = value.eq_ignore_ascii_case("error"),
            "otel.status_description" => self.failure = cut(value),
            name => self.add(name, text(value)),
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.record_str(field, &format!("{value:?}"));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        self.record_str(field, &crate::error::chain(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field.name(), json!({ "boolValue": value }));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field.name(), whole(value));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        // What OTLP has no number for is a text.
        match i64::try_from(value) {
            Ok(value) => self.record_i64(field, value),
            Err(_) => self.record_str(field, &value.to_string()),
        }
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.add(field.name(), json!({ "doubleValue": value }));
    }
}
