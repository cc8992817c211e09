//! The URI of a secret.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::NameError;

/// The URI of a secret: `secret:<id>` or, from another model, `secret://<model uuid>/<id>`.
///
/// A bare id parses too and gets the prefix. It says which secret, not what is in it, and may be logged.
///
/// ```
/// let id: ops::SecretId = "9m4e2mr0ui3e8a215n4g".parse().unwrap();
/// assert_eq!(id.to_string(), "secret:9m4e2mr0ui3e8a215n4g");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretId(String);

impl SecretId {
    /// The URI as Juju's tools take it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id alone: what is the same in every form of the URI.
    ///
    /// ```
    /// let id: ops::SecretId = "secret://7d9a1a8e-6c1c-4d9a-8a3e-1f2b3c4d5e6f/9m4e2mr0ui3e8a215n4g".parse().unwrap();
    /// assert_eq!(id.unique_identifier(), "9m4e2mr0ui3e8a215n4g");
    /// ```
    #[must_use]
    pub fn unique_identifier(&self) -> &str {
        self.0.rsplit(['/', ':']).next().unwrap_or(&self.0)
    }
}

/// As its URI, so that a databag's struct can have one as a field.
impl Serialize for SecretId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SecretId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl FromStr for SecretId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let address = text.strip_prefix("secret:");
        let id = match address {
            None => text,
            Some(address) => match address.strip_prefix("//") {
                None => address,
                Some(elsewhere) => match elsewhere.split_once('/') {
                    Some((model, id)) if !model.is_empty() => id,
                    _ => "",
                },
            },
        };
        // How long an id is belongs to Juju: only what can be none at all is refused here.
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            return Err(NameError::unseen("a secret URI (`secret:<id>`)"));
        }
        Ok(Self(if address.is_some() { text.to_owned() } else { format!("secret:{text}") }))
    }
}

impl fmt::Display for SecretId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_parse() {
        let id = "9m4e2mr0ui3e8a215n4g";
        for (text, full) in [
            (id.to_owned(), format!("secret:{id}")),
            (format!("secret:{id}"), format!("secret:{id}")),
            (format!("secret://model-uuid/{id}"), format!("secret://model-uuid/{id}")),
        ] {
            assert_eq!(text.parse::<SecretId>().unwrap().as_str(), full);
        }
        for wrong in ["", "secret:", "secret://x", "secret:///x", "hunter 2", "Pass"] {
            let error = wrong.parse::<SecretId>().unwrap_err().to_string();
            assert_eq!(error, "a secret URI (`secret:<id>`) is needed");
        }
    }
}
