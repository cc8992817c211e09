//! Changes to a text.

use std::ops::Range;

/// The text with each range replaced; the ranges come in order and do not overlap, or there is nothing.
pub(super) fn edited<'a>(text: &str, edits: impl Iterator<Item = (Range<usize>, &'a str)>) -> Option<String> {
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    for (range, replacement) in edits {
        edited.push_str(text.get(done..range.start)?);
        edited.push_str(replacement);
        done = range.end;
    }
    edited.push_str(text.get(done..)?);
    Some(edited)
}

#[cfg(test)]
mod tests {
    use super::edited;

    #[test]
    fn what_is_between_stays() {
        assert_eq!(
            edited("é: on\nb: no\n", [(4..6, "\"on\""), (10..12, "\"no\"")].into_iter()).unwrap(),
            "é: \"on\"\nb: \"no\"\n"
        );
        assert_eq!(edited("a", [].into_iter()).unwrap(), "a");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(edited("é", [(1..2, "x")].into_iter()), None, "within a character");
        assert_eq!(edited("abc", [(1..2, "x"), (0..1, "y")].into_iter()), None, "out of order");
        assert_eq!(edited("abc", [(2..9, "x")].into_iter()), None, "past the end");
    }
}
