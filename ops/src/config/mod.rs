//! The charm's configuration: what `config-get` says, and how it becomes the fields of a struct.
//!
//! A struct with [`#[config]`](macro@crate::config) has a field for each option that the charm uses; [`kind`] says which
//! types can hold which option. What a bad value leads to is said on the charm's field:
//!
//! ```no_run
//! use std::num::NonZeroU16;
//!
//! use ops::prelude::*;
//!
//! #[config(metadata = "../examples/database-client")]
//! struct Config {
//!     port: NonZeroU16,                 // `int`: 0 and 70000 are bad values
//!     log_level: String,                // `string`; the option's name is `log-level`
//!     admin_password: Option<SecretId>, // `secret`, without a default
//! }
//!
//! #[charm(metadata = "../examples/database-client")]
//! struct WebApp {
//!     #[config(on_error = "handle")] // the default, "block", blocks the unit and runs no handler
//!     config: Result<Config, ConfigError>,
//! }
//!
//! #[charm(metadata = "../examples/database-client")]
//! impl WebApp {
//!     #[on(config_changed)]
//!     fn configure(&self, _cx: &Context) {
//!         match &self.config {
//!             Ok(config) => info!("port {}, {}", config.port, config.log_level),
//!             Err(error) => warn!("{error}"), // option `port`: it must not be 0
//!         }
//!     }
//! }
//!
//! ops::main!(WebApp);
//! ```

mod error;
pub mod kind;
mod value;

use std::fmt;

pub use error::{ConfigError, OptionError};
pub use kind::{ConfigValue, Kind};
use serde::de::DeserializeOwned;
pub use serde_json::{Map, Value};

use crate::unreadable::reason;

/// Why nothing is read of what the metadata hides.
pub(crate) const UNREAD: &str =
    "the charm was built from metadata that has mistakes (`cargo charm check` says which)";

/// The options as Juju gives them (`config-get`), read once a dispatch.
///
/// For a charm that asks by name what it has no field for; a struct with [`#[config]`](macro@crate::config) is checked while it
/// compiles.
///
/// ```
/// use ops::prelude::*;
///
/// fn port(cx: &Context) -> ops::Result<u64> {
///     let port = cx.config()?.get("port").and_then(ops::config::Value::as_u64);
///     Ok(port.ok_or("the option `port` has no value")?)
/// }
/// ```
#[derive(Default)]
pub struct Values(Map<String, Value>);

impl Values {
    pub(crate) fn new(options: Map<String, Value>) -> Self {
        Self(options)
    }

    /// The value of an option: a number, a string, a boolean; of an option of type `secret` its URI.
    ///
    /// `None` if it has neither a value nor a default: `config-get` leaves such options out.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// The value of an option that has a default.
    ///
    /// # Errors
    /// Juju gives no value for it, or one that the type does not take.
    pub fn required<K: Kind, T: ConfigValue<K>>(&self, name: &'static str) -> Result<T, OptionError> {
        let value = self.get(name).ok_or_else(|| OptionError::new(name, "has no value".to_owned()))?;
        T::from_value(value).map_err(|reason| OptionError::new(name, reason))
    }

    /// The value of an option of which the metadata does not tell: an extension of charmcraft adds it, under one of these
    /// names. A type that can have no value reads from `null`.
    ///
    /// # Errors
    /// It has a value that the type does not take, or none where the type asks for one.
    #[doc(hidden)]
    pub fn undeclared<T: DeserializeOwned>(&self, names: &[&'static str]) -> Result<T, OptionError> {
        let value = names.iter().find_map(|name| self.get(name).map(|value| (*name, value)));
        let (name, value) = value.unwrap_or((names.first().copied().unwrap_or_default(), &Value::Null));
        T::deserialize(value).map_err(|error| OptionError::new(name, reason(error)))
    }

    /// The value of an option of which the metadata did not tell when the charm was built, since it has mistakes of its own.
    ///
    /// # Errors
    /// Always: in a charm whose struct reads the metadata, those mistakes are compile errors.
    #[doc(hidden)]
    pub fn unread<T>(&self, name: &'static str) -> Result<T, OptionError> {
        Err(OptionError::new(name, UNREAD.to_owned()))
    }

    /// The value of an option that may have none.
    ///
    /// # Errors
    /// It has one that the type does not take.
    pub fn optional<K: Kind, T: ConfigValue<K>>(&self, name: &'static str) -> Result<Option<T>, OptionError> {
        let value = self.get(name).filter(|value| !K::is_unset(value)).map(T::from_value);
        value.transpose().map_err(|reason| OptionError::new(name, reason))
    }
}

// An option may be a password: only names are shown.
impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// For `#[config]`: a trait that reads one option, with the compiler's words for a type that cannot hold it, and the types that
/// can: all of the option's kind, or an `Option` of these.
#[doc(hidden)]
#[macro_export]
macro_rules! __option_reader {
    ($name:ident $kind:ident required $option:tt $message:tt $label:tt) => {
        $crate::__option_reader!(($name T) $kind required $option $message $label);
    };
    ($name:ident $kind:ident optional $option:tt $message:tt $label:tt) => {
        $crate::__option_reader!(
            ($name ::core::option::Option<T>) $kind optional $option $message $label
        );
    };
    (($name:ident $holder:ty) $kind:ident $method:ident $option:tt $message:tt $label:tt) => {
        #[diagnostic::on_unimplemented(message = $message, label = $label)]
        trait $name: ::core::marker::Sized {
            fn read(
                values: &$crate::config::Values,
            ) -> ::core::result::Result<Self, $crate::config::OptionError>;
        }

        #[diagnostic::do_not_recommend]
        impl<T: $crate::config::ConfigValue<$crate::config::kind::$kind>> $name for $holder {
            fn read(
                values: &$crate::config::Values,
            ) -> ::core::result::Result<Self, $crate::config::OptionError> {
                values.$method::<$crate::config::kind::$kind, T>($option)
            }
        }
    };
}

/// A struct that the configuration can be read into: derived by `#[config]`.
#[diagnostic::on_unimplemented(
    message = "[OPS0307] `{Self}` does not declare config options",
    label = "its struct has no `#[config]`",
    note = "write `#[config]` above its struct too: there each field is checked against its option",
    note = "a field that is a `Result` of such a struct is for `#[config(on_error = \"handle\")]`"
)]
pub trait FromConfig: Sized {
    /// Reads every field.
    ///
    /// # Errors
    /// Names all options whose value cannot be used.
    fn from_config(values: &Values) -> Result<Self, ConfigError>;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::names::SecretId;

    fn values(json: Value) -> Values {
        Values::new(serde_json::from_value(json).unwrap())
    }

    #[test]
    fn an_option_that_is_not_set_is_none() {
        let values = values(json!({"null": null, "reset": ""}));
        assert_eq!(values.optional::<kind::Int, u16>("absent"), Ok(None));
        assert_eq!(values.optional::<kind::Int, u16>("null"), Ok(None));
        assert_eq!(values.optional::<kind::Secret, SecretId>("reset"), Ok(None));
        assert_eq!(values.optional::<kind::String, String>("reset"), Ok(Some(String::new())));
    }

    #[test]
    fn values_are_not_shown() {
        assert_eq!(format!("{:?}", values(json!({"password": "hunter2"}))), r#"{"password"}"#);
    }

    #[test]
    fn an_option_that_must_be_there_says_when_it_is_not() {
        let error = values(json!({})).required::<kind::Int, u16>("port").unwrap_err();
        assert_eq!(error.to_string(), "option `port`: has no value");
    }
}
