//! One event, from the environment that Juju started the program with to the code that it exits with.

mod legacy;
mod panic;
mod place;
mod plan;
mod run;
#[cfg(feature = "testing")]
mod started;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use tracing::Span;

use crate::backend::{HookTools, choose};
use crate::charm::Charm;
use crate::environment::{Environment, EnvironmentError};
use crate::error::chain;
use crate::hook_tools::Tools;
use crate::log::{self, LogSettings, SecurityEvent, security_event};
use crate::spans;
use run::{Failure, Remains};
#[cfg(feature = "testing")]
pub(crate) use started::Started;

/// Refused: this is not how to start a charm.
const NOT_IN_A_HOOK: u8 = 2;

/// The whole of a charm's `main`. `module` is the path of the module that it stands in: whose log lines are the
/// charm's own; `levels` says of which lines there are to be more or fewer.
pub fn main<C: Charm>(module: &'static str, levels: &'static str) -> ExitCode {
    let environment = match Environment::from_process() {
        Ok(environment) => environment,
        Err(error @ EnvironmentError::NotInAHook) => {
            log::to_stderr(format_args!("This is the charm `{}`. {error}.", C::NAME));
            return ExitCode::from(NOT_IN_A_HOOK);
        }
        Err(error) => {
            log::to_stderr(format_args!("ERROR the charm `{}` cannot run: {error}", C::NAME));
            return ExitCode::FAILURE;
        }
    };
    let chosen = choose(&environment.agent);
    // What is wrong with the choice is logged in the way that always works.
    let tools = Tools::new(match &chosen {
        Ok(backend) => Arc::clone(backend),
        Err(_) => Arc::new(HookTools::new()),
    });
    let tools = tools.of_app(&environment.app_id());
    let operator = environment.log_levels.as_deref();
    #[cfg(feature = "otlp")]
    let subscriber = |log| crate::otlp::record::<C>(log, &environment);
    #[cfg(not(feature = "otlp"))]
    let subscriber = |log| log;
    log::install(tools.clone(), &LogSettings { module, author: levels, operator }, subscriber);
    panic::install(tools.clone());
    if let Err(error) = chosen {
        tracing::error!("the charm cannot run: {error}");
        return ExitCode::FAILURE;
    }
    let span = spans::of_dispatch(&environment);
    let (code, remains) = span.in_scope(|| dispatch::<C>(&environment, &tools, drop));
    // The memory of a process that ends need not be given back piece by piece.
    std::mem::forget(remains);
    drop(span);
    // The agent waits for it; to send traces, and to end threads of the charm's own, may take long.
    tools.close();
    #[cfg(feature = "otlp")]
    {
        crate::otlp::finish(None);
        // What could not be sent was logged.
        tools.close();
    }
    ExitCode::from(code)
}

/// The dispatch of a test: nothing of this process is changed for it. Gives the exit code, and puts the charm here if one was built and
/// has gone to its end.
#[cfg(feature = "testing")]
pub(crate) fn in_memory<C: Charm>(environment: &Environment, tools: &Tools, charm: &mut Option<C>) -> u8 {
    dispatch(environment, tools, |built| *charm = Some(built)).0
}

/// Gives the exit code, and what is of no more use.
fn dispatch<C: Charm>(environment: &Environment, tools: &Tools, keep: impl FnOnce(C)) -> (u8, Remains) {
    if environment.is_nested {
        tracing::info!("the charm was started by its own hook, which is nothing to do");
        return (0, Remains::default());
    }
    if let Some(code) = legacy::run(environment) {
        return (code, Remains::default());
    }
    // Contexts of old versions of Juju in which next to nothing is allowed.
    if matches!(environment.event.hook.as_str(), "collect-metrics" | "meter-status-changed") {
        return (0, Remains::default());
    }
    match caught(tools, || run::run::<C>(environment, tools, keep)) {
        Some(remains) => (0, remains),
        None => (1, Remains::default()),
    }
}

/// What it gives; nothing where it failed or panicked, of which the log tells.
fn caught<T>(tools: &Tools, run: impl FnOnce() -> Result<T, Failure>) -> Option<T> {
    let (how, text) = match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(done)) => return Some(done),
        Ok(Err(failure)) => {
            let text = format!("{}: {}", failure.place, chain(&*failure.error));
            tracing::error!("{text}");
            ("error", text)
        }
        Err(payload) => ("panic", panic::logged(&*payload)),
    };
    spans::failed(&Span::current(), &text);
    security_event(tools, &SecurityEvent::Crash(how, &text));
    None
}

#[cfg(test)]
mod tests;
