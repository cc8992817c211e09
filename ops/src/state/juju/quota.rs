//! How much Juju keeps for a unit.
//!
//! The controller's option `max-charm-state-size` is the limit: 2 MiB unless an operator changed it, which no hook tool tells. Juju
//! holds against it what the database is to store, when it applies what a hook did; by then statuses are set and
//! actions have answered. (Read in Juju 3.5: `core/quota`, `state/unit_ops.go`.)

use std::borrow::Cow;

use crate::state::{Document, StateError};

/// Juju's own default.
pub(super) const LIMIT: usize = 2 << 20;

/// What the database stores of a value beside it: a type, a length, and the ends of the key and the value.
const OF_A_VALUE: usize = 7;
/// And of all of them.
const OF_ALL: usize = 5;

/// Refuses what Juju would not keep: `wanted` over what there is under each key, of which some may be others'.
pub(super) fn check(
    sizes: &[(String, usize)],
    wanted: &[(String, Cow<'_, [u8]>)],
    document: &Document,
) -> Result<(), StateError> {
    let (mut own, mut others) = (0, 0);
    for (key, bytes) in sizes.iter().filter(|(key, _)| !wanted.iter().any(|(wanted, _)| wanted == key)) {
        let size = size(key, *bytes);
        if key.starts_with(super::PREFIX) { own += size } else { others += size }
    }
    let total =
        OF_ALL + own + others + wanted.iter().map(|(key, value)| size(key, value.len())).sum::<usize>();
    if total <= LIMIT {
        return Ok(());
    }
    let mut parts = Vec::new();
    if let Some(state) = document.state.as_bytes() {
        parts.push(format!("{} of stored state", state.len()));
    }
    parts.extend(document.components.iter().map(|(path, state)| format!("{} of `{path}`", state.len())));
    if !document.deferred.is_empty() {
        let (bytes, count) = (document.deferred.as_str().len(), document.deferred.iter().count());
        parts.push(format!("{bytes} of deferred events ({count})"));
    }
    if others > 0 {
        parts.push(format!("{others} under keys that are not the charm's"));
    }
    Err(StateError::new(format!(
        "it would have {total} bytes, more than the {LIMIT} that Juju keeps for a unit (`max-charm-state-size`): {}. What was \
         stored before stays. Keep large things elsewhere, or all of it in a file: `#[charm(state = \"local\")]`",
        parts.join(", ")
    )))
}

/// What the database stores of a value of so many bytes.
fn size(key: &str, bytes: usize) -> usize {
    // A dot or a dollar has a meaning in a key: Juju writes another character, of three bytes.
    let escaped = key.bytes().filter(|byte| matches!(byte, b'.' | b'$')).count();
    key.len() + 2 * escaped + bytes + OF_A_VALUE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the specification of BSON: a length, the element with its type, key, length and value, and an end.
    #[test]
    fn a_value_is_counted_as_the_database_stores_it() {
        let stored_key = "ops\u{ff0e}v1\u{ff0e}state\u{ff0e}0";
        let bson = 4 + (1 + (stored_key.len() + 1) + 4 + ("value".len() + 1)) + 1;
        assert_eq!(OF_ALL + size("ops.v1.state.0", "value".len()), bson);
    }
}
