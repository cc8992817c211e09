//! `juju-reboot`.

use super::Tools;
use crate::backend::{ToolCall, ToolError};
use crate::log::{SecurityEvent, security_event};

impl Tools {
    /// Reboots the machine when the hook has succeeded, or at once: then Juju kills the charm during the call.
    pub(crate) fn juju_reboot(&self, now: bool) -> Result<(), ToolError> {
        security_event(self, &SecurityEvent::Reboot);
        self.run(&ToolCall::new("juju-reboot", if now { &["--now"] } else { &[] }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn after_the_hook_or_at_once() {
        let juju = Recording::new([]);
        let tools = Tools::new(juju.clone());
        tools.juju_reboot(false).unwrap();
        tools.juju_reboot(true).unwrap();
        assert_eq!(juju.lines(), ["juju-reboot", "juju-reboot --now"]);
    }
}
