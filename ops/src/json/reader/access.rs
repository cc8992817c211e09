//! The values in lists, maps and the variants of enums.

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde_json::Error;

use super::Reader;
use super::cursor::Cursor;

/// Those of a list or a map.
pub(super) struct Items<'r, 'de> {
    cursor: &'r mut Cursor<'de>,
    is_first: bool,
}

impl<'r, 'de> Items<'r, 'de> {
    pub(super) fn of(cursor: &'r mut Cursor<'de>) -> Self {
        Self { cursor, is_first: true }
    }

    fn is_first(&mut self) -> bool {
        std::mem::take(&mut self.is_first)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let is_first = self.is_first();
        if !self.cursor.has_element(is_first)? {
            return Ok(None);
        }
        seed.deserialize(Reader::of(self.cursor)).map(Some)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let is_first = self.is_first();
        if !self.cursor.has_key(is_first)? {
            return Ok(None);
        }
        seed.deserialize(Reader::key(self.cursor)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.cursor.colon()?;
        seed.deserialize(Reader::of(self.cursor))
    }
}

/// That of an enum: a name alone, or before what it holds.
pub(super) struct Variant<'r, 'de> {
    pub(super) cursor: &'r mut Cursor<'de>,
    pub(super) is_unit: bool,
}

impl<'r, 'de> Variant<'r, 'de> {
    /// What the variant holds.
    fn held(self, kind: &str) -> Result<Reader<'r, 'de>, Error> {
        if self.is_unit {
            return Err(Error::invalid_type(Unexpected::UnitVariant, &kind));
        }
        Ok(Reader::of(self.cursor))
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        if self.is_unit {
            return Ok((seed.deserialize(Reader::of(self.cursor))?, self));
        }
        if !self.cursor.has_key(true)? {
            return Err(self.cursor.no_value());
        }
        let name = seed.deserialize(Reader::key(self.cursor)).map_err(|error| self.cursor.placed(error))?;
        self.cursor.colon()?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        if self.is_unit { Ok(()) } else { Deserialize::deserialize(Reader::of(self.cursor)) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.held("newtype variant")?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Error> {
        self.held("tuple variant")?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.held("struct variant")?.deserialize_struct("", fields, visitor)
    }
}
