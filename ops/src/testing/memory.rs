//! Juju in memory: a backend that answers from a value.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ops_metadata::metadata::Storage;
use ops_model::{Hook, HookContext, Input, Outcome, World};
use secrecy::ExposeSecret;

use super::Run;
use crate::backend::{Backend, ToolCall, ToolError, ToolErrorKind, own_words};

/// One hook that runs in memory.
pub(super) struct Memory(Mutex<Running>);

struct Running {
    context: HookContext,
    calls: Vec<String>,
}

/// What a charm unwinds with when Juju kills it.
struct Killed;

impl Memory {
    pub(super) fn new(world: World, hook: Hook) -> Self {
        Self(Mutex::new(Running { context: HookContext::new(world, hook), calls: Vec::new() }))
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the hook is told.
    pub(super) fn environment(&self) -> BTreeMap<String, String> {
        let running = self.running();
        running.context.hook().environment(running.context.world(), BTreeMap::new())
    }

    /// Ends the hook with the charm's exit code.
    pub(super) fn end(&self, code: u8, storages: &[Storage]) -> Run {
        let mut running = self.running();
        let context = running.context.clone();
        let outcome = match code {
            _ if context.reboots_now() => Outcome::Killed,
            0 => context.refusal(Some(storages)).map_or(Outcome::Committed, Outcome::Refused),
            _ => Outcome::Failed,
        };
        let hook = context.hook().dispatch_path();
        let calls = std::mem::take(&mut running.calls);
        Run { hook, world: context.end(&outcome), outcome, calls }
    }
}

impl Backend for Memory {
    fn call(&self, call: &ToolCall<'_>) -> Result<Vec<u8>, ToolError> {
        let mut args: Vec<String> = call.args.iter().map(|arg| (*arg).to_owned()).collect();
        args.extend(call.secret_args().iter().map(|arg| arg.expose_secret().to_owned()));
        let mut running = self.running();
        let served = running.context.call(call.tool, &args, &mut Given(call.stdin));
        running.calls.push(call.shown());
        let is_killed = served.code == 0 && running.context.reboots_now();
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
