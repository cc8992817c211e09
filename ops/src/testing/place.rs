//! Where hooks run in memory, one after the other: Juju, and the ways to it that a charm takes.

use std::sync::Arc;

use tracing::Dispatch;

use super::memory::Memory;
use crate::hook_tools::Tools;
use crate::log::JujuLog;

/// Juju in memory, with the tools and the log of a charm. It takes longer to make than many an event does.
pub(super) struct Place {
    pub(super) juju: Arc<Memory>,
    pub(super) tools: Tools,
    log: Dispatch,
}

/// How often a place itself holds its Juju: as such, by the tools, and by those of the log.
const OWN: usize = 3;

impl Place {
    /// For the charm `C`.
    pub(super) fn new<C>() -> Self {
        let juju = Arc::new(Memory::new());
        let tools = Tools::in_memory(juju.clone());
        let log = Dispatch::new(JujuLog::new(tools.clone(), std::any::type_name::<C>()));
        Self { juju, tools, log }
    }

    /// Runs with what is logged going to the model's log.
    pub(super) fn logged<T>(&self, run: impl FnOnce() -> T) -> T {
        tracing::dispatcher::with_default(&self.log, run)
    }

    /// Whether nobody has kept a way to the hooks that have run here, by which he would reach the next.
    pub(super) fn is_free(&self) -> bool {
        Arc::strong_count(&self.juju) == OWN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_kept_the_tools_of_one_hook_does_not_reach_the_next() {
        let place = Place::new::<()>();
        assert!(place.is_free());
        let kept = place.tools.clone();
        assert!(!place.is_free());
        drop(kept);
        assert!(place.is_free());
    }
}
