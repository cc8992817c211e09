//! Texts by their keys: a databag, what Juju keeps for the unit, what the environment says of an event.

mod bytes;
mod entries;
mod read;

use std::borrow::Cow;
#[cfg(feature = "testing")]
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

pub(crate) use bytes::TextBytes;
use entries::Entries;

use crate::pairs::Pairs;
use crate::scan::{is_same, order};

/// Texts in the order of their keys. There may be a databag for each of a thousand units, and as many deferred events: they
/// take one piece of memory, or two if there are many keys.
#[derive(Clone, Default)]
pub struct Texts {
    /// All keys and texts, and whatever stands between them.
    all: String,
    entries: Entries,
}

/// What there is of an event fits, in bytes.
const EVENT: usize = 128;

/// Where a key is, and where its text.
#[derive(Clone, Copy, Default)]
struct Entry {
    key: Part,
    text: Part,
}

/// Where something stands. There may be thousands, and nothing that is read here has gigabytes.
#[derive(Clone, Copy, Default)]
struct Part {
    start: u32,
    end: u32,
}

impl Part {
    fn new(range: Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Texts {
    /// Those of a map.
    #[cfg(feature = "testing")]
    pub(crate) fn of_map(map: &BTreeMap<String, String>) -> Self {
        let mut texts = Self::default();
        texts.entries.expect(map.len());
        map.iter().for_each(|(key, text)| texts.push(key, text));
        texts
    }

    /// These texts.
    #[cfg(test)]
    pub(crate) fn of<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut texts = Self::default();
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

    /// Forgets all, for what stands in this text: each of its parts is to be [`mark`](Self::mark)ed, or [`push`](Self::push)ed behind it.
    /// They are in the order in which that is done.
    pub(crate) fn begin(&mut self, all: &str) {
        self.all.clear();
        self.all.push_str(all);
        self.entries.clear();
    }

    /// Says where a key and its text stand in what these [began](Self::begin) with.
    pub(crate) fn mark(&mut self, key: Range<usize>, text: Range<usize>) {
        self.entries.push(Entry { key: Part::new(key), text: Part::new(text) });
    }

    /// Puts a text to the end; after the last of them they are to be [`sort`](Self::sort)ed.
    pub(crate) fn push(&mut self, key: &str, text: &str) {
        if self.all.capacity() == 0 {
            self.all = String::with_capacity(EVENT);
        }
        let key = self.append(key);
        let text = self.append(text);
        self.mark(key, text);
    }

    fn append(&mut self, text: &str) -> Range<usize> {
        let start = self.all.len();
        self.all.push_str(text);
        start..self.all.len()
    }

    /// Puts them in order, which they are in as a rule. Of the same keys the last one counts.
    pub(crate) fn sort(&mut self) {
        if self.entries.as_slice().is_sorted_by(|one, next| order(self.key(one), self.key(next)).is_lt()) {
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
        self.entries.as_slice().is_empty()
    }

    /// One after the other: there are few, and most are of another length. Many ask, so that it is a function of its own.
    #[inline(never)]
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let is_it = |entry: &&Entry| is_same(self.key(entry), key.as_bytes());
        let entry = self.entries.as_slice().iter().find(is_it)?;
        self.all.get(entry.text.range())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.as_slice().iter().map(|entry| self.pair(entry))
    }

    /// As bytes, whose parts are had without a look at where characters begin.
    fn key(&self, entry: &Entry) -> &[u8] {
        self.all.as_bytes().get(entry.key.range()).unwrap_or_default()
    }

    fn pair(&self, entry: &Entry) -> (&str, &str) {
        let part = |part: Part| self.all.get(part.range()).unwrap_or_default();
        (part(entry.key), part(entry.text))
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Texts {}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut texts = Self { all: String::with_capacity(EVENT), entries: Entries::default() };
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
        while let Some(key) = map.next_key_seed(Append(texts))? {
            let text = map.next_value_seed(Append(texts))?;
            texts.mark(key, text);
        }
        Ok(())
    }
}

/// Puts a text to the end.
struct Append<'a>(&'a mut Texts);

impl<'de> DeserializeSeed<'de> for Append<'_> {
    type Value = Range<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Range<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Append<'_> {
    type Value = Range<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<Range<usize>, E> {
        Ok(self.0.append(text))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn of_the_same_keys_the_last_counts() {
        let pairs = |pairs: &[(&str, &str)]| Texts::of(pairs.iter().copied());
        let read = |json: &str| Texts::read(json.into()).unwrap();
        assert_eq!(read(r#"{"b":"1","a":"2","b":"3","b":"4"}"#), pairs(&[("a", "2"), ("b", "4")]));
        assert_eq!(read(r#"{"a":"1","a":""}"#), pairs(&[("a", "")]));
    }

    #[test]
    fn texts_are_equal_whatever_stands_between_them() {
        let of = |json: &str| Texts::read(json.into()).unwrap();
        assert_eq!(of(r#"{"a":"é"}"#), of(r#" { "\u0061" : "\u00e9" } "#));
        assert_ne!(of(r#"{"a":"b"}"#), of(r#"{"ab":""}"#));
        assert_eq!(format!("{:?}", of(r#" {"a": "b"}"#)), r#"{"a": "b"}"#);
    }

    proptest::proptest! {
        #[test]
        fn are_a_map(map: BTreeMap<String, String>, other: String) {
            let pairs: Vec<_> = map.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
            let texts = Texts::of(pairs.iter().rev().copied());
            assert_eq!(texts.iter().collect::<Vec<_>>(), pairs);
            let json = serde_json::to_string(&texts).unwrap();
            assert_eq!(json, serde_json::to_string(&map).unwrap());
            assert_eq!(serde_json::from_str::<Texts>(&json).unwrap(), texts);
            for key in map.keys().chain([&other]) {
                assert_eq!(texts.get(key), map.get(key).map(String::as_str));
            }
        }
    }
}
