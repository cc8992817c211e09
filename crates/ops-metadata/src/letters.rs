//! What names and numbers are made of, and where a name stands among others.

use std::collections::HashMap;

use crate::source::Spanned;

/// Names, each with its place in a list.
pub(crate) type Places<'n> = HashMap<&'n str, usize>;

/// Where each of these names stands; of two that are the same, the last.
pub(crate) fn places<'n>(names: &[&'n Spanned<String>]) -> Places<'n> {
    let mut places = Places::new();
    for (place, name) in names.iter().enumerate() {
        places.insert(&name.value, place);
    }
    places
}

/// The texts of these names.
pub(crate) fn texts<'n>(names: &[&'n Spanned<String>]) -> Vec<&'n str> {
    let mut texts = Vec::new();
    for name in names {
        texts.push(name.value.as_str());
    }
    texts
}

/// Whether all bytes of a text are such.
pub(crate) fn all(text: &str, is_such: fn(u8) -> bool) -> bool {
    for byte in text.bytes() {
        if !is_such(byte) {
            return false;
        }
    }
    true
}

/// The parts of a text between such characters.
pub(crate) fn parts(text: &str, separator: char) -> Vec<&str> {
    text.split(separator).collect()
}

/// A small letter, or a digit.
pub(crate) fn is_small(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// Whether a text is small letters and digits, with single `-` between them.
pub(crate) fn are_small(text: &str) -> bool {
    for part in text.split('-') {
        if part.is_empty() || !all(part, is_small) {
            return false;
        }
    }
    true
}

/// A small letter, a digit or `-`.
pub(crate) fn is_small_or_dash(byte: u8) -> bool {
    is_small(byte) || byte == b'-'
}

/// Whether a text begins with a small letter.
pub(crate) fn starts_small(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'a'..=b'z'))
}

/// Whether a text is digits, at least one.
pub(crate) fn is_number(text: &str) -> bool {
    !text.is_empty() && all(text, |byte| byte.is_ascii_digit())
}
