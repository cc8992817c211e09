//! Leadership, as long as Juju promises it.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;
use std::time::Instant;

use crate::error::ModelError;
use crate::hook_tools::{PROMISE, Tools};

/// The proof that this unit was the leader when it was asked for: `cx.leader()?`.
///
/// What only the leader may write takes a reference to it. It cannot be made in another way, nor leave its thread.
///
/// ```
/// use ops::prelude::*;
///
/// fn hand_out_password(cx: &Context, relation: &Relation, secret: &SecretId) -> ops::Result {
///     match cx.leader()? {
///         Some(leader) => relation.local_app(&leader).set("secret-user", secret.as_str())?,
///         None => debug!("the leader does that"),
///     }
///     Ok(())
/// }
/// ```
///
/// Without it there is no way to the application's databag:
///
/// ```compile_fail
/// # use ops::prelude::*;
/// fn hand_out_password(relation: &Relation, secret: &SecretId) -> ops::Result {
///     relation.local_app().set("secret-user", secret.as_str())?;
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct Leader(PhantomData<Rc<()>>);

#[derive(Clone, Copy, Default)]
enum Known {
    #[default]
    Nothing,
    Yes(Instant),
    No,
}

/// What is known of leadership in this dispatch.
#[derive(Default)]
pub(super) struct Leadership(Cell<Known>);

impl Leadership {
    pub(super) fn ask(&self, tools: &Tools) -> Result<Option<Leader>, ModelError> {
        self.ask_at(Instant::now(), tools)
    }

    fn ask_at(&self, now: Instant, tools: &Tools) -> Result<Option<Leader>, ModelError> {
        let is_leader = match self.0.get() {
            Known::No => false,
            Known::Yes(since) if now.saturating_duration_since(since) < PROMISE => true,
            Known::Yes(_) | Known::Nothing => {
                let answer = tools.is_leader()?;
                // Counted from before the question: the promise began no earlier.
                self.0.set(if answer { Known::Yes(now) } else { Known::No });
                answer
            }
        };
        Ok(is_leader.then_some(Leader(PhantomData)))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn a_yes_is_asked_again_after_its_promise_and_a_no_never() {
        let juju = Recording::new([("is-leader", "true")]);
        let tools = Tools::new(juju.clone());
        let leadership = Leadership::default();
        let begin = Instant::now();
        for seconds in [0, 1, 29] {
            assert!(leadership.ask_at(begin + Duration::from_secs(seconds), &tools).unwrap().is_some());
        }
        assert_eq!(juju.lines().len(), 1);
        juju.answer("is-leader", "false");
        for seconds in [30, 31, 3600] {
            assert!(leadership.ask_at(begin + Duration::from_secs(seconds), &tools).unwrap().is_none());
        }
        assert_eq!(juju.lines().len(), 1);
    }
}
