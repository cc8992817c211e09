//! The agent's socket: what Juju's own hook tools are clients of, and a charm may be one too.

mod gob;

use std::io::{self, BufReader, Read, Write};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rustix::net::sockopt::socket_peercred;
use rustix::process::{Pid, Signal, kill_process};

use crate::call::Request as Sent;
use ops_model::NAMES;

use crate::serve::{self, Asked, Fate};
use crate::stdin::Stdin;
use gob::Replies;
pub(crate) use gob::{Reply, Request};

/// Where the agent listens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Socket {
    /// At a path, as Juju 3.6 does.
    #[default]
    Path,
    /// At an abstract address, as Juju did before 3.6.
    Abstract,
    /// Nowhere, though it is announced.
    Nowhere,
}

impl Socket {
    /// What `JUJU_AGENT_SOCKET_ADDRESS` says: the tools find the session's folder by it, whether somebody listens or not.
    pub(crate) fn address(self, folder: &Path) -> String {
        let path = folder.join("agent.socket").to_string_lossy().into_owned();
        if self == Self::Abstract { format!("@{path}") } else { path }
    }

    fn listen(self, folder: &Path) -> io::Result<Option<(UnixListener, SocketAddr)>> {
        let address = self.address(folder);
        let address = match self {
            Self::Nowhere => return Ok(None),
            Self::Path => SocketAddr::from_pathname(&address)?,
            Self::Abstract => SocketAddr::from_abstract_name(address.trim_start_matches('@'))?,
        };
        Ok(Some((UnixListener::bind_addr(&address)?, address)))
    }
}

/// Who knows what to say to a request.
pub(crate) type Answering = dyn Fn(Request) -> (Reply, Fate) + Send + Sync;

/// Serves the session of one hook. When it is dropped it closes, and waits until nothing is served any more.
#[derive(Debug)]
pub(crate) struct Agent {
    address: SocketAddr,
    accepting: Option<JoinHandle<()>>,
    connections: Arc<Mutex<Connections>>,
}

#[derive(Debug, Default)]
struct Connections {
    all: Vec<(UnixStream, JoinHandle<()>)>,
    is_closed: bool,
}

impl Agent {
    /// # Errors
    /// When the address cannot be listened at.
    pub(crate) fn start(socket: Socket, folder: &Path) -> io::Result<Option<Self>> {
        let session = folder.to_owned();
        Self::answering(socket, folder, Arc::new(move |request| answer(request, &session)))
    }

    /// One that says what another knows.
    ///
    /// # Errors
    /// As [`Agent::start`].
    pub(crate) fn answering(
        socket: Socket,
        folder: &Path,
        answering: Arc<Answering>,
    ) -> io::Result<Option<Self>> {
        let Some((listener, address)) = socket.listen(folder)? else { return Ok(None) };
        let connections = Arc::new(Mutex::new(Connections::default()));
        let shared = Arc::clone(&connections);
        let accepting = thread::spawn(move || accept(&listener, &answering, &shared));
        Ok(Some(Self { address, accepting: Some(accepting), connections }))
    }

    /// How many there have been.
    pub(crate) fn connections(&self) -> usize {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner).all.len()
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner).is_closed = true;
        // It is heard of at the next connection; without one there is nothing to wait for.
        if UnixStream::connect_addr(&self.address).is_ok() {
            let _ = self.accepting.take().map(JoinHandle::join);
        }
        if let Some(path) = self.address.as_pathname() {
            let _ = std::fs::remove_file(path);
        }
        let all = std::mem::take(&mut self.connections.lock().unwrap_or_else(PoisonError::into_inner).all);
        for (stream, thread) in all {
            let _ = stream.shutdown(std::net::Shutdown::Both);
            let _ = thread.join();
        }
    }
}

fn accept(listener: &UnixListener, answering: &Arc<Answering>, connections: &Mutex<Connections>) {
    for stream in listener.incoming().flatten() {
        let mut connections = connections.lock().unwrap_or_else(PoisonError::into_inner);
        if connections.is_closed {
            return;
        }
        let Ok(kept) = stream.try_clone() else { continue };
        let answering = Arc::clone(answering);
        // A client that leaves in the middle is no concern of the agent.
        let serving = thread::spawn(move || drop(serve(&stream, &*answering)));
        connections.all.push((kept, serving));
    }
}

/// Until the client closes, or sends what does not read: then the connection ends without a reply.
fn serve(stream: &UnixStream, answering: &Answering) -> io::Result<()> {
    let mut incoming = BufReader::new(stream);
    let mut replies = Replies::default();
    while let Some(request) = gob::request(&mut incoming)? {
        let seq = request.seq;
        let (reply, fate) = answering(request);
        match fate {
            Fate::Answer => {}
            Fate::KillCharm => return kill(stream),
            Fate::Hang => return incoming.read_to_end(&mut Vec::new()).map(drop),
        }
        let mut outgoing = stream;
        outgoing.write_all(&replies.reply(seq, &reply))?;
    }
    Ok(())
}

/// What Juju checks before it looks at the arguments, in its words.
fn answer(request: Request, folder: &Path) -> (Reply, Fate) {
    let refused = |text: String| (Reply::Refused(text), Fate::Answer);
    let Request { method, seq, context_id, dir, tool, args, stdin } = request;
    if method != "Jujuc.Main" {
        return refused(format!("rpc: can't find method {method}"));
    }
    if !dir.starts_with('/') {
        return refused("bad request: Dir is not absolute".into());
    }
    if !NAMES.contains(&tool.as_str()) {
        return refused(format!("bad request: unknown command: {tool}"));
    }
    let sent = Sent {
        service_method: method,
        seq,
        context_id: context_id.clone(),
        dir,
        command_name: tool.clone(),
        args: args.clone(),
        stdin_set: stdin.is_some(),
    };
    let asked = Asked { tool: &tool, args: &args, request: Some(sent) };
    match serve::serve_in(folder, &context_id, asked, &mut Stdin::Given(stdin)) {
        Ok((served, fate)) => {
            let (stdout, stderr) = (served.stdout.into_bytes(), served.stderr.into_bytes());
            (Reply::Ran { code: served.code, stdout, stderr }, fate)
        }
        Err(error) => refused(format!("bad request: {error}")),
    }
}

/// The client is the charm itself.
fn kill(stream: &UnixStream) -> io::Result<()> {
    let charm: Pid = socket_peercred(stream)?.pid;
    Ok(kill_process(charm, Signal::KILL)?)
}
