//! From a struct to the keys of a databag.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::Value;

use super::DatabagError;

/// What writing this value changes: a text for each key that it gives, `None` for each that it takes away.
/// Keys that it does not name stay.
///
/// # Errors
/// It is neither a struct nor a map with texts as keys, or a field cannot be written as JSON.
pub fn to_changes(value: &impl Serialize) -> Result<BTreeMap<String, Option<String>>, DatabagError> {
    changes(value).map(BTreeMap::from_iter)
}

/// A key, and its text or that it is taken away.
type Change = (String, Option<String>);

/// The same in the order of the fields. Without a map, which the library would have to be compiled with.
pub(crate) fn changes(value: &impl Serialize) -> Result<Vec<Change>, DatabagError> {
    value.serialize(Fields::default())
}

/// One field as a text; `None` if there is nothing to say.
///
/// By way of a JSON value, which also puts the keys of a nested map into a fixed order: what did not change reads the
/// same, and is not written again.
fn text(key: &str, value: &(impl Serialize + ?Sized)) -> Result<Option<String>, DatabagError> {
    match serde_json::to_value(value).map_err(|error| DatabagError::at(key, error))? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Ok(Some(other.to_string())),
    }
}

#[derive(Default)]
struct Fields {
    changes: Vec<Change>,
    key: Option<String>,
}

impl SerializeStruct for Fields {
    type Ok = Vec<Change>;
    type Error = DatabagError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), DatabagError> {
        self.changes.push((key.to_owned(), text(key, value)?));
        Ok(())
    }

    // A field that `skip_serializing_if` skips has nothing to say either.
    fn skip_field(&mut self, key: &'static str) -> Result<(), DatabagError> {
        self.changes.push((key.to_owned(), None));
        Ok(())
    }

    fn end(self) -> Result<Self::Ok, DatabagError> {
        Ok(self.changes)
    }
}

impl SerializeMap for Fields {
    type Ok = Vec<Change>;
    type Error = DatabagError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), DatabagError> {
        self.key = text("", key).map_err(|error| DatabagError::new(error.reason))?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), DatabagError> {
        let key = self.key.take().ok_or_else(|| DatabagError::new("a value has no key"))?;
        let value = text(&key, value)?;
        self.changes.push((key, value));
        Ok(())
    }

    fn end(self) -> Result<Self::Ok, DatabagError> {
        Ok(self.changes)
    }
}

fn refuse<T>() -> Result<T, DatabagError> {
    Err(DatabagError::new("a databag is written from a struct or a map: each value has a key"))
}

macro_rules! refuse {
    ($($method:ident($type:ty))*) => {$(
        fn $method(self, _: $type) -> Result<Self::Ok, DatabagError> {
            refuse()
        }
    )*};
}

impl Serializer for Fields {
    type Ok = Vec<Change>;
    type Error = DatabagError;
    type SerializeSeq = Impossible<Self::Ok, DatabagError>;
    type SerializeTuple = Impossible<Self::Ok, DatabagError>;
    type SerializeTupleStruct = Impossible<Self::Ok, DatabagError>;
    type SerializeTupleVariant = Impossible<Self::Ok, DatabagError>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<Self::Ok, DatabagError>;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, DatabagError> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, DatabagError> {
        Ok(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, DatabagError> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, DatabagError> {
        value.serialize(self)
    }

    /// A struct without fields has nothing to say.
    fn serialize_unit_struct(self, _: &'static str) -> Result<Self::Ok, DatabagError> {
        Ok(self.changes)
    }

    refuse! {
        serialize_bool(bool) serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64) serialize_f32(f32)
        serialize_f64(f64) serialize_char(char) serialize_str(&str) serialize_bytes(&[u8])
    }

    fn collect_str<T: Display + ?Sized>(self, _: &T) -> Result<Self::Ok, DatabagError> {
        refuse()
    }

    fn serialize_none(self) -> Result<Self::Ok, DatabagError> {
        refuse()
    }

    fn serialize_unit(self) -> Result<Self::Ok, DatabagError> {
        refuse()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<Self::Ok, DatabagError> {
        refuse()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Self::Ok, DatabagError> {
        refuse()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, DatabagError> {
        refuse()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, DatabagError> {
        refuse()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, DatabagError> {
        refuse()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, DatabagError> {
        refuse()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, DatabagError> {
        refuse()
    }
}
