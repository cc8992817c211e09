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

/// The name of an endpoint, with its role ([`Provides`], [`Requires`] or [`Peers`]) as a type.
///
/// ```
/// use ops::{Endpoint, Requires};
/// const DB: Endpoint<Requires> = Endpoint::new("db");
/// assert_eq!(DB.name(), "db");
/// ```
pub struct Endpoint<R> {
    name: &'static str,
    role: PhantomData<fn() -> R>,
}

impl<R> Endpoint<R> {
    /// The endpoint of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, role: PhantomData }
    }

    /// The name, as the metadata writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }
}

// By hand: a derive would ask the same of the role, which is only a mark.
impl<R> Clone for Endpoint<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Endpoint<R> {}

impl<R> fmt::Debug for Endpoint<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Endpoint").field(&self.name).finish()
    }
}

impl<R> fmt::Display for Endpoint<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
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
    /// The name of a storage, from `storage:`.
    Storage;
    /// The name of an action, from `actions:`.
    ActionName;
    /// The name of a configuration option, from `config: options:`.
    OptionName;
}
