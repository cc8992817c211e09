//! An action's parameters: what `action-get` says, and how it becomes the fields of a struct.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::config::UNREAD;
use crate::unreadable::reason;

/// The parameters as Juju gives them: checked against the action's schema, its defaults filled in.
pub struct Params(Map<String, Value>);

impl Params {
    pub(crate) fn new(params: Map<String, Value>) -> Self {
        Self(params)
    }

    /// A parameter that is required or has a default.
    ///
    /// # Errors
    /// It is not there, or is not what the type takes.
    pub fn required<T: Parameter>(&self, name: &'static str) -> Result<T, ParamError> {
        let value = self.0.get(name).ok_or_else(|| ParamError { name, reason: "is missing".to_owned() })?;
        read(name, value)
    }

    /// A parameter of an action of which the metadata does not tell: an extension of charmcraft adds it, with the parameter
    /// under one of these names. A type that can have no value reads from `null`.
    ///
    /// # Errors
    /// It is not what the type takes, or is not there and the type asks for it.
    #[doc(hidden)]
    pub fn undeclared<T: DeserializeOwned>(&self, names: &[&'static str]) -> Result<T, ParamError> {
        let value = names.iter().find_map(|name| self.0.get(*name).map(|value| (*name, value)));
        let (name, value) = value.unwrap_or((names.first().copied().unwrap_or_default(), &Value::Null));
        read(name, value)
    }

    /// A parameter of which the metadata did not tell when the charm was built, since it has mistakes of its own.
    ///
    /// # Errors
    /// Always: in a charm whose struct reads the metadata, those mistakes are compile errors.
    #[doc(hidden)]
    pub fn unread<T>(&self, name: &'static str) -> Result<T, ParamError> {
        Err(ParamError { name, reason: UNREAD.to_owned() })
    }

    /// A parameter that may be left out, read into an `Option`: then as if it were `null`.
    ///
    /// # Errors
    /// It is there and not what the type takes.
    pub fn optional<T: Parameter>(&self, name: &'static str) -> Result<T, ParamError> {
        read(name, self.0.get(name).unwrap_or(&Value::Null))
    }
}

/// The type of a field that an action's parameter is read into.
#[diagnostic::on_unimplemented(
    message = "[OPS0404] a field of type `{Self}` cannot be read from a parameter",
    label = "is not `serde::Deserialize`",
    note = "derive how it is read: `#[derive(serde::Deserialize)]`"
)]
pub trait Parameter: DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Parameter for T {}

fn read<T: DeserializeOwned>(name: &'static str, value: &Value) -> Result<T, ParamError> {
    T::deserialize(value).map_err(|error| ParamError { name, reason: reason(error) })
}

/// A parameter that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamError {
    name: &'static str,
    reason: String,
}

impl ParamError {
    /// The parameter's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name
    }

    pub(crate) fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "parameter `{}`: {}", self.name, self.reason)
    }
}

impl std::error::Error for ParamError {}

/// Every parameter that cannot be used; at least one. It becomes the text of `action-fail`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamsError {
    params: Vec<ParamError>,
}

impl ParamsError {
    /// The error of all that are wrong; `None` if none is.
    pub(crate) fn of<'a>(errors: impl IntoIterator<Item = Option<&'a ParamError>>) -> Option<Self> {
        let params: Vec<ParamError> = errors.into_iter().flatten().cloned().collect();
        (!params.is_empty()).then_some(Self { params })
    }
}

impl ParamsError {
    pub(crate) fn params(&self) -> &[ParamError] {
        &self.params
    }
}

impl From<ParamError> for ParamsError {
    fn from(error: ParamError) -> Self {
        Self { params: vec![error] }
    }
}

impl fmt::Display for ParamsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, param) in self.params.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "; " })?;
            param.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ParamsError {}

/// A struct that an action's parameters can be read into: derived by `#[action("name")]`.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] the handler of an action cannot take a `{Self}`",
    label = "not the parameters of an action",
    note = "it takes, by value, a struct with `#[action(\"name\")]` whose fields are the parameters, or none at all"
)]
pub trait ActionParams: Sized {
    /// Reads every field.
    ///
    /// # Errors
    /// Names all parameters that cannot be used.
    fn from_params(params: &Params) -> Result<Self, ParamsError>;
}

/// For an action whose parameters do not matter.
#[diagnostic::do_not_recommend]
impl ActionParams for () {
    fn from_params(_: &Params) -> Result<Self, ParamsError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_parameter_is_read_or_named() {
        let params = Params::new(
            serde_json::from_value(json!({"user": "admin", "count": "x", "null": null})).unwrap(),
        );
        assert_eq!(params.required::<String>("user"), Ok("admin".to_owned()));
        assert_eq!(params.optional::<Option<String>>("other"), Ok(None));
        assert_eq!(params.optional::<Option<String>>("null"), Ok(None));
        let (missing, wrong) = (params.required::<bool>("force"), params.optional::<Option<u8>>("count"));
        let error = ParamsError::of([missing.as_ref().err(), wrong.as_ref().err()]).unwrap().to_string();
        assert!(
            error.starts_with("parameter `force`: is missing; parameter `count`: invalid type"),
            "{error}"
        );
    }
}
