//! The event of a secret.

use ops_metadata::EventKind;

use super::super::{Checks, Rule};
use crate::hook::HookSecret;
use crate::secret::{Owner, Secret};

pub(super) fn check(checks: &mut Checks<'_>, about: &HookSecret, kind: Option<EventKind>) {
    let name = &checks.hook.name;
    let Some(secret) = checks.state.secret(&about.id) else {
        let what = format!("`{name}` is about the secret `{}`, which is not there", about.id);
        return checks.report(Rule::EventWithoutSecret, what, "add it by `.with_secret(…)`");
    };
    match kind {
        Some(EventKind::SecretChanged) => check_news(checks, secret),
        _ => check_owner(checks, secret),
    }
    if kind == Some(EventKind::SecretRotate) && matches!(secret.rotate.as_str(), "" | "never") {
        let what = format!("`{name}` is about the secret `{}`, which is not rotated", secret.id);
        checks.report(Rule::NotRotated, what, "set its `rotate`, as to `\"monthly\"`");
    }
    check_revision(checks, about, secret, kind);
}

/// Who owns a secret may have read it too, and then learns of what another unit has made of it.
fn check_news(checks: &mut Checks<'_>, secret: &Secret) {
    let (name, id) = (&checks.hook.name, &secret.id);
    if secret.tracked.is_none() {
        let what = format!("`{name}` is about the secret `{id}`, which the unit has never read");
        let help = "set its `tracked` to the revision that the unit has read, as `Some(1)`";
        checks.report(Rule::NothingNew, what, help);
    } else if secret.latest() < 2 {
        let what = format!("`{name}` is about the secret `{id}`, which has no second revision");
        checks.report(Rule::NothingNew, what, "add one by `.revise(…)`");
    }
}

fn check_owner(checks: &mut Checks<'_>, secret: &Secret) {
    let (name, id) = (&checks.hook.name, &secret.id);
    match secret.owner {
        Owner::App if !checks.state.leader => {
            let what =
                format!("`{name}` is about the application's secret `{id}`, and the unit does not lead");
            checks.report(Rule::NotLeader, what, "let it lead, by `.with_leader(true)`");
        }
        Owner::Other { .. } => {
            let what = format!("`{name}` is about the secret `{id}`, which is another's");
            checks.report(Rule::NotOwner, what, "make it a secret of `Owner::Unit` or `Owner::App`");
        }
        Owner::Unit | Owner::App => {}
    }
}

fn check_revision(checks: &mut Checks<'_>, about: &HookSecret, secret: &Secret, kind: Option<EventKind>) {
    let (name, id) = (&checks.hook.name, &secret.id);
    let is_told = matches!(kind, Some(EventKind::SecretExpired | EventKind::SecretRemove));
    let (what, help) = match about.revision {
        Some(revision) if !is_told => (
            format!("`{name}` is about the revision {revision}"),
            "leave `.revision(…)` out: it is told by `secret-expired` and `secret-remove` alone",
        ),
        None if is_told => (format!("`{name}` is about no revision"), "name one by `.revision(…)`"),
        Some(revision) if !secret.revisions.contains_key(&revision) => (
            format!("`{name}` is about the revision {revision} of the secret `{id}`, which is not there"),
            "name another by `.revision(…)`, or add it by `.revise(…)`",
        ),
        Some(revision) if kind == Some(EventKind::SecretRemove) && revision == secret.latest() => (
            format!("`{name}` is about the revision {revision} of the secret `{id}`, which is the latest"),
            "name an earlier one, or add a later one by `.revise(…)`",
        ),
        _ => return,
    };
    checks.report(Rule::EventRevision, what, help);
}
