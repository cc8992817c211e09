//! How much Juju keeps for a unit.
//!
//! The controller's option `max-charm-state-size` is the limit: 2 MiB unless an operator changed it, which no hook tool tells. Juju
//! holds against it what the database is to store, when it applies what a hook did; by then statuses are set and
//! actions have answered. (Read in Juju 3.5: `core/quota`, `state/unit_ops.go`.)

use std::collections::BTreeMap;

use crate::state::{Document, StateError};

/// Juju's own default.
pub(super) const LIMIT: usize = 2 << 20;

/// What the database stores of a value beside it: a type, a length, and the ends of the key and the value.
const OF_A_VALUE: usize = 7;
/// And of all of them.
const OF_ALL: usize = 5;

/// Refuses what Juju would not keep: `wanted` over `stored`, of which there may be keys of others.
pub(super) fn check(
    stored: &BTreeMap<String, String>,
    wanted: &BTreeMap<String, String>,
    document: &Document,
) -> Result<(), StateError> {
    let others = size(stored.iter().filter(|(key, _)| !wanted.contains_key(*key)));
    let total = OF_ALL + others + size(wanted);
    if total <= LIMIT {
        return Ok(());
    }
    let mut parts = Vec::new();
    if let Some(state) = &document.state {
        parts.push(format!("{} of stored state", state.len()));
    }
    parts.extend(document.components.iter().map(|(path, state)| format!("{} of `{path}`", state.len())));
    if !document.deferred.is_empty() {
        let keys = super::keys("deferred");
        let bytes: usize =
            wanted.iter().filter(|(key, _)| key.starts_with(&keys)).map(|(_, value)| value.len()).sum();
        parts.push(format!("{bytes} of deferred events ({})", document.deferred.len()));
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

/// What the database stores of these.
fn size<'a>(values: impl IntoIterator<Item = (&'a String, &'a String)>) -> usize {
    let of_one = |(key, value): (&String, &String)| {
        // A dot or a dollar has a meaning in a key: Juju writes another character, of three bytes.
        let escaped = key.bytes().filter(|byte| matches!(byte, b'.' | b'$')).count();
        key.len() + 2 * escaped + value.len() + OF_A_VALUE
    };
    values.into_iter().map(of_one).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the specification of BSON: a length, the element with its type, key, length and value, and an end.
    #[test]
    fn a_value_is_counted_as_the_database_stores_it() {
        let values = BTreeMap::from([("ops.v1.state.0".to_owned(), "value".to_owned())]);
        let stored_key = "ops\u{ff0e}v1\u{ff0e}state\u{ff0e}0";
        let bson = 4 + (1 + (stored_key.len() + 1) + 4 + ("value".len() + 1)) + 1;
        assert_eq!(OF_ALL + size(&values), bson);
    }
}
