//! `network-get`.

use serde_json::Value;

use super::Tools;
use super::json::{self, Fields, Unexpected};
use crate::backend::{ToolCall, ToolError};
use crate::names::RelationId;

/// What `network-get` says of a binding, in its own words.
#[derive(Debug)]
pub(crate) struct NetworkInfo {
    pub(crate) bind_addresses: Vec<InterfaceInfo>,
    pub(crate) ingress_addresses: Vec<String>,
    pub(crate) egress_subnets: Vec<String>,
}

/// A network interface with its addresses.
#[derive(Debug)]
pub(crate) struct InterfaceInfo {
    pub(crate) interface_name: String,
    pub(crate) mac_address: String,
    pub(crate) addresses: Vec<AddressInfo>,
}

/// One address of an interface. Old versions of Juju wrote `address` for `value`.
#[derive(Debug)]
pub(crate) struct AddressInfo {
    pub(crate) value: String,
    pub(crate) address: String,
    pub(crate) hostname: String,
    pub(crate) cidr: String,
}

impl Tools {
    /// The network of a binding; with a relation, as that relation sees it (it may cross models).
    pub(crate) fn network_get(
        &self,
        binding: &str,
        relation: Option<RelationId>,
    ) -> Result<NetworkInfo, ToolError> {
        match relation {
            None => self.ask(&ToolCall::new("network-get", &["--format=json", binding]), network),
            Some(id) => {
                let args = ["--format=json", "-r", &id.to_string(), binding];
                self.ask(&ToolCall::new("network-get", &args), network)
            }
        }
    }
}

fn network(answer: Value) -> Result<NetworkInfo, Unexpected> {
    let mut fields = Fields::of(answer)?;
    Ok(NetworkInfo {
        bind_addresses: fields.take("bind-addresses", interfaces)?,
        ingress_addresses: fields.take("ingress-addresses", json::texts)?,
        egress_subnets: fields.take("egress-subnets", json::texts)?,
    })
}

fn interfaces(answer: Value) -> Result<Vec<InterfaceInfo>, Unexpected> {
    let mut interfaces = Vec::new();
    for interface in json::list(answer)? {
        let mut fields = Fields::of(interface)?;
        interfaces.push(InterfaceInfo {
            interface_name: fields.text("interface-name")?,
            mac_address: fields.text("mac-address")?,
            addresses: fields.take("addresses", addresses)?,
        });
    }
    Ok(interfaces)
}

fn addresses(answer: Value) -> Result<Vec<AddressInfo>, Unexpected> {
    let mut addresses = Vec::new();
    for address in json::list(answer)? {
        let mut fields = Fields::of(address)?;
        addresses.push(AddressInfo {
            value: fields.text("value")?,
            address: fields.text("address")?,
            hostname: fields.text("hostname")?,
            cidr: fields.text("cidr")?,
        });
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn asks_for_a_binding_and_for_a_relation() {
        let juju = Recording::new([(
            "network-get",
            r#"{"bind-addresses":[{"mac-address":"00:16","interface-name":"eth0","addresses":[{"hostname":"","value":"192.0.2.1","cidr":"192.0.2.0/24"}]}],"egress-subnets":null}"#,
        )]);
        let tools = Tools::new(juju.clone());
        let network = tools.network_get("db", None).unwrap();
        assert_eq!(network.bind_addresses[0].addresses[0].value, "192.0.2.1");
        assert!(network.egress_subnets.is_empty() && network.ingress_addresses.is_empty());
        tools.network_get("db", Some(3.into())).unwrap();
        assert_eq!(juju.lines(), ["network-get --format=json db", "network-get --format=json -r 3 db"]);
    }
}
