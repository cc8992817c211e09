//! A status as far as this dispatch knows it.

use std::cell::RefCell;

use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::status::{Status, StatusInfo};

/// What was read or set last; nothing until then.
#[derive(Default)]
pub(super) struct KnownStatus(RefCell<Option<Box<StatusInfo>>>);

impl KnownStatus {
    /// What is known, or else what this says, which is known then.
    pub(super) fn or_ask(
        &self,
        ask: impl FnOnce() -> Result<StatusInfo, ModelError>,
    ) -> Result<StatusInfo, ModelError> {
        if let Some(status) = self.0.borrow().as_ref() {
            return Ok((**status).clone());
        }
        let status = ask()?;
        *self.0.borrow_mut() = Some(Box::new(status.clone()));
        Ok(status)
    }

    /// Sets it, unless it is known to be just so, message and all.
    pub(super) fn set(&self, application: bool, status: &Status, tools: &Tools) -> Result<(), ModelError> {
        if self.0.borrow().as_ref().is_some_and(|known| known.is(status)) {
            return Ok(());
        }
        // Until Juju has taken it nobody knows which it is.
        *self.0.borrow_mut() = None;
        tools.status_set(application, status)?;
        *self.0.borrow_mut() = Some(Box::new(status.into()));
        Ok(())
    }
}
