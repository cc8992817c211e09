//! Fields go out: into a secret for each group where the other side wants that, else into the application's databag.

use ops::prelude::*;

use crate::Error;
use crate::wire::{self, SecretGroup};

/// What may go out before the other side has asked for anything.
const EARLY: [&str; 4] = [wire::ENDPOINTS, wire::READ_ONLY_ENDPOINTS, "replset", wire::ENCRYPTION_SECRET];

/// The application's own side of one relation.
pub(super) struct Publisher<'a> {
    cx: &'a Context,
    leader: &'a Leader,
    relation: Relation,
    own: LocalBag,
    /// The fields that go into secrets; none where they cannot.
    in_secrets: Vec<String>,
    is_asked: bool,
}

impl<'a> Publisher<'a> {
    pub(super) fn new(cx: &'a Context, leader: &'a Leader, relation: Relation) -> Result<Self, Error> {
        let own = relation.local_app(leader);
        let remote = relation.remote_app()?;
        let mut in_secrets = Vec::new();
        if cx.model().juju_version().has_secrets() {
            let requested = remote.get(wire::REQUESTED_SECRETS)?;
            in_secrets = requested.map(|list| wire::json::texts(&list)).unwrap_or_default();
        }
        // A relation that began with plain fields, before Juju had secrets, stays so.
        for field in &in_secrets {
            if own.get(field)?.is_some() {
                in_secrets = Vec::new();
                break;
            }
        }
        let is_asked = remote.get(wire::DATABASE)?.is_some();
        Ok(Self { cx, leader, relation, own, in_secrets, is_asked })
    }

    /// Sets fields, each where it belongs.
    pub(super) fn set(&self, fields: &[(String, SecretString)]) -> Result<(), Error> {
        if let Some((early, _)) = fields.iter().find(|(field, _)| !EARLY.contains(&field.as_str()))
            && !self.is_asked
        {
            return Err(Error::Premature { relation: self.relation.to_string(), field: early.clone() });
        }
        for (field, value) in fields.iter().filter(|(field, _)| !self.is_in_secret(field)) {
            self.own.set(field, value.expose_secret())?;
        }
        for group in SecretGroup::ALL {
            let of_group: Vec<_> = fields
                .iter()
                .filter(|(field, _)| self.is_in_secret(field) && SecretGroup::of(field) == group)
                .collect();
            if !of_group.is_empty() {
                self.set_secret(group, &of_group)?;
            }
        }
        Ok(())
    }

    /// Takes fields away. A secret that has none left goes as a whole.
    pub(super) fn remove(&self, fields: &[&str]) -> Result<(), Error> {
        for field in fields {
            self.own.remove(field)?;
        }
        for group in SecretGroup::ALL {
            let Some((secret, content)) = self.secret(group)? else { continue };
            let goes = |field: &str| self.is_in_secret(field) && fields.contains(&field);
            let rest: Vec<_> = content.iter().filter(|(field, _)| !goes(field)).collect();
            if rest.is_empty() {
                secret.remove_all_revisions()?;
                self.own.remove(group.key())?;
            } else if rest.len() < content.keys().count() {
                let rest = rest.into_iter().map(|(field, value)| (field, value.clone()));
                secret.set_content(&SecretContent::new(rest).map_err(ModelError::from)?)?;
            }
        }
        Ok(())
    }

    /// What was set, wherever it is.
    pub(super) fn get(&self, field: &str) -> Result<Option<SecretString>, Error> {
        if self.is_in_secret(field)
            && let Some((_, content)) = self.secret(SecretGroup::of(field))?
            && let Some(value) = content.get(field)
        {
            return Ok(Some(value.clone()));
        }
        Ok(self.own.get(field)?.map(Into::into))
    }

    fn is_in_secret(&self, field: &str) -> bool {
        self.in_secrets.iter().any(|wanted| wanted == field)
    }

    /// The secret of a group and what it holds, if it is there.
    fn secret(&self, group: SecretGroup) -> Result<Option<(OwnedSecret, SecretContent)>, Error> {
        let Some(secret) = owned(self.cx, self.leader, &self.own, group.key())? else { return Ok(None) };
        match secret.peek() {
            Ok(content) => Ok(Some((secret, content))),
            Err(ModelError::SecretNotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn set_secret(&self, group: SecretGroup, fields: &[&(String, SecretString)]) -> Result<(), Error> {
        let known = self.secret(group)?;
        let old = known.as_ref().map(|(_, content)| content);
        let is_kept = |field: &str| fields.iter().all(|(new, _)| new != field);
        let kept = old.into_iter().flat_map(SecretContent::iter).filter(|(field, _)| is_kept(field));
        let fields = fields.iter().map(|(field, value)| (field.as_str(), value));
        let merged = kept.chain(fields).map(|(field, value)| (field, value.clone()));
        let merged = SecretContent::new(merged).map_err(ModelError::from)?;
        match known {
            Some((_, old)) if old == merged => Ok(()),
            Some((secret, _)) => Ok(secret.set_content(&merged)?),
            None => {
                let label = group.label(self.relation.endpoint(), self.relation.id());
                let metadata = SecretMetadata::new().label(label);
                let secret = self.cx.app().add_secret(self.leader, &merged, &metadata)?;
                secret.grant(&self.relation)?;
                Ok(self.own.set(group.key(), secret.id().as_str())?)
            }
        }
    }
}

/// The own secret whose URI stands under a key.
fn owned(
    cx: &Context,
    leader: &Leader,
    own: &LocalBag,
    key: &str,
) -> Result<Option<OwnedSecret>, ModelError> {
    let Some(uri) = own.get(key)? else { return Ok(None) };
    Ok(Some(cx.app().secret(leader, &uri.parse()?)))
}

/// Removes all secrets of a relation.
pub(super) fn remove_secrets(cx: &Context, leader: &Leader, relation: &Relation) -> Result<(), ModelError> {
    let own = relation.local_app(leader);
    for key in SecretGroup::ALL.map(SecretGroup::key).into_iter().chain([wire::ENCRYPTION_SECRET]) {
        if let Some(secret) = owned(cx, leader, &own, key)? {
            secret.remove_all_revisions()?;
        }
    }
    Ok(())
}
