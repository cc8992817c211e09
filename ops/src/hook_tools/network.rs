//! `network-get`.

use serde::Deserialize;

use super::Tools;
use super::json::or_nothing;
use crate::backend::{ToolCall, ToolError};
use crate::names::RelationId;

/// What `network-get` says of a binding, in its own words.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct NetworkInfo {
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) bind_addresses: Vec<InterfaceInfo>,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) ingress_addresses: Vec<String>,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) egress_subnets: Vec<String>,
}

/// A network interface with its addresses.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct InterfaceInfo {
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) interface_name: String,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) mac_address: String,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) addresses: Vec<AddressInfo>,
}

/// One address of an interface. Old versions of Juju wrote `address` for `value`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct AddressInfo {
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) value: String,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) address: String,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) hostname: String,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(crate) cidr: String,
}

impl Tools {
    /// The network of a binding; with a relation, as that relation sees it (it may cross models).
    pub(crate) fn network_get(
        &self,
        binding: &str,
        relation: Option<RelationId>,
    ) -> Result<NetworkInfo, ToolError> {
        let mut args = vec!["--format=json".to_owned()];
        args.extend(relation.into_iter().flat_map(|id| ["-r".to_owned(), id.to_string()]));
        args.push(binding.to_owned());
        self.ask(&ToolCall::new("network-get", args))
    }
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
