//! A collector that takes what it is told to take.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::otlp::buffer::{Buffer, Priority};

/// A request: its head, and what was sent.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) head: String,
    pub(super) body: String,
}

/// Answers each connection with the next of these statuses; gives its URL, and what it was sent.
pub(super) fn collector(statuses: &'static [u16]) -> (String, Receiver<Request>) {
    serve(statuses, |stream| stream)
}

/// The same behind what is made of each connection.
pub(super) fn serve<S: Read + Write + 'static>(
    statuses: &'static [u16],
    accept: fn(TcpStream) -> S,
) -> (String, Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let authority = listener.local_addr().unwrap().to_string();
    let (told, tells) = channel();
    thread::spawn(move || {
        for status in statuses {
            let stream = accept(listener.accept().unwrap().0);
            // One that does not trust the server says nothing.
            if let Some(request) = answer(stream, *status) {
                let _ = told.send(request);
            }
        }
    });
    (authority, tells)
}

fn answer(stream: impl Read + Write, status: u16) -> Option<Request> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    stream.read_exact(&mut body).unwrap();
    stream
        .get_mut()
        .write_all(format!("HTTP/1.1 {status} Whatever\r\nContent-Length: 0\r\n\r\n").as_bytes())
        .ok()?;
    stream.get_mut().flush().ok()?;
    Some(Request { head, body: String::from_utf8(body).unwrap() })
}

/// A buffer with this many traces, `{1}` and so on, that go to a URL.
pub(super) fn buffer(url: &str, traces: usize) -> (tempfile::TempDir, Buffer) {
    let charm = tempfile::tempdir().unwrap();
    let buffer = Buffer::of_charm(charm.path());
    buffer.set_url(Some(url)).unwrap();
    for trace in 1..=traces {
        buffer.add(Priority::Observed, &format!("{{{trace}}}")).unwrap();
    }
    (charm, buffer)
}
