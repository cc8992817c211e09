//! Secrets of others and of the charm's own.

use std::collections::BTreeSet;

use ops_model::{Owner, Secret, on};

use super::Harness;
use crate::charm::Charm;
use crate::testing::fail;

/// Whose a secret is that is not the charm's.
pub(super) enum Foreign {
    /// The application's, to which there must be a relation where it is granted.
    App(String),
    /// The user's.
    User,
}

impl<C: Charm> Harness<C> {
    /// A secret of an application or a unit: of another, or of this charm's own. Gives its URI.
    pub fn add_model_secret<const N: usize>(&mut self, owner: &str, content: [(&str, &str); N]) -> String {
        let foreign = Foreign::App(owner.split('/').next().unwrap_or(owner).to_owned());
        let owner = if owner == self.state.unit {
            Owner::Unit
        } else if owner == self.state.app() {
            Owner::App
        } else {
            Owner::Other { is_granted: false }
        };
        self.add_secret(owner, foreign, content)
    }

    /// A secret of the user's, as `juju add-secret` makes it. Gives its URI.
    pub fn add_user_secret<const N: usize>(&mut self, content: [(&str, &str); N]) -> String {
        self.add_secret(Owner::Other { is_granted: false }, Foreign::User, content)
    }

    fn add_secret<const N: usize>(
        &mut self,
        owner: Owner,
        foreign: Foreign,
        content: [(&str, &str); N],
    ) -> String {
        // As an xid is written, apart from those that the charm adds.
        let id = format!("h{:018}g", self.next_secret);
        self.next_secret += 1;
        self.state.secrets.push(Secret::new(&id, owner, content));
        let uri = format!("secret:{id}");
        if let Owner::Other { .. } = owner {
            self.owners.push((id, foreign));
        }
        uri
    }

    /// A new revision of another's secret, and `secret-changed`.
    ///
    /// # Panics
    /// There is no such secret, it is the charm's own, or as [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn set_secret_content<const N: usize>(&mut self, secret: &str, content: [(&str, &str); N]) {
        self.of_another(secret).revise(content);
        self.emit(on::secret_changed(secret));
    }

    /// Lets this unit read another's secret: `observer` is its name, or its application's.
    ///
    /// # Panics
    /// There is no such secret, it is the charm's own, or there is no relation to its owner.
    #[track_caller]
    pub fn grant_secret(&mut self, secret: &str, observer: &str) {
        self.set_granted(secret, observer, true);
    }

    /// Lets this unit read another's secret no longer.
    ///
    /// # Panics
    /// As [`grant_secret`](Self::grant_secret).
    #[track_caller]
    pub fn revoke_secret(&mut self, secret: &str, observer: &str) {
        self.set_granted(secret, observer, false);
    }

    #[track_caller]
    fn set_granted(&mut self, secret: &str, observer: &str, is_granted: bool) {
        let id = bare(secret);
        let owner = self.owners.iter().find(|(of, _)| of == id).map(|(_, owner)| owner);
        if let Some(Foreign::App(app)) = owner
            && !self.state.relations.iter().any(|relation| relation.remote_app == *app)
        {
            fail(&format!(
                "there is no relation to `{app}`, the owner of `{secret}`: call `add_relation` first"
            ));
        }
        let is_own = observer == self.state.unit || observer == self.state.app();
        let secret = self.of_another(secret);
        if is_own {
            secret.owner = Owner::Other { is_granted };
        }
    }

    /// To whom the charm has granted one of its secrets over a relation: `application-postgresql`, `unit-postgresql-0`.
    ///
    /// # Panics
    /// There is no such secret.
    #[must_use]
    #[track_caller]
    pub fn get_secret_grants(&self, secret: &str, relation_id: u64) -> BTreeSet<String> {
        let grants = &self.secret(secret).grants;
        grants.iter().filter(|(over, _)| *over == relation_id).map(|(_, to)| to.clone()).collect()
    }

    /// The revisions of a secret, the oldest first.
    ///
    /// # Panics
    /// There is no such secret.
    #[must_use]
    #[track_caller]
    pub fn get_secret_revisions(&self, secret: &str) -> Vec<u64> {
        self.secret(secret).revisions.keys().copied().collect()
    }

    /// Runs `secret-rotate`.
    ///
    /// # Panics
    /// As [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn trigger_secret_rotation(&mut self, secret: &str) {
        self.emit(on::secret_rotate(secret));
    }

    /// Runs `secret-remove` for a revision.
    ///
    /// # Panics
    /// As [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn trigger_secret_removal(&mut self, secret: &str, revision: u64) {
        self.emit(on::secret_remove(secret).revision(revision));
    }

    /// Runs `secret-expired` for a revision.
    ///
    /// # Panics
    /// As [`Scenario::run`](crate::testing::Scenario::run).
    #[track_caller]
    pub fn trigger_secret_expiration(&mut self, secret: &str, revision: u64) {
        self.emit(on::secret_expired(secret).revision(revision));
    }

    #[track_caller]
    fn secret(&self, secret: &str) -> &Secret {
        self.state.secret(secret).unwrap_or_else(|| fail(&format!("there is no secret `{secret}`")))
    }

    #[track_caller]
    fn of_another(&mut self, secret: &str) -> &mut Secret {
        let id = bare(secret);
        match self.state.secrets.iter_mut().find(|kept| kept.id == id) {
            Some(kept) if matches!(kept.owner, Owner::Other { .. }) => kept,
            Some(_) => {
                fail(&format!("`{secret}` is the charm's own: it alone changes it, and says who may read it"))
            }
            None => fail(&format!("there is no secret `{secret}`")),
        }
    }
}

fn bare(secret: &str) -> &str {
    secret.strip_prefix("secret:").unwrap_or(secret)
}
