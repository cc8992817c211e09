//! What is escaped in a string.

/// The character that is escaped here, behind a backslash, and how many bytes that takes; or why it is none, in serde_json's words.
pub(crate) fn escaped(bytes: &[u8]) -> Result<(char, usize), &'static str> {
    let letter = *bytes.first().ok_or(CUT)?;
    let character = match letter {
        b'"' | b'\\' | b'/' => letter.into(),
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return utf16(bytes),
        _ => return Err("invalid escape"),
    };
    Ok((character, 1))
}

/// One unit of UTF-16, or two of which the second is escaped as well.
fn utf16(bytes: &[u8]) -> Result<(char, usize), &'static str> {
    const ONE: usize = "u0000".len();
    let first = unit(bytes)?;
    let second = match first {
        0xD800..0xDC00 => {
            let rest = bytes.get(ONE..).unwrap_or_default();
            let rest = rest.strip_prefix(b"\\").filter(|rest| rest.first() == Some(&b'u'));
            Some(unit(rest.ok_or("unexpected end of hex escape")?)?)
        }
        _ => None,
    };
    let mut characters = char::decode_utf16([first].into_iter().chain(second));
    match (characters.next(), characters.next()) {
        (Some(Ok(character)), None) => Ok((character, ONE + second.map_or(0, |_| 1 + ONE))),
        _ => Err("lone leading surrogate in hex escape"),
    }
}

/// `u` and four hexadecimal digits.
fn unit(bytes: &[u8]) -> Result<u16, &'static str> {
    let digits = bytes.get(1..5).ok_or(CUT)?;
    let mut unit = 0;
    for digit in digits {
        let digit = char::from(*digit).to_digit(16).ok_or("invalid escape")?;
        unit = unit << 4 | digit as u16;
    }
    Ok(unit)
}

const CUT: &str = "EOF while parsing a string";
