//! What is kept of a dispatch, and what a collector reads of it.

use std::any::TypeId;
use std::sync::Arc;

use serde_json::{Value, json};
use tracing::Span;

use crate::backend::recording::Recording;
use crate::environment::{Environment, EventRecord};
use crate::hook_tools::Tools;
use crate::log::JujuLog;
use crate::otlp::recorder::{Recorder, Trace};
use crate::otlp::{json as otlp, recorder};
use crate::spans;

struct WebApp;

fn environment() -> Environment {
    let variables = [
        ("JUJU_DISPATCH_PATH", "hooks/db-relation-changed"),
        ("JUJU_UNIT_NAME", "web/7"),
        ("JUJU_MODEL_NAME", "prod"),
        ("JUJU_MODEL_UUID", "uuid"),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Environment::from_map(&variables.into()).unwrap()
}

/// Runs something with a recorder; gives what was kept, and the lines of the log.
fn recorded(run: impl FnOnce(&Tools)) -> (recorder::Ended, Vec<String>) {
    let juju = Recording::new([]);
    juju.refuse("relation-set", "the disk is full");
    let tools = Tools::new(juju.clone());
    let trace = Trace::new();
    let recorder = Recorder::new(JujuLog::new(tools.clone(), "my_charm"), Arc::clone(&trace));
    tracing::subscriber::with_default(recorder, || run(&tools));
    (trace.end(None), juju.lines())
}

/// The spans as JSON, in the order in which they ended, each without its times.
fn spans_of(ended: &recorder::Ended) -> Vec<Value> {
    let request: Value = serde_json::from_str(&otlp::request(&Value::Null, [1, 2], &ended.spans)).unwrap();
    let mut spans = request["resourceSpans"][0]["scopeSpans"][0]["spans"].as_array().unwrap().clone();
    for span in &mut spans {
        let mut time = |key: &str| -> u128 {
            span.as_object_mut().unwrap().remove(key).unwrap().as_str().unwrap().parse().unwrap()
        };
        assert!(time("startTimeUnixNano") <= time("endTimeUnixNano"));
        assert_eq!(span["traceId"], "00000000000000010000000000000002");
    }
    spans
}

fn attribute<'a>(of: &'a Value, key: &str) -> &'a Value {
    let attributes = of["attributes"].as_array().unwrap();
    attributes.iter().find(|attribute| attribute["key"] == key).map_or(&Value::Null, |found| &found["value"])
}

#[test]
fn a_dispatch_is_a_tree_of_handlers_and_tools() {
    let (ended, lines) = recorded(|tools| {
        spans::of_dispatch(&environment()).in_scope(|| {
            let event = EventRecord::new("db-relation-changed");
            spans::emitted(&event, false);
            spans::of_handler::<WebApp>(&event, "database", true).in_scope(|| {
                tools.relation_set("db:3", false, &[("password", "hunter2")]).unwrap_err();
                tracing::info!(target: "my_charm", "a line");
            });
            spans::failed(&Span::current(), &"it is broken");
        });
    });
    assert!(ended.is_observed);
    let spans = spans_of(&ended);
    let [tool, handler, main] = &spans[..] else { panic!("{spans:#?}") };
    assert_eq!(main["name"], "ops.main");
    assert_eq!(attribute(main, "juju.dispatch_path"), &json!({"stringValue": "hooks/db-relation-changed"}));
    assert_eq!(main["status"], json!({"code": 2, "message": "it is broken"}));
    assert_eq!(main.get("parentSpanId"), None);
    let event = &main["events"][0];
    assert_eq!(event["name"], "db_relation_changed");
    assert_eq!(attribute(event, "deferred"), &json!({"boolValue": false}));

    assert_eq!(handler["name"], "db_relation_changed: WebApp.database");
    assert_eq!(handler["parentSpanId"], main["spanId"]);
    assert_eq!(handler["status"], json!({}));
    for (key, value) in
        [("event_name", "db_relation_changed"), ("event_type", "hook"), ("handler", "WebApp.database")]
    {
        assert_eq!(attribute(handler, key), &json!({"stringValue": value}), "{key}");
    }
    assert_eq!(attribute(handler, "deferred"), &json!({"boolValue": true}));

    assert_eq!((&tool["name"], &tool["parentSpanId"]), (&"relation-set".into(), &handler["spanId"]));
    assert_eq!(attribute(tool, "args"), &json!({"stringValue": "relation-set -r db:3 --file -"}));
    assert!(tool["status"]["message"].as_str().unwrap().contains("the disk is full"));
    assert!(!format!("{spans:?}").contains("hunter2"), "{spans:#?}");
    assert_eq!(lines.last().unwrap(), "juju-log --log-level INFO -- a line", "a line is no span");
}

#[test]
fn events_have_the_names_that_python_gives_them() {
    let (ended, _) = recorded(|_| {
        for event in [
            EventRecord::new("action:back-up"),
            EventRecord::new("collect-unit-status"),
            EventRecord::custom("database.Created", Value::Null, TypeId::of::<()>()),
        ] {
            drop(spans::of_handler::<WebApp>(&event, "", false));
        }
    });
    let spans = spans_of(&ended);
    let told: Vec<_> = spans.iter().map(|span| (&span["name"], attribute(span, "event_type"))).collect();
    let text = |text: &str| json!({"stringValue": text});
    assert_eq!(
        told,
        [
            (&"back_up_action: WebApp".into(), &text("action")),
            (&"collect_unit_status: WebApp".into(), &text("framework")),
            (&"database.Created: WebApp".into(), &text("custom")),
        ]
    );
}

#[test]
fn a_span_of_another_thread_and_one_that_is_open_are_part_of_it() {
    let (ended, _) = recorded(|_| {
        let main = spans::of_dispatch(&environment()).entered();
        let dispatch = tracing::dispatcher::get_default(Clone::clone);
        let elsewhere = move || {
            let _default = tracing::dispatcher::set_default(&dispatch);
            tracing::info_span!("elsewhere", count = 3, ratio = 0.5, big = u64::MAX).in_scope(|| ());
            tracing::debug_span!("of no interest").in_scope(|| ());
        };
        std::thread::spawn(elsewhere).join().unwrap();
        std::mem::forget(main);
    });
    let spans = spans_of(&ended);
    let [elsewhere, main] = &spans[..] else { panic!("{spans:#?}") };
    assert_eq!((&elsewhere["name"], &elsewhere["parentSpanId"]), (&"elsewhere".into(), &main["spanId"]));
    assert_eq!(attribute(elsewhere, "count"), &json!({"intValue": "3"}));
    assert_eq!(attribute(elsewhere, "ratio"), &json!({"doubleValue": 0.5}));
    assert_eq!(attribute(elsewhere, "big"), &json!({"stringValue": "18446744073709551615"}));
}

#[test]
fn there_is_an_end_to_what_is_kept() {
    let (ended, _) = recorded(|_| {
        let main = spans::of_dispatch(&environment());
        main.in_scope(|| {
            for _ in 0..1010 {
                tracing::info_span!("again", text = "é".repeat(5000)).in_scope(|| ());
            }
        });
    });
    let spans = spans_of(&ended);
    assert_eq!(spans.len(), 1000);
    assert_eq!(attribute(&spans[999], "dropped_spans"), &json!({"intValue": "11"}));
    let text = attribute(&spans[0], "text")["stringValue"].as_str().unwrap();
    assert!(text.len() < 2100 && text.ends_with("é…"), "{}", text.len());
}

#[test]
fn a_resource_tells_the_unit_in_the_words_of_the_python_peer() {
    let resource = otlp::resource(&environment(), "web-app", "WebApp");
    for (key, value) in [
        ("service.namespace", "uuid"),
        ("service.namespace.name", "prod"),
        ("service.name", "web"),
        ("service.instance.id", "7"),
        ("charm", "web-app"),
        ("charm_type", "WebApp"),
        ("juju_unit", "web/7"),
    ] {
        assert_eq!(attribute(&resource, key), &json!({"stringValue": value}), "{key}");
    }
}
