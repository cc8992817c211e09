//! The hook tools: what each name does when it is called, in Juju's own flags, exit codes and words.

mod action;
mod config;
mod input;
mod leadership;
mod log;
mod model;
mod network;
mod output;
mod ports;
mod relation;
mod secret;
mod secret_content;
mod state;
mod status;
mod storage;

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getppid, kill_process};

use crate::call::{Call, ValueFile, Via};
use crate::fault::Then;
use crate::session::Session;
pub(crate) use input::Stdin;

/// Every name under which the stand-in is found on `PATH`; Juju's list, less what ended before 3.0.
#[rustfmt::skip]
pub const NAMES: &[&str] = &[
    "action-fail", "action-get", "action-log", "action-set", "application-version-set", "close-port", "config-get",
    "credential-get", "goal-state", "is-leader", "juju-log", "juju-reboot", "leader-get", "leader-set", "network-get",
    "open-port", "opened-ports", "relation-get", "relation-ids", "relation-list", "relation-model-get", "relation-set",
    "resource-get", "secret-add", "secret-get", "secret-grant", "secret-ids", "secret-info-get", "secret-remove",
    "secret-revoke", "secret-set", "state-delete", "state-get", "state-set", "status-get", "status-set", "storage-add",
    "storage-get", "storage-list", "unit-get",
];

/// Why a tool did not do what it was asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The flags or arguments are not good: exit 2.
    Usage(String),
    /// It was tried and refused: exit 1.
    Failed(String),
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Failed(_) => 1,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Failed(text) => f.write_str(text),
        }
    }
}

/// What a tool works with.
pub(crate) struct Request<'a> {
    pub(crate) session: &'a mut Session,
    pub(crate) args: &'a [String],
    pub(crate) stdin: &'a mut Stdin,
}

/// What a tool prints, or why it failed.
pub(crate) type Answer = Result<String, Failure>;

/// A call as it is asked for.
pub(crate) struct Asked<'a> {
    pub(crate) tool: &'a str,
    pub(crate) args: &'a [String],
    /// Over the socket: all of it.
    pub(crate) request: Option<crate::call::Request>,
}

/// What a call comes to.
pub(crate) struct Served {
    pub(crate) code: u8,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) fate: Fate,
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
    let served = try_serve(tool, args).unwrap_or_else(|error| Served {
        code: 1,
        stdout: String::new(),
        stderr: format!("ERROR bad request: {error}\n"),
        fate: Fate::Answer,
    });
    match served.fate {
        Fate::Answer => {}
        Fate::KillCharm => kill_charm(),
        Fate::Hang => hang(),
    }
    // Whoever called may be gone by now; that is no concern of a tool.
    let _ = io::stderr().write_all(served.stderr.as_bytes());
    let _ = io::stdout().write_all(served.stdout.as_bytes());
    served.code
}

fn try_serve(tool: &str, args: &[String]) -> io::Result<Served> {
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
) -> io::Result<Served> {
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
    let mut served = Served { code: 0, stdout: String::new(), stderr: String::new(), fate: Fate::Answer };
    match fault {
        Some(Then::KillBefore) => return Ok(Served { fate: Fate::KillCharm, ..served }),
        Some(Then::Exit { code, stderr }) => {
            served.code = code;
            served.stderr = format!("{stderr}\n");
        }
        Some(Then::Answer(text)) => served.stdout = text,
        Some(Then::Hang) => served.fate = Fate::Hang,
        Some(Then::KillAfter) | None => {
            if fault.is_some() {
                served.fate = Fate::KillCharm;
            }
            match answer(tool, &mut Request { session: &mut session, args, stdin }) {
                Ok(stdout) => {
                    served.stdout = stdout;
                    if session.pending.reboots_now() {
                        served.fate = Fate::KillCharm;
                    }
                }
                Err(failure) => {
                    served.code = failure.code();
                    served.stderr = format!("ERROR {failure}\n");
                }
            }
        }
    }
    let code = (!matches!(served.fate, Fate::Hang)).then_some(served.code);
    let (args, stdin) = (Call::seen(tool, args, via), stdin.text());
    let call = Call { tool: tool.to_owned(), args, stdin, code, via, files, request };
    Session::record(folder, &call)?;
    session.save(folder)?;
    Ok(served)
}

fn answer(tool: &str, request: &mut Request<'_>) -> Answer {
    match tool {
        "action-fail" => action::fail(request),
        "action-get" => action::get(request),
        "action-log" => action::log(request),
        "action-set" => action::set(request),
        "application-version-set" => status::set_version(request),
        "close-port" => ports::close(request),
        "config-get" => config::get(request),
        "credential-get" => model::credential(request),
        "goal-state" => model::goal_state(request),
        "is-leader" => leadership::is_leader(request),
        "juju-log" => log::log(request),
        "juju-reboot" => model::reboot(request),
        "network-get" => network::get(request),
        "open-port" => ports::open(request),
        "opened-ports" => ports::opened(request),
        "relation-get" => relation::get(request),
        "relation-ids" => relation::ids(request),
        "relation-list" => relation::list(request),
        "relation-model-get" => relation::model(request),
        "relation-set" => relation::set(request),
        "secret-add" => secret::add(request),
        "secret-get" => secret::get(request),
        "secret-grant" => secret::grant(request),
        "secret-ids" => secret::ids(request),
        "secret-info-get" => secret::info(request),
        "secret-remove" => secret::remove(request),
        "secret-revoke" => secret::revoke(request),
        "secret-set" => secret::set(request),
        "resource-get" => model::resource(request),
        "state-delete" => state::delete(request),
        "state-get" => state::get(request),
        "state-set" => state::set(request),
        "status-get" => status::get(request),
        "status-set" => status::set(request),
        "storage-add" => storage::add(request),
        "storage-get" => storage::get(request),
        "storage-list" => storage::list(request),
        _ => Err(Failure::Failed("not implemented".into())),
    }
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
