//! A value that stands in a databag as a JSON document whatever it is.

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::unreadable::reason;

/// A field that stands in a databag as a JSON document also where its value is a text: in quotes.
///
/// Other fields need it not: a number, a list and a struct stand there as JSON anyway. Interfaces made with pydantic mark such a
/// key with `"contentMediaType": "application/json"`.
///
/// ```
/// use ops::databag::{Json, from_map, to_changes};
/// use ops::prelude::*;
///
/// #[databag]
/// struct Provider {
///     plain: String,
///     document: Json<String>,
/// }
///
/// let provider = Provider { plain: "a".into(), document: Json("a".into()) };
/// let changes = to_changes(&provider)?;
/// assert_eq!(changes["plain"].as_deref(), Some("a"));
/// assert_eq!(changes["document"].as_deref(), Some("\"a\""));
/// # Ok::<(), ops::DatabagError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json<T>(pub T);

impl<T: Serialize> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // By way of a value, whose keys have a fixed order.
        let value = serde_json::to_value(&self.0).map_err(S::Error::custom)?;
        serializer.serialize_str(&value.to_string())
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Json<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text).map(Self).map_err(|error| D::Error::custom(reason(error)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::databag::{from_map, to_changes};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Bag {
        text: Json<String>,
        list: Json<Vec<u8>>,
        absent: Option<Json<u8>>,
    }

    #[test]
    fn a_document_is_written_and_read() {
        let bag = Bag { text: Json("5".into()), list: Json(vec![1]), absent: None };
        let changes = to_changes(&bag).unwrap();
        assert_eq!((changes["text"].as_deref(), changes["list"].as_deref()), (Some("\"5\""), Some("[1]")));
        let written: BTreeMap<String, String> =
            changes.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
        assert_eq!(from_map::<Bag>(&written), Ok(bag));
    }

    #[test]
    fn what_is_no_document_is_not_shown() {
        let bag = BTreeMap::from([("text", "hunter2"), ("list", "[]")].map(|(k, v)| (k.into(), v.into())));
        let error = from_map::<Bag>(&bag).unwrap_err();
        assert_eq!(error.key(), Some("text"));
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}
