//! What hangs on names of the metadata alone: networks, ports, resources, and the endpoints of the goal state.

use ops_metadata::metadata::Section;

use super::relations::unknown_endpoint;
use super::{Checks, Rule};
use crate::state::OpenPort;

pub(super) fn check(checks: &mut Checks<'_>) {
    let (state, metadata) = (checks.state, checks.metadata);
    for binding in state.networks.keys() {
        // Every charm provides `juju-info`, without a word in its metadata.
        let is_extra = || metadata.extra_bindings.iter().any(|extra| extra.value == *binding);
        if metadata.endpoint(binding).is_none() && !is_extra() && binding != "juju-info" {
            let endpoints = metadata.endpoints.iter().map(|endpoint| endpoint.name.as_str());
            let known = endpoints.chain(metadata.extra_bindings.iter().map(|extra| extra.as_str()));
            let what =
                format!("there is a network for `{binding}`, which is no endpoint and no extra binding");
            checks.unknown(Rule::UnknownBinding, what, binding, known, Section::ExtraBindings);
        }
    }
    state.opened_ports.iter().for_each(|port| check_port(checks, port));
    for resource in state.resources.keys().filter(|name| metadata.resource(name).is_none()) {
        let known = metadata.resources.iter().map(|resource| resource.name.as_str());
        let what = format!("the charm has no resource `{resource}`");
        checks.unknown(Rule::UnknownResource, what, resource, known, Section::Resources);
    }
    for endpoint in state.goal_state.relations.keys().filter(|name| metadata.endpoint(name).is_none()) {
        let what =
            format!("the goal state has relations of `{endpoint}`, an endpoint that the charm does not have");
        unknown_endpoint(checks, what, endpoint);
    }
}

fn check_port(checks: &mut Checks<'_>, port: &OpenPort) {
    let OpenPort { protocol, from, to, .. } = port;
    let is_good = match protocol.as_str() {
        "tcp" | "udp" => 0 <= *from && from <= to && *to <= 65535,
        "icmp" => *from == -1 && *to == -1,
        _ => false,
    };
    if !is_good {
        let what = format!("`{protocol}` is open from {from} to {to}");
        let help = "make ports by `OpenPort::tcp(80)`, `OpenPort::udp(53)` and `OpenPort::icmp()`";
        checks.report(Rule::BadPort, what, help);
    }
}
