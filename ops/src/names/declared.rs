//! Names that the metadata declares. `#[charm]` makes a constant of each, so that code cannot name what is not there.

use std::fmt;
use std::marker::PhantomData;

/// An endpoint under `provides:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provides {}

/// An endpoint under `requires:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requires {}

/// An endpoint under `peers:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peers {}

/// A storage of which a unit has at most one instance; an endpoint with at most one relation: one with `limit: 1` in the metadata, or of
/// peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Single {}

/// A storage of which a unit may have several instances: one with `multiple` in the metadata, unless its range ends with 1. An
/// endpoint that may have several relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiple {}

/// How many instances of a storage a unit has: at most one.
#[diagnostic::on_unimplemented(
    message = "[OPS0408] a unit may have several instances of this storage, and `storage` is for the one",
    label = "may have several instances",
    note = "its metadata says `multiple:`; take them all: `cx.storages(…)`"
)]
pub trait AtMostOne {}

#[diagnostic::do_not_recommend]
impl AtMostOne for Single {}

/// How many relations an endpoint has: at most one. Juju establishes no second one where the metadata says `limit: 1`.
#[diagnostic::on_unimplemented(
    message = "[OPS0409] this endpoint may have several relations, and `relation` is for the one",
    label = "may have several relations",
    note = "take them all: `cx.relations(…)`; or say `limit: 1` in its metadata"
)]
pub trait AtMostOneRelation {}

#[diagnostic::do_not_recommend]
impl AtMostOneRelation for Single {}

/// A name with a type that says more of it.
macro_rules! marked {
    ($(
        $(#[$doc:meta])*
        $name:ident<$($mark:ident $(= $usual:ty)?),+>: $what:literal;
    )*) => {$(
        $(#[$doc])*
        pub struct $name<$($mark $(= $usual)?),+> {
            name: &'static str,
            mark: PhantomData<fn() -> ($($mark,)+)>,
        }

        impl<$($mark),+> $name<$($mark),+> {
            #[doc = concat!("The ", $what, " of this name.")]
            #[must_use]
            pub const fn new(name: &'static str) -> Self {
                Self { name, mark: PhantomData }
            }

            /// The name, as the metadata writes it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.name
            }
        }

        // By hand: a derive would ask the same of the mark.
        impl<$($mark),+> Clone for $name<$($mark),+> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<$($mark),+> Copy for $name<$($mark),+> {}

        impl<$($mark),+> fmt::Debug for $name<$($mark),+> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.name).finish()
            }
        }

        impl<$($mark),+> fmt::Display for $name<$($mark),+> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name)
            }
        }
    )*};
}

marked! {
    /// The name of an endpoint, with its role ([`Provides`], [`Requires`] or [`Peers`]) as a type, and whether it may have several
    /// relations ([`Multiple`], unless said) or at most one ([`Single`]).
    ///
    /// ```
    /// use ops::{Endpoint, Requires, Single};
    /// const DB: Endpoint<Requires, Single> = Endpoint::new("db"); // limit: 1
    /// assert_eq!(DB.name(), "db");
    ///
    /// // Where several may be, the one may be.
    /// fn all(endpoint: Endpoint<Requires>) {}
    /// all(DB.into());
    /// ```
    Endpoint<R, M = Multiple>: "endpoint";

    /// The name of a storage, from `storage:`, with how many instances a unit may have ([`Single`] or [`Multiple`]) as a type.
    Storage<M>: "storage";
}

macro_rules! declared {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(&'static str);

        impl $name {
            /// The one of this name.
            #[must_use]
            pub const fn new(name: &'static str) -> Self {
                Self(name)
            }

            /// The name, as the metadata writes it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0)
            }
        }
    )*};
}

declared! {
    /// The name of a workload container, from `containers:`.
    Container;
    /// The name of an action, from `actions:`.
    ActionName;
    /// The name of a configuration option, from `config: options:`.
    OptionName;
    /// The name of a resource, from `resources:`.
    ///
    /// ```
    /// use ops::prelude::*;
    /// const SERVER: Resource = Resource::new("server");
    ///
    /// fn install(cx: &Context) -> ops::Result<std::path::PathBuf> {
    ///     Ok(cx.resource(SERVER)?)
    /// }
    /// ```
    Resource;
    /// The name of a network binding: an endpoint's, or one from `extra-bindings:`.
    ///
    /// ```
    /// use ops::{Binding, Endpoint, Requires};
    /// const DB: Endpoint<Requires> = Endpoint::new("db");
    /// assert_eq!(Binding::from(DB), Binding::new("db"));
    /// ```
    Binding;
}

/// Each endpoint is a binding of its name.
impl<R, M> From<Endpoint<R, M>> for Binding {
    fn from(endpoint: Endpoint<R, M>) -> Self {
        Self(endpoint.name())
    }
}

/// For a function of several relations, which works with one as well.
impl<R> From<Endpoint<R, Single>> for Endpoint<R, Multiple> {
    fn from(endpoint: Endpoint<R, Single>) -> Self {
        Self::new(endpoint.name())
    }
}
