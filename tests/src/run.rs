//! What one hook did, as seen from outside.

use std::fmt;

use ops_model::Outcome;

use crate::call::Call;
use crate::process::{Ended, Exit};
use crate::system_calls::SystemCall;

/// One hook, run to its end.
#[derive(Clone, Debug)]
pub struct Run {
    pub(crate) hook: String,
    pub(crate) ended: Ended,
    pub(crate) outcome: Outcome,
    pub(crate) calls: Vec<Call>,
    pub(crate) connections: usize,
    pub(crate) system_calls: Vec<SystemCall>,
}

impl Run {
    /// The exit code; `None` when a signal or the time limit ended it.
    pub fn exit_code(&self) -> Option<i32> {
        match self.ended.exit {
            Exit::Code(code) => Some(code),
            Exit::Signal(_) | Exit::TimedOut => None,
        }
    }

    /// How the process ended.
    pub fn exit(&self) -> Exit {
        self.ended.exit
    }

    /// What Juju makes of it.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Juju's words if it refused what the hook wrote.
    pub fn refusal(&self) -> Option<&str> {
        match &self.outcome {
            Outcome::Refused(words) => Some(words),
            Outcome::Committed | Outcome::Failed | Outcome::Killed => None,
        }
    }

    /// What the charm wrote to its standard output.
    pub fn stdout(&self) -> &str {
        &self.ended.stdout
    }

    /// What the charm wrote to its standard error.
    pub fn stderr(&self) -> &str {
        &self.ended.stderr
    }

    /// The hook-tool calls in order, each as one would type it.
    pub fn calls(&self) -> Vec<String> {
        self.calls.iter().map(Call::to_string).collect()
    }

    /// The hook-tool calls in order, with all that is known of them.
    pub fn recorded(&self) -> &[Call] {
        &self.calls
    }

    /// How often the agent's socket was connected to.
    pub fn connections(&self) -> usize {
        self.connections
    }

    /// The system calls of the charm's own process, if it was watched.
    pub fn system_calls(&self) -> &[SystemCall] {
        &self.system_calls
    }

    /// The calls of one tool.
    pub fn calls_of<'a>(&'a self, tool: &'a str) -> impl Iterator<Item = &'a Call> {
        self.calls.iter().filter(move |call| call.tool == tool)
    }
}

/// All of it, for the message of a failing test.
impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {:?}, {:?}", self.hook, self.ended.exit, self.outcome)?;
        for call in &self.calls {
            match call.code {
                Some(code) => writeln!(f, "  {call} [{code}]")?,
                None => writeln!(f, "  {call} [-]")?,
            }
            if let Some(stdin) = &call.stdin {
                writeln!(f, "    < {stdin}")?;
            }
        }
        for (name, text) in [("stdout", self.stdout()), ("stderr", self.stderr())] {
            for line in text.lines() {
                writeln!(f, "  {name}: {line}")?;
            }
        }
        Ok(())
    }
}
