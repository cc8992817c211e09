//! The provider's databag has changed: what of it is news, and which event that is.

use ops::prelude::*;

use super::connection::Fields;
use super::events::{
    About, AuthenticationUpdated, DatabaseCreated, DatabaseEntityCreated, EndpointsChanged,
    PrefixDatabasesChanged, ReadOnlyEndpointsChanged, StatusRaised, StatusResolved,
};
use super::request::DatabaseRequest;
use super::send::clear_requested_entity;
use crate::Error;
use crate::wire::{self, Bag, Diff, RelationStatus, SecretGroup, seen};

/// Emits the statuses that are new or gone, then at most one event more: the first that fits, as in the Python library.
pub(super) fn changed(cx: &Context, request: &DatabaseRequest, event: &RelationChanged) -> Result<(), Error> {
    let relation = event.relation();
    let remote = relation.remote_app()?.all()?;
    let about = about(relation, event.app(), event.unit().cloned())?;
    tell_statuses(cx, relation, &remote, &about)?;
    // Of a subordinate, each unit has to be ready; until then nothing is remembered either.
    if remote.get(wire::SUBORDINATED).is_some_and(|is| is == "true") && !is_ready(relation)? {
        debug!("{relation}: the database is there and its unit is not ready");
        return Ok(());
    }
    let diff = Diff::take(&remote, &relation.local_unit())?;
    if SecretGroup::ALL.iter().any(|group| diff.has_added(group.key())) {
        // The first read of a secret gives it its label, by which its changes are known.
        Fields::register(cx, relation, &remote, |group| diff.has_added(group.key()))?;
    }
    let known = seen(remote.get(wire::DATA).map(String::as_str));
    let is_entity = known.contains_key(wire::ENTITY_TYPE);
    let has_user = diff.has_added(SecretGroup::User.key())
        || diff.has_added(wire::USERNAME) && diff.has_added(wire::PASSWORD);
    let has_entity = diff.has_added(SecretGroup::Entity.key()) || diff.has_added(wire::ENTITY_NAME);
    let clear =
        || clear_requested_entity(cx, request, relation, known.contains_key(wire::REQUESTED_ENTITY_SECRET));
    if has_user && !is_entity {
        cx.emit(&DatabaseCreated::new(&about))?;
        clear()?;
    } else if has_entity && is_entity {
        cx.emit(&DatabaseEntityCreated::new(&about))?;
        clear()?;
    } else if diff.has(wire::ENDPOINTS) {
        cx.emit(&EndpointsChanged::new(&about))?;
    } else if diff.has(wire::READ_ONLY_ENDPOINTS) {
        cx.emit(&ReadOnlyEndpointsChanged::new(&about))?;
    } else if diff.has(wire::PREFIX_DATABASES) {
        cx.emit(&PrefixDatabasesChanged::new(&about))?;
    } else if diff.has(SecretGroup::Tls.key()) {
        cx.emit(&AuthenticationUpdated::new(&about, SecretGroup::Tls))?;
    }
    Ok(())
}

/// A secret has a new revision. The databag does not change then.
pub(super) fn secret_changed(
    cx: &Context,
    endpoint: Endpoint<Requires>,
    event: &SecretChanged,
) -> Result<(), Error> {
    let label = event.label().unwrap_or_default();
    let Some((id, group)) = SecretGroup::of_label(endpoint.name(), label) else { return Ok(()) };
    let Some(relation) = cx.relation_by_id(endpoint, id)? else { return Ok(()) };
    let about = about(&relation, &relation.app()?.unwrap_or_default(), None)?;
    cx.emit(&AuthenticationUpdated::new(&about, group))?;
    Ok(())
}

fn about(relation: &Relation, app: &str, unit: Option<UnitName>) -> Result<About, ModelError> {
    let alias = relation.local_unit().get(wire::ALIAS)?;
    Ok(About { relation: relation.id(), app: app.to_owned(), unit, alias })
}

fn is_ready(relation: &Relation) -> Result<bool, ModelError> {
    for unit in relation.units()? {
        if relation.remote_unit(&unit).get(wire::STATE)?.is_some_and(|state| state == wire::READY) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn tell_statuses(cx: &Context, relation: &Relation, remote: &Bag, about: &About) -> Result<(), Error> {
    let known = seen(relation.local_unit().get(wire::DATA)?.as_deref());
    let before = RelationStatus::read(known.get(wire::STATUS).and_then(|status| status.as_str()));
    let now = RelationStatus::read(remote.get(wire::STATUS).map(String::as_str));
    let is_in = |statuses: &[RelationStatus], code: i64| statuses.iter().any(|status| status.code == code);
    for status in now.iter().filter(|status| !is_in(&before, status.code)) {
        cx.emit(&StatusRaised::new(about, status.clone()))?;
    }
    for status in before.iter().filter(|status| !is_in(&now, status.code)) {
        cx.emit(&StatusResolved::new(about, status.clone()))?;
    }
    Ok(())
}
