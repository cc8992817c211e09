//! Juju's types of options, as types: which of them a field's type can hold.
//!
//! Implement [`ConfigValue`] to let a type of your own hold an option:
//!
//! ```
//! use ops::config::{ConfigValue, Value, kind};
//!
//! struct Percent(u8);
//!
//! impl ConfigValue<kind::Int> for Percent {
//!     fn from_value(value: &Value) -> Result<Self, String> {
//!         let number = <u8 as ConfigValue<kind::Int>>::from_value(value)?;
//!         (number <= 100).then_some(Self(number)).ok_or(format!("{number} is more than 100"))
//!     }
//! }
//! ```
//!
//! For an option of type `string` implement [`FromStr`](std::str::FromStr).

use super::Value;

/// A type of option.
pub trait Kind {
    /// Whether this value means that the option was reset.
    #[must_use]
    fn is_unset(value: &Value) -> bool {
        value.is_null()
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Kind for $name {}
    )*};
}

kinds! {
    /// `type: int`
    Int;
    /// `type: float`
    Float;
    /// `type: boolean`
    Boolean;
    /// `type: string`
    String;
}

/// `type: secret`
#[derive(Clone, Copy, Debug)]
pub enum Secret {}

impl Kind for Secret {
    /// An empty URI is none.
    fn is_unset(value: &Value) -> bool {
        value.as_str().is_none_or(str::is_empty)
    }
}

/// A type that can hold an option of type `K`.
#[diagnostic::on_unimplemented(
    message = "[OPS0401] a `{Self}` cannot hold an option of type `{K}`",
    label = "cannot hold this option",
    note = "`Int`: an integer type or its `NonZero`; `Float`: `f32`, `f64`; `Boolean`: `bool`; `String`: any type that is `FromStr`; `Secret`: `SecretId`",
    note = "an option without a default may have no value: its field is an `Option`; one with a default is not",
    note = "for a type of your own implement `ops::config::ConfigValue<ops::config::kind::…>`"
)]
pub trait ConfigValue<K>: Sized {
    /// Takes the value as `config-get` gave it, or says why not, in words for the operator.
    ///
    /// # Errors
    /// The reason, without the option's name.
    fn from_value(value: &Value) -> Result<Self, std::string::String>;
}
