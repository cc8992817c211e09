//! The relations: their endpoints, their numbers, and who is on the other side.

use ops_metadata::metadata::{Endpoint, Role, Scope, Section};

use super::unit::check_unit_name;
use super::{Checks, Rule, databags};
use crate::entities::{is_application, is_unit_of};
use crate::state::{Relation, application};

pub(super) fn check(checks: &mut Checks<'_>) {
    let (relations, metadata) = (&checks.state.relations, checks.metadata);
    for (place, relation) in relations.iter().enumerate() {
        if let Some(earlier) = relations.iter().take(place).find(|earlier| earlier.id == relation.id) {
            let what = format!("`{}` and `{}` have one number", earlier.full_id(), relation.full_id());
            let help =
                "add relations by `.with_relation(…)`, which gives each a free number, or use `.with_id(…)`";
            checks.report(Rule::SameRelationId, what, help);
        }
        match metadata.endpoint(&relation.endpoint) {
            Some(endpoint) => check_sides(checks, relation, endpoint),
            None => {
                let what = format!(
                    "`{}` is a relation of an endpoint that the charm does not have",
                    relation.full_id()
                );
                unknown_endpoint(checks, what, &relation.endpoint);
            }
        }
        check_units(checks, relation);
        databags::check(checks, relation);
    }
    if !relations.is_empty() {
        metadata.endpoints.iter().for_each(|endpoint| check_limit(checks, endpoint));
    }
}

pub(super) fn unknown_endpoint(checks: &mut Checks<'_>, what: String, name: &str) {
    let known = checks.metadata.endpoints.iter().map(|endpoint| endpoint.name.as_str());
    checks.unknown(Rule::UnknownEndpoint, what, name, known, Section::Requires);
}

fn check_sides(checks: &mut Checks<'_>, relation: &Relation, endpoint: &Endpoint) {
    let state = checks.state;
    let (id, remote) = (|| relation.full_id(), &relation.remote_app);
    match (endpoint.role == Role::Peers, state.is_peer(relation)) {
        (true, false) => {
            let what = format!("`{}` is a relation of peers, and its remote application is `{remote}`", id());
            checks.report(Rule::PeerApplication, what, "make it by `Relation::peers(…)`");
        }
        (false, true) => {
            let what = format!("`{}` is no relation of peers, and its remote application is this one", id());
            checks.report(Rule::PeerApplication, what, "name another application than the charm's");
        }
        (true, true) if !relation.remote_app_data.is_empty() => {
            let what = format!("`{}` is a relation of peers with data of a remote application", id());
            checks.report(Rule::PeerAppData, what, "put it there by `.with_local_app_data(…)`");
        }
        _ => {}
    }
    let units = relation.remote_units_data.len();
    if endpoint.scope == Scope::Container && units > 1 {
        let what = format!("`{}` has the scope `container` and {units} remote units", id());
        checks.report(Rule::ContainerScope, what, "leave the one that runs beside this unit");
    }
}

fn check_units(checks: &mut Checks<'_>, relation: &Relation) {
    let (state, remote) = (checks.state, &relation.remote_app);
    let is_good = is_application(remote);
    if !is_good {
        let what = format!("the remote application of `{}` is `{remote}`", relation.full_id());
        checks.report(Rule::BadName, what, "write it as `postgresql`");
    }
    for unit in relation.remote_units_data.keys() {
        if *unit == state.unit {
            let what =
                format!("`{unit}`, the unit itself, is among the remote units of `{}`", relation.full_id());
            checks.report(Rule::OwnUnit, what, "put its databag there by `.with_local_unit_data(…)`");
        } else if !(is_good && is_unit_of(remote, unit))
            && check_unit_name(checks, unit)
            && application(unit) != remote
        {
            let id = relation.full_id();
            let what = format!("`{unit}` is a remote unit of `{id}`, whose remote application is `{remote}`");
            checks.report(Rule::StrangeUnit, what, format!("name a unit of it, as `{remote}/0`"));
        }
    }
}

fn check_limit(checks: &mut Checks<'_>, endpoint: &Endpoint) {
    let most = if endpoint.role == Role::Peers { Some(1) } else { endpoint.limit };
    // A limit of 0 is none.
    let Some(most) = most.filter(|most| *most > 0) else { return };
    let of_it = checks.state.relations.iter().filter(|relation| relation.endpoint == endpoint.name.value);
    let count = of_it.count() as u64;
    if count > most {
        let name = &endpoint.name.value;
        let what = format!("the endpoint `{name}` has {count} relations");
        checks.report(
            Rule::EndpointLimit,
            what,
            format!("leave {most}, or raise the `limit` in the metadata"),
        );
    }
}
