//! The event of a relation.

use ops_metadata::EventKind;
use ops_metadata::metadata::Role;

use super::super::relations::unknown_endpoint;
use super::super::unit::check_unit_name;
use super::super::{Checks, Rule};
use crate::hook::HookRelation;
use crate::state::{Relation, application};

pub(super) fn check(checks: &mut Checks<'_>, about: &HookRelation, kind: Option<EventKind>) {
    check_parts(checks, about, kind);
    if let Some(relation) = find(checks, about) {
        check_remote_unit(checks, about, relation, kind);
        check_members(checks, relation, kind);
    }
}

/// The relation that the event is about; what keeps it from being about one is reported.
fn find<'a>(checks: &mut Checks<'a>, about: &HookRelation) -> Option<&'a Relation> {
    let (state, endpoint) = (checks.state, &about.endpoint);
    let name = &checks.hook.name;
    if checks.metadata.endpoint(endpoint).is_none() {
        let is_reported = state.relations.iter().any(|relation| relation.endpoint == *endpoint);
        if !is_reported {
            let what = format!("`{name}` is about an endpoint that the charm does not have");
            unknown_endpoint(checks, what, endpoint);
        }
        if checks.metadata.extensions.is_empty() {
            return None;
        }
    }
    let mut of_it = state.relations.iter().filter(|relation| match about.id {
        Some(id) => relation.id == id && relation.endpoint == *endpoint,
        None => relation.endpoint == *endpoint,
    });
    let found = of_it.next();
    let is_only = of_it.next().is_none();
    if let (None, Some(id)) = (found, about.id) {
        let what = match state.relation(id) {
            Some(other) => format!("`{name}` is about the relation {id}, which is `{}`", other.full_id()),
            None => format!("`{name}` is about the relation {id}, which is not there"),
        };
        checks.report(Rule::EventWithoutRelation, what, which(checks, endpoint));
    } else if found.is_none() {
        let what = format!("`{name}` comes where `{endpoint}` has no relation");
        checks.report(Rule::EventWithoutRelation, what, "add one by `.with_relation(…)`");
    } else if !is_only && about.id.is_none() {
        let what = format!("`{name}` comes where `{endpoint}` has several relations");
        checks.report(Rule::WhichRelation, what, which(checks, endpoint));
        return None;
    }
    found
}

#[cold]
fn which(checks: &Checks<'_>, endpoint: &str) -> String {
    let of_it = checks.state.relations.iter().filter(|relation| relation.endpoint == endpoint);
    let ids: Vec<String> = of_it.map(|relation| format!("`.id({})`", relation.id)).collect();
    match ids.as_slice() {
        [] => "add the relation by `.with_relation(…)`".into(),
        ids => format!("say which, by {}", ids.join(" or ")),
    }
}

/// What the event itself says.
fn check_parts(checks: &mut Checks<'_>, about: &HookRelation, kind: Option<EventKind>) {
    let name = &checks.hook.name;
    match (kind, &about.remote_unit) {
        (Some(EventKind::RelationJoined | EventKind::RelationDeparted), None) => {
            let what = format!("`{name}` is about no unit");
            checks.report(Rule::EventWithoutUnit, what, "name the unit by `.unit(\"postgresql/0\")`");
        }
        (Some(EventKind::RelationCreated | EventKind::RelationBroken), Some(unit)) => {
            let what = format!("`{name}` is about the unit `{unit}`");
            checks.report(Rule::EventWithUnit, what, "leave `.unit(…)` out");
        }
        _ => {}
    }
    let Some(departing) = &about.departing_unit else { return };
    if kind != Some(EventKind::RelationDeparted) {
        let what = format!("`{name}` says that `{departing}` departs");
        checks.report(
            Rule::DepartingUnit,
            what,
            "leave `.departing(…)` out: only `relation-departed` says so",
        );
    } else if about.remote_unit.as_ref() != Some(departing) && *departing != checks.state.unit {
        let what = format!("`{name}` says that `{departing}` departs");
        checks.report(Rule::DepartingUnit, what, "leave `.departing(…)` out, or name this unit by it");
    }
}

fn check_remote_unit(
    checks: &mut Checks<'_>,
    about: &HookRelation,
    relation: &Relation,
    kind: Option<EventKind>,
) {
    let Some(unit) = &about.remote_unit else { return };
    let (name, state, remote) = (&checks.hook.name, checks.state, &relation.remote_app);
    if *unit == state.unit {
        let what = format!("`{name}` is about `{unit}`, the unit itself");
        return checks.report(Rule::OwnUnit, what, "name a unit of the other side");
    }
    // A member was looked at with the relation.
    if relation.remote_units_data.contains_key(unit) || !check_unit_name(checks, unit) {
        return;
    }
    if application(unit) != remote {
        let id = relation.full_id();
        let what = format!("`{name}` is about `{unit}`, and the remote application of `{id}` is `{remote}`");
        return checks.report(Rule::StrangeUnit, what, format!("name a unit of it, as `{remote}/0`"));
    }
    // Of one that has departed the databag may still be read, and it need not be.
    if matches!(kind, Some(EventKind::RelationJoined | EventKind::RelationChanged)) {
        let what = format!("`{name}` is about `{unit}`, which `{}` does not have", relation.full_id());
        checks.report(
            Rule::UnitNotJoined,
            what,
            format!("add it to the relation by `.with_unit(\"{unit}\", [])`"),
        );
    }
}

fn check_members(checks: &mut Checks<'_>, relation: &Relation, kind: Option<EventKind>) {
    let (name, id) = (&checks.hook.name, || relation.full_id());
    let endpoint = checks.metadata.endpoint(&relation.endpoint);
    if kind == Some(EventKind::RelationBroken)
        && endpoint.is_some_and(|endpoint| endpoint.role == Role::Peers)
    {
        let what = format!("`{name}` comes, and `{}` is a relation of peers", id());
        return checks.report(Rule::BrokenPeers, what, "take `on::relation_departed(…)`, which peers get");
    }
    let Some(unit) = relation.remote_units_data.keys().next() else { return };
    match kind {
        Some(EventKind::RelationCreated) => {
            let what = format!("`{name}` comes where `{unit}` has joined `{}`", id());
            checks.report(Rule::UnitsTooEarly, what, "leave the remote units out: they join later");
        }
        Some(EventKind::RelationBroken) => {
            let what = format!("`{name}` comes where `{unit}` is still in `{}`", id());
            checks.report(Rule::UnitsTooLate, what, "leave the remote units out: each has departed before");
        }
        _ => {}
    }
}

/// A unit enters its relations after it is installed.
pub(super) fn check_install(checks: &mut Checks<'_>) {
    for relation in &checks.state.relations {
        if let Some(unit) = relation.remote_units_data.keys().next() {
            let what = format!("`install` comes where `{unit}` has joined `{}`", relation.full_id());
            checks.report(Rule::UnitsTooEarly, what, "leave the remote units out: they join later");
        }
    }
}
