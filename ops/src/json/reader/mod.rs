//! From JSON to a value.

mod access;
mod cursor;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde::de::{Deserialize, Deserializer, Visitor};
use serde_json::Error;

use access::{Items, Variant};
use cursor::Cursor;

/// As `serde_json::from_str`, but that strings are looked through in large steps.
///
/// # Errors
/// Those of serde_json, which are all of its kind for data.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Error> {
    let mut cursor = Cursor::new(text);
    let value = T::deserialize(Reader::of(&mut cursor))?;
    cursor.end()?;
    Ok(value)
}

/// Reads one value. It is of one kind whatever it reads, so that what reads a value and a key is compiled once.
pub(super) struct Reader<'r, 'de> {
    cursor: &'r mut Cursor<'de>,
    /// A key is a string, whatever it is of.
    is_key: bool,
}

/// In serde_json's own struct of this name the JSON stays.
const RAW: &str = "$serde_json::private::RawValue";

impl<'r, 'de> Reader<'r, 'de> {
    fn of(cursor: &'r mut Cursor<'de>) -> Self {
        Self { cursor, is_key: false }
    }

    fn key(cursor: &'r mut Cursor<'de>) -> Self {
        Self { cursor, is_key: true }
    }

    fn string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = match self.cursor.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        };
        // Of a key what holds it says where that is.
        if self.is_key { value } else { value.map_err(|error| self.cursor.placed(error)) }
    }

    fn null<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.word("null")?;
        visitor.visit_unit().map_err(|error| self.cursor.placed(error))
    }

    fn end_of_number(self) -> Result<(), Error> {
        if self.is_key { self.cursor.quote() } else { Ok(()) }
    }

    fn seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.enter()?;
        let value = visitor.visit_seq(Items::of(self.cursor));
        self.cursor.leave(b']', value)
    }

    fn map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.enter()?;
        let value = visitor.visit_map(Items::of(self.cursor));
        self.cursor.leave(b'}', value)
    }
}

/// What begins with one of these bytes is read so, and all else is of another type.
macro_rules! of_a_kind {
    ($($method:ident($($arg:ident: $type:ty),*) $($bytes:pat => $read:ident),+;)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($arg: $type,)* visitor: V) -> Result<V::Value, Error> {
            match self.cursor.peek() {
                $(Some($bytes) => self.$read(visitor),)+
                _ => Err(self.cursor.unexpected(&visitor)),
            }
        }
    )*};
}

/// Numbers are serde_json's affair, as are those that it has by its features.
macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let Some(digits) = self.cursor.digits(self.is_key)? else {
                return Err(self.cursor.unexpected(&visitor));
            };
            number!(self, digits, visitor.$method)
        }
    )*};
}

macro_rules! number {
    ($reader:ident, $digits:ident, $visitor:ident.$method:ident) => {{
        let mut json = serde_json::Deserializer::from_str($digits);
        let value = json.$method($visitor).and_then(|value| json.end().map(|()| value));
        let value = value.map_err(|error| $reader.cursor.at_end_of($digits, &error))?;
        $reader.end_of_number().map(|()| value)
    }};
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Error;

    of_a_kind! {
        deserialize_char() b'"' => string;
        deserialize_str() b'"' => string;
        deserialize_string() b'"' => string;
        deserialize_identifier() b'"' => string;
        deserialize_unit() b'n' => null;
        deserialize_unit_struct(_name: &'static str) b'n' => null;
        deserialize_seq() b'[' => seq;
        deserialize_tuple(_length: usize) b'[' => seq;
        deserialize_tuple_struct(_name: &'static str, _length: usize) b'[' => seq;
        deserialize_map() b'{' => map;
        deserialize_struct(_name: &'static str, _fields: &'static [&'static str]) b'{' => map, b'[' => seq;
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.cursor.peek() {
            Some(b'"') => self.string(visitor),
            Some(b'{') => self.map(visitor),
            Some(b'[') => self.seq(visitor),
            Some(b'n') => self.null(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            _ => match self.cursor.digits(false)? {
                Some(digits) => number!(self, digits, visitor.deserialize_any),
                None => Err(self.cursor.no_value()),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.cursor.truth(self.is_key)? {
            Some(truth) => visitor.visit_bool(truth).map_err(|error| self.cursor.placed(error)),
            None => Err(self.cursor.unexpected(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.cursor.peek() == Some(b'n') {
            self.cursor.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == RAW {
            let json = (RAW, self.cursor.skip()?);
            let part = |text| BorrowedStrDeserializer::new(text);
            return visitor.visit_map(MapDeserializer::new([(part(json.0), part(json.1))].into_iter()));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.cursor.peek() {
            Some(b'"') => visitor.visit_enum(Variant { cursor: self.cursor, is_unit: true }),
            Some(b'{') => {
                self.cursor.enter()?;
                let value = visitor.visit_enum(Variant { cursor: self.cursor, is_unit: false })?;
                self.cursor.leave_variant()?;
                Ok(value)
            }
            _ => Err(self.cursor.no_value()),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = match self.cursor.peek() {
            Some(b'"') => match self.cursor.string()? {
                Cow::Borrowed(text) => visitor.visit_borrowed_bytes(text.as_bytes()),
                Cow::Owned(text) => visitor.visit_byte_buf(text.into_bytes()),
            },
            Some(b'[') => return self.seq(visitor),
            _ => return Err(self.cursor.unexpected(&visitor)),
        };
        value.map_err(|error| self.cursor.placed(error))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.cursor.skip()?;
        visitor.visit_unit()
    }
}
