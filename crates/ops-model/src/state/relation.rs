//! A relation as one unit sees it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Bag, owned};
use crate::names::{PeerEndpoint, RemoteEndpoint};

/// A relation as one unit sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// The number of the relation.
    pub id: u64,
    /// The name of this side's endpoint.
    pub endpoint: String,
    /// The application on the other side; for a peer relation, this one.
    pub remote_app: String,
    /// What this unit has written.
    pub local_unit_data: Bag,
    /// What this application's leader has written.
    pub local_app_data: Bag,
    /// What the other application has written. On a peer relation `local_app_data` is meant.
    pub remote_app_data: Bag,
    /// The units on the other side that have joined, each with what it has written.
    pub remote_units_data: BTreeMap<String, Bag>,
    /// The UUID of the model on the other side, where that is another.
    pub remote_model_uuid: Option<String>,
}

/// A relation as Juju writes it in full.
pub(crate) fn full_id(endpoint: &str, id: u64) -> String {
    // A number has up to 20 digits, and seldom more than a few.
    let mut text = String::with_capacity(endpoint.len() + ":".len() + 7);
    text.push_str(endpoint);
    text.push(':');
    push_number(&mut text, id);
    text
}

/// What the standard formatter does, which takes as long as all the rest of an answer with a number in it.
fn push_number(text: &mut String, number: u64) {
    if number > 9 {
        push_number(text, number / 10);
    }
    text.extend(char::from_digit((number % 10) as u32, 10));
}

impl Relation {
    /// A relation of a provided or required endpoint to `remote_app`, which no remote unit has joined yet.
    pub fn new(endpoint: impl RemoteEndpoint, remote_app: &str) -> Self {
        Self::named(endpoint.name(), 0, remote_app)
    }

    /// The relation of this application's units to each other.
    pub fn peers(endpoint: impl PeerEndpoint) -> Self {
        Self::named(endpoint.name(), 0, "")
    }

    /// The same of an endpoint that no constant stands for, as one that an extension of charmcraft adds. Its own bag holds what
    /// Juju puts there.
    pub fn named(endpoint: &str, id: u64, remote_app: &str) -> Self {
        let local_unit_data = owned([
            ("egress-subnets", "192.0.2.1/32"),
            ("ingress-address", "192.0.2.1"),
            ("private-address", "192.0.2.1"),
        ]);
        let (endpoint, remote_app) = (endpoint.into(), remote_app.into());
        Self { id, endpoint, remote_app, local_unit_data, ..Self::default() }
    }

    /// With this number.
    #[must_use]
    pub fn with_id(mut self, id: u64) -> Self {
        self.id = id;
        self
    }

    /// With a remote unit that has joined, `postgresql/0`, and its databag.
    #[must_use]
    pub fn with_unit<const N: usize>(mut self, unit: &str, bag: [(&str, &str); N]) -> Self {
        self.remote_units_data.insert(unit.into(), owned(bag));
        self
    }

    /// With this in the databag of the remote application.
    #[must_use]
    pub fn with_remote_app_data<const N: usize>(mut self, bag: [(&str, &str); N]) -> Self {
        self.remote_app_data.extend(owned(bag));
        self
    }

    /// With this in the databag of this application.
    #[must_use]
    pub fn with_local_app_data<const N: usize>(mut self, bag: [(&str, &str); N]) -> Self {
        self.local_app_data.extend(owned(bag));
        self
    }

    /// With this in the databag of this unit.
    #[must_use]
    pub fn with_local_unit_data<const N: usize>(mut self, bag: [(&str, &str); N]) -> Self {
        self.local_unit_data.extend(owned(bag));
        self
    }

    /// With a remote application of another model.
    #[must_use]
    pub fn with_remote_model(mut self, uuid: &str) -> Self {
        self.remote_model_uuid = Some(uuid.into());
        self
    }

    /// The relation as Juju writes it in full, `db:3`.
    pub fn full_id(&self) -> String {
        full_id(&self.endpoint, self.id)
    }
}
