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
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getppid, kill_process};

use crate::call::Call;
use crate::fault::Then;
use crate::session::Session;
use input::Stdin;

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

/// Answers one call of a hook tool, as the process of that name; gives its exit code.
///
/// The session is found by the variables that Juju's own tools need.
pub fn serve(tool: &str, args: &[String]) -> u8 {
    match try_serve(tool, args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("ERROR bad request: {error}");
            1
        }
    }
}

fn try_serve(tool: &str, args: &[String]) -> io::Result<u8> {
    let variable = |name: &str| std::env::var(name).map_err(|_| io::Error::other(format!("{name} not set")));
    let context_id = variable("JUJU_CONTEXT_ID")?;
    let folder = Session::folder(&variable("JUJU_AGENT_SOCKET_ADDRESS")?)
        .ok_or_else(|| io::Error::other("no session at the socket's address"))?;
    let lock = Session::lock(&folder)?;
    let mut session = Session::load(&folder)?;
    if session.context_id != context_id {
        return Err(io::Error::other(format!("bad context id {context_id:?}")));
    }

    let fault = session.fault(tool).map(|fault| fault.then);
    if matches!(fault, Some(Then::KillBefore)) {
        kill_charm();
        return Ok(1);
    }
    let mut stdin = Stdin::default();
    let (code, stdout, stderr) = match &fault {
        Some(Then::Exit { code, stderr }) => (Some(*code), String::new(), stderr.clone()),
        Some(Then::Answer(text)) => (Some(0), text.clone(), String::new()),
        Some(Then::Hang) => (None, String::new(), String::new()),
        Some(Then::KillBefore | Then::KillAfter) | None => {
            let mut request = Request { session: &mut session, args, stdin: &mut stdin };
            match answer(tool, &mut request) {
                Ok(stdout) => (Some(0), stdout, String::new()),
                Err(failure) => (Some(failure.code()), String::new(), format!("ERROR {failure}")),
            }
        }
    };
    let call = Call { tool: tool.to_owned(), args: args.to_vec(), stdin: stdin.into_text(), code };
    finish(&folder, &session, &call, lock)?;
    match fault {
        Some(Then::KillAfter) => kill_charm(),
        None if session.pending.reboots_now() => kill_charm(),
        Some(Then::Hang) => hang(),
        _ => {}
    }
    if !stderr.is_empty() {
        eprintln!("{stderr}");
    }
    // Whoever called may be gone by now; that is no concern of a tool.
    let _ = io::stdout().write_all(stdout.as_bytes());
    Ok(code.unwrap_or(1))
}

fn finish(folder: &Path, session: &Session, call: &Call, lock: File) -> io::Result<()> {
    Session::record(folder, call)?;
    session.save(folder)?;
    drop(lock);
    Ok(())
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
