//! Texts in two halves. They are so short that the standard library's search, which is made for long ones, takes several times as long.

/// What stands before and after the first of these bytes, which is an ASCII character.
pub(crate) fn halves(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}
