//! What a backslash says within double quotes.

use super::{Scanner, SyntaxError};

impl Scanner<'_> {
    /// The character of an escape.
    pub(super) fn escape(&mut self) -> Result<char, SyntaxError> {
        let character = match self.at.peek(1) {
            b'0' => '\0',
            b'a' => '\x07',
            b'b' => '\x08',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\x0b',
            b'f' => '\x0c',
            b'r' => '\r',
            b'e' => '\x1b',
            byte @ (b' ' | b'"' | b'\'' | b'\\') => char::from(byte),
            b'N' => '\u{85}',
            b'_' => '\u{a0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            b'x' => return self.numbered(2),
            b'u' => return self.numbered(4),
            b'U' => return self.numbered(8),
            _ => {
                return Err(self.error(
                    "found an unknown escape character",
                    "write a backslash twice, or put single quotes around the value",
                ));
            }
        };
        self.at.skip(2);
        Ok(character)
    }

    /// The character with the number that follows, in so many hexadecimal digits.
    fn numbered(&mut self, digits: usize) -> Result<char, SyntaxError> {
        let mut number = 0;
        for place in 0..digits {
            let Some(digit) = hexadecimal(self.at.peek(2 + place)) else {
                return Err(self.error(
                    "did not find expected hexadecimal number",
                    "`\\x` takes 2 hexadecimal digits, `\\u` 4 and `\\U` 8",
                ));
            };
            number = number << 4 | u32::from(digit);
        }
        let Some(character) = char::from_u32(number) else {
            return Err(self.error("there is no character of this number", "correct the number"));
        };
        self.at.skip(2 + digits);
        Ok(character)
    }
}

pub(super) fn hexadecimal(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}
