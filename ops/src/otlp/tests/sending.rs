//! What is sent, and what waits.

use std::net::TcpListener;
use std::time::{Duration, SystemTime};

use super::collector::{Request, buffer, collector};
use crate::otlp::buffer::{Buffer, Priority};
use crate::otlp::send::{Sent, send};

fn waiting(buffer: &Buffer) -> Vec<String> {
    let records = buffer.records().unwrap();
    records.iter().map(|record| String::from_utf8(record.read().unwrap()).unwrap()).collect()
}

#[test]
fn what_is_taken_is_gone() {
    let (authority, requests) = collector(&[200, 202]);
    let (_charm, buffer) = buffer(&format!("http://{authority}/v1/traces"), 2);
    assert_eq!(send(&buffer, SystemTime::now()), Sent::Done);
    let requests: Vec<Request> = requests.iter().collect();
    assert_eq!(requests.iter().map(|request| &*request.body).collect::<Vec<_>>(), ["{1}", "{2}"]);
    let head = &requests[0].head;
    assert!(head.starts_with("POST /v1/traces HTTP/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("\r\nHost: {authority}\r\n")), "{head}");
    assert!(head.contains("\r\nContent-Type: application/json\r\n"), "{head}");
    assert!(waiting(&buffer).is_empty());
}

#[test]
fn ten_go_at_once_and_the_others_later() {
    let (authority, requests) = collector(&[200; 12]);
    let (_charm, buffer) = buffer(&format!("http://{authority}/"), 12);
    assert_eq!(send(&buffer, SystemTime::now()), Sent::Done);
    assert_eq!(waiting(&buffer), ["{11}", "{12}"]);
    assert_eq!(send(&buffer, SystemTime::now()), Sent::Done);
    assert_eq!(requests.iter().count(), 12);
}

#[test]
fn what_is_not_taken_now_waits_with_all_after_it_and_what_is_at_fault_is_lost() {
    let (authority, _requests) = collector(&[200, 400, 503]);
    let (_charm, buffer) = buffer(&format!("http://{authority}/"), 4);
    assert_eq!(send(&buffer, SystemTime::now()), Sent::NotNow("status 503".into()));
    assert_eq!(waiting(&buffer), ["{3}", "{4}"]);
    let (authority, _requests) = collector(&[413, 404]);
    buffer.set_url(Some(&format!("http://{authority}/"))).unwrap();
    buffer.records().unwrap()[1].remove();
    assert_eq!(send(&buffer, SystemTime::now()), Sent::Refused("status 413".into()));
    assert!(waiting(&buffer).is_empty());
}

#[test]
fn nobody_is_asked_where_nobody_is_known() {
    let (_charm, buffer) = buffer("http://x/", 1);
    buffer.set_url(None).unwrap();
    assert_eq!(send(&buffer, SystemTime::now()), Sent::Done);
    buffer.set_url(Some("grpc://x")).unwrap();
    assert!(matches!(send(&buffer, SystemTime::now()), Sent::NotNow(_)));
    assert_eq!(waiting(&buffer), ["{1}"]);
}

/// How many have been connected to, of those that wait to be accepted.
fn connections(listener: &TcpListener) -> usize {
    listener.set_nonblocking(true).unwrap();
    listener.incoming().take_while(Result::is_ok).count()
}

#[test]
fn who_never_answers_is_asked_once_and_then_left_alone() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let (_charm, buffer) = buffer(&format!("http://{}/", silent.local_addr().unwrap()), 10);
    let now = SystemTime::now();
    assert!(matches!(send(&buffer, now), Sent::NotNow(_)));
    for later in [0, 4, 9] {
        let now = now + Duration::from_secs(later);
        assert!(matches!(send(&buffer, now), Sent::Waiting(rest) if rest <= Duration::from_secs(10 - later)));
    }
    assert_eq!(connections(&silent), 1);
    assert_eq!(waiting(&buffer).len(), 10);
    assert!(matches!(send(&buffer, now + Duration::from_secs(10)), Sent::NotNow(_)));
    assert_eq!(connections(&silent), 1);
}

#[test]
fn each_failure_doubles_the_wait_up_to_a_bound_and_an_answer_ends_it() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (_charm, buffer) = buffer(&format!("http://{address}/"), 1);
    let mut now = SystemTime::now();
    for wait in [10, 20, 40, 80, 160, 300, 300] {
        assert!(matches!(send(&buffer, now), Sent::NotNow(_)));
        let Sent::Waiting(rest) = send(&buffer, now) else { panic!("it was asked again") };
        assert_eq!(rest.as_secs(), wait);
        now += rest;
    }
    // A clock that was set back.
    buffer.set_back_off(Some("1 99999999999")).unwrap();
    assert!(matches!(send(&buffer, now), Sent::NotNow(_)));
    // Another collector is asked at once, and what takes a trace is no failure.
    let (authority, _requests) = collector(&[200, 503]);
    buffer.set_url(Some(&format!("http://{authority}/"))).unwrap();
    assert_eq!(send(&buffer, now), Sent::Done);
    buffer.add(Priority::Observed, "{2}").unwrap();
    assert_eq!(send(&buffer, now), Sent::NotNow("status 503".into()));
    assert_eq!(send(&buffer, now), Sent::Waiting(Duration::from_secs(10)));
    buffer.set_back_off(Some("what does not read")).unwrap();
    assert!(matches!(send(&buffer, now), Sent::NotNow(_)));
}

#[test]
#[cfg(not(feature = "otlp-tls"))]
fn https_without_the_feature_is_an_error_that_names_it() {
    let (authority, _requests) = collector(&[]);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    drop(authority);
    let (_charm, buffer) = buffer(&format!("https://{}/", listener.local_addr().unwrap()), 1);
    let Sent::NotNow(reason) = send(&buffer, SystemTime::now()) else { panic!("it was sent") };
    assert!(reason.contains("otlp-tls"), "{reason}");
}
