//! What is sent, and what waits.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::collector::{Request, buffer, collector};
use crate::otlp::buffer::Buffer;
use crate::otlp::send::{Sent, send};

fn waiting(buffer: &Buffer) -> Vec<String> {
    let records = buffer.records().unwrap();
    records.iter().map(|record| String::from_utf8(record.read().unwrap()).unwrap()).collect()
}

#[test]
fn what_is_taken_is_gone() {
    let (authority, requests) = collector(&[200, 202]);
    let (_charm, buffer) = buffer(&format!("http://{authority}/v1/traces"), 2);
    assert_eq!(send(&buffer), Sent::Done);
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
    assert_eq!(send(&buffer), Sent::Done);
    assert_eq!(waiting(&buffer), ["{11}", "{12}"]);
    assert_eq!(send(&buffer), Sent::Done);
    assert_eq!(requests.iter().count(), 12);
}

#[test]
fn what_is_not_taken_now_waits_with_all_after_it_and_what_is_at_fault_is_lost() {
    let (authority, _requests) = collector(&[200, 400, 503]);
    let (_charm, buffer) = buffer(&format!("http://{authority}/"), 4);
    assert_eq!(send(&buffer), Sent::NotNow("status 503".into()));
    assert_eq!(waiting(&buffer), ["{3}", "{4}"]);
    let (authority, _requests) = collector(&[413, 404]);
    buffer.set_url(Some(&format!("http://{authority}/"))).unwrap();
    buffer.records().unwrap()[1].remove();
    assert_eq!(send(&buffer), Sent::Refused("status 413".into()));
    assert!(waiting(&buffer).is_empty());
}

#[test]
fn nobody_is_asked_where_nobody_is_known() {
    let (_charm, buffer) = buffer("http://x/", 1);
    buffer.set_url(None).unwrap();
    assert_eq!(send(&buffer), Sent::Done);
    buffer.set_url(Some("grpc://x")).unwrap();
    assert!(matches!(send(&buffer), Sent::NotNow(_)));
    assert_eq!(waiting(&buffer), ["{1}"]);
}

#[test]
fn who_does_not_answer_is_not_waited_for_long() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let (_charm, buffer) = buffer(&format!("http://{}/", silent.local_addr().unwrap()), 10);
    let begin = Instant::now();
    assert!(matches!(send(&buffer), Sent::NotNow(_)));
    assert!(begin.elapsed() < Duration::from_secs(20), "it is given up at all");
    assert_eq!(waiting(&buffer).len(), 10);
}

#[test]
#[cfg(not(feature = "otlp-tls"))]
fn https_without_the_feature_is_an_error_that_names_it() {
    let (authority, _requests) = collector(&[]);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    drop(authority);
    let (_charm, buffer) = buffer(&format!("https://{}/", listener.local_addr().unwrap()), 1);
    let Sent::NotNow(reason) = send(&buffer) else { panic!("it was sent") };
    assert!(reason.contains("otlp-tls"), "{reason}");
}
