//! Juju in memory: a backend that answers from a value.

use std::borrow::Cow;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ops_metadata::metadata::Storage;
use ops_model::{Hook, HookContext, Input, Outcome, State};
use secrecy::ExposeSecret;

use super::shuffle::Fault;
use super::{Run, fail, trace};
use crate::backend::{Backend, ToolCall, ToolError, ToolErrorKind, own_words};
use crate::environment::Environment;

/// One hook that runs in memory.
pub(super) struct Memory(Mutex<Running>);

struct Running {
    /// Nothing once the hook has ended.
    context: Option<HookContext>,
    calls: Vec<String>,
    fault: Option<Fault>,
}

/// What a charm unwinds with when Juju kills it.
struct Killed;

/// What the hook is told, as the charm takes it.
///
/// # Panics
/// The state's unit is none.
pub(super) fn environment_of(context: &HookContext) -> Environment {
    Environment::in_memory(|variable| context.hook().says(context.state(), variable))
        .unwrap_or_else(|error| fail(&format!("no charm can run there: {error}")))
}

impl Memory {
    pub(super) fn new(state: State, hook: Hook) -> Self {
        Self::of(HookContext::new(state, hook), None)
    }

    /// A hook in which this goes wrong.
    pub(super) fn of(context: HookContext, fault: Option<Fault>) -> Self {
        Self(Mutex::new(Running { context: Some(context), calls: Vec::with_capacity(8), fault }))
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the hook is told.
    pub(super) fn environment(&self) -> Environment {
        match &self.running().context {
            Some(context) => environment_of(context),
            None => fail("the hook has ended"),
        }
    }

    /// Ends the hook with the charm's exit code.
    pub(super) fn end(&self, code: u8, storages: &[Storage]) -> Run {
        let mut running = self.running();
        let Some(context) = running.context.take() else { fail("the hook has ended already") };
        let outcome = match code {
            _ if context.reboots_now() || running.fault == Some(Fault::Kill) => Outcome::Killed,
            0 if running.fault == Some(Fault::Refuse) => {
                Outcome::Refused("refused by order of the test".into())
            }
            0 => context.refusal(Some(storages)).map_or(Outcome::Committed, Outcome::Refused),
            _ => Outcome::Failed,
        };
        let hook = context.hook().dispatch_path();
        let calls = std::mem::take(&mut running.calls);
        let told = context.end(&outcome);
        Run::new(hook, outcome, told, calls, trace::end())
    }
}

/// Whether this is the call that is to fail. A line of the log is none: nothing hangs on it.
fn is_to_fail(fault: &mut Option<Fault>, tool: &str) -> bool {
    let Some(Fault::FailCall(left)) = fault else { return false };
    if tool == "juju-log" {
        return false;
    }
    let is_it = *left == 0;
    *left = left.wrapping_sub(1);
    is_it
}

impl Backend for Memory {
    fn call(&self, call: &ToolCall<'_>) -> Result<Vec<u8>, ToolError> {
        let of_secret = call.secret_args();
        let mut args = Cow::Borrowed(call.args);
        if !of_secret.is_empty() {
            args.to_mut().extend(of_secret.iter().map(|arg| arg.expose_secret()));
        }
        let mut running = self.running();
        let Running { context: Some(context), calls, fault } = &mut *running else {
            return Err(ToolError::new(call, ToolErrorKind::BadAnswer("the hook has ended".into())));
        };
        calls.push(call.shown());
        if is_to_fail(fault, call.tool) {
            let stderr = "failed by order of the test".into();
            return Err(ToolError::new(call, ToolErrorKind::Failed { code: 1, stderr }));
        }
        let served = context.call(call.tool, &args, &mut Given(call.stdin));
        let is_killed = served.code == 0 && context.reboots_now();
        drop(running);
        if is_killed {
            std::panic::resume_unwind(Box::new(Killed));
        }
        if served.code == 0 {
            return Ok(served.stdout.into_bytes());
        }
        let (code, stderr) = (served.code.into(), own_words(served.stderr.as_bytes()));
        Err(ToolError::new(call, ToolErrorKind::Failed { code, stderr }))
    }
}

/// What a call brings along: no files, since nothing of ours names one.
struct Given<'a>(Option<&'a [u8]>);

impl Input for Given<'_> {
    fn stdin(&mut self) -> io::Result<Vec<u8>> {
        self.0.map(<[u8]>::to_vec).ok_or_else(|| io::Error::other("hook tool requires stdin, none supplied"))
    }

    fn file(&mut self, path: &str) -> io::Result<Vec<u8>> {
        Err(io::Error::new(io::ErrorKind::NotFound, format!("{path}: there are no files in memory")))
    }
}
