//! Bytes, many at once: the C library of a static charm goes through them one by one.

use std::cmp::Ordering;

/// Where the first byte is that is one of these. Most texts have none for long: blocks of them are passed over at once, which takes a
/// tenth of the time that one byte after the other does.
pub(crate) fn position(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> Option<usize> {
    let has_none = |block: &[u8]| !block.iter().fold(false, |has, byte| has | is_one(*byte));
    let (large, rest) = bytes.as_chunks::<32>();
    let passed = large.iter().take_while(|block| has_none(*block)).count();
    let (small, _) = large.get(passed).map_or(rest, |block| block).as_chunks::<8>();
    let passed = 32 * passed + 8 * small.iter().take_while(|block| has_none(*block)).count();
    let rest = bytes.get(passed..).unwrap_or_default();
    rest.iter().position(|byte| is_one(*byte)).map(|place| passed + place)
}

/// Where this byte is first. For short texts, which [`position`] takes longer to begin with.
pub(crate) fn find(bytes: &[u8], byte: u8) -> Option<usize> {
    const ONES: u64 = u64::MAX / 0xFF;
    let (blocks, rest) = bytes.as_chunks::<8>();
    for (number, block) in blocks.iter().enumerate() {
        // Zero where it is; the lowest bit that the borrow sets is that of the first zero.
        let unlike = u64::from_le_bytes(*block) ^ (ONES * u64::from(byte));
        let zeros = unlike.wrapping_sub(ONES) & !unlike & (ONES << 7);
        if zeros != 0 {
            return Some(8 * number + zeros.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|is| *is == byte).map(|place| 8 * blocks.len() + place)
}

/// Whether two texts are equal.
pub(crate) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let ((blocks, rest), (other_blocks, other_rest)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    one.len() == other.len()
        && rest.iter().eq(other_rest)
        && blocks.iter().zip(other_blocks).all(|(one, other)| one == other)
}

/// Which of two texts comes first.
pub(crate) fn order<'a>(one: &'a [u8], other: &'a [u8]) -> Ordering {
    let ((blocks, _), (other_blocks, _)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    for (one, other) in blocks.iter().zip(other_blocks) {
        match u64::from_be_bytes(*one).cmp(&u64::from_be_bytes(*other)) {
            Ordering::Equal => {}
            unequal => return unequal,
        }
    }
    let compared = 8 * blocks.len().min(other_blocks.len());
    let rest = |bytes: &'a [u8]| bytes.get(compared..).unwrap_or_default().iter();
    rest(one).cmp(rest(other))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;

    proptest::proptest! {
        #[test]
        fn finds_what_one_byte_after_the_other_would(bytes in vec(0_u8..9, 0..200), least in 5_u8..9) {
            let expected = bytes.iter().position(|byte| *byte >= least);
            assert_eq!(super::position(&bytes, |byte| byte >= least), expected);
            let expected = bytes.iter().position(|byte| *byte == least);
            assert_eq!(super::find(&bytes, least), expected);
        }

        #[test]
        fn finds_any_byte(bytes: Vec<u8>, byte: u8) {
            assert_eq!(super::find(&bytes, byte), bytes.iter().position(|is| *is == byte));
        }

        #[test]
        fn compares_as_the_standard_library_does(start in vec(0_u8..2, 0..20), one in vec(0_u8..3, 0..12), other in vec(0_u8..3, 0..12)) {
            let (one, other) = ([start.as_slice(), &one].concat(), [start.as_slice(), &other].concat());
            assert_eq!(super::order(&one, &other), one.cmp(&other));
            assert_eq!(super::is_same(&one, &other), one == other);
        }
    }
}
