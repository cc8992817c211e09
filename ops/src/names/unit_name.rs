//! The name of a unit.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::NameError;

/// The name of a unit: `application/number`.
///
/// ```
/// let unit: ops::UnitName = "web/2".parse().unwrap();
/// assert_eq!((unit.app(), unit.number()), ("web", 2));
/// ```
///
/// Ordered by application, then by number: `web/9` before `web/10`. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnitName {
    text: Arc<str>,
    number: u64,
}

impl UnitName {
    /// The name of the unit's application.
    #[must_use]
    pub fn app(&self) -> &str {
        let slash = self.text.bytes().position(|byte| byte == b'/');
        slash.and_then(|place| self.text.get(..place)).unwrap_or_default()
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
        // As bytes, of which the standard library looks for one faster than for a character.
        let slash = text.bytes().position(|byte| byte == b'/').filter(|place| *place > 0);
        let parts = slash.and_then(|place| Some((text.get(..place)?, text.get(place + 1..)?)));
        // Another way to write the number would be another text of the same unit.
        let is_plain = |number: &str| number == "0" || !number.starts_with(['0', '+']);
        let number = parts.filter(|(_, number)| is_plain(number)).and_then(|(_, number)| number.parse().ok());
        let number = number.ok_or_else(|| NameError::new("the name of a unit", text))?;
        Ok(Self { text: text.into(), number })
    }
}

impl AsRef<str> for UnitName {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Ord for UnitName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.app().cmp(other.app()).then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for UnitName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As its text, so that an event of one's own can have one as a field.
impl Serialize for UnitName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for UnitName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Debug for UnitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnitName({:?})", self.text)
    }
}

impl fmt::Display for UnitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
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
        for wrong in ["", "web", "/0", "web/", "web/x", "web/0/1", "web/01", "web/+1"] {
            assert!(wrong.parse::<UnitName>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn units_are_in_the_order_of_their_numbers() {
        let unit = |text: &str| text.parse::<UnitName>().unwrap();
        assert!(unit("web/9") < unit("web/10") && unit("db/10") < unit("web/9"));
    }
}
