//! Juju in memory: it answers from a value.

use std::borrow::Cow;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ops_metadata::metadata::Storage;
use ops_model::{Hook, HookContext, Input, Outcome, Said, State};
use secrecy::ExposeSecret;
use serde_json::Value;

use super::shuffle::Fault;
use super::{Calls, Run, fail, trace};
use crate::backend::{ToolCall, ToolError, ToolErrorKind, own_words};
use crate::environment::Environment;
use crate::hook_tools::{Answer, Data, json_that_is_yaml};
use crate::texts::Texts;

/// The hook that runs in memory, if one does.
pub(crate) struct Memory(Mutex<Running>);

#[derive(Default)]
struct Running {
    /// Nothing before the hook and once it has ended. Boxed, since it goes from hand to hand.
    context: Option<Box<HookContext>>,
    calls: Calls,
    fault: Option<Fault>,
}

/// What a charm unwinds with when Juju kills it.
struct Killed;

/// What the hook is told, as the charm takes it.
///
/// # Panics
/// The state's unit is none.
pub(super) fn environment_of(hook: &Hook, state: &State) -> Environment {
    Environment::of_hook(hook, state)
        .unwrap_or_else(|error| fail(&format!("no charm can run there: {error}")))
}

impl Memory {
    /// Where nothing runs.
    pub(super) fn new() -> Self {
        Self(Mutex::default())
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a hook, in which this goes wrong. Gives what it is told.
    pub(super) fn begin(&self, context: Box<HookContext>, fault: Option<Fault>) -> Environment {
        let environment = environment_of(context.hook(), context.state());
        let mut running = self.running();
        running.context = Some(context);
        (running.calls, running.fault) = (Calls::new(), fault);
        environment
    }

    /// Ends the hook with the charm's exit code.
    pub(super) fn end(&self, code: u8, storages: &[Storage]) -> Run {
        let mut running = self.running();
        let Some(context) = running.context.take() else { fail("the hook has ended already") };
        let (calls, fault) = (std::mem::take(&mut running.calls), running.fault);
        drop(running);
        let outcome = match code {
            _ if context.reboots_now() || fault == Some(Fault::Kill) => Outcome::Killed,
            0 if fault == Some(Fault::Refuse) => Outcome::Refused("refused by order of the test".into()),
            0 => context.refusal(Some(storages)).map_or(Outcome::Committed, Outcome::Refused),
            _ => Outcome::Failed,
        };
        let hook = context.hook().dispatch_path();
        let told = context.end(&outcome);
        Run::new(hook, outcome, told, calls, trace::end())
    }

    /// Answers one call of a hook tool.
    pub(crate) fn call(&self, call: &ToolCall<'_>, data: Option<Data<'_>>) -> Result<Answer, ToolError> {
        let of_secret = call.secret_args();
        let mut args = Cow::Borrowed(call.args);
        if !of_secret.is_empty() {
            args.to_mut().extend(of_secret.iter().map(|arg| arg.expose_secret()));
        }
        let mut running = self.running();
        let Running { context: Some(context), calls, fault } = &mut *running else {
            return Err(ToolError::new(call, ToolErrorKind::BadAnswer("the hook has ended".into())));
        };
        calls.note(call);
        if is_to_fail(fault, call.tool) {
            let stderr = "failed by order of the test".into();
            return Err(ToolError::new(call, ToolErrorKind::Failed { code: 1, stderr }));
        }
        let answer = match context.answer(call.tool, &args, &mut Given { stdin: call.stdin, data }) {
            Ok(answer) => taken(&answer),
            Err(refused) => {
                let (code, stderr) = (refused.code.into(), own_words(refused.stderr.as_bytes()));
                return Err(ToolError::new(call, ToolErrorKind::Failed { code, stderr }));
            }
        };
        let is_killed = context.reboots_now();
        drop(running);
        if is_killed {
            std::panic::resume_unwind(Box::new(Killed));
        }
        Ok(answer)
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

/// An answer as the charm takes it: printed where it would be read in another way than as it is.
fn taken(answer: &ops_model::Answer<'_>) -> Answer {
    match answer.json() {
        Some(Said::Texts(texts)) => Answer::Texts(Texts::of_map(texts)),
        Some(Said::Nothing) => Answer::Value(Value::Null),
        Some(said @ (Said::Truth(_) | Said::Text(_) | Said::Names(_))) => Answer::Value(said.to_value()),
        Some(said @ Said::Options { all, .. }) if all.values().all(is_exact) => {
            Answer::Value(said.to_value())
        }
        Some(said @ Said::Parameters(all)) if all.values().all(is_exact) => Answer::Value(said.to_value()),
        _ => Answer::Printed(answer.printed().into_bytes()),
    }
}

/// Whether the value is read back as it was written: a float may lose its last digit.
fn is_exact(value: &Value) -> bool {
    match value {
        Value::Number(number) => !number.is_f64(),
        Value::Array(items) => items.iter().all(is_exact),
        Value::Object(map) => map.values().all(is_exact),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// What a call brings along: no files, since nothing of ours names one.
struct Given<'a> {
    stdin: Option<&'a [u8]>,
    data: Option<Data<'a>>,
}

impl Input for Given<'_> {
    fn stdin(&mut self) -> io::Result<Vec<u8>> {
        match self.data {
            Some(data) => Ok(json_that_is_yaml(data).into_bytes()),
            None => self
                .stdin
                .map(<[u8]>::to_vec)
                .ok_or_else(|| io::Error::other("hook tool requires stdin, none supplied")),
        }
    }

    fn file(&mut self, path: &str) -> io::Result<Vec<u8>> {
        Err(io::Error::new(io::ErrorKind::NotFound, format!("{path}: there are no files in memory")))
    }

    fn settings(&mut self) -> Option<Vec<(String, String)>> {
        Some(self.data?.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ops_model::Relation;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::hook_tools::Tools;

    fn begin(state: &State, hook: &Hook) -> (HookContext, Arc<Memory>, Tools) {
        let context = HookContext::new(state.clone(), hook.clone());
        let memory = Arc::new(Memory::new());
        memory.begin(context.clone().into(), None);
        (context, memory.clone(), Tools::in_memory(memory))
    }

    /// As a process would be given it.
    struct Written(Vec<u8>);

    impl Input for Written {
        fn stdin(&mut self) -> io::Result<Vec<u8>> {
            Ok(self.0.clone())
        }

        fn file(&mut self, path: &str) -> io::Result<Vec<u8>> {
            ().file(path)
        }
    }

    #[test]
    fn what_need_not_be_printed_is_printed_as_the_tool_does() {
        let mut state = State::unit("web/0").with_leader(true);
        state.relations.push(Relation::named("db", 3, "postgresql").with_unit("postgresql/0", [("a", "\n")]));
        state.set_config("port", 80).set_config("ratio", 0.1).set_config("unset", Value::Null);
        let hook = Hook::action("backup", json!({"deep": [1, {"x": null}], "to": "s3"}));
        let calls: [&[&str]; 14] = [
            &["is-leader", "--format=json"],
            &["is-leader"],
            &["config-get", "--format=json"],
            &["config-get", "--format=json", "--all"],
            &["config-get", "--format=json", "port"],
            &["action-get", "--format=json"],
            &["state-get", "--format=json"],
            &["state-get", "x", "--format=json"],
            &["relation-ids", "db", "--format=json"],
            &["relation-list", "-r", "db:3", "--format=json"],
            &["relation-list", "-r", "db:3", "--app", "--format=json"],
            &["relation-get", "-r", "db:3", "-", "postgresql/0", "--format=json"],
            &["network-get", "db", "--format=json"],
            &["secret-ids", "--format=json"],
        ];
        for ratio in [json!(0.1), json!("text")] {
            state.set_config("ratio", ratio);
            let (mut context, _, tools) = begin(&state, &hook);
            for call in calls {
                let [tool, args @ ..] = call else { continue };
                let served = context.call(tool, args, &mut ());
                assert_eq!((served.code, tools.raw(tool, args).unwrap()), (0, served.stdout), "{call:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_need_not_be_written_is_read_as_if_it_were(
            pairs in proptest::collection::btree_map("[a-z.\u{0}\u{85}]{0,3}", "[ -~\u{0}\u{e9}\u{2028}\n]{0,8}", 0..4),
            length in prop_oneof![3 => Just(0), 1 => 990_usize..1100],
        ) {
            let mut pairs = pairs;
            if length > 0 {
                pairs.insert("k".repeat(length), "long".into());
            }
            let pairs: Vec<_> = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            let mut state = State::unit("web/0");
            state.relations.push(Relation::named("db", 3, "postgresql"));
            let (mut context, memory, tools) = begin(&state, &Hook::named("start"));
            let calls: [(&[&str], _); 2] = [
                (&["relation-set", "-r", "db:3", "--file", "-"], tools.relation_set("db:3", false, &pairs)),
                (&["state-set", "--file", "-"], tools.state_set(&pairs)),
            ];
            for (call, is) in calls {
                let [tool, args @ ..] = call else { continue };
                let served = context.call(tool, args, &mut Written(json_that_is_yaml(&pairs).into_bytes()));
                let words = own_words(served.stderr.as_bytes());
                prop_assert_eq!(is.is_ok(), served.code == 0);
                prop_assert!(is.err().is_none_or(|error| error.to_string().contains(words.trim())));
            }
            let (state, _) = context.end(&Outcome::Committed);
            prop_assert_eq!(memory.end(0, &[]).state, state);
        }
    }
}
