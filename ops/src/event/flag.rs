//! Whether a handler has deferred its event.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Set by the event, read when its handler is done.
pub(crate) type Flag = Rc<Cell<bool>>;

/// The flags of a dispatch. As a rule it is the same one for each of a thousand events: only where a charm has kept an event it is another.
#[derive(Default)]
pub(crate) struct Flags(RefCell<Flag>);

impl Flags {
    /// One that is not set, and that no other event has.
    pub(super) fn fresh(&self) -> Flag {
        let mut flag = self.0.borrow_mut();
        if Rc::get_mut(&mut flag).is_none() {
            *flag = Flag::default();
        }
        flag.set(false);
        flag.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_that_is_kept_keeps_its_flag() {
        let flags = Flags::default();
        flags.fresh().set(true);
        let kept = flags.fresh();
        assert!(!kept.get());
        let next = flags.fresh();
        kept.set(true);
        assert!(!next.get());
    }
}
