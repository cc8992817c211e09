//! A line of the log, from what a macro of `tracing` was given.

use std::fmt::{self, Write as _};

use tracing::field::{Field, Visit};

/// The message, then the other fields.
#[derive(Default)]
pub(super) struct Line {
    message: String,
    fields: String,
}

impl Line {
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.message, self.fields).trim_start().to_owned()
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a string cannot fail.
        let _ = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "message" => self.message.push_str(value),
            _ => self.record_debug(field, &value),
        }
    }

    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        self.record_debug(field, &format_args!("{}", crate::error::chain(value)));
    }
}
