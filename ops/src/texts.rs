//! Texts by their keys: a databag, what Juju keeps for the unit, what the environment says of an event.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::pairs::Pairs;

/// Texts in the order of their keys. There may be a databag for each of a thousand units, and as many deferred events: they
/// take two pieces of memory, however many keys they have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Each key, and after it its text.
    all: String,
    entries: Vec<Entry>,
}

/// What there is of an event fits, in bytes.
const EVENT: usize = 128;

/// Where a key begins, where its text does, and where that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    key: usize,
    text: usize,
    end: usize,
}

impl Texts {
    /// Reads a tool's answer; `null` is none.
    pub(crate) fn read(answer: &str) -> serde_json::Result<Self> {
        let mut texts = Self::default();
        if answer.trim_ascii() == "null" {
            return Ok(texts);
        }
        texts.all.reserve(answer.len());
        let mut reader = serde_json::Deserializer::from_str(answer);
        reader.deserialize_map(Reader(&mut texts))?;
        reader.end()?;
        texts.sort();
        Ok(texts)
    }

    /// These texts.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn of<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut texts = Self { all: String::new(), entries: Vec::with_capacity(pairs.size_hint().0) };
        pairs.for_each(|(key, text)| texts.push(key, text));
        texts.sort();
        texts
    }

    /// What this says of each of these keys.
    pub(crate) fn said<'a>(keys: &[&str], text: impl Fn(&str) -> Option<Cow<'a, str>>) -> Self {
        let mut texts = Self::default();
        for key in keys {
            if let Some(text) = text(key) {
                texts.push(key, &text);
            }
        }
        texts.sort();
        texts
    }

    /// Puts a text to the end; after the last of them they are to be [`sort`](Self::sort)ed.
    pub(crate) fn push(&mut self, key: &str, text: &str) {
        if self.all.capacity() == 0 {
            self.all.reserve(EVENT);
        }
        let begin = self.all.len();
        self.all.push_str(key);
        self.all.push_str(text);
        self.entries.push(Entry { key: begin, text: begin + key.len(), end: self.all.len() });
    }

    /// Puts them in order, which they are in as a rule. Of the same keys the last one counts.
    pub(crate) fn sort(&mut self) {
        if self.entries.is_sorted_by(|one, next| self.key(one) < self.key(next)) {
            return;
        }
        let mut pairs = Pairs::default();
        for (key, text) in self.iter() {
            pairs.insert(key, text);
        }
        let mut sorted = Self::default();
        for (key, text) in pairs.as_slice() {
            sorted.push(key, text);
        }
        *self = sorted;
    }

    /// Puts a text under its key, in the place of the one that was there.
    pub(crate) fn insert(&mut self, key: &str, text: &str) {
        self.push(key, text);
        self.sort();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// One after the other: there are few, and most are of another length. Many ask, so that it is a function of its own.
    #[inline(never)]
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let key = key.as_bytes();
        let is_it = |entry: &&Entry| {
            let is = self.key(entry);
            // Names of Juju's begin alike, and end differently.
            is.len() == key.len() && is.last() == key.last() && is == key
        };
        self.entries.iter().find(is_it).map(|entry| self.pair(entry).1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|entry| self.pair(entry))
    }

    /// As bytes, whose parts are had without a look at where characters begin.
    fn key(&self, entry: &Entry) -> &[u8] {
        self.all.as_bytes().get(entry.key..entry.text).unwrap_or_default()
    }

    fn pair(&self, entry: &Entry) -> (&str, &str) {
        let part = |from, to| self.all.get(from..to).unwrap_or_default();
        (part(entry.key, entry.text), part(entry.text, entry.end))
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut texts = Self { all: String::with_capacity(EVENT), entries: Vec::new() };
        deserializer.deserialize_map(Reader(&mut texts))?;
        texts.sort();
        Ok(texts)
    }
}

struct Reader<'a>(&'a mut Texts);

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let Self(texts) = self;
        loop {
            let key = texts.all.len();
            if map.next_key_seed(Append(&mut texts.all))?.is_none() {
                return Ok(());
            }
            let text = texts.all.len();
            map.next_value_seed(Append(&mut texts.all))?;
            texts.entries.push(Entry { key, text, end: texts.all.len() });
        }
    }
}

/// Puts a text to the end.
struct Append<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Append<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Append<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.push_str(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn read(answer: &str) -> Vec<(String, String)> {
        let texts = Texts::read(answer).unwrap();
        texts.iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn nothing_is_none() {
        assert_eq!((read("null"), read("{}")), (vec![], vec![]));
    }

    #[test]
    fn of_the_same_keys_the_last_counts() {
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
        };
        assert_eq!(read(r#"{"b":"1","a":"2","b":"3","b":"4"}"#), pairs(&[("a", "2"), ("b", "4")]));
        assert_eq!(read(r#"{"a":"1","a":""}"#), pairs(&[("a", "")]));
    }

    #[test]
    fn what_is_no_map_of_texts_is_refused_without_showing_it() {
        for (answer, expected) in [
            (r#""hunter2""#, "expected a map"),
            (r#"{"a":["hunter2"]}"#, "expected a string"),
            ("{} {}", "trailing"),
            ("", "EOF"),
        ] {
            let error = crate::unreadable::reason(Texts::read(answer).unwrap_err());
            assert!(error.contains(expected) && !error.contains("hunter2"), "{error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_map_reads_as_it_is(map: BTreeMap<String, String>, other: String) {
            let texts = Texts::read(&serde_json::to_string(&map).unwrap()).unwrap();
            let pairs: Vec<_> = map.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
            assert_eq!(texts.iter().collect::<Vec<_>>(), pairs);
            assert_eq!(Texts::of(pairs.into_iter().rev()), texts);
            assert_eq!(serde_json::to_string(&texts).unwrap(), serde_json::to_string(&map).unwrap());
            for key in map.keys().chain([&other]) {
                assert_eq!(texts.get(key), map.get(key).map(String::as_str));
            }
        }
    }
}
