//! `tracing`, into the model's log.

mod levels;
mod line;
mod security;

use std::cell::Cell;
use std::fmt;
use std::io::Write as _;

use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::hook_tools::Tools;
use crate::spans::SPAN_EVENT;
use levels::Levels;
use line::Line;
pub(crate) use security::{SecurityEvent, is_denial, security_event};

/// What is logged: as it is unless said, as the charm's author says, as the operator says.
pub(crate) struct LogSettings<'a> {
    /// The path of a module of the charm.
    pub(crate) module: &'static str,
    /// Of `ops::main!(…, log = "…")`.
    pub(crate) author: &'static str,
    /// Of `OPS_LOG`.
    pub(crate) operator: Option<&'a str>,
}

/// From here on log lines of any crate go to `juju-log`, by way of what this is made into.
pub(crate) fn install<S: Subscriber + Send + Sync>(
    tools: Tools,
    settings: &LogSettings<'_>,
    subscriber: impl FnOnce(JujuLog) -> S,
) {
    let mut levels = Levels::of_charm(crate_of(settings.module));
    let of_author = levels.set(settings.author);
    let of_operator = levels.set(settings.operator.unwrap_or_default());
    // It fails only if there is one already, which then is what somebody wanted.
    let _ = tracing::subscriber::set_global_default(subscriber(JujuLog { tools, levels }));
    for (place, unread) in [("the charm's `log = \"…\"`", of_author), ("OPS_LOG", of_operator)] {
        for part in unread {
            tracing::warn!(
                "{place}: `{part}` is not read; a level (`debug`) or that of a module (`my_charm::db=trace`) is, \
                 and the levels are error, warn, info, debug, trace and off"
            );
        }
    }
}

fn crate_of(module: &str) -> &str {
    module.split(':').next().unwrap_or(module)
}

thread_local! {
    /// A line that comes while a line is being written is about the writing.
    static WRITING: Cell<bool> = const { Cell::new(false) };
}

/// Sends each line to `juju-log`: a process a line, so there should be few.
pub(crate) struct JujuLog {
    tools: Tools,
    levels: Levels,
}

impl JujuLog {
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn new(tools: Tools, module: &'static str) -> Self {
        Self { tools, levels: Levels::of_charm(crate_of(module)) }
    }

    fn write(&self, level: &str, text: &str) {
        if let Err(error) = self.tools.juju_log(level, text) {
            to_stderr(format_args!("{level} {text}\nWARNING {error}"));
        }
    }
}

/// Juju logs standard error too. A line that cannot be written there either fails nothing (`eprintln!` panics).
pub(crate) fn to_stderr(line: fmt::Arguments<'_>) {
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
        metadata.is_event()
            && metadata.target() != SPAN_EVENT
            && self.levels.allow(metadata.target(), *metadata.level())
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.levels.most())
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

/// The examples of the guide are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/logging.md")]
struct Guide;

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
    fn what_is_not_to_be_logged_and_spans_cost_no_call() {
        let lines = logged(|| {
            tracing::debug!(target: "my_charm::db", "1");
            tracing::trace!(target: "my_charm", "no");
            tracing::debug!(target: "hyper", "no");
            tracing::info_span!(target: "my_charm", "no").in_scope(|| tracing::error!(target: "hyper", "2"));
        });
        let ends: Vec<&str> = lines.iter().map(|line| line.rsplit(' ').next().unwrap()).collect();
        assert_eq!(ends, ["1", "2"]);
    }

    #[test]
    fn a_log_that_fails_fails_nothing() {
        let juju = Recording::new([]);
        juju.refuse("juju-log", "no");
        let subscriber = JujuLog::new(Tools::new(juju), "my_charm");
        tracing::subscriber::with_default(subscriber, || tracing::info!("still here"));
    }
}
