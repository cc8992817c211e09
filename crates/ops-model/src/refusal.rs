//! What Juju refuses only when a hook has ended, in its own words: then nothing of what the hook wrote is applied.
//!
//! Read in Juju 3.5, in its order: `commitHookChangesForOneUnit` of `apiserver/facades/agent/uniter/uniter.go`.

use ops_metadata::metadata::Storage;

use crate::pending::Pending;
use crate::state::State;

/// Why Juju would refuse what a hook has written, if it would.
pub(crate) fn refusal(pending: &Pending, state: &State, storages: Option<&[Storage]>) -> Option<String> {
    let added = pending.storage_added();
    let declared = |name: &str| storages?.iter().find(|storage| storage.name.value == name);
    let unit = || state.unit.replace('/', "-");
    let unknown = added.keys().find(|name| storages.is_some() && declared(name).is_none());
    (unknown.map(|name| format!("adding storage {name} for unit-{}: storage {name:?} not found", unit())))
        .or_else(|| pending.secrets.refusal(state))
        .or_else(|| charm_state(pending, state))
        .or_else(|| {
            added.iter().find_map(|(name, count)| storage(declared(name)?, state.storage_count(name), *count))
        })
}

/// The charm's state over the quota, `state/unit_ops.go`. What a hook did not change is not looked at.
fn charm_state(pending: &Pending, state: &State) -> Option<String> {
    let limit = state.max_charm_state_size;
    let is = state.charm_state.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    // It seldom comes near: then what takes another's place, and what the keys are, need not be known.
    if limit == 0 || most(is.chain(pending.written_charm_state())) <= limit {
        return None;
    }
    let changed = pending.changed_charm_state(state)?;
    (document(changed) > limit)
        .then(|| format!("persisting charm state: max allowed size ({limit}) exceeded"))
}

/// The length of a document of the database (BSON) with these texts.
fn document<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> usize {
    let mut length = size_of::<i32>();
    for (key, value) in texts {
        // A dot and a dollar have a meaning in a key: the wide ones, U+FF0E and U+FF04, stand for them, of three bytes each.
        let wider = 2 * key.bytes().filter(|byte| matches!(byte, b'.' | b'$')).count();
        // Its type, the key and its end, the length of the value, the value and its end.
        length += 1 + key.len() + wider + 1 + size_of::<i32>() + value.len() + 1;
    }
    length + 1
}

/// What such a document is not longer than.
fn most<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> usize {
    size_of::<i32>() + texts.map(|(key, value)| 3 * key.len() + value.len() + 7).sum::<usize>() + 1
}

/// More instances than the metadata allows, `validateCharmStorageCountChange` of `state/storage.go`.
fn storage(storage: &Storage, current: u64, added: u64) -> Option<String> {
    let total = current + added;
    match storage.count {
        (1, Some(1)) if total != 1 => Some("cannot attach, storage is singular".into()),
        (_, Some(most)) if total > most => {
            let plural = if added == 1 { "" } else { "s" };
            Some(format!(
                "attaching {added} storage instance{plural} brings the total to {total}, exceeding the maximum of {most}"
            ))
        }
        _ => None,
    }
}
