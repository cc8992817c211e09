//! Calls of hook tools, answered from a session, whichever way they came.

use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use ops_model::Served;
use rustix::process::{Signal, getppid, kill_process};

use crate::call::{Call, ValueFile, Via};
use crate::fault::Then;
use crate::session::Session;
use crate::stdin::Stdin;

/// A call as it is asked for.
pub(crate) struct Asked<'a> {
    pub(crate) tool: &'a str,
    pub(crate) args: &'a [String],
    /// Over the socket: all of it.
    pub(crate) request: Option<crate::call::Request>,
}

/// How a call ends for the charm that made it.
pub(crate) enum Fate {
    Answer,
    /// It is killed, as by a machine that goes down: it has no say in it.
    KillCharm,
    /// There is never an answer.
    Hang,
}

/// Answers one call of a hook tool, as the process of that name; gives its exit code.
///
/// The session is found by the variables that Juju's own tools need.
pub fn serve(tool: &str, args: &[String]) -> u8 {
    let (served, fate) = try_serve(tool, args).unwrap_or_else(|error| {
        let stderr = format!("ERROR bad request: {error}\n");
        (Served { code: 1, stderr, ..Served::default() }, Fate::Answer)
    });
    match fate {
        Fate::Answer => {}
        Fate::KillCharm => kill_charm(),
        Fate::Hang => hang(),
    }
    // Whoever called may be gone by now; that is no concern of a tool.
    let _ = io::stderr().write_all(served.stderr.as_bytes());
    let _ = io::stdout().write_all(served.stdout.as_bytes());
    served.code
}

fn try_serve(tool: &str, args: &[String]) -> io::Result<(Served, Fate)> {
    let variable = |name: &str| std::env::var(name).map_err(|_| io::Error::other(format!("{name} not set")));
    let context_id = variable("JUJU_CONTEXT_ID")?;
    let folder = Session::folder(&variable("JUJU_AGENT_SOCKET_ADDRESS")?)
        .ok_or_else(|| io::Error::other("no session at the socket's address"))?;
    serve_in(&folder, &context_id, Asked { tool, args, request: None }, &mut Stdin::Own)
}

/// Answers one call, whichever way it came.
///
/// # Errors
/// There is no such session.
pub(crate) fn serve_in(
    folder: &Path,
    context_id: &str,
    asked: Asked<'_>,
    stdin: &mut Stdin,
) -> io::Result<(Served, Fate)> {
    let Asked { tool, args, request } = asked;
    let (via, files) = match request {
        None => (Via::HookTool, ValueFile::of(args)),
        Some(_) => (Via::AgentSocket, Vec::new()),
    };
    let _lock = Session::lock(folder)?;
    let mut session = Session::load(folder)?;
    if session.context_id != context_id {
        return Err(io::Error::other(format!(
            "expected context id {:?}, got {context_id:?}",
            session.context_id
        )));
    }
    let fault = session.fault(tool).map(|fault| fault.then);
    let (mut served, mut fate) = (Served::default(), Fate::Answer);
    match fault {
        Some(Then::KillBefore) => return Ok((served, Fate::KillCharm)),
        Some(Then::Exit { code, stderr }) => {
            served.code = code;
            served.stderr = format!("{stderr}\n");
        }
        Some(Then::Answer(text)) => served.stdout = text,
        Some(Then::Hang) => fate = Fate::Hang,
        Some(Then::KillAfter) | None => {
            if fault.is_some() {
                fate = Fate::KillCharm;
            }
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            served = session.context.call(tool, &args, stdin);
            if served.code == 0 && session.context.reboots_now() {
                fate = Fate::KillCharm;
            }
        }
    }
    let code = (!matches!(fate, Fate::Hang)).then_some(served.code);
    let (args, stdin) = (Call::seen(tool, args, via), stdin.text());
    let call = Call { tool: tool.to_owned(), args, stdin, code, via, files, request };
    Session::record(folder, &call)?;
    session.save(folder)?;
    Ok((served, fate))
}

/// Ends the process that called this one, as a machine that goes down would: it has no say in it.
fn kill_charm() {
    if let Some(parent) = getppid() {
        let _ = kill_process(parent, Signal::KILL);
    }
}

fn hang() -> ! {
    loop {
        thread::sleep(Duration::from_secs(3600));
    }
}
