//! `juju-log`.

use super::{Answer, Failure, Reply, Request};
use crate::flags::{parse, switch, value};
use crate::record::Log;

const LEVELS: [&str; 6] = ["TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];

pub(super) fn log(request: Request<'_>) -> Reply<'_> {
    let flags = const { &[switch(&["debug"]), value(&["l", "log-level"]), value(&["format"])] };
    let parsed = parse(flags, request.args)?;
    if parsed.positionals.is_empty() {
        return Err(Failure::Usage("no message specified".into()));
    }
    let asked = if parsed.is_on("debug") { "DEBUG" } else { parsed.get("l").unwrap_or("INFO") };
    let asked = asked.to_uppercase();
    // Juju warns of a level that it does not know, and logs at INFO.
    let level = if LEVELS.contains(&asked.as_str()) { asked } else { "INFO".into() };
    request.context.written.record.logs.push(Log { level, text: parsed.positionals.join(" ") });
    Ok(Answer::nothing())
}
