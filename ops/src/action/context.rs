//! The action that runs, as its handler sees it.

use std::rc::Rc;

use serde::Serialize;

use super::results::flatten;
use crate::error::ModelError;
use crate::hook_tools::Tools;

/// The action that runs now: `cx.action()`.
///
/// What the handler returns is the result; this is for what is to be seen before the end.
///
/// ```
/// use ops::prelude::*;
///
/// fn back_up(cx: &Context) -> ActionResult {
///     if let Some(action) = cx.action() {
///         action.log("writing the archive")?;
///     }
///     Err("the disk is full".into()) // `action-fail`
/// }
/// ```
pub struct ActionContext {
    name: String,
    id: Option<String>,
    tools: Rc<Tools>,
}

impl ActionContext {
    pub(crate) fn new(name: &str, id: Option<&str>, tools: Rc<Tools>) -> Self {
        Self { name: name.to_owned(), id: id.map(str::to_owned), tools }
    }

    /// Its name, as in `actions:`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its id, as `juju show-task` knows it; empty if Juju gave none.
    #[must_use]
    pub fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }

    /// Shows a line at once to whoever waits for the action.
    ///
    /// # Errors
    /// `action-log` failed.
    pub fn log(&self, text: &str) -> Result<(), ModelError> {
        Ok(self.tools.action_log(text)?)
    }

    /// Adds to the results before the end; they are shown even if the action fails later.
    ///
    /// Field names become keys, `_` written as `-`; what is nested becomes `outer.inner`, as does a dot in the key of a map; `None`
    /// is left out. Between dots Juju takes lower-case letters, digits and hyphens, with a letter or digit at both ends, but for
    /// `stdout`, `stderr`, `stdout-encoding` and `stderr-encoding`, which are its own (`jujuc/action-set.go` of Juju 3.5).
    /// Results go by the command line, so they are no place for secrets: give the URI of a secret instead.
    ///
    /// # Errors
    /// A key is not what Juju takes, or `action-set` failed: where it is a process, a result with its key has at most 131,071 bytes.
    pub fn set_results(&self, results: &impl Serialize) -> Result<(), ModelError> {
        Ok(self.tools.action_set(&flatten(results)?)?)
    }
}

impl std::fmt::Debug for ActionContext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ActionContext")
            .field("name", &self.name)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
