//! The text that is read, and how far it is: all that does not hang on what is made of it.

use std::borrow::Cow;

use serde::de::{Error as _, Expected, IgnoredAny, Unexpected};
use serde_json::{Error, Number};

use crate::json::escape::escaped;
use crate::scan::special;

/// How many lists and maps may be open, and one more.
const DEEPEST: u8 = 128;

pub(super) struct Cursor<'de> {
    text: &'de str,
    at: usize,
    /// How many more lists and maps may be opened.
    depth: u8,
}

impl<'de> Cursor<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self { text, at: 0, depth: DEEPEST }
    }

    fn left(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn between(&self, start: usize, end: usize) -> &'de str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The next byte that is no blank, and what is before it is passed.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        self.at += self.left().iter().take_while(blank).count();
        self.left().first().copied()
    }

    pub(super) fn end(&mut self) -> Result<(), Error> {
        if self.peek().is_none() { Ok(()) } else { Err(self.fault("trailing characters")) }
    }

    pub(super) fn word(&mut self, word: &str) -> Result<(), Error> {
        for byte in word.bytes() {
            match self.left().first() {
                Some(found) if *found == byte => self.at += 1,
                Some(_) => return Err(self.fault("expected ident")),
                None => return Err(self.fault("EOF while parsing a value")),
            }
        }
        Ok(())
    }

    /// A truth value, if it is one. A key that is one stands in quotes.
    pub(super) fn truth(&mut self, is_key: bool) -> Result<Option<bool>, Error> {
        let truth = match self.peek() {
            Some(b't') => true,
            Some(b'f') => false,
            Some(_) if is_key && self.left().starts_with(b"\"true\"") => true,
            Some(_) if is_key && self.left().starts_with(b"\"false\"") => false,
            _ => return Ok(None),
        };
        let quote = if is_key { "\"" } else { "" };
        for part in [quote, if truth { "true" } else { "false" }, quote] {
            self.word(part)?;
        }
        Ok(Some(truth))
    }

    /// The text of a number, if it is one. A key must be one, and behind it is to be a [`quote`](Self::quote).
    pub(super) fn digits(&mut self, is_key: bool) -> Result<Option<&'de str>, Error> {
        self.peek();
        self.at += usize::from(is_key);
        if !matches!(self.left().first(), Some(b'0'..=b'9' | b'-')) {
            return if is_key {
                Err(self.error("invalid value: expected key to be a number in quotes", self.at))
            } else {
                Ok(None)
            };
        }
        let start = self.at;
        let of_number = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        self.at += self.left().iter().take_while(of_number).count();
        Ok(Some(self.between(start, self.at)))
    }

    /// The end of a number that is a key.
    pub(super) fn quote(&mut self) -> Result<(), Error> {
        if self.left().first() != Some(&b'"') {
            return Err(self.fault("expected `\"`"));
        }
        self.at += 1;
        Ok(())
    }

    /// A string, in the text itself where nothing in it is escaped.
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>, Error> {
        // The quote was seen.
        self.at += 1;
        let mut text = String::new();
        loop {
            let start = self.at;
            let Some(plain) = special(self.left()) else {
                self.at = self.text.len();
                return Err(self.fault("EOF while parsing a string"));
            };
            let end = start + plain;
            self.at = end + 1;
            let plain = self.between(start, end);
            match self.text.as_bytes().get(end) {
                Some(b'"') if text.is_empty() => return Ok(Cow::Borrowed(plain)),
                Some(b'"') => {
                    text.push_str(plain);
                    return Ok(Cow::Owned(text));
                }
                Some(b'\\') => {
                    let (character, length) = escaped(self.left()).map_err(|what| self.fault(what))?;
                    text.push_str(plain);
                    text.push(character);
                    self.at += length;
                }
                _ => {
                    let what = "control character (\\u0000-\\u001F) found while parsing a string";
                    return Err(self.error(what, self.at));
                }
            }
        }
    }

    /// Passes a value, whatever it is.
    pub(super) fn skip(&mut self) -> Result<&'de str, Error> {
        self.peek();
        let start = self.at;
        let mut values = serde_json::Deserializer::from_str(self.between(start, self.text.len()))
            .into_iter::<IgnoredAny>();
        match values.next() {
            Some(Ok(_)) => {
                self.at += values.byte_offset();
                Ok(self.between(start, self.at))
            }
            Some(Err(error)) => {
                self.at = self.text.len();
                Err(self.at_end_of(self.between(start, self.at), &error))
            }
            None => Err(self.no_value()),
        }
    }

    /// A list or a map begins.
    pub(super) fn enter(&mut self) -> Result<(), Error> {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            return Err(self.fault("recursion limit exceeded"));
        }
        self.at += 1;
        Ok(())
    }

    /// It ends, and this is what it is.
    pub(super) fn leave<T>(&mut self, end: u8, value: Result<T, Error>) -> Result<T, Error> {
        let ended = self.ended(end);
        value.and_then(|value| ended.map(|()| value)).map_err(|error| self.placed(error))
    }

    fn ended(&mut self, end: u8) -> Result<(), Error> {
        self.depth += 1;
        let found = self.peek();
        if found == Some(end) {
            self.at += 1;
            return Ok(());
        }
        let what = match found {
            Some(b',') if end == b'}' => "trailing comma",
            Some(b',') => {
                self.at += 1;
                if self.peek() == Some(end) { "trailing comma" } else { "trailing characters" }
            }
            Some(_) => "trailing characters",
            None => cut(end),
        };
        Err(self.fault(what))
    }

    /// The variant of an enum ends.
    pub(super) fn leave_variant(&mut self) -> Result<(), Error> {
        self.depth += 1;
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.error("expected value", self.at)),
            None => Err(self.error(cut(b'}'), self.at)),
        }
    }

    /// Whether a list goes on.
    pub(super) fn has_element(&mut self, is_first: bool) -> Result<bool, Error> {
        self.has_next(b']', "expected `,` or `]`", is_first)
    }

    /// Whether a map goes on.
    pub(super) fn has_key(&mut self, is_first: bool) -> Result<bool, Error> {
        let has_next = self.has_next(b'}', "expected `,` or `}`", is_first)?;
        if has_next && self.peek() != Some(b'"') {
            return Err(self.fault("key must be a string"));
        }
        Ok(has_next)
    }

    fn has_next(&mut self, end: u8, expected: &'static str, is_first: bool) -> Result<bool, Error> {
        let found = self.peek();
        if found == Some(end) {
            return Ok(false);
        }
        if found.is_none() {
            return Err(self.fault(cut(end)));
        }
        if is_first {
            return Ok(true);
        }
        if found != Some(b',') {
            return Err(self.fault(expected));
        }
        self.at += 1;
        match self.peek() {
            Some(byte) if byte == end => Err(self.fault("trailing comma")),
            Some(_) => Ok(true),
            None => Err(self.fault("EOF while parsing a value")),
        }
    }

    /// What stands between a key and its value.
    pub(super) fn colon(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.fault("expected `:`")),
            None => Err(self.fault(cut(b'}'))),
        }
    }

    /// What stands here is of another type than what is expected.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &dyn Expected) -> Error {
        let error = match self.peek() {
            Some(b'n') => self.word("null").map(|()| Error::invalid_type(Unexpected::Unit, expected)),
            Some(b't' | b'f') => {
                let truth = self.truth(false);
                truth.map(|truth| Error::invalid_type(Unexpected::Bool(truth == Some(true)), expected))
            }
            Some(b'"') => self.string().map(|text| Error::invalid_type(Unexpected::Str(&text), expected)),
            Some(b'[') => Ok(Error::invalid_type(Unexpected::Seq, expected)),
            Some(b'{') => Ok(Error::invalid_type(Unexpected::Map, expected)),
            _ => match self.digits(false) {
                Ok(Some(digits)) => match digits.parse() {
                    Ok(number) => Ok(Error::invalid_type(kind(&number), expected)),
                    Err(error) => Err(self.at_end_of(digits, &error)),
                },
                Ok(None) => Err(self.no_value()),
                Err(error) => Err(error),
            },
        };
        self.placed(error.unwrap_or_else(|error| error))
    }

    /// What stands here is no value.
    pub(super) fn no_value(&self) -> Error {
        self.fault(if self.left().is_empty() { "EOF while parsing a value" } else { "expected value" })
    }

    /// What is wrong with the next byte.
    #[cold]
    fn fault(&self, what: &str) -> Error {
        self.error(what, self.text.len().min(self.at + 1))
    }

    /// What is wrong, and how many bytes were read when that was seen.
    fn error(&self, what: &str, at: usize) -> Error {
        let read = self.text.as_bytes().get(..at).unwrap_or_default();
        let last = read.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = 1 + read.iter().filter(|byte| **byte == b'\n').count();
        // So serde_json reads it back.
        Error::custom(format!("{what} at line {line} column {}", last.len()))
    }

    /// What a type says, with the place where that is.
    pub(super) fn placed(&self, error: Error) -> Error {
        if error.line() == 0 { self.error(&error.to_string(), self.at) } else { error }
    }

    /// What serde_json says of this part, which was read last.
    pub(super) fn at_end_of(&self, part: &str, error: &Error) -> Error {
        // It ends there for serde_json alone.
        if error.is_eof() && !self.left().is_empty() {
            return self.fault("invalid number");
        }
        let text = error.to_string();
        let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
        // Lines before that of the error, and in that as many bytes.
        let lines =
            part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let start = self.at.saturating_sub(part.len());
        self.error(what, start + lines + error.column())
    }
}

/// What serde_json says of a text that ends in a list or a map.
fn cut(end: u8) -> &'static str {
    if end == b']' { "EOF while parsing a list" } else { "EOF while parsing an object" }
}

fn kind(number: &Number) -> Unexpected<'static> {
    match (number.as_u64(), number.as_i64()) {
        (Some(number), _) => Unexpected::Unsigned(number),
        (None, Some(number)) => Unexpected::Signed(number),
        (None, None) => Unexpected::Float(number.as_f64().unwrap_or_default()),
    }
}
