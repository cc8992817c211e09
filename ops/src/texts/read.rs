//! A tool's JSON, a map of texts, read in the memory that it came in: there may be a thousand databags, and megabytes of state.
//!
//! A text is never longer than its JSON, so that what is escaped is written where it stood.

use std::fmt;
use std::ops::Range;

use super::{Entries, Entry, Part, TextBytes, Texts};
use crate::json::escape::escaped;
use crate::scan::{special, special_or_no_ascii};

/// Why an answer does not read, without what it holds: that may be secret.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    what: &'static str,
    byte: usize,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.what, self.byte)
    }
}

impl Texts {
    /// Reads a tool's answer; `null` is none. What does not read comes back, with its first byte as it was.
    pub(crate) fn read(answer: Vec<u8>) -> Result<Self, (Vec<u8>, Unreadable)> {
        let TextBytes { all, entries } = TextBytes::read(answer)?;
        // It is one: that was seen.
        let mut texts = Self { all: String::from_utf8(all).unwrap_or_default(), entries };
        texts.sort();
        Ok(texts)
    }
}

impl TextBytes {
    /// The same.
    pub(crate) fn read(answer: Vec<u8>) -> Result<Self, (Vec<u8>, Unreadable)> {
        let mut reader = Reader { json: answer, at: 0, is_ascii: true };
        match reader.all().and_then(|entries| reader.utf8().map(|()| entries)) {
            Ok(entries) => Ok(Self { all: reader.json, entries }),
            Err(what) => Err((reader.json, Unreadable { what, byte: reader.at })),
        }
    }
}

struct Reader {
    json: Vec<u8>,
    at: usize,
    /// Whether all that was read is.
    is_ascii: bool,
}

type Read<T> = Result<T, &'static str>;

impl Reader {
    fn all(&mut self) -> Read<Entries> {
        self.blanks();
        let entries = if self.left().starts_with(b"null") {
            self.at += b"null".len();
            Entries::default()
        } else {
            self.map()?
        };
        self.blanks();
        if self.left().is_empty() { Ok(entries) } else { Err("trailing characters") }
    }

    /// What is ASCII need not be looked at once more.
    fn utf8(&mut self) -> Read<()> {
        if self.is_ascii {
            return Ok(());
        }
        str::from_utf8(&self.json).map(drop).map_err(|error| {
            self.at = error.valid_up_to();
            "what is no UTF-8"
        })
    }

    fn map(&mut self) -> Read<Entries> {
        self.expect(b'{', "expected a map")?;
        let mut entries = Entries::default();
        self.blanks();
        if self.has(b'}') {
            return Ok(entries);
        }
        loop {
            self.blanks();
            let key = self.string()?;
            self.blanks();
            self.expect(b':', "expected `:`")?;
            self.blanks();
            let text = self.string()?;
            entries.push(Entry { key: Part::new(key), text: Part::new(text) });
            self.blanks();
            if self.has(b'}') {
                return Ok(entries);
            }
            self.expect(b',', "expected `,` or `}`")?;
        }
    }

    /// Where the text is, when what was escaped in it is not any more.
    fn string(&mut self) -> Read<Range<usize>> {
        self.expect(b'"', "expected a string")?;
        let start = self.at;
        let mut end = start;
        loop {
            let next = if self.is_ascii { special_or_no_ascii } else { special };
            let plain = next(self.left()).ok_or(CUT)?;
            if end != self.at {
                self.json.copy_within(self.at..self.at + plain, end);
            }
            end += plain;
            self.at += plain;
            if self.has(b'"') {
                break;
            }
            if !self.left().first().is_some_and(u8::is_ascii) {
                self.is_ascii = false;
                continue;
            }
            self.expect(b'\\', "a control character in a string")?;
            let mut utf8 = [0; 4];
            let (character, length) = escaped(self.left())?;
            self.at += length;
            for byte in character.encode_utf8(&mut utf8).bytes() {
                if let Some(place) = self.json.get_mut(end) {
                    *place = byte;
                }
                end += 1;
            }
        }
        let quote = self.at - 1;
        if end != quote {
            // Half of a character may be left where the text ended.
            self.json.get_mut(end..quote).unwrap_or_default().fill(b' ');
        }
        Ok(start..end)
    }

    fn blanks(&mut self) {
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += self.left().iter().take_while(blank).count();
    }

    fn has(&mut self, byte: u8) -> bool {
        let has = self.left().first() == Some(&byte);
        self.at += usize::from(has);
        has
    }

    fn expect(&mut self, byte: u8, what: &'static str) -> Read<()> {
        if self.has(byte) {
            return Ok(());
        }
        Err(if self.left().is_empty() { CUT } else { what })
    }

    fn left(&self) -> &[u8] {
        self.json.get(self.at..).unwrap_or_default()
    }
}

const CUT: &str = "EOF";

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn read(answer: &str) -> Result<BTreeMap<String, String>, String> {
        let texts = Texts::read(answer.into()).map_err(|(_, error)| error.to_string())?;
        Ok(texts.iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect())
    }

    #[test]
    fn nothing_is_none() {
        for nothing in ["null", " null\n", "{}", "{ }\n"] {
            assert_eq!(read(nothing), Ok(BTreeMap::new()), "{nothing}");
        }
    }

    #[test]
    fn what_is_no_map_of_texts_is_refused_without_showing_it() {
        for (answer, expected) in [
            (r#""hunter2""#, "expected a map at byte 0"),
            (r#"{"a":["hunter2"]}"#, "expected a string at byte 5"),
            (r#"{"a":null}"#, "expected a string at byte 5"),
            ("{} {}", "trailing characters at byte 3"),
            ("", "EOF at byte 0"),
            (r#"{"a":"hunter2"#, "EOF at byte 6"),
        ] {
            assert_eq!(read(answer), Err(expected.to_owned()));
        }
        let (answer, error) = Texts::read(b"{\"a\":\"hunter2\\n\xC3\"}".into()).unwrap_err();
        assert_eq!(
            (answer.first(), error.to_string().as_str()),
            (Some(&b'{'), "what is no UTF-8 at byte 14")
        );
    }

    proptest::proptest! {
        /// As serde_json does, whatever is escaped, and however.
        #[test]
        fn any_map_reads_as_it_is(map: BTreeMap<String, String>, odd in "[\"\\\\\u{0}-\u{20}é𝄞\u{2028}]{0,9}", blank in "[ \t\r\n]{0,2}") {
            let mut map = map;
            map.insert("odd".to_owned(), odd.clone() + &"x".repeat(40) + &odd);
            let plain = serde_json::to_string(&map).unwrap();
            proptest::prop_assert_eq!(read(&plain), Ok(map.clone()));
            let units = |text: &str| -> String {
                text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect()
            };
            let pairs = map.iter().map(|(key, text)| format!("{blank}\"{}\"{blank}:{blank}\"{}\"{blank}", units(key), units(text)));
            let escaped = format!("{blank}{{{}}}{blank}", pairs.collect::<Vec<_>>().join(","));
            proptest::prop_assert_eq!(read(&escaped), Ok(map));
        }

        /// What serde_json takes is taken, and nothing else.
        #[test]
        fn any_text_is_read_or_refused_as_by_serde_json(text in r#"[{}":,a\\nu0dD8c ]{0,24}|\{"a":"(\\u[dD][89cC]0[0-9]|\\[a-z/"]|x|é){0,4}"(,"[ab]":"")?\}"#) {
            let expected = serde_json::from_str::<BTreeMap<String, String>>(&text);
            proptest::prop_assert_eq!(read(&text).ok(), expected.ok(), "{}", text);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>, inner: Vec<u8>) {
            let _ = Texts::read(bytes);
            let _ = Texts::read([b"{\"a\":\"", inner.as_slice(), b"\"}"].concat());
        }
    }
}
