//! Texts of which some are long.

use std::ops::Range;

use super::{Entries, Entry, Part, Texts};
use crate::scan::move_to;

/// Texts by their keys, as bytes of which it is known that they are text: Rust's own types for it take a look at all of them.
pub(crate) struct TextBytes {
    pub(super) all: Vec<u8>,
    pub(super) entries: Entries,
}

impl TextBytes {
    fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.as_slice().iter()
    }

    fn bytes(&self, part: Part) -> &[u8] {
        self.all.get(part.range()).unwrap_or_default()
    }

    fn text(&self, part: Part) -> &str {
        str::from_utf8(self.bytes(part)).unwrap_or_default()
    }

    /// Of the same keys the last one counts.
    fn place(&self, key: &str) -> Option<Range<usize>> {
        let entry = self.entries().rfind(|entry| self.bytes(entry.key) == key.as_bytes())?;
        Some(entry.text.range())
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.all.get(self.place(key)?).and_then(|text| str::from_utf8(text).ok())
    }

    #[cfg(any(test, feature = "migrate"))]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries().map(|entry| (self.text(entry.key), self.text(entry.text)))
    }

    /// How many bytes one has.
    pub(crate) fn size(&self, key: &str) -> Option<usize> {
        self.place(key).map(|place| place.len())
    }

    /// How many bytes each has.
    pub(crate) fn sizes(&self) -> Vec<(String, usize)> {
        self.entries().map(|entry| (self.text(entry.key).to_owned(), entry.text.range().len())).collect()
    }

    /// The texts of these keys, one after the other. Where they stand in this order here, as they do as a rule, it is done in the
    /// memory that they are in.
    pub(crate) fn concat(self, keys: &[String]) -> Vec<u8> {
        let ranges: Vec<Range<usize>> = keys.iter().filter_map(|key| self.place(key)).collect();
        let mut bytes = self.all;
        if !ranges.is_sorted_by(|one, next| one.end <= next.start) {
            let parts: Vec<&[u8]> = ranges.into_iter().filter_map(|range| bytes.get(range)).collect();
            return parts.concat();
        }
        let mut end = 0;
        for range in ranges {
            let length = range.len();
            move_to(&mut bytes, range, end);
            end += length;
        }
        bytes.truncate(end);
        bytes
    }
}

/// Those of a test in memory.
impl From<Texts> for TextBytes {
    fn from(texts: Texts) -> Self {
        Self { all: texts.all.into_bytes(), entries: texts.entries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> TextBytes {
        TextBytes::read(json.into()).unwrap()
    }

    #[test]
    fn texts_are_put_together_in_any_order() {
        let texts = || read(r#"{"a":"\u00e9\n","b":"", "c":"x","d":"y"}"#);
        for (keys, expected) in [("acd", "é\nxy"), ("a", "é\n"), ("dca", "yxé\n"), ("bd", "y"), ("", "")] {
            let keys: Vec<String> = keys.chars().map(String::from).collect();
            assert_eq!(texts().concat(&keys), expected.as_bytes());
        }
    }

    #[test]
    fn of_the_same_keys_the_last_counts() {
        let texts = read(r#"{"a":"1","b":"2","a":"345"}"#);
        assert_eq!((texts.get("a"), texts.get("b"), texts.get("c")), (Some("345"), Some("2"), None));
        assert_eq!(texts.iter().count(), 3);
    }
}
