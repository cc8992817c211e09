//! What the environment says of an event, in few allocations: there may be a thousand deferred events to read.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::record::VARIABLES;
use crate::pairs::Pairs;

/// Variables by their names. One that this version does not know, because a newer one stored it, stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Variables(Pairs<Cow<'static, str>, Box<str>>);

impl Variables {
    pub(super) fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Box<str>>) {
        self.0.insert(name.into(), value.into());
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| &**value)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Variables {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.as_slice().len()))?;
        for (name, value) in self.0.as_slice() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Variables {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Variables;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Variables, M::Error> {
        let mut variables = Variables::default();
        while let Some(Name(name)) = map.next_key()? {
            variables.insert(name, map.next_value::<Box<str>>()?);
        }
        Ok(variables)
    }
}

/// One of those that there are, which takes no memory, or another.
struct Name(Cow<'static, str>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameReader)
    }
}

struct NameReader;

impl Visitor<'_> for NameReader {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<Name, E> {
        let known = VARIABLES.into_iter().find(|name| *name == text);
        Ok(Name(known.map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_stored_as_a_map_whatever_their_names() {
        let text = r#"{"JUJU_OF_TOMORROW":"x","JUJU_REMOTE_UNIT":"db/0"}"#;
        let variables: Variables = serde_json::from_str(text).unwrap();
        assert_eq!(
            (variables.get("JUJU_REMOTE_UNIT"), variables.get("JUJU_OF_TOMORROW")),
            (Some("db/0"), Some("x"))
        );
        assert!(matches!(variables.0.as_slice()[1].0, Cow::Borrowed(_)));
        assert_eq!(serde_json::to_string(&variables).unwrap(), text);
    }
}
