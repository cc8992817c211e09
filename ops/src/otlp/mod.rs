//! Traces of the charm's dispatches, sent to an OpenTelemetry collector. With the feature `otlp`.
//!
//! Each dispatch is a trace: a span for itself, one for each handler that ran, one for each call of a hook tool, and those that the
//! charm makes with the macros of [`tracing`]. It is written to a folder beside the charm, `.ops-traces`, and sent
//! when the dispatch has ended, with what waited from before: OTLP as JSON, by HTTP. While no collector is known, or none answers,
//! traces wait there, up to 40 MiB of them; those in which no handler ran give way first, and then the oldest.
//!
//! Where the collector is, the relations say, and the components that see to them:
//!
//! ```yaml
//! requires:
//!   charm-tracing:
//!     interface: tracing
//!     limit: 1
//!     optional: true
//!   receive-ca-cert:
//!     interface: certificate_transfer
//!     limit: 1
//!     optional: true
//! ```
//!
//! ```no_run
//! use ops::prelude::*;
//!
//! #[charm(metadata = "../tests/src/bin/tracing-charm")]
//! struct WebApp {
//!     #[component(endpoint = "charm-tracing")]
//!     tracing: ops::otlp::Tracing,
//!     #[component(endpoint = "receive-ca-cert")]
//!     ca: ops::otlp::CaCertificates,
//! }
//!
//! #[charm(metadata = "../tests/src/bin/tracing-charm")]
//! impl WebApp {}
//!
//! ops::main!(WebApp);
//! ```
//!
//! A charm without these relations calls [`set_destination`].
//!
//! It never fails a dispatch, and delays it by three and a half seconds at most. A collector that cannot be reached in half a second, or does not
//! answer in one, is left alone for 10 seconds, and after each failure in a row for twice as long, up to 5 minutes. A collector
//! at `https://` needs the feature `otlp-tls`, which adds the crates rustls and graviola, and on amd64 a processor that has AES, AVX2 and
//! ADX instructions (as those since about 2014). Without, a warning says so, and the traces wait.

mod back_off;
mod buffer;
mod components;
mod json;
mod recorder;
mod send;
mod span;
#[cfg(not(feature = "otlp-tls"))]
#[path = "no_tls.rs"]
mod tls;
#[cfg(feature = "otlp-tls")]
mod tls;
mod url;

use std::io;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use serde_json::Value;

pub use components::{CaCertificates, Tracing};
pub(crate) use recorder::Recorder;

use crate::charm::Charm;
use crate::context::Context;
use crate::environment::Environment;
use crate::log::JujuLog;
use crate::spans::name_of;
use buffer::{Buffer, Priority};
use recorder::Trace;
use send::{Sent, send};
use url::Url;

/// What the lines of the log are about, so that they can be turned off.
pub(crate) const TARGET: &str = "ops::otlp";

/// The trace of this process.
static EXPORT: OnceLock<Export> = OnceLock::new();

struct Export {
    trace: Arc<Trace>,
    resource: Value,
    buffer: Buffer,
}

/// A subscriber that keeps the spans of this process, beside the log.
pub(crate) fn record<C: Charm>(log: JujuLog, environment: &Environment) -> Recorder {
    let export = EXPORT.get_or_init(|| Export {
        trace: Trace::new(),
        resource: json::resource(environment, C::NAME, name_of::<C>()),
        buffer: Buffer::of_charm(&environment.charm_dir),
    });
    Recorder::new(log, export.trace.clone())
}

/// Says in the log which trace this is, in the words that jhack looks for.
pub(crate) fn announce() {
    if let Some(export) = EXPORT.get() {
        tracing::debug!(target: TARGET, "Starting root trace with id='{}'.", json::trace_id(export.trace.id));
    }
}

/// Keeps what there is of the trace: the program may end now. What is not done has failed, if there is a reason.
pub(crate) fn keep(failure: Option<&str>) {
    let Some(export) = EXPORT.get() else { return };
    let ended = export.trace.end(failure);
    if ended.spans.is_empty() {
        return;
    }
    let priority = if ended.is_observed { Priority::Observed } else { Priority::Unobserved };
    let request = json::request(&export.resource, export.trace.id, &ended.spans);
    if let Err(error) = export.buffer.add(priority, &request) {
        tracing::warn!(target: TARGET, "the trace of this dispatch is lost: it cannot be kept: {error}");
    }
}

/// Keeps the trace, and sends what can be sent.
pub(crate) fn finish(failure: Option<&str>) {
    let Some(export) = EXPORT.get() else { return };
    keep(failure);
    match send(&export.buffer, SystemTime::now()) {
        Sent::Done => {}
        Sent::Waiting(rest) => {
            tracing::debug!(
                target: TARGET,
                "traces wait: the collector did not take them, and is left alone for {} s",
                rest.as_secs()
            );
        }
        Sent::NotNow(reason) => {
            tracing::debug!(target: TARGET, "traces wait, as the collector does not take them: {reason}");
        }
        Sent::Refused(reason) => {
            tracing::warn!(target: TARGET, "traces are lost, as the collector does not take them: {reason}");
        }
    }
}

/// Says where traces are sent: the whole URL, and whose certificates are trusted there, as PEM. It stays until it is said
/// otherwise. For charms that learn it in another way than by the relations of [`Tracing`] and [`CaCertificates`].
///
/// Without a URL traces wait. Without certificates those are trusted that the system trusts.
///
/// ```
/// use ops::prelude::*;
///
/// fn configure(cx: &Context, collector: Option<&str>) -> ops::Result {
///     let url = collector.map(|collector| format!("http://{collector}:4318/v1/traces"));
///     ops::otlp::set_destination(cx, url.as_deref(), None)?;
///     Ok(())
/// }
/// ```
///
/// # Errors
/// The URL is none of a collector, or the folder beside the charm cannot be written to.
pub fn set_destination(cx: &Context, url: Option<&str>, ca: Option<&str>) -> io::Result<()> {
    set_ca(cx, ca)?;
    set_url(cx, url)
}

fn set_url(cx: &Context, url: Option<&str>) -> io::Result<()> {
    let parsed = url
        .map(Url::parse)
        .transpose()
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
    let is_news = Buffer::of_charm(cx.charm_dir()).set_url(url)?;
    let reason = parsed.filter(|url| is_news && url.is_https).and_then(|_| tls::missing());
    if let (Some(url), Some(reason)) = (url, reason) {
        tracing::warn!(target: TARGET, "no traces can be sent to {url}: {reason}; they wait");
    }
    Ok(())
}

fn set_ca(cx: &Context, ca: Option<&str>) -> io::Result<()> {
    Buffer::of_charm(cx.charm_dir()).set_ca(ca).map(drop)
}

#[cfg(test)]
mod tests;
