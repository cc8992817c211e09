//! Which characters a text may have.

use super::SyntaxError;
use crate::source::Mark;

/// The text up to the first character that none may have: a control character, or another byte order mark at its start.
pub(super) fn start(text: &str) -> &str {
    let bytes = text.as_bytes();
    if text.starts_with("\u{feff}\u{feff}") {
        return text.get(..'\u{feff}'.len_utf8()).unwrap_or_default();
    }
    let mut place = 0;
    while let Some(byte) = bytes.get(place) {
        if !matches!(byte, b' '..=b'~' | b'\n') && is_refused(*byte, bytes, place) {
            break;
        }
        place += 1;
    }
    text.get(..place).unwrap_or_default()
}

fn is_refused(byte: u8, bytes: &[u8], place: usize) -> bool {
    match (byte, bytes.get(place + 1), bytes.get(place + 2)) {
        (b'\t' | b'\r', ..) => false,
        (0..b' ' | 0x7f, ..) => true,
        (0xc2, Some(next), _) => *next < 0xa0 && *next != 0x85,
        (0xef, Some(0xbf), Some(0xbe | 0xbf)) => true,
        _ => false,
    }
}

pub(super) fn error(at: Mark) -> SyntaxError {
    SyntaxError::new(
        at,
        "control characters are not allowed",
        "remove the character, or write it as `\\x00` in a value with double quotes",
    )
}

#[cfg(test)]
mod tests {
    use super::start;

    #[test]
    fn control_characters_end_the_text() {
        for (text, readable) in [
            ("a\tb\r\n\u{85}é\u{2028}\u{a0}\u{1f600}", "a\tb\r\n\u{85}é\u{2028}\u{a0}\u{1f600}"),
            ("a\0b", "a"),
            ("é\u{7f}", "é"),
            ("é\u{9f}", "é"),
            ("é\u{ffff}", "é"),
            ("\u{feff}a", "\u{feff}a"),
            ("\u{feff}\u{feff}a", "\u{feff}"),
        ] {
            assert_eq!(start(text), readable, "{text:?}");
        }
    }
}
