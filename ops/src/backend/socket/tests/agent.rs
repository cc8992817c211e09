//! An agent for tests: listens as Juju's does, and answers what a test says.

use std::io::{self, Read, Write};
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::backend::socket::AgentSocket;
use crate::backend::socket::encode::{Fields, bytes, message, uint};

/// What an agent makes of a request: its reply, or nothing, which closes the connection.
pub(super) type Answers = dyn FnMut(&Request) -> Option<Said> + Send;

/// What is answered to a call.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Ran(i64, Vec<u8>, Vec<u8>),
    Refused(String),
    /// These bytes, whatever they are.
    Bytes(Vec<u8>),
}

impl Said {
    pub(super) fn ok(stdout: &str) -> Self {
        Self::Ran(0, stdout.into(), Vec::new())
    }
}

/// A request as it came: which of its connection it is, and the message with the body.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) number: u64,
    pub(super) connection: usize,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn has(&self, text: &str) -> bool {
        self.body.windows(text.len()).any(|window| window == text.as_bytes())
    }
}

/// The listening agent.
pub(super) struct Agent {
    folder: TempDir,
    requests: Arc<Mutex<Vec<Request>>>,
    ended: Arc<Mutex<usize>>,
}

impl Agent {
    pub(super) fn new(answers: impl FnMut(&Request) -> Option<Said> + Send + 'static) -> Self {
        let folder = TempDir::new().unwrap();
        let listener = UnixListener::bind(folder.path().join("agent.socket")).unwrap();
        Self::listen(folder, listener, answers)
    }

    #[cfg(target_os = "linux")]
    pub(super) fn at_abstract(
        name: &str,
        answers: impl FnMut(&Request) -> Option<Said> + Send + 'static,
    ) -> Self {
        use std::os::linux::net::SocketAddrExt;
        let address = SocketAddr::from_abstract_name(name).unwrap();
        Self::listen(TempDir::new().unwrap(), UnixListener::bind_addr(&address).unwrap(), answers)
    }

    fn listen(
        folder: TempDir,
        listener: UnixListener,
        answers: impl FnMut(&Request) -> Option<Said> + Send + 'static,
    ) -> Self {
        let agent = Self { folder, requests: Arc::default(), ended: Arc::default() };
        let (requests, ended) = (Arc::clone(&agent.requests), Arc::clone(&agent.ended));
        let answers: Arc<Mutex<Box<Answers>>> = Arc::new(Mutex::new(Box::new(answers)));
        thread::spawn(move || {
            for (connection, stream) in listener.incoming().enumerate() {
                let (requests, ended, answers) = (requests.clone(), ended.clone(), answers.clone());
                thread::spawn(move || {
                    let _ = serve(stream.unwrap(), connection, &requests, &answers);
                    *ended.lock().unwrap() += 1;
                });
            }
        });
        agent
    }

    pub(super) fn address(&self) -> PathBuf {
        self.folder.path().join("agent.socket")
    }

    pub(super) fn socket(&self) -> AgentSocket {
        AgentSocket::new(self.address(), "C").with_patience(Duration::from_secs(30))
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// How many connections have ended.
    pub(super) fn ended(&self) -> usize {
        *self.ended.lock().unwrap()
    }
}

fn serve(
    mut stream: UnixStream,
    connection: usize,
    requests: &Mutex<Vec<Request>>,
    answers: &Mutex<Box<Answers>>,
) -> io::Result<()> {
    let mut wire = Wire::default();
    for number in 0.. {
        let body = request(&mut stream)?;
        let request = Request { number, connection, body };
        requests.lock().unwrap().push(request.clone());
        let said = (answers.lock().unwrap())(&request);
        match said {
            Some(said) => stream.write_all(&wire.reply(number, &said))?,
            None => return Ok(()),
        }
    }
    Ok(())
}

/// Up to the end of a body, whose type is 66. No message of a test is longer than a kilobyte but for those that say so in
/// two bytes or three.
fn request(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    loop {
        let mut lead = [0];
        stream.read_exact(&mut lead)?;
        let mut length = usize::from(lead[0]);
        if length >= 128 {
            let mut rest = vec![0; 256 - length];
            stream.read_exact(&mut rest)?;
            length = rest.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        }
        let mut message = vec![0; length];
        stream.read_exact(&mut message)?;
        if message.starts_with(b"\xff\x84") {
            return Ok(message);
        }
    }
}

const HEADER: i64 = 70;
const NOTHING: i64 = 71;
const ANSWER: i64 = 72;

/// Writes replies, with the definitions that were not yet sent.
#[derive(Default)]
pub(super) struct Wire(Vec<i64>);

impl Wire {
    pub(super) fn reply(&mut self, number: u64, said: &Said) -> Vec<u8> {
        let mut out = Vec::new();
        if let Said::Bytes(bytes) = said {
            return bytes.clone();
        }
        let string = 6;
        self.define(&mut out, HEADER, &[("ServiceMethod", string), ("Seq", 3), ("Error", string)]);
        let mut header = int(HEADER);
        let mut fields = Fields::after(0, &mut header);
        fields.bytes(b"Jujuc.Main");
        fields.uint(number);
        fields.bytes(if let Said::Refused(error) = said { error.as_bytes() } else { b"" });
        fields.end();
        message(&mut out, &header);
        if let Said::Ran(code, stdout, stderr) = said {
            self.define(&mut out, ANSWER, &[("Code", 2), ("Stdout", 5), ("Stderr", 5)]);
            let mut body = int(ANSWER);
            let mut fields = Fields::after(0, &mut body);
            fields.uint(zigzag(*code));
            fields.bytes(stdout);
            fields.bytes(stderr);
            fields.end();
            message(&mut out, &body);
        } else {
            self.define(&mut out, NOTHING, &[]);
            message(&mut out, &[int(NOTHING), vec![0]].concat());
        }
        out
    }

    fn define(&mut self, out: &mut Vec<u8>, id: i64, fields: &[(&str, i64)]) {
        if self.0.contains(&id) {
            return;
        }
        self.0.push(id);
        let mut definition = [int(-id), vec![3, 1, 2], int(id), vec![0]].concat();
        if !fields.is_empty() {
            definition.push(1);
            uint(&mut definition, fields.len() as u64);
            for (name, id) in fields {
                definition.push(1);
                bytes(&mut definition, name.as_bytes());
                definition.extend([vec![1], int(*id), vec![0]].concat());
            }
        }
        definition.extend([0, 0]);
        message(out, &definition);
    }
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn int(number: i64) -> Vec<u8> {
    let mut out = Vec::new();
    uint(&mut out, zigzag(number));
    out
}
