//! Secrets as Juju keeps them, and what a hook has done to them that Juju still holds back.

use std::collections::{BTreeMap, BTreeSet};

use ops_metadata::JujuVersion;
use serde::{Deserialize, Serialize};

use crate::state::{Bag, State};

/// A secret: one of this unit's or its application's, or one of another that this unit reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    /// Its id, without the prefix of the URI.
    pub id: String,
    /// Whose it is.
    pub owner: Owner,
    /// The owner's label; empty if there is none, as are the next three.
    pub label: String,
    /// What an operator reads beside it.
    pub description: String,
    /// The policy of its rotation.
    pub rotate: String,
    /// When it expires, as `secret-add` was told.
    pub expire: String,
    /// What each revision holds.
    pub revisions: BTreeMap<u64, Bag>,
    /// The revision that this unit reads.
    pub tracked: Option<u64>,
    /// The label that this unit as a reader has given it.
    pub reader_label: String,
    /// Who may read it: `application-postgresql` or `unit-postgresql-0`, each over the relation of this number.
    pub grants: BTreeSet<(u64, String)>,
}

/// Whose a secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// This unit's.
    Unit,
    /// This unit's application's.
    App,
    /// Another's, who lets this unit read it, or does not.
    Other {
        /// Whether this unit may read it.
        is_granted: bool,
    },
}

impl Secret {
    /// A secret of one revision.
    pub fn new<const N: usize>(id: &str, owner: Owner, values: [(&str, &str); N]) -> Self {
        let values = values.map(|(key, value)| (key.to_owned(), value.to_owned()));
        Self::with(id.to_owned(), owner, Bag::from(values))
    }

    fn with(id: String, owner: Owner, content: Bag) -> Self {
        let empty = String::new;
        let (label, description, rotate, expire) = (empty(), empty(), empty(), empty());
        let revisions = BTreeMap::from([(1, content)]);
        let (tracked, reader_label, grants) = (None, empty(), BTreeSet::new());
        Self { id, owner, label, description, rotate, expire, revisions, tracked, reader_label, grants }
    }

    /// With the owner's label.
    #[must_use]
    pub fn with_label(mut self, label: &str) -> Self {
        self.label = label.into();
        self
    }

    /// With one revision more, as its owner would make it.
    #[must_use]
    pub fn with_revision<const N: usize>(mut self, values: [(&str, &str); N]) -> Self {
        self.revise(values);
        self
    }

    /// With the revision that this unit reads: it has read it before.
    #[must_use]
    pub fn with_tracked(mut self, revision: u64) -> Self {
        self.tracked = Some(revision);
        self
    }

    /// With a policy of rotation: `daily`, `monthly`, …
    #[must_use]
    pub fn with_rotate(mut self, policy: &str) -> Self {
        self.rotate = policy.into();
        self
    }

    /// With the label that this unit as a reader has given it.
    #[must_use]
    pub fn with_reader_label(mut self, label: &str) -> Self {
        self.reader_label = label.into();
        self
    }

    /// The number of its latest revision.
    pub fn latest(&self) -> u64 {
        self.revisions.keys().last().copied().unwrap_or_default()
    }

    /// What its latest revision holds.
    pub fn content(&self) -> Bag {
        self.revisions.values().last().cloned().unwrap_or_default()
    }

    /// Makes a revision, as its owner would.
    pub fn revise<const N: usize>(&mut self, values: [(&str, &str); N]) {
        let values = values.map(|(key, value)| (key.to_owned(), value.to_owned()));
        self.revisions.insert(self.latest() + 1, Bag::from(values));
    }

    /// The label that a hook about it tells: the owner's to the owner, this unit's own otherwise.
    pub(crate) fn own_label(&self) -> &str {
        if self.is_owned() { &self.label } else { &self.reader_label }
    }

    pub(crate) fn is_owned(&self) -> bool {
        !matches!(self.owner, Owner::Other { .. })
    }

    fn describe(&mut self, update: &Update) {
        let told = [
            (&update.label, &mut self.label),
            (&update.description, &mut self.description),
            (&update.rotate, &mut self.rotate),
            (&update.expire, &mut self.expire),
        ];
        for (said, field) in told {
            if let Some(said) = said {
                field.clone_from(said);
            }
        }
    }
}

/// What `secret-add` or `secret-set` was told; what was not said is absent.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Update {
    pub(crate) label: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) rotate: Option<String>,
    pub(crate) expire: Option<String>,
    pub(crate) content: Option<Bag>,
}

impl Update {
    fn then(self, later: Self) -> Self {
        Self {
            label: later.label.or(self.label),
            description: later.description.or(self.description),
            rotate: later.rotate.or(self.rotate),
            expire: later.expire.or(self.expire),
            content: later.content.or(self.content),
        }
    }
}

/// What one hook has done to secrets.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PendingSecrets {
    added: Vec<Secret>,
    updates: BTreeMap<String, Update>,
    /// The revisions that go, or all.
    removed: BTreeMap<String, Option<BTreeSet<u64>>>,
    /// Whether each is given or taken back, in order.
    access: Vec<(String, bool, (u64, String))>,
}

impl PendingSecrets {
    /// The secrets as the hook itself is told of them: contents that were set are not among them, but for those of new ones.
    pub(crate) fn view(&self, state: &State) -> Vec<Secret> {
        let is_there = |secret: &&Secret| self.removed.get(&secret.id) != Some(&None);
        let mut view: Vec<Secret> =
            state.secrets.iter().filter(is_there).chain(&self.added).cloned().collect();
        for secret in &mut view {
            if let Some(update) = self.updates.get(&secret.id) {
                secret.describe(update);
            }
            for (_, is_granted, grant) in self.access.iter().filter(|(id, ..)| *id == secret.id) {
                if *is_granted {
                    secret.grants.insert(grant.clone());
                } else {
                    secret.grants.retain(|(_, target)| *target != grant.1);
                }
            }
        }
        view
    }

    /// The content that the hook has set, of a secret that was there before it.
    pub(crate) fn content(&self, id: &str) -> Option<&Bag> {
        self.updates.get(id)?.content.as_ref()
    }

    pub(crate) fn is_new(&self, id: &str) -> bool {
        self.added.iter().any(|secret| secret.id == id)
    }

    pub(crate) fn add(&mut self, state: &mut State, owner: Owner, mut update: Update) -> String {
        state.secrets_made += 1;
        // As an xid is written: base 32, of which the last digit can be but one of two.
        let id = format!("{:019}g", state.secrets_made);
        let mut secret = Secret::with(id.clone(), owner, update.content.take().unwrap_or_default());
        secret.describe(&update);
        self.added.push(secret);
        id
    }

    pub(crate) fn update(&mut self, state: &State, id: &str, mut update: Update) {
        self.removed.remove(id);
        if let Some(new) = self.added.iter_mut().find(|secret| secret.id == id) {
            if let Some(content) = update.content.take() {
                new.revisions.insert(1, content);
            }
            return new.describe(&update);
        }
        let before = self.updates.remove(id).filter(|_| is_3_6(state)).unwrap_or_default();
        self.updates.insert(id.to_owned(), before.then(update));
    }

    pub(crate) fn remove(&mut self, state: &State, id: &str, revision: Option<u64>) {
        self.added.retain(|secret| secret.id != id);
        self.updates.remove(id);
        self.access.retain(|(of, ..)| of != id);
        let before = self.removed.remove(id).filter(|_| is_since(state, REMOVALS_ADD_UP));
        let now = revision.map(|revision| BTreeSet::from([revision]));
        let removed = match before {
            Some(before) => before.zip(now).map(|(before, now)| &before | &now),
            None => now,
        };
        self.removed.insert(id.to_owned(), removed);
    }

    /// Whether Juju is to remove of it what it may: until then it tells its owner nothing of it.
    pub(crate) fn is_removed(&self, id: &str) -> bool {
        self.removed.contains_key(id)
    }

    pub(crate) fn share(&mut self, id: &str, is_granted: bool, relation: u64, target: String) {
        self.access.push((id.to_owned(), is_granted, (relation, target)));
    }

    /// Whether the hook has done nothing to secrets.
    fn is_empty(&self) -> bool {
        let Self { added, updates, removed, access } = self;
        added.is_empty() && updates.is_empty() && removed.is_empty() && access.is_empty()
    }

    /// Why Juju would take none of what the hook wrote, for the sake of its secrets.
    pub(crate) fn refusal(&self, state: &State) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let view = self.view(state);
        let label = |one: &&Secret| !one.label.is_empty() && one.is_owned();
        let is_taken = |one: &&Secret| {
            view.iter()
                .filter(label)
                .any(|two| one.label == two.label && one.owner == two.owner && one.id != two.id)
        };
        let exists = |what: &str, one: &Secret| {
            format!("{what} secrets: secret with label {:?} already exists", one.label)
        };
        let (added, old): (Vec<_>, Vec<_>) = view.iter().filter(label).partition(|one| self.is_new(&one.id));
        let updated = old.into_iter().filter(|one| self.updates.contains_key(&one.id));
        let is_ours = |id: &String| state.secrets.iter().any(|secret| secret.id == *id && secret.is_owned());
        (added.into_iter().find(is_taken).map(|one| exists("creating", one)))
            .or_else(|| {
                (!self.updates.keys().all(is_ours)).then(|| "updating secrets: permission denied".into())
            })
            .or_else(|| updated.into_iter().find(is_taken).map(|one| exists("updating", one)))
            .or_else(|| {
                (!self.removed.keys().all(is_ours)).then(|| "removing secrets: permission denied".into())
            })
    }

    /// Applies all of it.
    pub(crate) fn flush(self, state: &mut State) {
        if self.is_empty() {
            return;
        }
        let is_3_6 = is_3_6(state);
        state.secrets = self.view(state);
        for secret in &mut state.secrets {
            let content = self.updates.get(&secret.id).and_then(|update| update.content.clone());
            if let Some(content) = content.filter(|content| !is_3_6 || *content != secret.content()) {
                secret.revisions.insert(secret.latest() + 1, content);
            }
            if let Some(Some(revisions)) = self.removed.get(&secret.id) {
                secret.revisions.retain(|revision, _| !revisions.contains(revision));
            }
        }
        state.secrets.retain(|secret| !secret.revisions.is_empty());
    }
}

/// From then on what a hook does to a secret adds up, and the same content makes no revision.
pub(crate) fn is_3_6(state: &State) -> bool {
    is_since(state, JujuVersion::new(3, 6, 0))
}

/// From then on a hook can remove several revisions of a secret: before, the last counts.
const REMOVALS_ADD_UP: JujuVersion = JujuVersion::new(3, 6, 11);

fn is_since(state: &State, since: JujuVersion) -> bool {
    state.juju_version.parse().is_ok_and(|version: JujuVersion| version >= since)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::{HookContext, Outcome, Served};
    use crate::hook::Hook;
    use crate::state::Relation;

    const ID: &str = "9m4e2mr0ui3e8a215n4g";

    fn hook(version: &str) -> HookContext {
        let secret = Secret::new(ID, Owner::Unit, [("password", "1")])
            .with_label("admin")
            .with_revision([("password", "2")])
            .with_revision([("password", "3")]);
        let relation = Relation::named("db", 3, "postgresql");
        let state =
            State::unit("web/0").with_juju_version(version).with_secret(secret).with_relation(relation);
        HookContext::new(state, Hook::named("start"))
    }

    fn call(hook: &mut HookContext, line: &str) -> Served {
        let words: Vec<&str> = line.split(' ').collect();
        hook.call(words[0], &words[1..], &mut ())
    }

    /// The revisions that are left after a hook of these calls.
    fn left(version: &str, lines: &[&str]) -> Vec<u64> {
        let mut hook = hook(version);
        for line in lines {
            assert_eq!(call(&mut hook, &line.replace("ID", ID)).code, 0, "{line}");
        }
        let (state, _) = hook.end(&Outcome::Committed);
        state.secrets.iter().flat_map(|secret| secret.revisions.keys().copied()).collect()
    }

    #[test]
    fn of_a_change_and_a_removal_in_one_hook_the_last_counts() {
        let [change, all] = ["secret-set ID password=x", "secret-remove ID"];
        let [one, two] = ["secret-remove ID --revision 1", "secret-remove ID --revision 2"];
        for version in ["3.5.4", "3.6.10", "3.6.11"] {
            assert_eq!(left(version, &[change, one]), [2, 3], "{version}");
            assert_eq!(left(version, &[one, change]), [1, 2, 3, 4], "{version}");
            assert_eq!(left(version, &[one, all]), [0; 0], "{version}");
        }
        assert_eq!(left("3.6.10", &[one, two]), [1, 3]);
        assert_eq!(left("3.6.10", &[all, one]), [2, 3]);
        assert_eq!(left("3.6.11", &[one, two]), [3]);
        assert_eq!(left("3.6.11", &[all, one]), [0; 0]);
    }

    #[test]
    fn of_a_secret_that_loses_a_revision_its_owner_is_told_nothing_more() {
        let mut hook = hook("3.6.11");
        assert_eq!(call(&mut hook, &format!("secret-remove {ID} --revision 1")).code, 0);
        let not_found = format!("ERROR secret {ID:?} not found\n");
        assert_eq!(
            call(&mut hook, "secret-info-get --label=admin").stderr,
            "ERROR secret \"admin\" not found\n"
        );
        assert_eq!(call(&mut hook, &format!("secret-info-get {ID}")).stderr, not_found);
        assert_eq!(call(&mut hook, &format!("secret-grant {ID} -r 3")).stderr, not_found);
        assert_eq!(call(&mut hook, "secret-ids --format=json").stdout, "null\n");
        assert_eq!(call(&mut hook, &format!("secret-get {ID} password")).stdout, "3\n");
    }
}
