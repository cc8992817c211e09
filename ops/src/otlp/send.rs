//! Sends what waits: HTTP with a deadline, and nothing that a dispatch would wait for after that.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, SystemTime};

use super::back_off::BackOff;
use super::buffer::{Buffer, Record};
use super::url::Url;

/// Until the first connection is there: with what it takes to resolve the name, and over all of its addresses.
const CONNECTING: Duration = Duration::from_millis(500);
/// For each read or write.
const PATIENCE: Duration = Duration::from_secs(1);
/// For all of it: what has not been sent then waits for the next dispatch.
const DEADLINE: Duration = Duration::from_secs(3);
/// In one dispatch, so that what waited for long does not go all at once.
const MOST: usize = 10;
/// Of an answer only its first line is read, which is not longer.
const LONGEST_STATUS: u64 = 1024;

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// All that was to go; or nobody said where to.
    Done,
    /// The collector is left alone for so long, as it did not take them before.
    Waiting(Duration),
    /// The collector cannot be reached, or asks for a later time.
    NotNow(String),
    /// The collector does not take this, now or later: it is gone.
    Refused(String),
}

/// What a collector said to one request.
enum Answer {
    Taken,
    Later(u16),
    Never(u16),
}

/// Sends the traces that come first, unless the collector has failed not long before.
pub(super) fn send(buffer: &Buffer, now: SystemTime) -> Sent {
    let Some(url) = buffer.url() else { return Sent::Done };
    let url = match Url::parse(&url) {
        Ok(url) => url,
        Err(error) => return Sent::NotNow(error.to_string()),
    };
    let back_off = BackOff::read(buffer);
    if let Some(rest) = back_off.rest(now) {
        return Sent::Waiting(rest);
    }
    let records = match buffer.records() {
        Ok(records) if records.is_empty() => return Sent::Done,
        Ok(records) => records,
        Err(error) => return Sent::NotNow(error.to_string()),
    };
    let sent = send_within(url, buffer.ca(), records);
    match sent {
        Sent::NotNow(_) => back_off.fail(buffer, now),
        _ => back_off.end(buffer),
    }
    sent
}

/// Resolving a name knows no deadline, so a thread does it. It ends with the process, and a file is gone only when it was sent.
fn send_within(url: Url, ca: Option<String>, records: Vec<Record>) -> Sent {
    let (connected, connects) = mpsc::channel();
    let (told, tells) = mpsc::channel();
    let sending = thread::Builder::new().name("traces".into()).spawn(move || {
        let is_connected = || connected.send(()).unwrap_or_default();
        let sent = send_all(&url, ca.as_deref(), records.into_iter().take(MOST), is_connected);
        let _ = told.send(sent);
    });
    if let Err(error) = sending {
        return Sent::NotNow(error.to_string());
    }
    // A thread that ends without a connection has told why.
    let late = |_| Sent::NotNow("it took too long".into());
    match connects.recv_timeout(CONNECTING) {
        Err(RecvTimeoutError::Timeout) => late(RecvTimeoutError::Timeout),
        Ok(()) | Err(RecvTimeoutError::Disconnected) => tells.recv_timeout(DEADLINE).unwrap_or_else(late),
    }
}

fn send_all(
    url: &Url,
    ca: Option<&str>,
    records: impl Iterator<Item = Record>,
    connected: impl Fn(),
) -> Sent {
    let mut sent = Sent::Done;
    for record in records {
        let Some(trace) = record.read() else {
            record.remove();
            continue;
        };
        match post(url, ca, &trace, &connected) {
            Ok(Answer::Taken) => record.remove(),
            Ok(Answer::Never(status)) => {
                record.remove();
                sent = Sent::Refused(format!("status {status}"));
            }
            // The others would fare no better.
            Ok(Answer::Later(status)) => return Sent::NotNow(format!("status {status}")),
            Err(error) => return Sent::NotNow(error.to_string()),
        }
    }
    sent
}

fn post(url: &Url, ca: Option<&str>, body: &[u8], connected: impl Fn()) -> io::Result<Answer> {
    let stream = connect(url)?;
    connected();
    if url.is_https {
        exchange(super::tls::over(stream, url, ca)?, url, body)
    } else {
        exchange(stream, url, body)
    }
}

fn connect(url: &Url) -> io::Result<TcpStream> {
    let mut failed = io::Error::new(io::ErrorKind::NotFound, "it has no address");
    let addresses: Vec<_> = (url.host.as_str(), url.port).to_socket_addrs()?.collect();
    for address in &addresses {
        // One that does not answer leaves time for the next.
        match TcpStream::connect_timeout(address, CONNECTING / u32::try_from(addresses.len()).unwrap_or(1)) {
            Ok(stream) => {
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_write_timeout(Some(PATIENCE))?;
                return Ok(stream);
            }
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

fn exchange(mut stream: impl Read + Write, url: &Url, body: &[u8]) -> io::Result<Answer> {
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: {}/{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        url.path,
        url.authority,
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        body.len(),
    );
    stream.write_all(&[head.as_bytes(), body].concat())?;
    stream.flush()?;
    let status = status(stream)?;
    Ok(match status {
        200..=299 => Answer::Taken,
        // What of OTLP says that the data is at fault. Any other may be that of a proxy, or of a collector that starts.
        400 | 413 | 422 => Answer::Never(status),
        _ => Answer::Later(status),
    })
}

/// The number in `HTTP/1.1 200 OK`.
fn status(stream: impl Read) -> io::Result<u16> {
    let mut line = Vec::new();
    BufReader::new(stream.take(LONGEST_STATUS)).read_until(b'\n', &mut line)?;
    let text = String::from_utf8_lossy(&line);
    let status = text.strip_prefix("HTTP/1.").and_then(|rest| rest.split(' ').nth(1)?.trim().parse().ok());
    status
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "its answer is not that of an HTTP server"))
}
