//! From a value to JSON.

use std::io::Write as _;

use serde::Serialize;
use serde::ser::{
    Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

use super::Over;
use crate::scan::special;

type Done = Result<(), Error>;

/// Writes one value. It is of one kind whatever it writes, so that it is compiled once.
pub(super) struct Writer<'o> {
    over: &'o mut Over,
    place: Place,
}

/// Where the value stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Value,
    /// A key is a string, whatever it is of.
    Key,
    /// In one of serde_json's own structs that hold JSON.
    Json,
}

/// How the names of these begin (`RawValue`, `Number`).
const OWN: &str = "$serde_json::private::";

impl<'o> Writer<'o> {
    pub(super) fn new(over: &'o mut Over) -> Self {
        Self { over, place: Place::Value }
    }

    /// A number or a truth value, in quotes where it is a key.
    fn plain(self, value: &impl Serialize) -> Done {
        if self.place != Place::Key {
            return serde_json::to_writer(self.over, value);
        }
        self.over.push_ascii(b'"');
        serde_json::to_writer(&mut *self.over, value)?;
        self.over.push_ascii(b'"');
        Ok(())
    }

    fn float(self, value: &impl Serialize, is_finite: bool) -> Done {
        if self.place == Place::Key && !is_finite {
            return Err(Error::custom("float key must be finite (got NaN or +/-inf)"));
        }
        self.plain(value)
    }

    fn no_key(&self) -> Done {
        if self.place == Place::Key { Err(Error::custom("key must be a string")) } else { Ok(()) }
    }

    fn null(self) -> Done {
        self.no_key()?;
        self.over.push("null");
        Ok(())
    }

    fn several(self, start: &'static str, end: &'static str) -> Result<Several<'o>, Error> {
        self.no_key()?;
        self.over.push(start);
        Ok(Several { over: self.over, place: Place::Value, is_first: true, end })
    }

    /// An enum's variant that holds something.
    fn variant(self, name: &str, start: &'static str, end: &'static str) -> Result<Several<'o>, Error> {
        self.no_key()?;
        self.over.push_ascii(b'{');
        string(self.over, name);
        self.over.push_ascii(b':');
        self.several(start, end)
    }
}

fn string(over: &mut Over, text: &str) {
    over.push_ascii(b'"');
    let mut rest = text;
    while let Some((plain, escaped)) = special(rest.as_bytes()).and_then(|at| rest.split_at_checked(at)) {
        over.push(plain);
        let mut characters = escaped.chars();
        match characters.next().unwrap_or_default() {
            '"' => over.push("\\\""),
            '\\' => over.push("\\\\"),
            '\u{8}' => over.push("\\b"),
            '\t' => over.push("\\t"),
            '\n' => over.push("\\n"),
            '\u{C}' => over.push("\\f"),
            '\r' => over.push("\\r"),
            // Writing there cannot fail.
            control => drop(write!(over, "\\u{:04x}", u32::from(control))),
        }
        rest = characters.as_str();
    }
    over.push(rest);
    over.push_ascii(b'"');
}

/// Numbers of the same text are compiled as one type.
macro_rules! plain {
    ($($method:ident($type:ty as $wide:ty))*) => {$(
        fn $method(self, value: $type) -> Done {
            self.plain(&<$wide>::from(value))
        }
    )*};
}

impl<'o> Serializer for Writer<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Several<'o>;
    type SerializeTuple = Several<'o>;
    type SerializeTupleStruct = Several<'o>;
    type SerializeTupleVariant = Several<'o>;
    type SerializeMap = Several<'o>;
    type SerializeStruct = Several<'o>;
    type SerializeStructVariant = Several<'o>;

    plain! {
        serialize_bool(bool as bool) serialize_i8(i8 as i64) serialize_i16(i16 as i64) serialize_i32(i32 as i64)
        serialize_i64(i64 as i64) serialize_i128(i128 as i128) serialize_u8(u8 as u64) serialize_u16(u16 as u64)
        serialize_u32(u32 as u64) serialize_u64(u64 as u64) serialize_u128(u128 as u128)
    }

    fn serialize_f32(self, value: f32) -> Done {
        self.float(&value, value.is_finite())
    }

    fn serialize_f64(self, value: f64) -> Done {
        self.float(&value, value.is_finite())
    }

    fn serialize_char(self, value: char) -> Done {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Done {
        match self.place {
            Place::Json => self.over.push(value),
            Place::Value | Place::Key => string(self.over, value),
        }
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Done {
        self.null()
    }

    fn serialize_unit(self) -> Done {
        self.null()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.null()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        let several = self.variant(variant, "", "}")?;
        value.serialize(Writer::new(several.over))?;
        several.over.push(several.end);
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Several<'o>, Error> {
        self.several("[", "]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Several<'o>, Error> {
        self.several("[", "]")
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Several<'o>, Error> {
        self.several("[", "]")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Several<'o>, Error> {
        self.variant(variant, "[", "]}")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Several<'o>, Error> {
        self.several("{", "}")
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Several<'o>, Error> {
        if name.starts_with(OWN) {
            return Ok(Several { place: Place::Json, ..self.several("", "")? });
        }
        self.several("{", "}")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Several<'o>, Error> {
        self.variant(variant, "{", "}}")
    }
}

/// Writes values between a start and an end.
pub(super) struct Several<'o> {
    over: &'o mut Over,
    place: Place,
    is_first: bool,
    end: &'static str,
}

impl Several<'_> {
    /// The place of the next value.
    fn next(&mut self, place: Place) -> Writer<'_> {
        if !self.is_first {
            self.over.push_ascii(b',');
        }
        self.is_first = false;
        Writer { over: self.over, place }
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Done {
        if self.place == Place::Json {
            return value.serialize(self.next(Place::Json));
        }
        string(self.next(Place::Key).over, name);
        self.value(value)
    }

    /// The value behind a key.
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.over.push_ascii(b':');
        value.serialize(Writer::new(self.over))
    }

    fn finish(self) -> Done {
        self.over.push(self.end);
        Ok(())
    }
}

macro_rules! elements {
    ($($of:ident $method:ident)*) => {$(
        impl $of for Several<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
                value.serialize(self.next(Place::Value))
            }

            fn end(self) -> Done {
                self.finish()
            }
        }
    )*};
}

elements! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

macro_rules! fields {
    ($($of:ident)*) => {$(
        impl $of for Several<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
                self.field(name, value)
            }

            fn end(self) -> Done {
                self.finish()
            }
        }
    )*};
}

fields! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Several<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        key.serialize(self.next(Place::Key))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.value(value)
    }

    fn end(self) -> Done {
        self.finish()
    }
}
