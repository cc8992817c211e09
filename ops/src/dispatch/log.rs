//! `tracing`, into the model's log.

use std::cell::Cell;
use std::fmt::{self, Write as _};
use std::io::Write as _;

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::hook_tools::Tools;

/// From here on log lines of any crate go to `juju-log`.
pub(super) fn install(tools: Tools, module: &'static str) {
    // It fails only if there is one already, which then is what somebody wanted.
    let _ = tracing::subscriber::set_global_default(JujuLog::new(tools, module));
}

thread_local! {
    /// A line that comes while a line is being written is about the writing.
    static WRITING: Cell<bool> = const { Cell::new(false) };
}

/// Sends each line to `juju-log`: a process a line, so there should be few.
pub(super) struct JujuLog {
    tools: Tools,
    charm: &'static str,
}

impl JujuLog {
    pub(super) fn new(tools: Tools, module: &'static str) -> Self {
        let charm = module.split("::").next().unwrap_or(module);
        Self { tools, charm }
    }

    fn is_charm(&self, target: &str) -> bool {
        target.strip_prefix(self.charm).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    }

    fn write(&self, level: &str, text: &str) {
        if let Err(error) = self.tools.juju_log(level, text) {
            to_stderr(format_args!("{level} {text}\nWARNING {error}"));
        }
    }
}

/// Juju logs standard error too. A line that cannot be written there either fails nothing (`eprintln!` panics).
pub(super) fn to_stderr(line: fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Juju's words for the levels; `WARNING` is the one that it shares with the Python peer.
fn name(level: Level) -> &'static str {
    match level {
        Level::ERROR => "ERROR",
        Level::WARN => "WARNING",
        Level::INFO => "INFO",
        Level::DEBUG => "DEBUG",
        Level::TRACE => "TRACE",
    }
}

impl Subscriber for JujuLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let most = if self.is_charm(metadata.target()) { Level::DEBUG } else { Level::INFO };
        metadata.is_event() && *metadata.level() <= most
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::DEBUG)
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        let level = name(*event.metadata().level());
        if WRITING.replace(true) {
            to_stderr(format_args!("{level} {}", line.text()));
            return;
        }
        self.write(level, &line.text());
        WRITING.set(false);
    }

    // Spans are not logged: none is ever enabled.
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The message, then the other fields.
#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Line {
    fn text(&self) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    fn logged(log: impl FnOnce()) -> Vec<String> {
        let juju = Recording::new([]);
        let subscriber = JujuLog::new(Tools::new(juju.clone()), "my_charm::module");
        tracing::subscriber::with_default(subscriber, log);
        juju.lines()
    }

    #[test]
    fn a_line_has_its_level_its_message_and_its_fields() {
        let lines = logged(|| tracing::warn!(port = 80, host = "db", "cannot connect"));
        assert_eq!(lines, [r#"juju-log --log-level WARNING -- cannot connect port=80 host="db""#]);
    }

    #[test]
    fn the_charm_logs_from_debug_on_and_others_from_info_on() {
        let lines = logged(|| {
            tracing::debug!(target: "my_charm", "1");
            tracing::debug!(target: "my_charm::db", "2");
            tracing::trace!(target: "my_charm", "no");
            tracing::debug!(target: "my_charm_helpers", "no");
            tracing::info!(target: "hyper", "3");
            tracing::info_span!(target: "my_charm", "no").in_scope(|| tracing::error!(target: "hyper", "4"));
        });
        let ends: Vec<&str> = lines.iter().map(|line| line.rsplit(' ').next().unwrap()).collect();
        assert_eq!(ends, ["1", "2", "3", "4"]);
    }

    #[test]
    fn a_log_that_fails_fails_nothing() {
        let juju = Recording::new([]);
        juju.refuse("juju-log", "no");
        let subscriber = JujuLog::new(Tools::new(juju), "my_charm");
        tracing::subscriber::with_default(subscriber, || tracing::info!("still here"));
    }
}
