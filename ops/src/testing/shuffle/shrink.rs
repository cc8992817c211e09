//! The shortest history that breaks a charm in the same way.

use super::Shuffle;
use super::report::Broken;
use crate::charm::Charm;

/// More are not tried: then it is as short as it is.
const MOST_TRIES: usize = 3_000;

/// Leaves out parts, halves first and single moves last, as long as that breaks the same rule.
pub(super) fn shortest<C: Charm>(shuffle: &Shuffle<C>, mut history: Vec<u16>, mut broken: Broken) -> Broken {
    let mut tries = 0;
    let mut size = history.len().div_ceil(2);
    while size > 0 && tries < MOST_TRIES {
        let mut is_shorter = false;
        let mut start = 0;
        while start < history.len() && tries < MOST_TRIES {
            let end = (start + size).min(history.len());
            let (before, after) = (history.get(..start), history.get(end..));
            let part = [before.unwrap_or_default(), after.unwrap_or_default()].concat();
            tries += 1;
            match shuffle.play(&part) {
                Err(other) if other.rule == broken.rule => {
                    (history, broken) = (part, other);
                    is_shorter = true;
                }
                _ => start = end,
            }
        }
        // What could not be left out may be now.
        if !is_shorter || size > 1 {
            size /= 2;
        }
    }
    Broken { history, ..broken }
}
