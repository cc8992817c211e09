//! A charm that was seen to take an event, ready to take it again and again.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use standin::{Call, Canned, Juju};

use super::scenario::{Scenario, event_to_defer};

/// A charm, an event and the answers that it gets.
pub(crate) struct Case {
    program: PathBuf,
    asked: Command,
    canned: Canned,
    calls: Vec<Call>,
}

impl Case {
    /// Runs the event twice under the stand-in for Juju, and keeps what the charm asked the second time: the first event
    /// of a unit is another one for the peer, which lays its database then.
    ///
    /// # Errors
    /// It is not a healthy dispatch.
    pub(crate) fn new(
        scenario: &Scenario,
        charm: &Path,
        deferred: usize,
        backend: &str,
        canned_tool: &Path,
    ) -> io::Result<Self> {
        let mut juju = Juju::new(charm, scenario.state.clone()).without_checks();
        juju.set_backend(Some(backend));
        // The peer makes thousands of calls for a thousand deferred events.
        juju.set_limit(Duration::from_secs(600));
        for number in 0..deferred {
            healthy(&mut juju, &event_to_defer(number))?;
        }
        healthy(&mut juju, &scenario.hook)?;
        let run = healthy(&mut juju, &scenario.hook)?;
        let canned = Canned::learn(&mut juju, &scenario.hook, &run, canned_tool)?;
        let asked = juju.command(&scenario.hook);
        Ok(Self { program: charm.join("dispatch"), asked, canned, calls: run.recorded().to_vec() })
    }

    /// What it asked.
    pub(crate) fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// The charm, to be run once more.
    pub(crate) fn command(&self) -> Command {
        self.in_its_place(&self.program)
    }

    /// Another program in its place.
    pub(crate) fn in_its_place(&self, program: &Path) -> Command {
        self.canned.command(program, &self.asked)
    }
}

fn healthy(juju: &mut Juju, hook: &standin::Hook) -> io::Result<standin::Run> {
    let run = juju.dispatch(hook.clone());
    if run.exit_code() == Some(0) {
        Ok(run)
    } else {
        Err(io::Error::other(format!("not a healthy dispatch:\n{run}")))
    }
}
