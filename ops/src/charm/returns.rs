//! What handlers may return.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::action::flatten;
use crate::error::{Error, chain};
use crate::status::Status;

/// What the handler of a hook may return.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] the handler of a hook cannot return a `{Self}`",
    label = "not what a handler returns",
    note = "it returns nothing, or `ops::Result` (any error type that is an `std::error::Error` will do)"
)]
pub trait HandlerResult {
    /// The same as a result.
    ///
    /// # Errors
    /// What the handler returned as such.
    fn into_result(self) -> Result<(), Error>;
}

#[diagnostic::do_not_recommend]
impl HandlerResult for () {
    fn into_result(self) -> Result<(), Error> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<Error>> HandlerResult for Result<(), E> {
    fn into_result(self) -> Result<(), Error> {
        self.map_err(Into::into)
    }
}

/// What the handler of an action may return.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] the handler of an action cannot return a `{Self}`",
    label = "not what the handler of an action returns",
    note = "it returns `ActionResult<T>`: `T` is the results, a struct that is `serde::Serialize`, or `()` for none"
)]
pub trait ActionOutcome {
    /// The results, flat; or the text of `action-fail`.
    ///
    /// # Errors
    /// Why the action failed.
    fn into_results(self) -> Result<BTreeMap<String, String>, String>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize, E: Into<Error>> ActionOutcome for Result<T, E> {
    fn into_results(self) -> Result<BTreeMap<String, String>, String> {
        match self {
            Ok(results) => flatten(&results).map_err(|error| error.to_string()),
            Err(error) => Err(chain(&*error.into())),
        }
    }
}

/// What a handler that tells a status may return.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] a handler that tells the status cannot return a `{Self}`",
    label = "not a status",
    note = "it returns a `Status`, several (`Vec<Status>` or an array; the worst is set), an `Option<Status>`, or an `ops::Result` of one of these"
)]
pub trait IntoStatuses {
    /// All of them, in order.
    ///
    /// # Errors
    /// What the handler returned as such.
    fn into_statuses(self) -> Result<Vec<Status>, Error>;
}

#[diagnostic::do_not_recommend]
impl IntoStatuses for Status {
    fn into_statuses(self) -> Result<Vec<Status>, Error> {
        Ok(vec![self])
    }
}

#[diagnostic::do_not_recommend]
impl IntoStatuses for Vec<Status> {
    fn into_statuses(self) -> Result<Vec<Status>, Error> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoStatuses for Option<Status> {
    fn into_statuses(self) -> Result<Vec<Status>, Error> {
        Ok(self.into_iter().collect())
    }
}

#[diagnostic::do_not_recommend]
impl<const N: usize> IntoStatuses for [Status; N] {
    fn into_statuses(self) -> Result<Vec<Status>, Error> {
        Ok(self.into())
    }
}

#[diagnostic::do_not_recommend]
impl<T: IntoStatuses, E: Into<Error>> IntoStatuses for Result<T, E> {
    fn into_statuses(self) -> Result<Vec<Status>, Error> {
        self.map_err(Into::into)?.into_statuses()
    }
}
