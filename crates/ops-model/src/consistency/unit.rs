//! The unit itself: its name, its place, its statuses, and what its charm has stored.

use super::{Checks, Rule};
use crate::entities::is_unit;
use crate::state::{Status, application};
use crate::tools::{LONGEST_KEY, LONGEST_VALUE};

/// Those that a charm sets, and those that Juju shows itself.
const STATUSES: [&str; 8] =
    ["active", "blocked", "waiting", "maintenance", "unknown", "error", "terminated", "unset"];

pub(super) fn check(checks: &mut Checks<'_>) {
    let (state, metadata) = (checks.state, checks.metadata);
    check_unit_name(checks, &state.unit);
    check_principal(checks, metadata.subordinate);
    check_planned_units(checks);
    check_status(checks, "unit", &state.unit_status);
    check_status(checks, "application", &state.app_status);
    check_charm_state(checks);
}

/// Whether it is the name of a unit; says so if it is not.
pub(super) fn check_unit_name(checks: &mut Checks<'_>, unit: &str) -> bool {
    let is_good = is_unit(unit);
    if !is_good {
        let what = format!("`{unit}` is not the name of a unit");
        checks.report(Rule::BadName, what, "write it as `web/0`");
    }
    is_good
}

fn check_principal(checks: &mut Checks<'_>, is_subordinate: bool) {
    let principal = &checks.state.principal_unit;
    if is_subordinate {
        if principal.is_empty() {
            let what = "the charm is a subordinate, and `principal_unit` is empty".into();
            let help = "set it to the unit beside which this one runs, as `ubuntu/0`";
            checks.report(Rule::PrincipalUnit, what, help);
        } else if check_unit_name(checks, principal) && application(principal) == checks.state.app() {
            let what = format!("`principal_unit` is `{principal}`, a unit of the subordinate itself");
            checks.report(Rule::PrincipalUnit, what, "set it to the unit of another application");
        }
    } else if !principal.is_empty() {
        let what = format!("`principal_unit` is `{principal}`, and the charm is no subordinate");
        let help = "leave it empty, or declare `subordinate: true` in the metadata";
        checks.report(Rule::PrincipalUnit, what, help);
    }
}

fn check_planned_units(checks: &mut Checks<'_>) {
    let state = checks.state;
    let units = &state.goal_state.units;
    for unit in units.keys() {
        if check_unit_name(checks, unit) && application(unit) != state.app() {
            let what = format!("`{unit}` is planned for the application `{}`", state.app());
            checks.report(Rule::PlannedUnits, what, "plan units by `.with_planned_units(3)`");
        }
    }
    if !units.is_empty() && !units.contains_key(&state.unit) {
        let what = format!("`{}` is not among the units that are planned", state.unit);
        checks.report(Rule::PlannedUnits, what, "plan units by `.with_planned_units(3)`");
    }
}

fn check_status(checks: &mut Checks<'_>, whose: &str, status: &Status) {
    if !STATUSES.contains(&status.status.as_str()) {
        let what = format!("the {whose} has the status `{}`", status.status);
        let known = STATUSES.iter().copied();
        checks.report(Rule::UnknownStatus, what, super::names::one_of(&status.status, known));
    }
}

/// Not the quota of the whole: an administrator may lower that below what is stored.
fn check_charm_state(checks: &mut Checks<'_>) {
    for (key, value) in &checks.state.charm_state {
        if key.len() > LONGEST_KEY || value.len() > LONGEST_VALUE {
            let (key_length, length) = (key.len(), value.len());
            let what = format!("the charm's state has a value of {length} bytes under a key of {key_length}");
            let help = format!("a key has at most {LONGEST_KEY} bytes, and a value {LONGEST_VALUE}");
            checks.report(Rule::CharmStateSize, what, help);
        }
    }
}
