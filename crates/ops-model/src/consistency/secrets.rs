//! The secrets: their form, and whose they are.

use ops_metadata::{EventKind, JujuVersion};

use super::{Checks, Rule};
use crate::secret::Secret;
use crate::state::{Bag, Relation};
use crate::tools::{POLICIES, is_secret_id, is_secret_key, secret_sizes};

pub(super) fn check(checks: &mut Checks<'_>) {
    let state = checks.state;
    if state.secrets.is_empty() {
        return;
    }
    if EventKind::SecretChanged.since().is_some_and(|since| checks.is_before(since)) {
        let what = format!("Juju {} has a secret", state.juju_version);
        checks.report(Rule::NoSecretsYet, what, "leave secrets out, or take a later version");
    }
    let sizes = secret_sizes(!checks.is_before(JujuVersion::new(3, 6, 0)));
    for (place, secret) in state.secrets.iter().enumerate() {
        check_form(checks, secret);
        check_revisions(checks, secret, sizes);
        check_grants(checks, secret);
        for earlier in state.secrets.iter().take(place) {
            check_two(checks, earlier, secret);
        }
    }
}

fn check_form(checks: &mut Checks<'_>, secret: &Secret) {
    if !is_secret_id(&secret.id) {
        let what = format!("a secret has the id `{}`", secret.id);
        checks.report(Rule::BadSecretId, what, "write it without `secret:`, as `9m4e2mr0ui3e8a215n4g`");
    }
    if !secret.rotate.is_empty() && !POLICIES.contains(&secret.rotate.as_str()) {
        let what = format!("the secret `{}` is rotated `{}`", secret.id, secret.rotate);
        let known = POLICIES.iter().copied();
        checks.report(Rule::RotatePolicy, what, super::names::one_of(&secret.rotate, known));
    }
}

fn check_revisions(checks: &mut Checks<'_>, secret: &Secret, sizes: (usize, usize)) {
    let Secret { id, revisions, tracked, .. } = secret;
    if revisions.is_empty() || revisions.contains_key(&0) {
        let what = match revisions.is_empty() {
            true => format!("the secret `{id}` has no revision"),
            false => format!("the secret `{id}` has the revision 0"),
        };
        checks.report(
            Rule::SecretRevision,
            what,
            "make it by `Secret::new(…)`, and later revisions by `.revise(…)`",
        );
    }
    if let Some(tracked) = tracked.filter(|tracked| *tracked == 0 || *tracked > secret.latest()) {
        let what = format!("the unit reads the revision {tracked} of the secret `{id}`");
        let help = format!("its latest is {}: add one by `.revise(…)`, or change `tracked`", secret.latest());
        checks.report(Rule::SecretRevision, what, help);
    }
    for (revision, content) in revisions {
        check_content(checks, id, *revision, content, sizes);
    }
}

/// No value is told: it may be a real one.
fn check_content(
    checks: &mut Checks<'_>,
    id: &str,
    revision: u64,
    content: &Bag,
    (of_one, of_all): (usize, usize),
) {
    if content.is_empty() {
        let what = format!("the revision {revision} of the secret `{id}` is empty");
        checks.report(Rule::EmptySecret, what, "give it a value, as `(\"password\", \"…\")`");
    }
    let mut all = 0_usize;
    for (key, value) in content {
        all = all.saturating_add(value.len());
        if !is_secret_key(key) {
            let what = format!("the revision {revision} of the secret `{id}` has the key `{key}`");
            checks.report(Rule::SecretKey, what, "write it as `password` or `api-key`");
        }
        if value.len() > of_one {
            let length = value.len();
            let what =
                format!("the revision {revision} of the secret `{id}` has {length} bytes under `{key}`");
            checks.report(Rule::SecretSize, what, format!("take at most {of_one} bytes"));
        }
    }
    if all > of_all {
        let what = format!("the revision {revision} of the secret `{id}` has {all} bytes");
        checks.report(Rule::SecretSize, what, format!("take at most {of_all} bytes in all"));
    }
}

fn check_grants(checks: &mut Checks<'_>, secret: &Secret) {
    let id = &secret.id;
    for (number, target) in &secret.grants {
        let Some(relation) = checks.state.relation(*number) else {
            let what = format!(
                "the secret `{id}` is granted to `{target}` over the relation {number}, which is not there"
            );
            checks.report(Rule::SecretGrant, what, "add the relation, or take the grant away with it");
            continue;
        };
        if !is_target(relation, target) {
            let over = relation.full_id();
            let what = format!("the secret `{id}` is granted to `{target}` over `{over}`");
            let help = format!("grant it to `application-{}`, or to a unit of it", relation.remote_app);
            checks.report(Rule::SecretGrant, what, help);
        }
    }
}

/// `application-postgresql` or `unit-postgresql-0`
fn is_target(relation: &Relation, target: &str) -> bool {
    let of_unit = target.strip_prefix("unit-").and_then(|unit| unit.rsplit_once('-'));
    let app = target.strip_prefix("application-").or(of_unit.map(|(app, _)| app));
    app == Some(relation.remote_app.as_str())
}

fn check_two(checks: &mut Checks<'_>, one: &Secret, other: &Secret) {
    if one.id == other.id {
        let what = format!("two secrets have the id `{}`", one.id);
        checks.report(Rule::SameSecretId, what, "give one of them another id");
    } else if one.is_owned() && one.owner == other.owner && !one.label.is_empty() && one.label == other.label
    {
        let what = format!("the secrets `{}` and `{}` have the label `{}`", one.id, other.id, one.label);
        checks.report(Rule::SameSecretLabel, what, "give one of them another label");
    }
}
