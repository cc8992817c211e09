//! What is known of a type while the charm compiles: which JSON values it can hold, and which integers. It is judged as the
//! type that it is, behind any alias. Of a type of one's own nothing is known, and nothing is said.
//!
//! [`Of<T>`](Of) answers through associated constants: those of a [`KnownType`] are its own, which go before the ones of
//! [`Unknown`], a trait that every type has.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::NonZero;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use crate::databag::Json;
use crate::names::SecretId;

/// The types of JSON schema, a bit each; an integer is a number too.
pub mod json {
    /// `null`
    pub const NULL: u8 = 1;
    /// `boolean`
    pub const BOOLEAN: u8 = 1 << 1;
    /// `integer`
    pub const INTEGER: u8 = 1 << 2;
    /// `number`
    pub const NUMBER: u8 = 1 << 3 | INTEGER;
    /// `string`
    pub const STRING: u8 = 1 << 4;
    /// `array`
    pub const ARRAY: u8 = 1 << 5;
    /// `object`
    pub const OBJECT: u8 = 1 << 6;
    /// Any of them.
    pub const ANY: u8 = u8::MAX;
}

/// The question: what is known of `T`?
pub struct Of<T: ?Sized>(PhantomData<T>);

/// The answer.
#[derive(Clone, Copy)]
pub struct Known {
    json: u8,
    /// Whether it reads from and writes a JSON document, in a text.
    document: bool,
    least: i128,
    most: i128,
    zero: bool,
}

/// A type of which something is known. An implementation each is cheap to compile; a constant of `Of` each would be compared with every other.
pub trait KnownType {
    /// What it can hold.
    const KNOWN: Known;
}

impl<T: KnownType + ?Sized> Of<T> {
    /// What it can hold.
    pub const KNOWN: Known = T::KNOWN;
}

impl<T: KnownType> KnownType for Option<T> {
    const KNOWN: Known = T::KNOWN.or_null();
}

/// The answer for a type of which nothing is known.
pub trait Unknown {
    /// What it can hold: anything, as far as is known.
    const KNOWN: Known = Known::of(json::ANY);
    /// Whether it is an `Option`.
    const IS_OPTION: bool = false;
}

impl<T: ?Sized> Unknown for Of<T> {}

impl<T> Of<Option<T>> {
    /// Whether it is an `Option`.
    pub const IS_OPTION: bool = true;
}

impl Known {
    const fn of(json: u8) -> Self {
        Self { json, document: false, least: i128::MIN, most: i128::MAX, zero: true }
    }

    const fn integer(least: i128, most: i128) -> Self {
        Self { least, most, ..Self::of(json::INTEGER) }
    }

    const fn not_zero(self) -> Self {
        Self { zero: false, ..self }
    }

    const fn document() -> Self {
        Self { document: true, ..Self::of(json::STRING) }
    }

    const fn or_null(self) -> Self {
        Self { json: self.json | json::NULL, ..self }
    }
}

macro_rules! known {
    ($([$($generics:tt)*] $type:ty = $known:expr;)*) => {$(
        impl<$($generics)*> KnownType for $type {
            const KNOWN: Known = $known;
        }
    )*};
}

known! {
    [] () = Known::of(json::NULL);
    [] bool = Known::of(json::BOOLEAN);
    [] f32 = Known::of(json::NUMBER);
    [] f64 = Known::of(json::NUMBER);
    [] char = Known::of(json::STRING);
    [] String = Known::of(json::STRING);
    [] Box<str> = Known::of(json::STRING);
    [] Rc<str> = Known::of(json::STRING);
    [] Arc<str> = Known::of(json::STRING);
    [] PathBuf = Known::of(json::STRING);
    [] SecretId = Known::of(json::STRING);
    [] IpAddr = Known::of(json::STRING);
    [] Ipv4Addr = Known::of(json::STRING);
    [] Ipv6Addr = Known::of(json::STRING);
    [] SocketAddr = Known::of(json::STRING);
    [] SocketAddrV4 = Known::of(json::STRING);
    [] SocketAddrV6 = Known::of(json::STRING);
    [T] Json<T> = Known::document();
    [T] Vec<T> = Known::of(json::ARRAY);
    [T] Box<[T]> = Known::of(json::ARRAY);
    [T, const N: usize] [T; N] = Known::of(json::ARRAY);
    [T] VecDeque<T> = Known::of(json::ARRAY);
    [T] LinkedList<T> = Known::of(json::ARRAY);
    [T] BinaryHeap<T> = Known::of(json::ARRAY);
    [T] BTreeSet<T> = Known::of(json::ARRAY);
    [T, S] HashSet<T, S> = Known::of(json::ARRAY);
    [K, V] BTreeMap<K, V> = Known::of(json::OBJECT);
    [K, V, S] HashMap<K, V, S> = Known::of(json::OBJECT);
}

macro_rules! integers {
    ($($int:ident)*) => { known! {$(
        [] $int = Known::integer($int::MIN as i128, most($int::MAX as u128));
        [] NonZero<$int> = Known::integer($int::MIN as i128, most($int::MAX as u128)).not_zero();
    )*} };
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// What is beyond `i128` is beyond what YAML can say, too.
const fn most(most: u128) -> i128 {
    if most > i128::MAX as u128 { i128::MAX } else { most as i128 }
}

/// A type holds every one of these JSON types.
///
/// # Panics
/// It does not: a compile error in these words, as it is called for a constant.
#[track_caller]
pub const fn holds(known: Known, types: u8, otherwise: &str) {
    assert!(types & !known.json == 0, "{}", otherwise);
}

/// A type holds this integer, if it holds integers at all.
///
/// # Panics
/// It does not: a compile error in these words, as it is called for a constant.
#[track_caller]
pub const fn fits(known: Known, integer: i128, otherwise: &str) {
    let fits = known.least <= integer && integer <= known.most && (known.zero || integer != 0);
    assert!(fits, "{}", otherwise);
}

/// A type holds what a key of a databag may be: these JSON types, as their plain texts or as a JSON document.
///
/// # Panics
/// It does not: a compile error in these words, as it is called for a constant.
#[track_caller]
pub const fn reads_key(known: Known, types: u8, is_document: bool, otherwise: &str) {
    let has_text = types & json::STRING != 0;
    let reads = known.json == json::ANY
        || if known.document {
            // A document is a text, too.
            is_document || has_text
        } else if is_document {
            // A text would be read with its quotes.
            !has_text && types & !known.json == 0
        } else if has_text {
            // Any plain text reads as a string.
            known.json & json::STRING != 0
        } else {
            types & !known.json == 0
        };
    assert!(reads, "{}", otherwise);
}

/// A type writes into a key of a databag nothing but values of these JSON types, as their plain texts or as a JSON document.
///
/// # Panics
/// It may write others: a compile error in these words, as it is called for a constant.
#[track_caller]
pub const fn writes_key(known: Known, types: u8, is_document: bool, otherwise: &str) {
    let has_text = types & json::STRING != 0;
    let writes = known.json == json::ANY
        || if known.document {
            is_document || has_text
        } else {
            // In a document a text stands in quotes, which a plain one has not.
            let plain_text = is_document && known.json & json::STRING != 0;
            !plain_text && known.json & !(types | json::NULL) == 0
        };
    assert!(writes, "{}", otherwise);
}

/// A type is an `Option`, or is none.
///
/// # Panics
/// It is the other: a compile error in these words, as it is called for a constant.
#[track_caller]
pub const fn is_option(is_option: bool, expected: bool, otherwise: &str) {
    assert!(is_option == expected, "{}", otherwise);
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Mine;
    type Alias = u16;

    const fn holds(known: Known, types: u8) -> bool {
        types & !known.json == 0
    }

    #[test]
    fn a_type_is_known_behind_an_alias_and_in_an_option() {
        assert!(holds(Of::<Alias>::KNOWN, json::INTEGER));
        assert!(!holds(Of::<Alias>::KNOWN, json::NUMBER));
        assert!(!holds(Of::<Alias>::KNOWN, json::INTEGER | json::NULL));
        assert!(holds(Of::<Option<Alias>>::KNOWN, json::INTEGER | json::NULL));
        assert!(holds(Of::<f64>::KNOWN, json::INTEGER) && !holds(Of::<f64>::KNOWN, json::STRING));
        assert!(holds(Of::<HashMap<String, Mine>>::KNOWN, json::OBJECT));
        assert!(!holds(Of::<[Mine; 3]>::KNOWN, json::OBJECT));
    }

    #[test]
    fn of_other_types_nothing_is_known() {
        assert!(holds(Of::<Mine>::KNOWN, json::ANY) && holds(Of::<Option<Mine>>::KNOWN, json::ANY));
        assert!(holds(Of::<serde_json::Value>::KNOWN, json::ANY));
        assert_eq!((Of::<Option<Mine>>::IS_OPTION, Of::<Mine>::IS_OPTION), (true, false));
        fits(Of::<Mine>::KNOWN, i128::MAX, "");
    }

    #[test]
    fn a_key_is_a_plain_text_or_a_document() {
        let passes = |check: fn()| std::panic::catch_unwind(check).is_ok();
        assert!(passes(|| reads_key(Of::<String>::KNOWN, json::STRING, false, "")));
        assert!(!passes(|| reads_key(Of::<String>::KNOWN, json::STRING, true, "")));
        assert!(passes(|| reads_key(Of::<Option<Json<Mine>>>::KNOWN, json::STRING, true, "")));
        assert!(passes(|| reads_key(Of::<Json<Mine>>::KNOWN, json::STRING, false, "")));
        assert!(!passes(|| reads_key(Of::<Json<Mine>>::KNOWN, json::INTEGER, false, "")));
        assert!(passes(|| reads_key(Of::<Vec<Mine>>::KNOWN, json::ARRAY, true, "")));
        assert!(passes(|| reads_key(Of::<String>::KNOWN, json::STRING | json::INTEGER, false, "")));
        assert!(!passes(|| reads_key(Of::<u16>::KNOWN, json::STRING | json::INTEGER, false, "")));
        assert!(!passes(|| reads_key(Of::<String>::KNOWN, json::INTEGER, false, "")));
        assert!(passes(|| reads_key(Of::<Mine>::KNOWN, json::OBJECT, false, "")));
        assert!(!passes(|| writes_key(Of::<f64>::KNOWN, json::INTEGER, false, "")));
        assert!(!passes(|| writes_key(Of::<String>::KNOWN, json::STRING, true, "")));
        assert!(passes(|| writes_key(Of::<u16>::KNOWN, json::STRING | json::INTEGER, false, "")));
        assert!(passes(|| writes_key(Of::<Option<u8>>::KNOWN, json::NUMBER, false, "")));
    }

    #[test]
    fn an_integer_fits_or_does_not() {
        fits(Of::<u8>::KNOWN, 255, "");
        fits(Of::<Option<i8>>::KNOWN, -128, "");
        fits(Of::<u128>::KNOWN, i128::MAX, "");
        for (known, integer) in
            [(Of::<u8>::KNOWN, 256), (Of::<u64>::KNOWN, -1), (Of::<NonZero<i8>>::KNOWN, 0)]
        {
            assert!(std::panic::catch_unwind(|| fits(known, integer, "it does not fit")).is_err());
        }
    }
}
