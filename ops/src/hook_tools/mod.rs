//! Juju's hook tools, one typed function each: the exact command line, and its answer read.
//!
//! Only what the runtime asks for is here. Flags and their order are those of the Python peer, which Juju's own tests
//! and people's stand-ins for the tools know.

mod action;
mod answer;
mod config;
mod credential;
mod data;
mod goal_state;
mod json;
mod leadership;
mod log;
mod network;
mod ports;
mod reboot;
mod relations;
mod resource;
mod secret;
mod state;
mod status;
mod storage;
mod text;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use crate::backend::{Backend, ToolCall, ToolError, ToolErrorKind};
use crate::log::{SecurityEvent, is_denial, security_event};
use crate::spans;
#[cfg(feature = "testing")]
use crate::testing::Memory;
use crate::texts::Texts;
pub(crate) use answer::Answer;
pub(crate) use credential::{Cloud, Credential};
pub(crate) use data::json_that_is_yaml;
pub(crate) use goal_state::{Goal, Goals};
use json::Unexpected;
use leadership::LastAnswer;
pub(crate) use leadership::PROMISE;
pub(crate) use network::NetworkInfo;
pub(crate) use relations::Target;
pub(crate) use secret::{Access, Revision};
pub(crate) use status::StatusWords;
pub(crate) use storage::StorageInfo;

/// The hook tools over one backend.
#[derive(Clone)]
pub(crate) struct Tools {
    juju: Juju,
    /// What security events tell of; without it there are none.
    reported: Option<Arc<Reported>>,
}

/// Of whom security events are.
struct Reported {
    app_id: String,
    leadership: LastAnswer,
}

/// Who answers.
#[derive(Clone)]
enum Juju {
    Backend(Arc<dyn Backend>),
    #[cfg(feature = "testing")]
    Memory(Arc<Memory>),
}

/// What goes to a tool's standard input: texts by their keys.
pub(crate) type Data<'a> = &'a [(&'a str, &'a str)];

impl Tools {
    pub(crate) fn new(backend: Arc<dyn Backend>) -> Self {
        Self { juju: Juju::Backend(backend), reported: None }
    }

    /// Those of a test in memory.
    #[cfg(feature = "testing")]
    pub(crate) fn in_memory(memory: Arc<Memory>) -> Self {
        Self { juju: Juju::Memory(memory), reported: None }
    }

    /// The same for an application that security events are about.
    pub(crate) fn of_app(self, id: &str) -> Self {
        let reported = Reported { app_id: id.to_owned(), leadership: LastAnswer::default() };
        Self { reported: Some(Arc::new(reported)), ..self }
    }

    pub(crate) fn app_id(&self) -> Option<&str> {
        self.reported.as_ref().map(|reported| reported.app_id.as_str())
    }

    /// Whether this unit leads, as far as it is known without another call.
    pub(crate) fn known_leadership(&self) -> Option<bool> {
        self.reported.as_ref()?.leadership.get()
    }

    /// Tells whoever watches the security of the model that Juju has refused this.
    pub(crate) fn report_denial(&self, error: &ToolError) {
        security_event(self, &SecurityEvent::Denied(error, self.known_leadership()));
    }

    fn call(&self, call: &ToolCall<'_>) -> Result<Answer, ToolError> {
        self.call_with(call, None)
    }

    fn call_with(&self, call: &ToolCall<'_>, data: Option<Data<'_>>) -> Result<Answer, ToolError> {
        // A line of the log is no part of what is done: it is what is said of that.
        if call.tool == "juju-log" {
            return self.juju.call(call, data);
        }
        let span = spans::of_tool(call);
        let answer = span.in_scope(|| self.juju.call(call, data));
        if let Err(error) = &answer {
            spans::failed(&span, error);
            if is_denial(error) {
                self.report_denial(error);
            }
        }
        answer
    }

    /// Lets go of the connection, if there is one, until the next call.
    pub(crate) fn close(&self) {
        match &self.juju {
            Juju::Backend(backend) => backend.close(),
            #[cfg(feature = "testing")]
            Juju::Memory(_) => {}
        }
    }

    /// For what the tool does, not for what it says.
    fn run(&self, call: &ToolCall<'_>) -> Result<(), ToolError> {
        self.call(call).map(drop)
    }

    /// The same of a tool that reads data.
    fn write(&self, call: &ToolCall<'_>, data: Data<'_>) -> Result<(), ToolError> {
        self.call_with(call, Some(data)).map(drop)
    }

    /// Whatever the charm asks for, and what the tool says.
    pub(crate) fn raw(&self, tool: &'static str, args: &[&str]) -> Result<String, ToolError> {
        let call = ToolCall::new(tool, args);
        self.call(&call)?.text(&call).map(Cow::into_owned)
    }

    /// For what the tool says, which must be JSON.
    fn ask<T>(&self, call: &ToolCall<'_>, read: fn(Value) -> Result<T, Unexpected>) -> Result<T, ToolError> {
        let mut answer = self.call(call)?;
        let json = answer.value(call)?;
        read(json).map_err(|error| bad_answer(call, answer.bytes(), &error.to_string()))
    }

    /// For texts by their keys: of these there may be many, and large ones. `null` is none.
    fn ask_texts(&self, call: &ToolCall<'_>) -> Result<Texts, ToolError> {
        self.call(call)?.texts(call)
    }
}

impl Juju {
    fn call(&self, call: &ToolCall<'_>, data: Option<Data<'_>>) -> Result<Answer, ToolError> {
        match self {
            Self::Backend(backend) => {
                let written = data.map(json_that_is_yaml);
                let stdin = written.as_ref().map(String::as_bytes).or(call.stdin);
                backend.call(&ToolCall { stdin, ..*call }).map(Answer::Printed)
            }
            #[cfg(feature = "testing")]
            Self::Memory(memory) => memory.call(call, data),
        }
    }
}

fn bad_answer(call: &ToolCall<'_>, answer: &[u8], reason: &str) -> ToolError {
    let start = start(call, answer);
    let reason = format!("{reason}; it is {} bytes that begin with `{start}`", answer.len());
    ToolError::new(call, ToolErrorKind::BadAnswer(reason))
}

/// The start of an answer as it may be shown: of answers that may hold passwords only enough to see what kind it is.
fn start(call: &ToolCall<'_>, answer: &[u8]) -> String {
    let length = match call.tool {
        "goal-state" | "is-leader" | "network-get" | "opened-ports" | "relation-ids" | "relation-list"
        | "relation-model-get" | "storage-list" | "storage-get" => 40,
        _ => 1,
    };
    String::from_utf8_lossy(answer).chars().take(length).flat_map(char::escape_debug).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    proptest::proptest! {
        /// Whatever a tool says is read or is an error.
        #[test]
        fn no_answer_is_a_panic(text in "[\\[\\]{}\":,a-z0-9/ ()-]{0,40}", key in "(status|units|relations|bind-addresses|uuid|type|kind)") {
            use crate::context::Context;
            use crate::environment::Environment;
            use crate::names::{Binding, Endpoint, Multiple, Requires, Resource, Single, Storage};
            let variables = [("JUJU_DISPATCH_PATH", "hooks/start"), ("JUJU_UNIT_NAME", "web/7"), ("JUJU_VERSION", "3.6.0")];
            let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let environment = Environment::from_map(&variables.into()).unwrap();
            for answer in [text.clone(), format!("[\"{text}\"]"), format!("{{\"{key}\": {text}}}"), format!("{{\"{key}\": \"{text}\"}}")] {
                let juju = Recording::new([("", answer.as_str()), ("is-leader", "true")]);
                let cx = Context::new(&environment, Tools::new(juju));
                let leader = cx.leader().unwrap().unwrap();
                let _ = cx.network(Binding::new("x"));
                let _ = (cx.unit().opened_ports(), cx.unit().set_ports([80.into()]), cx.unit().status());
                let _ = (cx.app().status(&leader), cx.app().unit_statuses(&leader).is_ok(), cx.app().planned_units());
                let _ = (cx.model().cloud_spec(), cx.resource(Resource::new("x")));
                if let Ok(Some(relation)) = cx.relation(Endpoint::<Requires, Single>::new("db")) {
                    let _ = (relation.remote_model(), relation.network(), relation.units(), relation.app());
                }
                for instance in cx.storages(Storage::<Multiple>::new("x")).unwrap_or_default() {
                    let _ = (instance.index(), instance.location().is_ok());
                }
            }
        }
    }

    #[test]
    fn an_answer_that_is_no_json_shows_the_tool_and_its_start() {
        let juju = Recording::new([("relation-ids", "<html>")]);
        let error = Tools::new(juju).relation_ids("db").unwrap_err().to_string();
        assert!(error.contains("relation-ids db") && error.contains("`<html>`"), "{error}");
    }

    #[test]
    fn an_answer_that_may_hold_a_password_is_not_shown() {
        let juju = Recording::new([("config-get", r#"{"password": "hunter2""#)]);
        let error = Tools::new(juju).config_get().unwrap_err().to_string();
        assert!(!error.contains("hunter2"), "{error}");
        let juju = Recording::new([("relation-get", r#""hunter2""#)]);
        let error = Tools::new(juju).relation_get("db:3", &Target::App("pg".into())).unwrap_err().to_string();
        assert!(error.contains("expected a map") && !error.contains("hunter2"), "{error}");
    }
}
