//! Secrets: whose they are, who may read them, and what becomes of that.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Model, Refused, unit_in};
use crate::secret::{Owner, Secret};
use crate::state::{Bag, State, application};

/// More than a unit ever makes: each unit numbers its own from another multiple of this.
pub(super) const SECRETS_OF_A_UNIT: u64 = 1_000_000_000;

/// A secret, by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    owner: Whose,
    /// As its owner has it.
    secret: Secret,
    /// The applications to which a user has granted it.
    readers: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Whose {
    User,
    App(String),
    Unit(String),
}

impl Kept {
    /// As a unit has it. That there is a secret is told to all, since it is another thing than that there is none.
    fn seen_by(&self, unit: &str) -> Secret {
        let app = application(unit);
        let owner = match &self.owner {
            Whose::Unit(owner) if owner == unit => Owner::Unit,
            Whose::App(owner) if owner == app => Owner::App,
            _ => Owner::Other { is_granted: self.is_granted(unit, app) },
        };
        Secret { owner, ..self.secret.clone() }
    }

    fn is_granted(&self, unit: &str, app: &str) -> bool {
        let targets = [format!("application-{app}"), format!("unit-{}", unit.replace('/', "-"))];
        self.readers.contains(app) || self.secret.grants.iter().any(|(_, target)| targets.contains(target))
    }
}

impl Model {
    /// `juju add-secret`: a secret of a user's, which no unit may read yet. Gives its URI, `secret:<id>`.
    pub fn add_secret(&mut self, label: &str, content: Bag) -> String {
        self.secrets_made += 1;
        let id = format!("{:019}g", self.secrets_made);
        let mut secret = Secret::new(&id, Owner::Other { is_granted: false }, []);
        label.clone_into(&mut secret.label);
        secret.revisions.insert(1, content);
        self.secrets.insert(id.clone(), Kept { owner: Whose::User, secret, readers: BTreeSet::new() });
        self.refresh();
        format!("secret:{id}")
    }

    /// `juju update-secret`: a new revision of a user's secret. The same content makes none.
    ///
    /// # Errors
    /// There is no such secret of a user's.
    pub fn update_secret(&mut self, uri: &str, content: Bag) -> Result<(), Refused> {
        self.change_secret(uri, |kept| {
            if kept.secret.content() != content {
                kept.secret.revisions.insert(kept.secret.latest() + 1, content);
            }
        })
    }

    /// `juju grant-secret`: an application may read a user's secret.
    ///
    /// # Errors
    /// There is no such secret of a user's, or no such application.
    pub fn grant_secret(&mut self, uri: &str, app: &str) -> Result<(), Refused> {
        self.alive(app)?;
        self.change_secret(uri, |kept| {
            kept.readers.insert(app.to_owned());
        })
    }

    /// `juju revoke-secret`: an application may not read a user's secret any more.
    ///
    /// # Errors
    /// There is no such secret of a user's.
    pub fn revoke_secret(&mut self, uri: &str, app: &str) -> Result<(), Refused> {
        self.change_secret(uri, |kept| {
            kept.readers.remove(app);
        })
    }

    /// `juju remove-secret`: a user's secret, with all of its revisions.
    ///
    /// # Errors
    /// There is no such secret of a user's.
    pub fn remove_secret(&mut self, uri: &str) -> Result<(), Refused> {
        self.change_secret(uri, |kept| kept.secret.revisions.clear())
    }

    /// It is time to rotate a secret of a unit's or an application's: its owner is told, of an application the leader.
    ///
    /// # Errors
    /// There is no such secret.
    pub fn rotate_secret(&mut self, uri: &str) -> Result<(), Refused> {
        let not_found = || Refused::not_found("secret", uri);
        let owner = match &self.secrets.get(id_of(uri)).ok_or_else(not_found)?.owner {
            Whose::User => return Err(not_found()),
            Whose::App(app) => self.leader(app).map(str::to_owned),
            Whose::Unit(unit) => Some(unit.clone()),
        };
        owner.map_or(Ok(()), |owner| self.change(&owner, |unit| unit.rotate_secret(uri)))
    }

    fn change_secret(&mut self, uri: &str, change: impl FnOnce(&mut Kept)) -> Result<(), Refused> {
        let kept = self.secrets.get_mut(id_of(uri)).filter(|kept| kept.owner == Whose::User);
        change(kept.ok_or_else(|| Refused::not_found("secret", uri))?);
        self.refresh();
        Ok(())
    }

    /// Takes over what a hook has done to secrets of its own.
    pub(super) fn commit_secrets(&mut self, unit: &str, began: &State, left: &State) {
        for secret in changed_secrets(began, left) {
            let owner = match secret.owner {
                Owner::Unit => Whose::Unit(unit.to_owned()),
                Owner::App => Whose::App(application(unit).to_owned()),
                Owner::Other { .. } => continue,
            };
            let kept = Kept { owner, secret: secret.clone(), readers: BTreeSet::new() };
            self.secrets.insert(secret.id.clone(), kept);
        }
        for secret in removed_secrets(began, left) {
            self.secrets.remove(&secret.id);
        }
    }

    /// A secret goes with its last revision and with its owner, a grant with its relation.
    pub(super) fn drop_secrets(&mut self) {
        let (applications, relations) = (&self.applications, &self.relations);
        self.secrets.retain(|_, kept| {
            let has_owner = match &kept.owner {
                Whose::User => true,
                Whose::App(app) => applications.contains_key(app),
                Whose::Unit(unit) => unit_in(applications, unit).is_some(),
            };
            kept.secret.grants.retain(|(relation, _)| relations.contains_key(relation));
            kept.readers.retain(|app| applications.contains_key(app));
            has_owner && !kept.secret.revisions.is_empty()
        });
    }

    pub(super) fn show_secrets(&mut self) {
        let mut read: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for unit in self.applications.values().flat_map(|application| application.units.values()) {
            for secret in &unit.state().secrets {
                let Some((id, _)) = self.secrets.get_key_value(&secret.id) else { continue };
                read.entry(id).or_default().extend(secret.tracked);
            }
        }
        let obsolete = |secret: &Secret| {
            let is_read = |revision: &u64| {
                *revision == secret.latest()
                    || read.get(&*secret.id).is_some_and(|read| read.contains(revision))
            };
            secret.revisions.keys().copied().filter(|revision| !is_read(revision)).collect()
        };
        let all: Vec<(&Kept, BTreeSet<u64>)> =
            self.secrets.values().map(|kept| (kept, obsolete(&kept.secret))).collect();
        for unit in self.applications.values_mut().flat_map(|application| application.units.values_mut()) {
            let name = &unit.state().unit;
            let seen = all.iter().map(|(kept, obsolete)| (kept.seen_by(name), obsolete.clone())).collect();
            unit.show_secrets(seen);
        }
    }
}

/// The secrets that a hook has made or changed: more of them than what the unit reads, and by which label.
pub(super) fn changed_secrets<'a>(began: &'a State, left: &'a State) -> impl Iterator<Item = &'a Secret> {
    left.secrets.iter().filter(|secret| {
        let before = began.secret(&secret.id);
        before.is_none_or(|before| {
            let (tracked, reader_label) = (secret.tracked, secret.reader_label.clone());
            Secret { tracked, reader_label, ..before.clone() } != **secret
        })
    })
}

pub(super) fn removed_secrets<'a>(began: &'a State, left: &'a State) -> impl Iterator<Item = &'a Secret> {
    began.secrets.iter().filter(|secret| left.secret(&secret.id).is_none())
}

fn id_of(uri: &str) -> &str {
    uri.strip_prefix("secret:").unwrap_or(uri)
}
