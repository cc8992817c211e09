//! The event of a storage instance.

use super::super::storages::unknown;
use super::super::{Checks, Rule};
use crate::hook::HookStorage;
use crate::state::StorageInstance;

pub(super) fn check(checks: &mut Checks<'_>, about: &HookStorage) {
    let (state, name) = (checks.state, &checks.hook.name);
    let is_of_it = |instance: &&StorageInstance| instance.name() == about.name;
    if checks.metadata.storage(&about.name).is_none() {
        // An instance of it has been reported.
        if !state.storages.iter().any(|instance| is_of_it(&instance)) {
            let what = format!("`{name}` is about a storage that the charm does not have");
            unknown(checks, what, &about.name);
        }
        if checks.metadata.extensions.is_empty() {
            return;
        }
    }
    let mut of_it = state.storages.iter().filter(is_of_it);
    match &about.id {
        Some(id) if !of_it.any(|instance| instance.id == *id) => {
            let what = format!("`{name}` is about `{id}`, which is not there");
            checks.report(
                Rule::EventWithoutStorage,
                what,
                "add it by `.with_storage(…)`, or name another by `.index(…)`",
            );
        }
        Some(_) => {}
        None if of_it.next().is_none() => {
            let what = format!("`{name}` comes where the unit has no instance of `{}`", about.name);
            checks.report(Rule::EventWithoutStorage, what, "add one by `.with_storage(…)`");
        }
        None if of_it.next().is_some() => {
            let what = format!("`{name}` comes where the unit has several instances of `{}`", about.name);
            checks.report(Rule::WhichStorage, what, "say which by `.index(…)`");
        }
        None => {}
    }
}
