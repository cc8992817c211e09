//! The id of a relation.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::NameError;

/// The id of a relation: a number, unique in its model, never used again.
///
/// ```
/// use ops::RelationId;
///
/// let id: RelationId = "db:3".parse().unwrap();
/// assert_eq!(id, RelationId::from(3));
/// assert_eq!((id.number(), id.to_string().as_str()), (3, "3"));
/// ```
///
/// Juju writes it `db:3` (`JUJU_RELATION_ID`, `relation-ids`) or `3`; both parse. On its own it is written as the number, and with its endpoint by
/// [`Relation`](crate::Relation).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(u64);

impl RelationId {
    /// The number itself.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }
}

impl From<u64> for RelationId {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

impl FromStr for RelationId {
    type Err = NameError;

    /// Takes what stands after the last `:`, as Juju does.
    fn from_str(text: &str) -> Result<Self, NameError> {
        // As bytes, of which the standard library looks for one faster than for a character.
        let colon = text.bytes().rposition(|byte| byte == b':');
        let number = colon.and_then(|place| text.get(place + 1..)).unwrap_or(text);
        number.parse().map(Self).map_err(|_| NameError::new("a relation id", text))
    }
}

/// As its number, so that an event of one's own can have one as a field.
impl Serialize for RelationId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for RelationId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer).map(Self)
    }
}

impl fmt::Display for RelationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_parse() {
        assert_eq!("db:3".parse(), Ok(RelationId(3)));
        assert_eq!("3".parse(), Ok(RelationId(3)));
        assert_eq!(serde_json::to_string(&RelationId(3)).unwrap(), "3");
        assert_eq!(serde_json::from_str::<RelationId>("3").unwrap(), RelationId(3));
        assert_eq!("db:".parse::<RelationId>().unwrap_err().to_string(), "`db:` is not a relation id");
    }
}
