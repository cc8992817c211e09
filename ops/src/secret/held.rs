//! What one hook has told Juju of a secret, and what of that Juju would drop at the next word.

use crate::names::JujuVersion;

/// What Juju holds of a secret until the hook ends: changes or a removal, never both. In all versions a removal drops the
/// changes that came before it, and a change the removal (`secretsChangeRecorder` in `runner/context/secrets.go` of Juju's
/// sources).
#[derive(Default)]
pub(super) struct Held {
    /// The tool that was told last.
    change: Option<&'static str>,
    removal: Option<Removal>,
}

/// What `secret-remove` was told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Removal {
    Revision(u64),
    All,
}

impl Removal {
    pub(super) fn of(revision: Option<u64>) -> Self {
        revision.map_or(Self::All, Self::Revision)
    }

    /// The call, less the secret's id.
    pub(super) fn call(self) -> String {
        match self {
            Self::Revision(revision) => format!("secret-remove --revision {revision}"),
            Self::All => "secret-remove".to_owned(),
        }
    }
}

impl Held {
    /// The call that Juju would forget if it were told of a change now.
    pub(super) fn dropped_by_a_change(&self) -> Option<String> {
        self.removal.map(Removal::call)
    }

    /// The call that Juju would forget if it were told of this removal now. Of a secret that goes as a whole nothing is
    /// missed.
    pub(super) fn dropped_by(&self, removal: Removal, juju: &JujuVersion) -> Option<String> {
        let Removal::Revision(_) = removal else { return None };
        // Since 3.6.11 the revisions of several add up (<https://github.com/juju/juju/pull/20806>).
        let replaced = self.removal.filter(|before| *before != removal && *juju < JujuVersion::new(3, 6, 11));
        self.change.map(str::to_owned).or(replaced.map(Removal::call))
    }

    pub(super) fn is_removed(&self) -> bool {
        self.removal == Some(Removal::All)
    }

    /// Whether a revision of it goes, and it stays.
    pub(super) fn loses_a_revision(&self) -> bool {
        matches!(self.removal, Some(Removal::Revision(_)))
    }

    pub(super) fn change(&mut self, tool: &'static str) {
        self.change = Some(tool);
    }

    pub(super) fn remove(&mut self, removal: Removal) {
        *self = Self { change: None, removal: Some(removal) };
    }
}
