//! Base64, as Go's `encoding/base64` reads it: what is tagged `!!binary`, and a secret's value that Juju is given so.

/// The bytes of a text in base64, if it is one: whole groups with their padding; line ends are passed over.
///
/// ```
/// assert_eq!(ops_metadata::base64::decode("YWJj\nYWI=\n").as_deref(), Some(&b"abcab"[..]));
/// assert_eq!(ops_metadata::base64::decode("YWI"), None);
/// ```
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits, mut padding, mut count) = (Vec::new(), 0_u32, 0_u32, 0, 0_usize);
    for symbol in text.bytes() {
        let six = match symbol {
            b'\n' | b'\r' => continue,
            b'A'..=b'Z' => symbol - b'A',
            b'a'..=b'z' => symbol - b'a' + 26,
            b'0'..=b'9' => symbol - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padding += 1;
                continue;
            }
            _ => return None,
        };
        if padding > 0 {
            return None;
        }
        count += 1;
        held = (held << 6 | u32::from(six)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    let is_whole = matches!((count % 4, padding), (0, 0) | (2, 2) | (3, 1));
    is_whole.then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn only_whole_groups_are_bytes() {
        assert_eq!(decode("YWJj\nYWI=\n").as_deref(), Some(&b"abcab"[..]));
        assert_eq!(decode("").as_deref(), Some(&b""[..]));
        assert_eq!(decode("w6k=").as_deref(), Some("é".as_bytes()));
        for text in ["YWI", "YWI==", "Y", "YW=I", "YW JJ", "*", "===="] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
