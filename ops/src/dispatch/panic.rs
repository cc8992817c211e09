//! A panic is an error of the handler in which it happened: logged with its place, and the hook fails.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::cell::RefCell;
use std::panic::PanicHookInfo;

use tracing::Span;

use super::place::Place;
use crate::hook_tools::Tools;
use crate::log::{SecurityEvent, security_event};
use crate::spans;

thread_local! {
    static RUNNING: RefCell<String> = const { RefCell::new(String::new()) };
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Which handler runs from here on.
pub(super) fn running(place: &Place<'_>) {
    RUNNING.with_borrow_mut(|running| {
        running.clear();
        place.write(running);
    });
}

/// From here on panics are logged as errors of the charm.
pub(super) fn install(tools: Tools) {
    std::panic::set_hook(Box::new(move |info| {
        let text = text(info);
        tracing::error!("{text}");
        spans::failed(&Span::current(), &text);
        // Where a panic unwinds, dispatch catches it and fails. Where it aborts, this is the last chance to exit as a
        // hook that failed does: Juju takes some signals for its own.
        if cfg!(panic = "abort") {
            security_event(&tools, &SecurityEvent::Crash("panic", &text));
            // The agent waits for it, and to send traces may take long.
            tools.close();
            #[cfg(feature = "otlp")]
            crate::otlp::finish(Some(&text));
            std::process::exit(1);
        }
        let _ = SAID.try_with(|said| said.try_borrow_mut().map(|mut said| *said = text));
    }));
}

/// What was logged of a panic that was caught. Where none of our hooks is (in a test), it is logged here.
pub(super) fn logged(payload: &(dyn Any + Send)) -> String {
    let said = SAID.try_with(|said| said.try_borrow().map(|said| said.clone()));
    let said = said.ok().and_then(Result::ok).unwrap_or_default();
    if !said.is_empty() {
        return said;
    }
    let message = payload.downcast_ref::<&str>().copied();
    let Some(message) = message.or_else(|| payload.downcast_ref().map(String::as_str)) else { return said };
    let text = RUNNING.with_borrow(|running| format!("{running}: panicked: {message}"));
    tracing::error!("{text}");
    text
}

fn text(info: &PanicHookInfo<'_>) -> String {
    // Where even this cannot be had, the place in the source still can.
    let running = RUNNING.try_with(|running| running.try_borrow().map(|handler| handler.clone()));
    let handler = running.ok().and_then(Result::ok).filter(|handler| !handler.is_empty());
    // Only the thread that dispatches runs handlers.
    let handler = handler.unwrap_or_else(|| "in a thread of the charm".to_owned());
    let place = info.location().map(|place| format!(" at {place}")).unwrap_or_default();
    let message = info.payload_as_str().unwrap_or("(no message)");
    let backtrace = Backtrace::capture();
    let backtrace = match backtrace.status() {
        BacktraceStatus::Captured => format!("\n{backtrace}"),
        _ => String::new(),
    };
    format!("{handler}: panicked{place}: {message}{backtrace}")
}
