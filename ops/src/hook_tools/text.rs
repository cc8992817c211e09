//! Texts as arguments, of which the kernel does not take every one.

use std::borrow::Cow;

use crate::backend::LONGEST_ARGUMENT as LONGEST;

/// Stands at the end of a text that was cut.
const CUT: &str = "…";

/// The text without what an argument cannot hold: a NUL.
#[inline(never)]
pub(super) fn without_nul(text: &str) -> Cow<'_, str> {
    if text.as_bytes().contains(&0) { text.replace('\0', "\u{FFFD}").into() } else { text.into() }
}

/// The text as one argument: what is too long for that is cut, because half of a message is better than none.
pub(super) fn argument(text: &str) -> Cow<'_, str> {
    let mut text = without_nul(text);
    if text.len() > LONGEST {
        let text = text.to_mut();
        text.truncate(text.floor_char_boundary(LONGEST - CUT.len()));
        text.push_str(CUT);
    }
    text
}

/// The texts as a call takes them.
pub(super) fn borrowed(texts: &[String]) -> Vec<&str> {
    let mut borrowed = Vec::with_capacity(texts.len());
    for text in texts {
        borrowed.push(text.as_str());
    }
    borrowed
}

/// The text in pieces that fit, never cut inside of a character. Always at least one.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (piece, left) = text.split_at(text.floor_char_boundary(LONGEST));
        rest = (!left.is_empty()).then_some(left);
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_holds_no_nul_and_fits() {
        assert_eq!(argument("a\0b"), "a\u{FFFD}b");
        let long = "é".repeat(LONGEST);
        let cut = argument(&long);
        assert!(cut.len() <= LONGEST && cut.ends_with("é…"), "{}", cut.len());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_kernel_takes_the_longest_and_no_longer() {
        let run = |bytes| std::process::Command::new("true").arg("x".repeat(bytes)).status();
        assert!(run(LONGEST).unwrap().success());
        assert!(run(LONGEST + 1).is_err());
    }

    #[test]
    fn a_long_line_is_split_between_characters() {
        let text = format!("{}é{}", "x".repeat(LONGEST - 1), "y".repeat(LONGEST));
        let split: Vec<&str> = pieces(&text).collect();
        assert_eq!(split.concat(), text);
        assert_eq!(split.iter().map(|piece| piece.len()).collect::<Vec<_>>(), [LONGEST - 1, LONGEST, 2]);
        assert_eq!(pieces("").count(), 1);
    }
}
