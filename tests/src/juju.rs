//! The harness: runs a charm's `dispatch` as the unit agent does, and keeps the state between hooks.
#![allow(
    clippy::panic,
    reason = "the harness of a test: what it cannot set up fails that test, with the reason"
)]

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use ops_model::{Action, Hook, Log, NAMES, Outcome, Record, State};
use tempfile::TempDir;

use crate::agent::{Agent, Socket};
use crate::cargo;
use crate::fault::Fault;
use crate::judge;
use crate::planted;
use crate::process::{Ended, Exit, run_within};
use crate::run::Run;
use crate::session::Session;
use crate::system_calls::{SystemCall, run_until};

/// A unit agent that runs one charm.
#[derive(Debug)]
pub struct Juju {
    charm_dir: PathBuf,
    state: State,
    record: Record,
    /// Serves the hook that runs. Before its folder, which is removed after it.
    agent: Option<Agent>,
    /// The tools and the session of the hook that runs.
    folder: TempDir,
    faults: Vec<Fault>,
    refuses_flush: bool,
    socket: Socket,
    /// What `OPS_BACKEND` says to the charm.
    backend: Option<String>,
    /// What starts `dispatch`, if it is not started as it is.
    launcher: Vec<String>,
    /// Whether a run is held to what must hold of every one.
    is_checked: bool,
    limit: Duration,
    hooks_run: usize,
}

impl Juju {
    /// An agent for the charm in a folder, which holds an executable `dispatch`. The charm is told of `OPS_BACKEND` what
    /// this program was.
    ///
    /// # Panics
    /// When the program `hook-tool` was not built beside this one, or no temporary folder can be made.
    pub fn new(charm_dir: impl AsRef<Path>, state: State) -> Self {
        let charm_dir = or_fail("the charm's folder", fs::canonicalize(charm_dir));
        let folder = or_fail("a temporary folder", TempDir::with_prefix("standin-"));
        let bin = folder.path().join("tools");
        or_fail("the tools' folder", fs::create_dir(&bin));
        or_fail("the folder for temporary files", fs::create_dir(folder.path().join("tmp")));
        let program = hook_tool();
        for name in NAMES {
            or_fail(name, symlink(&program, bin.join(name)));
        }
        Self {
            charm_dir,
            state,
            record: Record::default(),
            folder,
            faults: Vec::new(),
            refuses_flush: false,
            socket: Socket::Path,
            backend: std::env::var("OPS_BACKEND").ok(),
            agent: None,
            launcher: Vec::new(),
            is_checked: true,
            limit: Duration::from_secs(30),
            hooks_run: 0,
        }
    }

    /// The same agent for a program that may call what Juju does not take, and tell what it likes.
    #[must_use]
    pub fn without_checks(mut self) -> Self {
        self.is_checked = false;
        self
    }

    /// The state as committed.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The state, to be changed between hooks.
    pub fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// What the hooks so far have told that no state shows.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// What was logged so far, in order.
    pub fn logs(&self) -> &[Log] {
        &self.record.logs
    }

    /// Forgets what was logged so far.
    pub fn forget_logs(&mut self) {
        self.record.logs.clear();
    }

    /// The action that ran last.
    pub fn action(&self) -> Option<&Action> {
        self.record.action.as_ref()
    }

    /// Another build of the charm takes the unit over: state and relations stay.
    ///
    /// # Panics
    /// When there is no such folder.
    pub fn upgrade(&mut self, charm_dir: impl AsRef<Path>) {
        self.charm_dir = or_fail("the charm's folder", fs::canonicalize(charm_dir));
    }

    /// The folder for temporary files that the charm is told of.
    pub fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// What goes wrong in the hooks from now on.
    pub fn set_faults(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.faults = faults.into_iter().collect();
    }

    /// Whether Juju refuses what the next hooks have written, when they end.
    pub fn set_refuses_flush(&mut self, refuses: bool) {
        self.refuses_flush = refuses;
    }

    /// Where the agent listens in the hooks from now on; at a path unless said.
    pub fn set_socket(&mut self, socket: Socket) {
        self.socket = socket;
    }

    /// What `OPS_BACKEND` says to the charm from now on; `None` leaves the choice to it.
    pub fn set_backend(&mut self, backend: Option<&str>) {
        self.backend = backend.map(Into::into);
    }

    /// A program that starts `dispatch` in the hooks from now on, with its arguments; the path of `dispatch` follows them.
    pub fn set_launcher(&mut self, launcher: &[&str]) {
        self.launcher = launcher.iter().map(|&word| word.to_owned()).collect();
    }

    /// How long a hook may take before it is killed; half a minute unless said.
    pub fn set_limit(&mut self, limit: Duration) {
        self.limit = limit;
    }

    /// Runs a hook or an action to its end, and commits or drops what it wrote.
    ///
    /// # Panics
    /// When `dispatch` cannot be started.
    pub fn dispatch(&mut self, hook: impl Into<Hook>) -> Run {
        let hook = hook.into();
        let mut command = self.command(&hook);
        let ended = or_fail("dispatch", run_within(self.limit, &mut command));
        self.end(&hook, ended, Vec::new())
    }

    /// The same, watched at each system call of the charm's process; it is killed before the one of this number, counted from
    /// 0.
    ///
    /// # Errors
    /// The system does not let one process watch another.
    pub fn watch(&mut self, hook: impl Into<Hook>, kill_before: Option<usize>) -> io::Result<Run> {
        let hook = hook.into();
        let command = self.command(&hook);
        let (ended, system_calls) = run_until(kill_before, self.limit, &command)?;
        Ok(self.end(&hook, ended, system_calls))
    }

    /// What Juju does when a charm has ended.
    fn end(&mut self, hook: &Hook, ended: Ended, system_calls: Vec<SystemCall>) -> Run {
        let outcome = match ended.exit {
            Exit::Code(0) => self.refusal().map_or(Outcome::Committed, Outcome::Refused),
            Exit::Code(_) => Outcome::Failed,
            Exit::Signal(_) | Exit::TimedOut => Outcome::Killed,
        };
        // As Juju does: the hook has ended when all that it asked for has.
        let connections = self.agent.take().map_or(0, |agent| agent.connections());
        let before = self.is_checked.then(|| self.state.clone());
        self.settle(&outcome);
        let calls = or_fail("the recorded calls", Session::calls(self.folder.path()));
        let run = Run { hook: hook.dispatch_path(), ended, outcome, calls, connections, system_calls };
        if let Some(before) = before {
            let temporary = self.temporary();
            // Who was killed cannot clean up.
            let is_clean = run.outcome != Outcome::Killed;
            let folders = [Some(&*self.charm_dir), is_clean.then_some(&*temporary)];
            planted::is_unseen(
                &self.state,
                &self.record,
                &run,
                &folders.into_iter().flatten().collect::<Vec<_>>(),
            );
            judge::takes(&before, &run.calls);
        }
        run
    }

    /// Begins the session of a hook and gives the command that runs it, to measure what it costs. Nothing of it is
    /// committed; [`Juju::dispatch`] does all of it.
    ///
    /// # Panics
    /// When the session cannot be written.
    pub fn command(&mut self, hook: &Hook) -> Command {
        self.hooks_run += 1;
        let folder = self.folder.path();
        let context_id = format!("{}-{}-{:016x}", self.state.unit, hook.name(), self.hooks_run);
        let session = Session::new(context_id.clone(), hook.clone(), self.state.clone(), self.faults.clone());
        let context = &session.context;
        let mut environment = context.hook().environment(context.state(), self.place(&context_id));
        if let Some(backend) = &self.backend {
            environment.entry("OPS_BACKEND".into()).or_insert_with(|| backend.clone());
        }
        // The agent of the last hook leaves its address first.
        self.agent = None;
        or_fail("the session", session.save(folder).and_then(|()| Session::forget_calls(folder)));
        self.agent = or_fail("the agent's socket", Agent::start(self.socket, folder));
        let dispatch = self.charm_dir.join("dispatch");
        let mut command = match self.launcher.split_first() {
            None => Command::new(dispatch),
            Some((program, args)) => {
                let mut command = Command::new(program);
                command.args(args).arg(dispatch);
                command
            }
        };
        command.env_clear().envs(environment).current_dir(&self.charm_dir);
        command
    }

    /// Why Juju refuses what the hook has written, if it does.
    fn refusal(&self) -> Option<String> {
        if self.refuses_flush {
            return Some("refused by order of the test".into());
        }
        let session = or_fail("the session", Session::load(self.folder.path()));
        let reading = ops_metadata::read(&self.charm_dir);
        // A script that stands for a charm has none.
        session.context.refusal(reading.is_complete().then_some(&*reading.metadata.storages))
    }

    /// The end of a hook: what is immediate stays in any case, what was held back is committed or dropped.
    fn settle(&mut self, outcome: &Outcome) {
        // A tool that was killed with its charm may be about to die only now.
        let _lock = or_fail("the session", Session::lock(self.folder.path()));
        let session = or_fail("the session", Session::load(self.folder.path()));
        let (state, told) = session.context.end(outcome);
        self.state = state;
        self.record.then(told);
    }

    /// What the agent says of itself and of its machine: nothing of the caller's own is in it.
    fn place(&self, context_id: &str) -> BTreeMap<String, String> {
        let folder = self.folder.path();
        let (tools, temporary) = (folder.join("tools"), self.temporary());
        let path =
            format!("{}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", tools.display());
        let place = [
            ("CHARM_DIR", &*self.charm_dir.to_string_lossy()),
            ("JUJU_CHARM_DIR", &self.charm_dir.to_string_lossy()),
            ("JUJU_CONTEXT_ID", context_id),
            ("JUJU_AGENT_SOCKET_ADDRESS", &self.socket.address(folder)),
            ("JUJU_AGENT_SOCKET_NETWORK", "unix"),
            ("PATH", &path),
            // Juju does not say this; so nothing that a charm leaves there escapes the tests.
            ("TMPDIR", &temporary.to_string_lossy()),
        ];
        place.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }
}

/// The program that stands in for the hook tools; cargo builds it with this package's tests.
fn hook_tool() -> PathBuf {
    let program = or_fail("the programs' folder", cargo::programs()).join("hook-tool");
    assert!(program.is_file(), "there is no {}: build it with `cargo build -p tests`", program.display());
    program
}

fn or_fail<T, E: Display>(what: &str, result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("the stand-in for Juju: {what}: {error}"))
}
