//! The unit's application.

use super::Leader;
use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::secret::Secrets;
use crate::status::Status;

/// The unit's application: `cx.app()`.
///
/// ```
/// use ops::prelude::*;
///
/// fn ready(cx: &Context) -> ops::Result {
///     if let Some(leader) = cx.leader()? {
///         cx.app().set_status(&leader, Status::active())?;
///     }
///     Ok(())
/// }
/// ```
pub struct App {
    name: Box<str>,
    tools: Tools,
    secrets: Secrets,
}

impl App {
    pub(super) fn new(name: &str, tools: Tools, secrets: Secrets) -> Self {
        Self { name: name.into(), tools, secrets }
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Sets the status of the application, at once: it stays even if the hook fails.
    ///
    /// # Errors
    /// `status-set` failed.
    #[expect(clippy::needless_pass_by_value, reason = "callers make one: `set_status(Status::active())`")]
    pub fn set_status(&self, _leader: &Leader, status: Status) -> Result<(), ModelError> {
        Ok(self.tools.status_set(true, &status)?)
    }
}
