//! Juju itself: its version, and what its cloud is.

use ops_metadata::JujuVersion;
use ops_metadata::metadata::{Metadata, OptionType};
use serde_json::Value;

use super::{Checks, Rule};

pub(super) fn check(checks: &mut Checks<'_>) {
    let state = checks.state;
    match checks.version {
        Some(version) => check_assumes(checks, version),
        None => {
            let what = format!("`juju_version` is `{}`", state.juju_version);
            checks.report(Rule::BadJujuVersion, what, "write it as `3.6.11`");
        }
    }
    if checks.is_before(JujuVersion::new(3, 4, 0)) {
        check_secret_options(checks, checks.metadata);
    }
    let cloud = state.cloud_spec.as_ref().and_then(|cloud| cloud.get("type")).and_then(Value::as_str);
    if cloud == Some("kubernetes") && checks.is_before(JujuVersion::new(3, 6, 10)) {
        let what = format!("Juju {} tells of a cloud of the type `kubernetes`", state.juju_version);
        checks.report(Rule::CloudSpec, what, "leave the cloud out, or take `.with_juju_version(\"3.6.10\")`");
    }
}

/// An extension may add to `assumes`, which only narrows it.
fn check_assumes(checks: &mut Checks<'_>, version: JujuVersion) {
    let (metadata, own) = (checks.metadata, &checks.state.juju_version);
    if metadata.assumes.is_empty() {
        return;
    }
    if let Some(least) = metadata.juju_at_least().filter(|least| version < least.version) {
        let what = format!("`juju_version` is `{own}`, and the metadata assumes `juju >= {}`", least.version);
        checks.report(Rule::Assumes, what, "take a later version by `.with_juju_version(…)`");
    }
    if let Some(below) = metadata.juju_below().filter(|below| version >= below.version) {
        let what = format!("`juju_version` is `{own}`, and the metadata assumes `juju < {}`", below.version);
        checks.report(Rule::Assumes, what, "take an earlier version by `.with_juju_version(…)`");
    }
}

fn check_secret_options(checks: &mut Checks<'_>, metadata: &Metadata) {
    for option in metadata.options.iter().filter(|option| option.kind == OptionType::Secret) {
        let (name, own) = (&option.name.value, &checks.state.juju_version);
        let what = format!(
            "`juju_version` is `{own}`, and the option `{name}` of the metadata is of the type `secret`"
        );
        checks.report(Rule::SecretOption, what, "take a later version by `.with_juju_version(…)`");
    }
}
