//! Gob, Go's own wire format, as much of it as a request needs.

use secrecy::{ExposeSecret, SecretString};

/// One message, led by its length.
pub(super) fn message(out: &mut Vec<u8>, content: &[u8]) {
    uint(out, content.len() as u64);
    out.extend_from_slice(content);
}

/// A number below 128 is one byte, as nearly all are.
#[inline]
pub(super) fn uint(out: &mut Vec<u8>, number: u64) {
    match u8::try_from(number) {
        Ok(small) if small < 128 => out.push(small),
        _ => large(out, number),
    }
}

/// Any other is its bytes, the highest first, led by how many they are, negated.
#[inline(never)]
fn large(out: &mut Vec<u8>, number: u64) {
    let bytes = number.to_be_bytes();
    let unused = number.leading_zeros() as usize / 8;
    let used = bytes.get(unused..).unwrap_or_default();
    out.push((used.len() as u8).wrapping_neg());
    out.extend_from_slice(used);
}

pub(super) fn bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    uint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// The fields of a struct in their order, numbered from 1. What is zero or empty is left out, as gob wants it.
pub(super) struct Fields<'o> {
    out: &'o mut Vec<u8>,
    number: u64,
    /// The last field that was written.
    last: u64,
}

impl<'o> Fields<'o> {
    /// Those after this one, which is there already.
    pub(super) fn after(number: u64, out: &'o mut Vec<u8>) -> Self {
        Self { out, number, last: number }
    }

    /// The next field; its value is to be written here, unless it is zero.
    fn next(&mut self, is_zero: bool) -> Option<&mut Vec<u8>> {
        self.number += 1;
        if is_zero {
            return None;
        }
        uint(self.out, self.number - self.last);
        self.last = self.number;
        Some(self.out)
    }

    pub(super) fn uint(&mut self, number: u64) {
        if let Some(out) = self.next(number == 0) {
            uint(out, number);
        }
    }

    pub(super) fn bytes(&mut self, value: &[u8]) {
        if let Some(out) = self.next(value.is_empty()) {
            bytes(out, value);
        }
    }

    /// A list of texts, and then of secret ones.
    pub(super) fn strings(&mut self, texts: &[&str], secrets: &[SecretString]) {
        if let Some(out) = self.next(texts.is_empty() && secrets.is_empty()) {
            uint(out, (texts.len() + secrets.len()) as u64);
            texts.iter().for_each(|text| bytes(out, text.as_bytes()));
            secrets.iter().for_each(|secret| bytes(out, secret.expose_secret().as_bytes()));
        }
    }

    pub(super) fn end(self) {
        self.out.push(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (number, expected) in [
            (0, &[0][..]),
            (127, &[127]),
            (128, &[0xff, 128]),
            (300, &[0xfe, 1, 44]),
            (u64::MAX, &[0xf8, 255, 255, 255, 255, 255, 255, 255, 255]),
        ] {
            let mut out = Vec::new();
            uint(&mut out, number);
            assert_eq!(out, expected, "{number}");
        }
    }
}
