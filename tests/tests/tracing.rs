//! Traces: what a collector is told, and what waits for one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use standin::{CharmDir, Hook, Juju, Relation, State};
use support::logged;

const PLANTED: &str = "correct-horse-battery-staple";

fn charm() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests_with("tracing-charm", "otlp", false);
    let mut state = State::unit("tracing-charm/0");
    state.leader = true;
    let juju = Juju::new(&charm, state);
    (charm, juju)
}

/// Takes what it is sent, as the OTLP receiver of a collector does.
struct Collector {
    url: String,
    traces: Receiver<Value>,
}

impl Collector {
    /// At this address, or at any that is free.
    fn at(address: &str) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (told, traces) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = BufReader::new(stream.unwrap());
                let mut head = String::new();
                while !head.ends_with("\r\n\r\n") && stream.read_line(&mut head).unwrap() > 0 {}
                assert!(head.starts_with("POST /v1/traces HTTP/1.1\r\n"), "{head}");
                assert!(head.contains("\r\nContent-Type: application/json\r\n"), "{head}");
                let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap();
                let mut body = vec![0; length.parse().unwrap()];
                stream.read_exact(&mut body).unwrap();
                stream.get_mut().write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").unwrap();
                if told.send(serde_json::from_slice(&body).unwrap()).is_err() {
                    return;
                }
            }
        });
        Self { url, traces }
    }

    /// The next trace.
    fn trace(&self) -> Trace {
        Trace(self.traces.recv_timeout(Duration::from_secs(10)).unwrap())
    }

    fn is_done(&self) -> bool {
        self.traces.recv_timeout(Duration::from_millis(50)).is_err()
    }
}

/// What is sent of one dispatch.
struct Trace(Value);

impl Trace {
    fn spans(&self) -> &[Value] {
        self.0["resourceSpans"][0]["scopeSpans"][0]["spans"].as_array().unwrap()
    }

    fn span(&self, name: &str) -> &Value {
        let named = |span: &&Value| span["name"] == name;
        self.spans().iter().find(named).unwrap_or_else(|| panic!("no span `{name}` in {:#}", self.0))
    }

    /// What the dispatch was for.
    fn path(&self) -> &str {
        attribute(self.span("ops.main"), "juju.dispatch_path")["stringValue"].as_str().unwrap()
    }
}

fn attribute<'a>(of: &'a Value, key: &str) -> &'a Value {
    let attributes = of["attributes"].as_array().unwrap();
    attributes.iter().find(|attribute| attribute["key"] == key).map_or(&Value::Null, |found| &found["value"])
}

/// The traces that wait, as the names of their files say: priority first.
fn waiting(charm: &CharmDir) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(charm.path().join(".ops-traces")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files
}

fn relate(juju: &mut Juju, url: &str) {
    let receivers = json!([
        {"protocol": {"name": "otlp_grpc", "type": "grpc"}, "url": "192.0.2.7:4317"},
        {"protocol": {"name": "otlp_http", "type": "http"}, "url": url},
    ]);
    let relation = Relation::named("charm-tracing", 5, "tempo").with_unit("tempo/0", []);
    juju.state_mut().relations = vec![relation.with_remote_app_data([("receivers", &receivers.to_string())])];
}

fn dispatch(juju: &mut Juju, hook: impl Into<Hook>) {
    let run = juju.dispatch(hook);
    assert_eq!(run.exit_code(), Some(0), "{run}");
}

fn changed() -> Hook {
    Hook::relation("charm-tracing", 5, "changed").unit("tempo/0")
}

#[test]
fn what_was_before_the_relation_waits_for_it_and_goes_by_its_worth() {
    let (charm, mut juju) = charm();
    dispatch(&mut juju, "update-status");
    dispatch(&mut juju, "install");
    assert_eq!(waiting(&charm).len(), 2);
    let collector = Collector::at("127.0.0.1:0");
    relate(&mut juju, &format!("{}/", collector.url));
    dispatch(&mut juju, changed());
    let paths: Vec<String> = (0..3).map(|_| collector.trace().path().to_owned()).collect();
    assert_eq!(paths, ["hooks/install", "hooks/charm-tracing-relation-changed", "hooks/update-status"]);
    assert!(waiting(&charm).is_empty() && collector.is_done());
    dispatch(&mut juju, "update-status");
    assert_eq!(collector.trace().path(), "hooks/update-status");
}

#[test]
fn a_trace_tells_who_did_what_and_no_secret() {
    let (charm, mut juju) = charm();
    let collector = Collector::at("127.0.0.1:0");
    relate(&mut juju, &collector.url);
    dispatch(&mut juju, changed());
    collector.trace();
    dispatch(&mut juju, "install");
    let trace = collector.trace();
    let resource = &trace.0["resourceSpans"][0]["resource"];
    for (key, value) in [
        ("service.name", "tracing-charm"),
        ("service.instance.id", "0"),
        ("charm_type", "TracingCharm"),
        ("juju_unit", "tracing-charm/0"),
        ("juju_model", "dev"),
    ] {
        assert_eq!(attribute(resource, key)["stringValue"], value, "{key}");
    }
    let main = trace.span("ops.main");
    assert_eq!(main["events"][0]["name"], "install");
    let install = trace.span("install: TracingCharm");
    assert_eq!((&install["parentSpanId"], &install["status"]), (&main["spanId"], &json!({})));
    let own = trace.span("my own");
    assert_eq!(
        (&own["parentSpanId"], attribute(own, "packages")),
        (&install["spanId"], &json!({"intValue": "3"}))
    );
    assert_eq!(own["events"][0]["name"], "Installed");
    let added = trace.span("secret-add");
    assert_eq!(added["parentSpanId"], own["spanId"]);
    assert!(attribute(added, "args")["stringValue"].as_str().unwrap().contains("password=…"));
    assert_eq!(trace.span("Installed: TracingCharm")["parentSpanId"], main["spanId"]);
    assert!(trace.spans().iter().all(|span| span["name"] != "juju-log"), "a line is no call");
    assert!(!trace.0.to_string().contains(PLANTED));
    assert!(juju.logs().iter().all(|log| !log.text.contains(PLANTED)));

    let id = main["traceId"].as_str().unwrap();
    let said = format!("Starting root trace with id='{id}'.");
    assert!(logged(&juju, "DEBUG").contains(&said.as_str()), "{:?}", logged(&juju, "DEBUG"));

    // What waits is no different.
    juju.state_mut().relations.clear();
    dispatch(&mut juju, Hook::relation("charm-tracing", 5, "broken"));
    dispatch(&mut juju, "install");
    assert_eq!(waiting(&charm).len(), 2);
    for file in waiting(&charm) {
        assert!(!fs::read_to_string(file).unwrap().contains(PLANTED));
    }
}

#[test]
fn while_the_collector_is_down_traces_wait() {
    let (charm, mut juju) = charm();
    // Somebody's, and nobody listens.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    relate(&mut juju, &format!("http://{address}"));
    dispatch(&mut juju, changed());
    dispatch(&mut juju, "update-status");
    assert_eq!(waiting(&charm).len(), 2);
    let collector = Collector::at(&address);
    // The time for which it is left alone is over.
    let back_off = charm.path().join(".ops-traces/back-off");
    let (failures, until) = fs::read_to_string(&back_off)
        .unwrap()
        .split_once(' ')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert_eq!(failures, "1");
    let until: u64 = until.parse().unwrap();
    fs::write(&back_off, format!("{failures} {}", until - 10)).unwrap();
    dispatch(&mut juju, "update-status");
    assert!(!back_off.exists());
    let paths: Vec<String> = (0..3).map(|_| collector.trace().path().to_owned()).collect();
    assert_eq!(paths, ["hooks/charm-tracing-relation-changed", "hooks/update-status", "hooks/update-status"]);
    assert!(waiting(&charm).is_empty());
}

#[test]
fn no_more_waits_than_may() {
    let (charm, mut juju) = charm();
    let folder = charm.path().join(".ops-traces");
    fs::create_dir(&folder).unwrap();
    for old in 0..2000 {
        fs::write(folder.join(format!("50-{old:020}.json")), "{}").unwrap();
    }
    dispatch(&mut juju, "install");
    let files = waiting(&charm);
    assert_eq!(files.len(), 2000);
    assert!(files[0].ends_with("50-00000000000000000001.json"), "the oldest is gone: {:?}", files[0]);
}

#[test]
fn the_leader_asks_and_what_goes_wrong_fails_nothing() {
    let (charm, mut juju) = charm();
    relate(&mut juju, "http://192.0.2.7:4318");
    dispatch(&mut juju, Hook::relation("charm-tracing", 5, "created"));
    assert_eq!(juju.state().relation(5).unwrap().local_app_data["receivers"], r#"["otlp_http"]"#);
    let url = charm.path().join(".ops-traces/url");
    for (receivers, expected) in [
        ("no JSON", None),
        ("[]", None),
        (r#"[{"protocol": {"name": "otlp_http"}, "url": 7}]"#, None),
        (
            r#"[{"protocol": {"name": "otlp_http"}, "url": "http://127.0.0.1:1/x"}]"#,
            Some("http://127.0.0.1:1/x/v1/traces"),
        ),
        // What cannot be sent to is said, and changes nothing.
        (
            r#"[{"protocol": {"name": "otlp_http"}, "url": "tempo:4318"}]"#,
            Some("http://127.0.0.1:1/x/v1/traces"),
        ),
    ] {
        let told = &mut juju.state_mut().relation_mut(5).unwrap().remote_app_data;
        told.insert("receivers".into(), receivers.into());
        dispatch(&mut juju, changed());
        assert_eq!(fs::read_to_string(&url).ok().as_deref(), expected, "{receivers}");
    }
    assert!(
        logged(&juju, "WARNING").iter().any(|line| line.contains("`tempo:4318/v1/traces` is not the URL"))
    );
}

#[test]
fn https_without_its_feature_is_warned_of_once() {
    let (charm, mut juju) = charm();
    relate(&mut juju, "https://127.0.0.1:1");
    dispatch(&mut juju, changed());
    dispatch(&mut juju, changed());
    let warned = logged(&juju, "WARNING");
    assert_eq!(warned.len(), 1, "{warned:?}");
    assert!(
        warned[0].contains("https://127.0.0.1:1/v1/traces") && warned[0].contains("otlp-tls"),
        "{warned:?}"
    );
    assert_eq!(waiting(&charm).len(), 2);
}

#[test]
fn whom_to_trust_is_kept_of_either_version_of_the_interface() {
    let (charm, mut juju) = charm();
    let bundle = charm.path().join(".ops-traces/ca.pem");
    let relation = || Relation::named("receive-ca-cert", 6, "certificates");
    for (relation, expected) in [
        (
            relation().with_remote_app_data([("certificates", r#"["B", "A"]"#), ("version", "1")]),
            Some("A\nB"),
        ),
        (
            relation().with_unit(
                "certificates/0",
                [("ca", "CA"), ("certificate", "C"), ("chain", r#"["C", "CA"]"#)],
            ),
            Some("C\nCA"),
        ),
        (relation(), None),
    ] {
        juju.state_mut().relations = vec![relation];
        dispatch(&mut juju, Hook::relation("receive-ca-cert", 6, "created"));
        assert_eq!(juju.state().relation(6).unwrap().local_app_data["version"], "1");
        dispatch(&mut juju, Hook::relation("receive-ca-cert", 6, "changed").unit("certificates/0"));
        assert_eq!(fs::read_to_string(&bundle).ok().as_deref(), expected);
    }
}

#[test]
fn what_fails_is_sent_too() {
    for is_release in [false, true] {
        let charm = CharmDir::of_tests_with("tracing-charm", "otlp", is_release);
        let mut juju = Juju::new(&charm, State::unit("tracing-charm/0"));
        let collector = Collector::at("127.0.0.1:0");
        relate(&mut juju, &collector.url);
        dispatch(&mut juju, changed());
        collector.trace();
        for (hook, handler, words) in [
            ("config-changed", "config_changed: TracingCharm", "it was told to fail"),
            ("stop", "stop: TracingCharm", "it was told to panic"),
        ] {
            assert_eq!(juju.dispatch(hook).exit_code(), Some(1));
            let trace = collector.trace();
            for span in ["ops.main", handler] {
                let status = &trace.span(span)["status"];
                assert_eq!(status["code"], 2, "{span}: {status}");
                assert!(status["message"].as_str().unwrap().contains(words), "{span}: {status}");
            }
        }
        assert!(waiting(&charm).is_empty());
    }
}

#[test]
fn a_collector_that_says_nothing_delays_a_dispatch_and_no_more() {
    let (charm, mut juju) = charm();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    relate(&mut juju, &format!("http://{}", silent.local_addr().unwrap()));
    juju.set_limit(Duration::from_secs(20));
    dispatch(&mut juju, changed());
    for _ in 0..3 {
        dispatch(&mut juju, "update-status");
    }
    assert_eq!(waiting(&charm).len(), 4);
    silent.set_nonblocking(true).unwrap();
    assert_eq!(silent.incoming().take_while(Result::is_ok).count(), 1, "it is left alone");
    assert!(logged(&juju, "DEBUG").iter().any(|line| line.contains("is left alone for")));
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
