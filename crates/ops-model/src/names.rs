//! Names that a charm's metadata declares, by which tests build states and events.
//!
//! `#[charm]` makes a constant of each; `ops` implements these traits for the constants' types and for nothing else, so that a test
//! cannot name what the metadata does not.

/// An endpoint under `provides:` or `requires:`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no endpoint to another application",
    label = "no provided or required endpoint",
    note = "take the charm's constant, such as `MyCharm::ENDPOINTS.db`; for an endpoint under `peers:` take `Relation::peers`"
)]
pub trait RemoteEndpoint: EndpointName {}

/// An endpoint under `peers:`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no endpoint of peers",
    label = "not declared under `peers:`",
    note = "take the charm's constant, such as `MyCharm::ENDPOINTS.cluster`; for another endpoint take `Relation::new`"
)]
pub trait PeerEndpoint: EndpointName {}

macro_rules! names {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        pub trait $name: Sized {
            /// The name, as the metadata writes it.
            fn name(self) -> &'static str;
        }
    )*};
}

names! {
    /// An endpoint of any role.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not the name of an endpoint",
        label = "not the name of an endpoint",
        note = "take the charm's constant, such as `MyCharm::ENDPOINTS.db`"
    )]
    EndpointName;
    /// A configuration option.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not the name of an option",
        label = "not the name of an option",
        note = "take the charm's constant, such as `MyCharm::OPTIONS.port`"
    )]
    DeclaredOption;
    /// A storage.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not the name of a storage",
        label = "not the name of a storage",
        note = "take the charm's constant, such as `MyCharm::STORAGES.data`"
    )]
    StorageName;
    /// A resource.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not the name of a resource",
        label = "not the name of a resource",
        note = "take the charm's constant, such as `MyCharm::RESOURCES.image`"
    )]
    ResourceName;
    /// A network binding: an endpoint, or one under `extra-bindings:`.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not the name of a network binding",
        label = "not the name of a network binding",
        note = "take the charm's constant, such as `MyCharm::ENDPOINTS.db`"
    )]
    BindingName;
    /// A container.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not the name of a container",
        label = "not the name of a container",
        note = "take the charm's constant, such as `MyCharm::CONTAINERS.web`"
    )]
    ContainerName;
    /// An action.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not the name of an action",
        label = "not the name of an action",
        note = "take the charm's constant, such as `MyCharm::ACTIONS.backup`"
    )]
    DeclaredAction;
}
