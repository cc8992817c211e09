//! Networks: what `network-get` says of a binding.

use serde::{Deserialize, Serialize};

/// The network of a binding, in the shape that `network-get` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Network {
    /// The interfaces, each with the addresses that the unit may listen at.
    pub bind_addresses: Vec<BindAddress>,
    /// From where the unit's traffic comes, as others see it.
    pub egress_subnets: Vec<String>,
    /// Where others reach the unit.
    pub ingress_addresses: Vec<String>,
}

/// An interface of the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct BindAddress {
    /// Its hardware's address.
    pub mac_address: String,
    /// Its name, `eth0`.
    pub interface_name: String,
    /// Its addresses.
    pub addresses: Vec<Address>,
}

/// An address of an interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The name that stood for it; empty if there was none.
    pub hostname: String,
    /// The address.
    pub value: String,
    /// The subnet that it is in.
    pub cidr: String,
}

impl Network {
    /// A network of one interface with one address, in the subnet of its first three bytes, at which others reach the unit too.
    pub fn at(address: &str) -> Self {
        let subnet = address.rsplit_once('.').map_or_else(String::new, |(net, _)| format!("{net}.0/24"));
        Self {
            bind_addresses: vec![BindAddress {
                mac_address: "00:16:3e:00:00:01".into(),
                interface_name: "eth0".into(),
                addresses: vec![Address { hostname: String::new(), value: address.into(), cidr: subnet }],
            }],
            egress_subnets: vec![format!("{address}/32")],
            ingress_addresses: vec![address.into()],
        }
    }
}

/// With the address 192.0.2.1.
impl Default for Network {
    fn default() -> Self {
        Self::at("192.0.2.1")
    }
}
