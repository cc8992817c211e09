//! `network-get`, and `unit-get`, which was before it.

use serde_json::{Map, Value, json};

use super::answer::{FORMAT, OUTPUT};
use super::relation::{RELATION, named_relation};
use super::{Answer, Failure, Reply, Request};
use crate::flags::{parse, switch};

/// The flags that ask for a part, in the order of the answer.
const PARTS: [&str; 3] = ["bind-address", "egress-subnets", "ingress-address"];

pub(super) fn get(request: Request<'_>) -> Reply<'_> {
    let flags = const {
        &[
            RELATION,
            FORMAT,
            OUTPUT,
            switch(&["bind-address"]),
            switch(&["egress-subnets"]),
            switch(&["ingress-address"]),
            switch(&["primary-address"]),
        ]
    };
    let parsed = parse(flags, request.args)?;
    if parsed.get("r").is_some() {
        named_relation(request.context, &parsed)?;
    }
    let Some(binding) = parsed.positional(0) else {
        return Err(Failure::Usage("no arguments specified".into()));
    };
    parsed.at_most(1)?;
    let Some(network) = request.context.state.network(binding) else {
        return Err(Failure::Failed(format!("no network config found for binding {binding:?}")));
    };
    let network = json!(network);
    let mut wanted: Vec<_> = PARTS.into_iter().filter(|part| parsed.is_on(part)).collect();
    if parsed.is_on("primary-address") {
        wanted.insert(0, "bind-address");
    }
    let value = match wanted.as_slice() {
        [] => network,
        [part] => part_of(&network, part),
        parts => {
            let entry = |part: &&str| ((*part).to_owned(), part_of(&network, part));
            Value::Object(parts.iter().map(entry).collect::<Map<_, _>>())
        }
    };
    Answer::new(&parsed, value)
}

/// The unit's address, which here is the same within and outside of its model.
pub(super) fn unit(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    let Some(setting) = parsed.positional(0) else {
        return Err(Failure::Usage("no setting specified".into()));
    };
    if !["private-address", "public-address"].contains(&setting) {
        return Err(Failure::Usage(format!("unknown setting {setting:?}")));
    }
    parsed.at_most(1)?;
    let network = request.context.state.network("juju-info");
    let address = network.and_then(|network| network.ingress_addresses.first().cloned());
    Answer::new(&parsed, address.unwrap_or_default())
}

fn part_of(network: &Value, part: &str) -> Value {
    let pointer = match part {
        "bind-address" => "/bind-addresses/0/addresses/0/value",
        "ingress-address" => "/ingress-addresses/0",
        _ => return network.get(part).cloned().unwrap_or_else(|| json!([])),
    };
    network.pointer(pointer).cloned().unwrap_or_else(|| json!(""))
}
