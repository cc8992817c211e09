//! The storage instances.

use ops_metadata::metadata::{Section, Storage};

use super::{Checks, Rule};
use crate::entities::is_number;
use crate::state::StorageInstance;

pub(super) fn check(checks: &mut Checks<'_>) {
    let (state, metadata) = (checks.state, checks.metadata);
    for (place, instance) in state.storages.iter().enumerate() {
        let Some(number) = number(instance) else {
            let what = format!("a storage instance is called `{}`", instance.id);
            checks.report(Rule::BadStorageId, what, "make it by `StorageInstance::new(…)`");
            continue;
        };
        let is_same = |earlier: &&StorageInstance| self::number(earlier) == Some(number);
        if let Some(earlier) = state.storages.iter().take(place).find(is_same) {
            let what =
                format!("the storage instances `{}` and `{}` have one number", earlier.id, instance.id);
            checks.report(Rule::SameStorageNumber, what, "give each instance a number of its own");
        }
        match metadata.storage(instance.name()) {
            Some(storage) => check_kind(checks, instance, storage),
            None => {
                let what =
                    format!("`{}` is an instance of a storage that the charm does not have", instance.id);
                unknown(checks, what, instance.name());
            }
        }
    }
    for name in state.requested_storages.keys().filter(|name| metadata.storage(name).is_none()) {
        let what = format!("`{name}` is asked for, a storage that the charm does not have");
        unknown(checks, what, name);
    }
    if !state.storages.is_empty() {
        metadata.storages.iter().for_each(|storage| check_count(checks, storage));
    }
}

pub(super) fn unknown(checks: &mut Checks<'_>, what: String, name: &str) {
    let known = checks.metadata.storages.iter().map(|storage| storage.name.as_str());
    checks.unknown(Rule::UnknownStorage, what, name, known, Section::Storage);
}

fn number(instance: &StorageInstance) -> Option<&str> {
    let (name, number) = instance.id.split_once('/')?;
    (!name.is_empty() && is_number(number)).then_some(number)
}

fn check_kind(checks: &mut Checks<'_>, instance: &StorageInstance, storage: &Storage) {
    // Where the metadata gives none, Juju refuses the charm, and that has been said.
    let Some(kind) = storage.kind.as_ref().map(|kind| kind.value.as_str()) else { return };
    if instance.kind != kind {
        let what = format!("the storage instance `{}` is of the kind `{}`", instance.id, instance.kind);
        checks.report(Rule::StorageKind, what, format!("set its `kind` to `{kind}`, as the metadata has it"));
    }
}

fn check_count(checks: &mut Checks<'_>, storage: &Storage) {
    let Some(most) = storage.count.1 else { return };
    let name = &storage.name.value;
    let count = checks.state.storages.iter().filter(|instance| instance.name() == name).count() as u64;
    if count > most {
        let what = format!("the unit has {count} instances of the storage `{name}`");
        let help = format!("leave {most}, or raise `multiple` in the metadata");
        checks.report(Rule::StorageCount, what, help);
    }
}
