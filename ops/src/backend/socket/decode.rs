//! Gob, read: whatever the bytes are, within bounds of memory and depth.
//!
//! Which number a type or a field has is the sender's affair, and differs between versions of Juju. So the definitions that
//! come first on a connection are kept, fields are found by their names, and unknown ones are skipped by their types.

use crate::pairs::Pairs;

/// Juju's replies are of three types; a sender that defines more than this sends something else.
const MOST_TYPES: usize = 256;
/// No definition of Juju's is near this many bytes.
const LONGEST_DEFINITION: usize = 16 << 10;
/// Juju's largest has seven; each takes memory, whatever its definition says of it.
const MOST_FIELDS: u64 = 64;
/// How deep values may be nested.
const DEEPEST: u8 = 64;

/// What does not read as it should.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed(pub(super) &'static str);

/// The value of a field that can be one of ours.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value<'m> {
    Int(i64),
    /// Of a `bool` too.
    Uint(u64),
    /// Of a string too.
    Bytes(&'m [u8]),
    /// Any other, which was skipped.
    Other,
}

/// What a message was.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Message {
    Definition,
    Value,
}

/// The types that the sender has defined on this connection.
#[derive(Default)]
pub(super) struct Types(Pairs<i64, Type>);

enum Type {
    /// An array too.
    List(i64),
    Map(i64, i64),
    Struct(Vec<Field>),
    /// A type that writes itself, as bytes.
    Opaque,
}

#[derive(Default)]
struct Field {
    name: Box<[u8]>,
    id: i64,
}

impl Types {
    /// Reads a whole message. Of a value that is a struct, each field that is there goes to `field`.
    pub(super) fn read<'m>(
        &mut self,
        message: &'m [u8],
        field: &mut dyn FnMut(&[u8], Value<'m>),
    ) -> Result<Message, Malformed> {
        let mut bytes = Bytes(message);
        let id = bytes.int()?;
        let message = if id < 0 {
            self.define(id.checked_neg().ok_or(Malformed("a type has no number"))?, &mut bytes)?;
            Message::Definition
        } else {
            self.value(id, &mut bytes, field)?;
            Message::Value
        };
        if bytes.0.is_empty() { Ok(message) } else { Err(Malformed("a message has more than its value")) }
    }

    fn define(&mut self, id: i64, bytes: &mut Bytes<'_>) -> Result<(), Malformed> {
        if bytes.0.len() > LONGEST_DEFINITION || self.0.as_slice().len() == MOST_TYPES {
            return Err(Malformed("too many types are defined"));
        }
        let defined = bytes.definition()?;
        if self.0.get(&id).is_some() {
            return Err(Malformed("a type is defined twice"));
        }
        self.0.insert(id, defined);
        Ok(())
    }

    fn value<'m>(
        &self,
        id: i64,
        bytes: &mut Bytes<'m>,
        field: &mut dyn FnMut(&[u8], Value<'m>),
    ) -> Result<(), Malformed> {
        let Some(Type::Struct(fields)) = self.0.get(&id) else {
            // A byte stands where the fields of a struct would begin.
            return if bytes.uint()? == 0 { self.skip(id, bytes, 0) } else { Err(Malformed("no struct")) };
        };
        bytes.fields(|bytes, number| {
            let Field { name, id } = nth(fields, number)?;
            let value = match id {
                2 => Value::Int(bytes.int()?),
                1 | 3 => Value::Uint(bytes.uint()?),
                5 | 6 => Value::Bytes(bytes.bytes()?),
                _ => {
                    self.skip(*id, bytes, 0)?;
                    Value::Other
                }
            };
            field(name, value);
            Ok(())
        })
    }

    /// Every value takes at least a byte, so that a count cannot make this long.
    fn skip(&self, id: i64, bytes: &mut Bytes<'_>, depth: u8) -> Result<(), Malformed> {
        let deeper = depth + 1;
        if deeper > DEEPEST {
            return Err(Malformed("values are nested too deeply"));
        }
        match id {
            // bool, int, uint, float
            1..=4 => bytes.uint().map(drop),
            // bytes, string
            5 | 6 => bytes.bytes().map(drop),
            // complex
            7 => bytes.uint().and_then(|_| bytes.uint()).map(drop),
            // interface
            8 => {
                if !bytes.bytes()?.is_empty() {
                    bytes.int()?;
                    bytes.bytes()?;
                }
                Ok(())
            }
            _ => match self.0.get(&id).ok_or(Malformed("a type is not defined"))? {
                Type::Opaque => bytes.bytes().map(drop),
                Type::List(element) => {
                    let count = bytes.uint()?;
                    (0..count).try_for_each(|_| self.skip(*element, bytes, deeper))
                }
                Type::Map(key, element) => {
                    let count = bytes.uint()?;
                    (0..count).try_for_each(|_| {
                        self.skip(*key, bytes, deeper)?;
                        self.skip(*element, bytes, deeper)
                    })
                }
                Type::Struct(fields) => {
                    bytes.fields(|bytes, number| self.skip(nth(fields, number)?.id, bytes, deeper))
                }
            },
        }
    }
}

fn nth(fields: &[Field], number: u64) -> Result<&Field, Malformed> {
    let index = usize::try_from(number - 1).ok();
    index.and_then(|index| fields.get(index)).ok_or(Malformed("a struct has more fields than its type"))
}

const CUT: Malformed = Malformed("a message ends too early");

/// What is left of a message.
struct Bytes<'m>(&'m [u8]);

impl<'m> Bytes<'m> {
    fn take(&mut self, count: usize) -> Result<&'m [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(CUT)?;
        self.0 = rest;
        Ok(taken)
    }

    fn uint(&mut self) -> Result<u64, Malformed> {
        let (&lead, rest) = self.0.split_first().ok_or(CUT)?;
        self.0 = rest;
        match following(lead)? {
            0 => Ok(lead.into()),
            count => Ok(big_endian(self.take(count)?)),
        }
    }

    /// The lowest bit says whether the rest is to be inverted.
    fn int(&mut self) -> Result<i64, Malformed> {
        let number = self.uint()?;
        let half = (number >> 1) as i64;
        Ok(if number & 1 == 0 { half } else { !half })
    }

    fn bytes(&mut self) -> Result<&'m [u8], Malformed> {
        let length = usize::try_from(self.uint()?).map_err(|_| CUT)?;
        self.take(length)
    }

    /// The fields of a struct that are there, each by its number, from 1.
    fn fields(
        &mut self,
        mut field: impl FnMut(&mut Self, u64) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        let mut number = 0u64;
        loop {
            let distance = self.uint()?;
            if distance == 0 {
                return Ok(());
            }
            number = number.checked_add(distance).ok_or(Malformed("a field has no number"))?;
            field(self, number)?;
        }
    }

    /// A struct with one field, which kind of type it is; in each first what they have in common, a name and the number.
    fn definition(&mut self) -> Result<Type, Malformed> {
        let mut defined = None;
        self.fields(|bytes, kind| {
            let (mut ids, mut fields) = ([0; 2], Vec::new());
            bytes.fields(|bytes, number| match (kind, number) {
                (_, 1) => bytes.named().map(drop),
                (3, 2) => {
                    let count = bytes.uint()?;
                    if count > MOST_FIELDS {
                        return Err(Malformed("a struct has too many fields"));
                    }
                    (0..count).try_for_each(|_| bytes.named().map(|field| fields.push(field)))
                }
                (1 | 2 | 4, 2) => bytes.int().map(|id| ids[0] = id),
                // Of an array it is the length.
                (1 | 4, 3) => bytes.int().map(|id| ids[1] = id),
                _ => Err(Malformed("a definition has an unknown part")),
            })?;
            let found = match kind {
                1 | 2 => Type::List(ids[0]),
                3 => Type::Struct(fields),
                4 => Type::Map(ids[0], ids[1]),
                5..=7 => Type::Opaque,
                _ => return Err(Malformed("a type is of an unknown kind")),
            };
            defined = Some(found);
            Ok(())
        })?;
        defined.ok_or(Malformed("a definition is empty"))
    }

    /// A name and the number of a type.
    fn named(&mut self) -> Result<Field, Malformed> {
        let mut field = Field::default();
        self.fields(|bytes, number| match number {
            1 => bytes.bytes().map(|name| field.name = name.into()),
            2 => bytes.int().map(|id| field.id = id),
            _ => Err(Malformed("a definition has an unknown part")),
        })?;
        Ok(field)
    }
}

/// How many bytes of a number follow its first; none if that is the number.
pub(super) fn following(lead: u8) -> Result<usize, Malformed> {
    match lead {
        0..128 => Ok(0),
        248.. => Ok(usize::from(lead.wrapping_neg())),
        _ => Err(Malformed("a number is too long")),
    }
}

pub(super) fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of messages: the names and values of their fields.
    fn read(messages: &[&[u8]]) -> Result<Vec<(String, String)>, Malformed> {
        let mut types = Types::default();
        let mut fields = Vec::new();
        for message in messages {
            types.read(message, &mut |name, value| {
                fields.push((String::from_utf8_lossy(name).into_owned(), format!("{value:?}")));
            })?;
        }
        Ok(fields)
    }

    fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn numbers_of_every_length() {
        for (bytes, number) in [
            (&[0u8][..], 0i64),
            (&[0x0d], -7),
            (&[0xfe, 0x01, 0x2c], 150),
            (&[0xf8, 255, 255, 255, 255, 255, 255, 255, 255], i64::MIN),
        ] {
            assert_eq!(Bytes(bytes).int(), Ok(number));
        }
        assert_eq!(Bytes(&[0xf7, 1, 1, 1, 1, 1, 1, 1, 1, 1]).uint(), Err(Malformed("a number is too long")));
        assert_eq!(Bytes(&[0xfe, 1]).uint(), Err(CUT));
    }

    #[test]
    fn fields_have_the_names_and_places_of_their_definition() {
        let defined = b"\xff\x87\x03\x01\x02\xff\x88\x00\x01\x03\
            \x01\x06Stderr\x01\x0a\x00\x01\x04Code\x01\x04\x00\x01\x03Set\x01\x02\x00\x00\x00";
        assert_eq!(
            read(&[defined, b"\xff\x88\x01\x01e\x01\x0d\x01\x01\x00"]).unwrap(),
            owned(&[("Stderr", "Bytes([101])"), ("Code", "Int(-7)"), ("Set", "Uint(1)")])
        );
        assert_eq!(read(&[defined, b"\xff\x88\x02\x04\x00"]).unwrap(), owned(&[("Code", "Int(2)")]));
        assert_eq!(read(&[defined, b"\xff\x88\x00"]).unwrap(), []);
    }

    #[test]
    fn what_is_unknown_is_skipped_by_its_type() {
        // 70 is a list of lists of maps of 71 to interface; 71 an array of complex; 72 one that writes itself; 73 a struct of floats.
        let fields: Vec<u8> =
            [("A", &b"\xff\x8c"[..]), ("B", b"\xff\x90"), ("C", b"\xff\x92"), ("Z", b"\x04")]
                .iter()
                .flat_map(|(name, id)| [b"\x01\x01", name.as_bytes(), b"\x01", *id, b"\x00"].concat())
                .collect();
        let outer = [&b"\xff\x97\x03\x01\x02\xff\x98\x00\x01\x04"[..], &fields, b"\x00\x00"].concat();
        let messages: Vec<&[u8]> = vec![
            &outer,
            b"\xff\x8b\x02\x01\x02\xff\x8c\x00\x01\xff\x9a\x00\x00",
            b"\xff\x99\x02\x01\x02\xff\x9a\x00\x01\xff\x9c\x00\x00",
            b"\xff\x9b\x04\x01\x02\xff\x9c\x00\x01\xff\x8e\x01\x10\x00\x00",
            b"\xff\x8d\x01\x01\x02\xff\x8e\x00\x01\x0e\x01\x04\x00\x00",
            b"\xff\x8f\x05\x01\x02\xff\x90\x00\x00\x00",
            b"\xff\x91\x03\x01\x02\xff\x92\x00\x01\x01\x01\x01f\x01\x08\x00\x00\x00",
        ];
        let value: &[u8] = b"\xff\x98\
            \x01\x01\x01\x02\x02\x01\x02\x03\x04\x00\x02\x05\x06\x07\x08\x01t\x04\x02xy\
            \x01\x03abc\
            \x01\x01\xfe\x12\x34\x00\
            \x01\x54\x00";
        let all = [messages.as_slice(), &[value]].concat();
        assert_eq!(
            read(&all).unwrap(),
            owned(&[("A", "Other"), ("B", "Other"), ("C", "Other"), ("Z", "Int(42)")])
        );
    }

    #[test]
    fn what_nests_without_end_is_refused() {
        let list_of_itself = b"\xff\x83\x02\x01\x02\xff\x84\x00\x01\xff\x84\x00\x00";
        let value = [&b"\xff\x84\x00"[..], &[1; 10_000]].concat();
        assert_eq!(read(&[list_of_itself, &value]), Err(Malformed("values are nested too deeply")));
    }

    #[test]
    fn what_defines_without_end_is_refused() {
        let fields = [&b"\xff\x83\x03\x01\x02\xff\x84\x00\x01\x41"[..], &[0; 65], b"\x00\x00"].concat();
        assert_eq!(read(&[&fields]), Err(Malformed("a struct has too many fields")));
    }

    #[test]
    fn counts_and_lengths_beyond_the_message_are_refused() {
        let list = b"\xff\x83\x02\x01\x02\xff\x84\x00\x01\x06\x00\x00";
        assert_eq!(read(&[list, b"\xff\x84\x00\xf8\xff\xff\xff\xff\xff\xff\xff\xff\x00"]), Err(CUT));
        assert_eq!(read(&[b"\x0c\x00\xf8\xff\xff\xff\xff\xff\xff\xff\xff"]), Err(CUT));
        assert_eq!(read(&[b"\xff\x84\x00\x00"]), Err(Malformed("a type is not defined")));
        assert_eq!(read(&[b"\x0c\x00\x01a!"]), Err(Malformed("a message has more than its value")));
        assert_eq!(read(&[list, list]), Err(Malformed("a type is defined twice")));
    }
}
