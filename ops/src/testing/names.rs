//! The charm's constants as names that `ops_model` takes, and its statuses as Juju's.
//!
//! A text is no name, so what the metadata does not declare cannot be named, nor can an endpoint be taken for one of another role:
//!
//! ```compile_fail,E0277
//! ops::testing::Relation::new("db", "postgresql");
//! ```
//!
//! ```compile_fail,E0277
//! use ops::{Endpoint, Peers};
//! const CLUSTER: Endpoint<Peers> = Endpoint::new("cluster");
//! ops::testing::Relation::new(CLUSTER, "postgresql");
//! ```

use ops_model::{
    BindingName, ContainerName, DeclaredAction, DeclaredOption, EndpointName, PeerEndpoint, RemoteEndpoint,
    ResourceName, StorageName,
};

use crate::names::{
    ActionName, Binding, Container, Endpoint, OptionName, Peers, Provides, Requires, Resource, Storage,
};
use crate::status::{Status, StatusKind};

macro_rules! named {
    ($([$($mark:ident)*] $name:ty: $as:ident;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($mark),*> $as for $name {
            fn name(self) -> &'static str {
                <$name>::name(self)
            }
        }
    )*};
}

named! {
    [R M] Endpoint<R, M>: EndpointName;
    [R M] Endpoint<R, M>: BindingName;
    [M] Storage<M>: StorageName;
    [] OptionName: DeclaredOption;
    [] Resource: ResourceName;
    [] Binding: BindingName;
    [] Container: ContainerName;
    [] ActionName: DeclaredAction;
}

#[diagnostic::do_not_recommend]
impl<M> RemoteEndpoint for Endpoint<Provides, M> {}

#[diagnostic::do_not_recommend]
impl<M> RemoteEndpoint for Endpoint<Requires, M> {}

#[diagnostic::do_not_recommend]
impl<M> PeerEndpoint for Endpoint<Peers, M> {}

fn word(status: &Status) -> &'static str {
    match status.kind() {
        StatusKind::Active => "active",
        StatusKind::Waiting => "waiting",
        StatusKind::Maintenance => "maintenance",
        StatusKind::Blocked => "blocked",
    }
}

impl From<Status> for ops_model::Status {
    fn from(status: Status) -> Self {
        Self::new(word(&status), status.message())
    }
}

/// So that a test compares what Juju shows with the status that the charm would set.
impl PartialEq<Status> for ops_model::Status {
    fn eq(&self, other: &Status) -> bool {
        self.status == word(other) && self.message == other.message()
    }
}
