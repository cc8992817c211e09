//! Juju's hook tools, one typed function each: the exact command line, and its answer read.
//!
//! Only what the runtime asks for is here. Flags and their order are those of the Python peer, which Juju's own tests
//! and people's stand-ins for the tools know.

mod action;
mod config;
mod data;
mod leadership;
mod log;
mod relations;
mod state;
mod status;
mod storage;
mod text;

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::backend::{Backend, ToolCall, ToolError, ToolErrorKind};

use crate::unreadable::reason;
pub(crate) use relations::Target;
pub(crate) use storage::StorageInfo;

/// The hook tools over one backend.
#[derive(Clone)]
pub(crate) struct Tools {
    backend: Arc<dyn Backend>,
}

impl Tools {
    pub(crate) fn new(backend: Arc<dyn Backend>) -> Self {
        Self { backend }
    }

    /// Lets go of the connection, if there is one, until the next call.
    pub(crate) fn close(&self) {
        self.backend.close();
    }

    /// For what the tool does, not for what it says.
    fn run(&self, call: &ToolCall) -> Result<(), ToolError> {
        self.backend.call(call).map(drop)
    }

    /// For what the tool says, which must be JSON.
    fn ask<T: DeserializeOwned>(&self, call: &ToolCall) -> Result<T, ToolError> {
        let answer = self.backend.call(call)?;
        serde_json::from_slice(&answer).map_err(|error| {
            let reason = format!(
                "{}; it is {} bytes that begin with `{}`",
                reason(error),
                answer.len(),
                start(call, &answer)
            );
            ToolError::new(call, ToolErrorKind::BadAnswer(reason))
        })
    }
}

/// The start of an answer as it may be shown: of answers that may hold passwords only enough to see what kind it is.
fn start(call: &ToolCall, answer: &[u8]) -> String {
    let length = match call.tool {
        "is-leader" | "relation-ids" | "relation-list" | "storage-list" | "storage-get" => 40,
        _ => 1,
    };
    String::from_utf8_lossy(answer).chars().take(length).flat_map(char::escape_debug).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

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
