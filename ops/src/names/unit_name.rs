//! The name of a unit.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::NameError;

/// The name of a unit: `application/number`.
///
/// ```
/// let unit: ops::UnitName = "web/2".parse().unwrap();
/// assert_eq!((unit.app(), unit.number()), ("web", 2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitName {
    app: Box<str>,
    number: u64,
}

impl UnitName {
    /// The name of the unit's application.
    #[must_use]
    pub fn app(&self) -> &str {
        &self.app
    }

    /// The unit's number: never used again in its application.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }
}

impl FromStr for UnitName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let parts = text.split_once('/').filter(|(app, _)| !app.is_empty());
        let parsed = parts.and_then(|(app, number)| Some((app, number.parse().ok()?)));
        let (app, number) = parsed.ok_or_else(|| NameError::new("the name of a unit", text))?;
        Ok(Self { app: app.into(), number })
    }
}

/// As its text, so that an event of one's own can have one as a field.
impl Serialize for UnitName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UnitName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for UnitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.app, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_an_application_and_a_number() {
        let unit: UnitName = "my-app/10".parse().unwrap();
        assert_eq!((unit.app(), unit.number(), unit.to_string().as_str()), ("my-app", 10, "my-app/10"));
        let text = serde_json::to_string(&unit).unwrap();
        assert_eq!((text.as_str(), serde_json::from_str(&text).ok()), (r#""my-app/10""#, Some(unit)));
        for wrong in ["", "web", "/0", "web/", "web/x", "web/0/1"] {
            assert!(wrong.parse::<UnitName>().is_err(), "{wrong}");
        }
    }
}
