//! One hook as Juju runs it: what it sees, what it has written, and what becomes of that.

use ops_metadata::metadata::Storage;
use serde::{Deserialize, Serialize};

use crate::hook::Hook;
use crate::pending::Pending;
use crate::record::{Action, Record};
use crate::refusal::refusal;
use crate::state::State;
use crate::tools::{Answer, Input, Request, answer};

/// A hook that runs: Juju's own word for what its tools work with.
///
/// ```
/// use ops_model::{Hook, HookContext, Outcome, State};
///
/// let mut context = HookContext::new(State::unit("web/0"), Hook::named("install"));
/// assert_eq!(context.call("state-set", &["seen=1"], &mut ()).code, 0);
///
/// let (state, _) = context.end(&Outcome::Committed);
/// assert_eq!(state.charm_state["seen"], "1");
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HookContext {
    pub(crate) hook: Hook,
    pub(crate) state: State,
    // Boxed, since a hook goes from hand to hand, and this would be a third of it.
    pub(crate) written: Box<Written>,
}

/// What a hook has written: held back, or told at once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) pending: Pending,
    pub(crate) record: Record,
}

/// What a call of a hook tool comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// The exit code: 1 is «could not», 2 «asked in a wrong way».
    pub code: u8,
    /// What it prints.
    pub stdout: String,
    /// What it complains of.
    pub stderr: String,
}

/// How a hook has ended, as Juju takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It exited 0: what it wrote is committed.
    Committed,
    /// It exited with another code: what it wrote is dropped and it will be tried again.
    Failed,
    /// It exited 0, but Juju refused what it wrote, in these words: all of it is dropped, and the hook has failed.
    Refused(String),
    /// A signal ended it: what it wrote is dropped, and it is queued again.
    Killed,
}

impl HookContext {
    /// A hook that is about to begin. What it leaves open is taken from the state: the only relation of an endpoint, the only
    /// instance of a storage.
    #[must_use]
    pub fn new(state: State, mut hook: Hook) -> Self {
        hook.complete(&state);
        let action = hook.params().map(|params| Action {
            name: hook.name.clone(),
            params: params.clone(),
            ..Action::default()
        });
        let record = Record { action, ..Record::default() };
        Self { hook, state, written: Box::new(Written { pending: Pending::default(), record }) }
    }

    /// What runs.
    #[must_use]
    pub fn hook(&self) -> &Hook {
        &self.hook
    }

    /// What is committed, and what took effect at once, such as statuses.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Answers one call of a hook tool, as the process of that name would.
    pub fn call(&mut self, tool: &str, args: &[&str], input: &mut dyn Input) -> Served {
        match self.answer(tool, args, input) {
            Ok(answer) => Served { stdout: answer.printed(), ..Served::default() },
            Err(refused) => refused,
        }
    }

    /// Answers one call of a hook tool, for a caller that need not have the answer printed.
    ///
    /// # Errors
    /// What the process of that name would leave that fails.
    pub fn answer<'a>(
        &'a mut self,
        tool: &str,
        args: &'a [&'a str],
        input: &'a mut dyn Input,
    ) -> Result<Answer<'a>, Served> {
        answer(tool, Request { context: self, args, input }).map_err(|failure| Served {
            code: failure.code(),
            stdout: String::new(),
            stderr: format!("ERROR {failure}\n"),
        })
    }

    /// Whether a call has asked for the machine to be rebooted at once, which kills the charm.
    #[must_use]
    pub fn reboots_now(&self) -> bool {
        self.written.pending.reboots_now()
    }

    /// Why Juju would refuse what the hook has written if it ended well now; `None` if it would not. `storages` are those of the
    /// charm's metadata, if there is any: else none is unknown.
    #[must_use]
    pub fn refusal(&self, storages: Option<&[Storage]>) -> Option<String> {
        refusal(&self.written.pending, &self.state, storages)
    }

    /// The end of the hook: what is immediate stays in any case, what was held back is committed or dropped.
    #[must_use]
    pub fn end(mut self, how: &Outcome) -> (State, Record) {
        let Written { pending, mut record } = *self.written;
        let reason = match how {
            Outcome::Committed => {
                pending.flush(&mut self.state);
                return (self.state, record);
            }
            Outcome::Refused(_) => "committing requested changes failed",
            Outcome::Failed | Outcome::Killed => "exit status",
        };
        if let Some(action) = &mut record.action {
            action.failed.get_or_insert_with(|| reason.into());
        }
        (self.state, record)
    }
}
