//! The unit whose charm runs.

use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::names::UnitName;
use crate::secret::Secrets;
use crate::status::Status;

/// The unit whose charm runs: `cx.unit()`.
///
/// ```
/// use ops::prelude::*;
///
/// fn started(cx: &Context) -> ops::Result {
///     cx.unit().set_workload_version("14.2")?;
///     cx.unit().set_status(Status::Active(format!("unit {} serves", cx.unit().number())))?;
///     Ok(())
/// }
/// ```
pub struct Unit {
    name: UnitName,
    tools: Tools,
    secrets: Secrets,
}

impl Unit {
    pub(super) fn new(name: UnitName, tools: Tools, secrets: Secrets) -> Self {
        Self { name, tools, secrets }
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Its name, `application/number`.
    #[must_use]
    pub fn name(&self) -> &UnitName {
        &self.name
    }

    /// The name of its application.
    #[must_use]
    pub fn app_name(&self) -> &str {
        self.name.app()
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.name.number()
    }

    /// Sets its status, at once: it stays even if the hook fails. A `collect_unit_status` handler is the calmer way.
    ///
    /// # Errors
    /// `status-set` failed.
    #[expect(clippy::needless_pass_by_value, reason = "callers make one: `set_status(Status::active())`")]
    pub fn set_status(&self, status: Status) -> Result<(), ModelError> {
        Ok(self.tools.status_set(false, &status)?)
    }

    /// Tells which version of the workload runs, at once.
    ///
    /// # Errors
    /// `application-version-set` failed.
    pub fn set_workload_version(&self, version: &str) -> Result<(), ModelError> {
        Ok(self.tools.application_version_set(version)?)
    }
}
