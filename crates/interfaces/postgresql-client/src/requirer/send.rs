//! The request goes out: by the leader, into the application's databag.

use ops::prelude::*;

use super::request::{DatabaseRequest, RequestedEntity};
use crate::Error;
use crate::wire;

/// The one field that a requirer could give in a secret. Over models it cannot: Juju takes no secret of the consuming side there.
const PROVIDED: &str = "mtls-cert";

/// Writes what is missing. A relation that has its request keeps it, but for what a provider takes anew.
pub(super) fn send(cx: &Context, request: &DatabaseRequest, relation: &Relation) -> Result<(), Error> {
    let Some(leader) = cx.leader()? else { return Ok(()) };
    let juju = cx.model().juju_version();
    request.check(juju)?;
    let (app, unit) = (relation.local_app(&leader), relation.local_unit());
    if juju.has_secrets() {
        let requested = request.requested_secrets();
        let provided = (!wire::is_cross_model(cx, relation)).then(|| wire::json::list([PROVIDED]));
        for bag in [&app, &unit] {
            bag.set(wire::REQUESTED_SECRETS, &requested)?;
            if let Some(provided) = &provided {
                bag.set(wire::PROVIDED_SECRETS, provided)?;
            }
        }
    }
    if let Some(alias) = unit.get(wire::ALIAS)? {
        app.set(wire::ALIAS, &alias)?;
    }
    let is_first = app.get(wire::DATABASE)?.is_none();
    if is_first && let Some(secret) = requested_entity(cx, &leader, request, relation)? {
        app.set(wire::REQUESTED_ENTITY_SECRET, secret.as_str())?;
    }
    for (key, value) in request.for_good() {
        if is_first {
            put(&app, key, value)?;
        } else if app.get(key)? != value {
            warn!("{relation}: `{key}` stays what was asked for at first; another needs another relation");
        }
    }
    for (key, value) in request.for_now() {
        put(&app, key, value)?;
    }
    Ok(())
}

fn put(bag: &LocalBag, key: &str, value: Option<String>) -> Result<(), ModelError> {
    match value {
        Some(value) => bag.set(key, &value),
        None => bag.remove(key),
    }
}

/// The secret with the name that the user is to have.
fn requested_entity(
    cx: &Context,
    leader: &Leader,
    request: &DatabaseRequest,
    relation: &Relation,
) -> Result<Option<SecretId>, Error> {
    let (name, password) = match &request.requested_entity {
        None => return Ok(None),
        Some(RequestedEntity::Secret(id)) => return Ok(Some(id.clone())),
        Some(RequestedEntity::Named { name, password }) => (name, password),
    };
    let name = (wire::ENTITY_NAME, SecretString::from(name.as_str()));
    let password = password.clone().map(|password| (wire::PASSWORD, password));
    let content = SecretContent::new([name].into_iter().chain(password)).map_err(ModelError::from)?;
    let metadata = SecretMetadata::new().label(entity_label(cx, relation));
    let secret = cx.app().add_secret(leader, &content, &metadata)?;
    secret.grant(relation)?;
    Ok(Some(secret.id().clone()))
}

/// Once the provider has seen the name, and made the user, its secret is of no more use.
pub(super) fn clear_requested_entity(
    cx: &Context,
    request: &DatabaseRequest,
    relation: &Relation,
    seen: bool,
) -> Result<(), Error> {
    if !seen || !matches!(request.requested_entity, Some(RequestedEntity::Named { .. })) {
        return Ok(());
    }
    let Some(leader) = cx.leader()? else { return Ok(()) };
    if let Some(secret) = cx.app().secret_by_label(&leader, &entity_label(cx, relation))? {
        secret.remove_all_revisions()?;
    }
    Ok(())
}

fn entity_label(cx: &Context, relation: &Relation) -> String {
    format!("{}-{}-requested-entity", cx.model().uuid(), relation.id())
}
