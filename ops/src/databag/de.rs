//! From a databag to a struct. The type of a field decides how its text is read.

use std::collections::BTreeMap;
use std::slice;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};

use super::DatabagError;

/// Reads a databag as a struct (or a map). Keys that it has no field for are passed over: Juju puts some of its own
/// there.
///
/// A field whose type does not say what it wants (a JSON value, an untagged enum) takes what the text is as JSON, or
/// the text itself if it is none.
///
/// # Errors
/// Names the key whose text does not read as its field, or the field whose key is missing.
pub fn from_map<T: DeserializeOwned>(databag: &BTreeMap<String, String>) -> Result<T, DatabagError> {
    let texts: Vec<_> = databag.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    from_texts(&texts)
}

/// The same of any texts with keys.
pub(crate) fn from_texts<T: DeserializeOwned>(texts: &[(&str, &str)]) -> Result<T, DatabagError> {
    T::deserialize(MapAccessDeserializer::new(Entries { rest: texts.iter(), value: None }))
}

/// The entries of a databag; what goes wrong in one has its key.
struct Entries<'de> {
    rest: slice::Iter<'de, (&'de str, &'de str)>,
    value: Option<Text<'de>>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = DatabagError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DatabagError> {
        let Some(&(key, text)) = self.rest.next() else { return Ok(None) };
        self.value = Some(Text { key, text });
        let key: StrDeserializer<'_, DatabagError> = key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DatabagError> {
        let Some(text) = self.value.take() else { return Err(DatabagError::new("a value has no key")) };
        seed.deserialize(text).map_err(|error| match error.key {
            // A type's own words do not know where it stands.
            None => DatabagError { key: Some(text.key.to_owned()), ..error },
            Some(_) => error,
        })
    }
}

#[derive(Clone, Copy)]
struct Text<'de> {
    key: &'de str,
    text: &'de str,
}

impl<'de> Text<'de> {
    /// Gives a visitor the text itself.
    fn plain<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DatabagError> {
        visitor.visit_borrowed_str(self.text).map_err(|error: DatabagError| self.error(error.reason))
    }

    /// Reads the text as JSON, in the way the type asks for.
    fn json<T>(
        self,
        read: impl FnOnce(&mut serde_json::Deserializer<serde_json::de::StrRead<'de>>) -> serde_json::Result<T>,
    ) -> Result<T, DatabagError> {
        let mut reader = serde_json::Deserializer::from_str(self.text);
        let value = read(&mut reader).map_err(|error| self.error(error))?;
        reader.end().map_err(|error| self.error(error))?;
        Ok(value)
    }

    fn error(self, reason: impl std::fmt::Display) -> DatabagError {
        DatabagError::at(self.key, reason)
    }

    fn is_json(self) -> bool {
        serde_json::from_str::<serde::de::IgnoredAny>(self.text).is_ok()
    }
}

macro_rules! plain {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DatabagError> {
            self.plain(visitor)
        }
    )*};
}

macro_rules! json {
    ($($method:ident($($name:ident: $type:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, DatabagError> {
            self.json(|reader| reader.$method($($name,)* visitor))
        }
    )*};
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = DatabagError;

    plain! { deserialize_str deserialize_string deserialize_char deserialize_identifier }

    json! {
        deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_i128()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64() deserialize_bytes() deserialize_byte_buf() deserialize_unit()
        deserialize_seq() deserialize_map()
        deserialize_unit_struct(name: &'static str)
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DatabagError> {
        if self.is_json() { self.json(|reader| reader.deserialize_any(visitor)) } else { self.plain(visitor) }
    }

    /// A key that nobody asked for may hold anything.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DatabagError> {
        visitor.visit_unit()
    }

    /// The key is there: an absent one never gets here.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DatabagError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DatabagError> {
        visitor.visit_newtype_struct(self)
    }

    /// A plain variant is its name; one with data is `{"Variant": …}`.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DatabagError> {
        if self.text.starts_with('{') {
            return self.json(|reader| reader.deserialize_enum(name, variants, visitor));
        }
        let variant: StrDeserializer<'_, DatabagError> = self.text.into_deserializer();
        visitor.visit_enum(variant).map_err(|error| self.error(error.reason))
    }
}
