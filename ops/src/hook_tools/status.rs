//! `status-set` and `application-version-set`. Both work at once and stay even if the hook fails.

use super::Tools;
use super::text::argument;
use crate::backend::{ToolCall, ToolError};
use crate::status::Status;

impl Tools {
    /// Sets the status of the unit or, by its leader, of the application.
    pub(crate) fn status_set(&self, application: bool, status: &Status) -> Result<(), ToolError> {
        let application = if application { "--application=True" } else { "--application=False" };
        let message = argument(status.message());
        self.run(&ToolCall::new("status-set", [application, status.kind().as_str(), "--", &message]))
    }

    /// Tells which version of the workload runs.
    pub(crate) fn application_version_set(&self, version: &str) -> Result<(), ToolError> {
        self.run(&ToolCall::new("application-version-set", ["--", &argument(version)]))
    }
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
}
