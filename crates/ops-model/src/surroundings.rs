//! What is around the unit: its network, storage, resources and ports, and the cloud that it is in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What is around the unit, as Juju would tell it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Surroundings {
    /// What `network-get` says of a binding; a binding that is not here has the address 192.0.2.1, and one that is `null` none.
    pub networks: BTreeMap<String, Value>,
    /// The storage instances.
    pub storage: Vec<StorageInstance>,
    /// How many more of each storage were asked for.
    pub storage_added: BTreeMap<String, u64>,
    /// The file of each resource.
    pub resources: BTreeMap<String, String>,
    /// The open ports.
    pub ports: Vec<OpenPort>,
    /// The units and the relations of `goal-state`: a status each.
    pub goal_state: GoalState,
    /// What `credential-get` says; nothing if the application is not trusted.
    pub credential: Option<Value>,
    /// By the number of a relation: the model on the other side, where that is another.
    pub models: BTreeMap<u64, String>,
    /// What `JUJU_AVAILABILITY_ZONE` says.
    pub availability_zone: String,
    /// What `JUJU_PRINCIPAL_UNIT` says.
    pub principal: String,
    /// How often the machine was rebooted.
    pub reboots: u64,
}

/// A storage instance of the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageInstance {
    /// `data/0`
    pub id: String,
    /// `filesystem` or `block`
    pub kind: String,
    /// Where it is.
    pub location: String,
}

/// A port or range that is open for one endpoint, or for all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenPort {
    /// `tcp`, `udp` or `icmp`
    pub protocol: String,
    /// The first of the range; -1 of ICMP.
    pub from: i64,
    /// The last of the range; -1 of ICMP.
    pub to: i64,
    /// The endpoint; empty for all.
    pub endpoint: String,
}

/// A status by the name of what has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalState {
    /// The units of the application.
    pub units: BTreeMap<String, String>,
    /// By endpoint: the applications and units of the other side.
    pub relations: BTreeMap<String, BTreeMap<String, String>>,
}

impl Surroundings {
    /// What `network-get` says of a binding.
    pub(crate) fn network(&self, binding: &str) -> Value {
        let usual = || {
            let address = json!({"hostname": "", "value": "192.0.2.1", "cidr": "192.0.2.0/24"});
            json!({
                "bind-addresses":
                    [{"mac-address": "00:16:3e:00:00:01", "interface-name": "eth0", "addresses": [address]}],
                "egress-subnets": ["192.0.2.1/32"],
                "ingress-addresses": ["192.0.2.1"],
            })
        };
        self.networks.get(binding).cloned().unwrap_or_else(usual)
    }
}

impl OpenPort {
    /// A port of TCP that is open for all endpoints.
    pub fn tcp(number: u16) -> Self {
        let number = i64::from(number);
        Self { protocol: "tcp".into(), from: number, to: number, endpoint: String::new() }
    }

    /// As Juju writes it, without the endpoint.
    pub(crate) fn range(&self) -> String {
        match self {
            Self { protocol, .. } if protocol == "icmp" => "icmp".into(),
            Self { protocol, from, to, .. } if from == to => format!("{from}/{protocol}"),
            Self { protocol, from, to, .. } => format!("{from}-{to}/{protocol}"),
        }
    }
}
