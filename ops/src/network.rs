//! Networks: where to listen, and which addresses the other side sees.

use std::cell::RefCell;
use std::fmt;
use std::net::IpAddr;
use std::rc::Rc;

use crate::context::Context;
use crate::error::ModelError;
use crate::hook_tools::{NetworkInfo, Tools};
use crate::names::{Binding, RelationId};
use crate::pairs::Pairs;

/// The network of a binding, as `network-get` tells it: [`Context::network`] and
/// [`Relation::network`](crate::Relation::network).
///
/// ```
/// use ops::prelude::*;
///
/// fn listen(cx: &Context, website: Endpoint<Provides>) -> ops::Result<String> {
///     let network = cx.network(website)?;
///     let address = network.bind_address().ok_or("the unit has no address yet")?;
///     Ok(format!("{address}:80"))
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    bind_addresses: Vec<BindAddress>,
    ingress_addresses: Vec<Address>,
    egress_subnets: Vec<Subnet>,
}

/// An address that the unit may listen on, with its interface.
///
/// ```
/// use ops::prelude::*;
///
/// fn listen(cx: &Context, website: Endpoint<Provides>) -> ops::Result {
///     for found in cx.network(website)?.bind_addresses() {
///         info!("{} on {} in {:?}", found.address(), found.interface(), found.subnet());
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindAddress {
    address: Address,
    interface: Rc<str>,
    mac_address: Rc<str>,
    hostname: String,
    subnet: Option<Subnet>,
}

/// An address: of IP as a rule, and whatever text Juju wrote where it is none (a hostname).
///
/// ```
/// use ops::Address;
/// let address = Address::from("2001:db8::1".to_owned());
/// assert!(address.ip().is_some_and(|ip| ip.is_ipv6()));
/// assert_eq!(Address::from("web.internal".to_owned()).ip(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// An address of version 4 or 6.
    Ip(IpAddr),
    /// Something else, as Juju wrote it.
    Name(String),
}

/// A subnet in the notation `192.0.2.0/24`; whatever text Juju wrote where it is none.
///
/// ```
/// use ops::Subnet;
/// let subnet = Subnet::from("192.0.2.0/24".to_owned());
/// assert!(matches!(subnet, Subnet::Cidr { prefix: 24, .. }));
/// assert_eq!(subnet.to_string(), "192.0.2.0/24");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subnet {
    /// An address and how many of its first bits count.
    Cidr {
        /// The address, as Juju wrote it: bits that do not count may be set.
        address: IpAddr,
        /// At most 32, or 128 of version 6.
        prefix: u8,
    },
    /// Something else, as Juju wrote it.
    Other(String),
}

impl Network {
    fn new(info: NetworkInfo) -> Self {
        let mut bind_addresses = Vec::new();
        for interface in info.bind_addresses {
            let name: Rc<str> = interface.interface_name.into();
            let mac_address: Rc<str> = interface.mac_address.into();
            for found in interface.addresses {
                let text = if found.value.is_empty() { found.address } else { found.value };
                bind_addresses.push(BindAddress {
                    address: text.into(),
                    interface: name.clone(),
                    mac_address: mac_address.clone(),
                    hostname: found.hostname,
                    subnet: (!found.cidr.is_empty()).then(|| found.cidr.into()),
                });
            }
        }
        Self {
            bind_addresses,
            ingress_addresses: info.ingress_addresses.into_iter().map(Address::from).collect(),
            egress_subnets: info.egress_subnets.into_iter().map(Subnet::from).collect(),
        }
    }

    /// The addresses that the unit may listen on, in Juju's order. An interface with several addresses is in several.
    #[must_use]
    pub fn bind_addresses(&self) -> &[BindAddress] {
        &self.bind_addresses
    }

    /// The first address to listen on.
    #[must_use]
    pub fn bind_address(&self) -> Option<&Address> {
        self.bind_addresses.first().map(BindAddress::address)
    }

    /// The addresses by which others reach the unit: on clouds with floating addresses not those to listen on.
    #[must_use]
    pub fn ingress_addresses(&self) -> &[Address] {
        &self.ingress_addresses
    }

    /// The first address by which others reach the unit: what to publish.
    #[must_use]
    pub fn ingress_address(&self) -> Option<&Address> {
        self.ingress_addresses.first()
    }

    /// The subnets from which the unit's traffic comes, as others see it.
    #[must_use]
    pub fn egress_subnets(&self) -> &[Subnet] {
        &self.egress_subnets
    }
}

impl BindAddress {
    /// The address.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The name of its interface, `eth0`; empty where Juju knows none (on Kubernetes).
    #[must_use]
    pub fn interface(&self) -> &str {
        &self.interface
    }

    /// The hardware address of the interface; empty where Juju knows none.
    #[must_use]
    pub fn mac_address(&self) -> &str {
        &self.mac_address
    }

    /// The name from which the address came; empty as a rule.
    #[must_use]
    pub fn hostname(&self) -> &str {
        &self.hostname
    }

    /// The subnet that it is in, where Juju knows it.
    #[must_use]
    pub fn subnet(&self) -> Option<&Subnet> {
        self.subnet.as_ref()
    }
}

impl Address {
    /// The IP address, if it is one.
    #[must_use]
    pub fn ip(&self) -> Option<IpAddr> {
        match self {
            Self::Ip(address) => Some(*address),
            Self::Name(_) => None,
        }
    }
}

impl From<String> for Address {
    fn from(text: String) -> Self {
        text.parse().map_or(Self::Name(text), Self::Ip)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ip(address) => address.fmt(f),
            Self::Name(text) => f.write_str(text),
        }
    }
}

impl From<String> for Subnet {
    fn from(text: String) -> Self {
        cidr(&text).unwrap_or(Self::Other(text))
    }
}

fn cidr(text: &str) -> Option<Subnet> {
    let (address, prefix) = text.split_once('/')?;
    let (address, prefix): (IpAddr, u8) = (address.parse().ok()?, prefix.parse().ok()?);
    let longest = if address.is_ipv4() { 32 } else { 128 };
    (prefix <= longest).then_some(Subnet::Cidr { address, prefix })
}

impl fmt::Display for Subnet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cidr { address, prefix } => write!(f, "{address}/{prefix}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// The networks that were asked for in this dispatch.
#[derive(Default)]
pub(crate) struct Networks(RefCell<Pairs<Place, Rc<Network>>>);

/// A binding; with a relation, as that relation sees it.
type Place = (Box<str>, Option<RelationId>);

impl Networks {
    pub(crate) fn get(
        &self,
        binding: &str,
        relation: Option<RelationId>,
        tools: &Tools,
    ) -> Result<Rc<Network>, ModelError> {
        let place = (binding.into(), relation);
        if let Some(network) = self.0.borrow().get(&place) {
            return Ok(network.clone());
        }
        let network = match tools.network_get(binding, relation) {
            // The relation ended: what the endpoint is bound to is what is left to know.
            Err(error) if relation.is_some() && error.is_relation_gone() => self.get(binding, None, tools)?,
            info => Rc::new(Network::new(info?)),
        };
        self.0.borrow_mut().insert(place, network.clone());
        Ok(network)
    }
}

impl Context {
    /// The network of an endpoint, or of an extra binding.
    ///
    /// In the charm's own methods both are constants: `cx.network(Self::ENDPOINTS.website)?`,
    /// `cx.network(Self::BINDINGS.admin)?`.
    ///
    /// # Errors
    /// `network-get` failed: a unit that is just being made may have no address yet.
    pub fn network(&self, binding: impl Into<Binding>) -> Result<Rc<Network>, ModelError> {
        self.inner().networks.get(binding.into().name(), None, &self.inner().tools)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    const DB: &str = r#"{
        "bind-addresses": [
            {"mac-address": "00:16", "interface-name": "eth0", "addresses": [
                {"hostname": "", "value": "192.0.2.1", "cidr": "192.0.2.0/24"},
                {"hostname": "web", "value": "2001:db8::1", "cidr": ""}]},
            {"interface-name": "eth1", "addresses": [{"address": "web.internal", "cidr": "all"}]},
            {"interface-name": "eth2", "addresses": null}
        ],
        "egress-subnets": ["192.0.2.1/32", "192.0.2.1/33"],
        "ingress-addresses": ["198.51.100.7", "web.example"]
    }"#;

    #[test]
    fn addresses_are_read_and_what_is_none_is_kept() {
        let juju = Recording::new([("network-get", DB)]);
        let tools = Tools::new(juju.clone());
        let networks = Networks::default();
        let network = networks.get("db", None, &tools).unwrap();
        let shown: Vec<_> = (network.bind_addresses().iter())
            .map(|found| {
                (found.interface(), found.address().to_string(), found.subnet().map(Subnet::to_string))
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("eth0", "192.0.2.1".into(), Some("192.0.2.0/24".into())),
                ("eth0", "2001:db8::1".into(), None),
                ("eth1", "web.internal".into(), Some("all".into())),
            ]
        );
        assert_eq!(network.bind_address().and_then(Address::ip), "192.0.2.1".parse().ok());
        assert_eq!(network.ingress_address().and_then(Address::ip), "198.51.100.7".parse().ok());
        assert_eq!(network.ingress_addresses()[1], Address::Name("web.example".into()));
        assert!(matches!(network.egress_subnets(), [Subnet::Cidr { prefix: 32, .. }, Subnet::Other(_)]));
        networks.get("db", None, &tools).unwrap();
        assert_eq!(juju.lines().len(), 1);
    }

    #[test]
    fn of_a_relation_that_is_gone_the_endpoint_is_asked_once() {
        // The words of the agent and, in Juju 4, of a controller that does not know it.
        for words in ["invalid value \"3\" for option -r: relation not found", "permission denied"] {
            let juju = Recording::new([("network-get --format=json db", "{}")]);
            juju.refuse("network-get --format=json -r", words);
            let tools = Tools::new(juju.clone());
            let networks = Networks::default();
            for _ in 0..2 {
                assert_eq!(networks.get("db", Some(3.into()), &tools).unwrap().bind_address(), None);
            }
            assert_eq!(juju.lines(), ["network-get --format=json -r 3 db", "network-get --format=json db"]);
        }
    }
}
