//! A charm that logs.

use ops::prelude::*;

#[charm]
struct LoggingCharm;

#[action("log")]
struct Log {
    message: String,
    times: usize,
}

/// What a module of the charm's logs.
mod database {
    pub(super) fn connect() {
        ops::tracing::trace!("connecting");
        ops::tracing::debug!(host = "192.0.2.7", port = 5432, "connected");
    }
}

#[charm]
impl LoggingCharm {
    #[on(start)]
    fn start(&mut self, _cx: &Context) {
        trace!("a trace");
        debug!("a debug line");
        info!("an info line");
        warn!("a warning\nof two lines");
        error!("an error");
        info!("--help");
        info!("");
        database::connect();
        info!(target: "hyper::client", "another's info line");
        debug!(target: "hyper::client", "another's debug line");
        info!(password = ?SecretString::from("hunter2"), "a secret");
    }

    #[on(stop)]
    fn stop(&mut self, cx: &Context) -> ops::Result {
        cx.unit().reboot()?;
        Ok(())
    }

    #[on(action = "log")]
    fn log(&mut self, _cx: &Context, params: Log) -> ActionResult {
        info!("{}", params.message.repeat(params.times));
        Ok(())
    }

    #[on(action = "reboot")]
    fn reboot(&mut self, cx: &Context) -> ActionResult {
        Ok(cx.unit().reboot()?)
    }
}

ops::main!(LoggingCharm, log = "hyper=info,logging_charm::database=trace");
