//! `status-set`, `application-version-set` and `status-get`. What is set holds at once, and stays even if the hook fails.

use serde_json::{Map, Value};

use super::Tools;
use super::json::{self, Fields, Unexpected};
use super::text::argument;
use crate::backend::{ToolCall, ToolError};
use crate::status::Status;

/// What `status-get` says of a unit or an application.
#[derive(Debug)]
pub(crate) struct StatusWords {
    pub(crate) status: String,
    pub(crate) message: String,
    pub(crate) status_data: Map<String, Value>,
    /// Of an application: those of its units.
    pub(crate) units: Vec<(String, Self)>,
}

impl Tools {
    /// Sets the status of the unit or, by its leader, of the application.
    pub(crate) fn status_set(&self, application: bool, status: &Status) -> Result<(), ToolError> {
        let application = if application { "--application=True" } else { "--application=False" };
        let message = argument(status.message());
        self.run(&ToolCall::new("status-set", &[application, status.kind().as_str(), "--", &message]))
    }

    /// The unit's status.
    pub(crate) fn unit_status_get(&self) -> Result<StatusWords, ToolError> {
        self.ask(
            &ToolCall::new("status-get", &["--include-data", "--format=json", "--application=false"]),
            status,
        )
    }

    /// The application's status with those of its units, for its leader.
    pub(crate) fn application_status_get(&self) -> Result<StatusWords, ToolError> {
        let args = ["--include-data", "--format=json", "--application=true"];
        self.ask(&ToolCall::new("status-get", &args), |answer| {
            Fields::of(answer)?.take("application-status", status)
        })
    }

    /// Tells which version of the workload runs.
    pub(crate) fn application_version_set(&self, version: &str) -> Result<(), ToolError> {
        self.run(&ToolCall::new("application-version-set", &["--", &argument(version)]))
    }
}

fn status(answer: Value) -> Result<StatusWords, Unexpected> {
    let mut fields = Fields::of(answer)?;
    Ok(StatusWords {
        status: fields.text("status")?,
        message: fields.text("message")?,
        status_data: fields.take("status-data", json::map)?,
        units: fields.take("units", units)?,
    })
}

fn units(answer: Value) -> Result<Vec<(String, StatusWords)>, Unexpected> {
    let mut units = Vec::new();
    for (unit, words) in json::map(answer)? {
        units.push((unit, status(words)?));
    }
    Ok(units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn sets_what_it_is_told() {
        let juju = Recording::new([]);
        let tools = Tools::new(juju.clone());
        tools.status_set(false, &Status::blocked("-x\0")).unwrap();
        tools.status_set(true, &Status::active()).unwrap();
        tools.application_version_set("1.2\0").unwrap();
        assert_eq!(
            juju.lines(),
            [
                "status-set --application=False blocked -- -x\u{FFFD}",
                "status-set --application=True active -- ",
                "application-version-set -- 1.2\u{FFFD}",
            ]
        );
    }
    #[test]
    fn reads_statuses_with_their_data() {
        let juju = Recording::new([
            (
                "status-get --include-data --format=json --application=false",
                r#"{"message":"","status":"error","status-data":{"hook":"install"}}"#,
            ),
            (
                "status-get --include-data --format=json --application=true",
                r#"{"application-status":{"message":"m","status":"active","status-data":null,"units":{"db/0":{"status":"active"}}}}"#,
            ),
        ]);
        let tools = Tools::new(juju.clone());
        assert_eq!(tools.unit_status_get().unwrap().status_data["hook"], "install");
        let app = tools.application_status_get().unwrap();
        assert_eq!((app.message.as_str(), app.units[0].1.status.as_str()), ("m", "active"));
        assert_eq!(juju.lines().len(), 2);
    }
}
