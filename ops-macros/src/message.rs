//! Words for the texts of errors, and the names of the metadata that stand in them.

use ops_metadata::Spanned;

/// `` `a`, `b` and `c` `` for a note.
pub(crate) fn list(names: &[&str]) -> String {
    joined(names, "and")
}

/// `` `a`, `b` or `c` ``.
pub(crate) fn one_of(names: &[&str]) -> String {
    joined(names, "or")
}

fn joined(names: &[&str], word: &str) -> String {
    match names {
        [] => "none".to_owned(),
        [only] => format!("`{only}`"),
        [rest @ .., last] => format!("`{}` {word} `{last}`", rest.join("`, `")),
    }
}

/// The name of this text.
pub(crate) fn find<'a>(names: &[&'a Spanned<String>], text: &str) -> Option<&'a Spanned<String>> {
    names.iter().copied().find(|name| name.value == text)
}

/// The texts of names that have a place.
pub(crate) fn texts<'a>(names: &[&'a Spanned<String>]) -> Vec<&'a str> {
    let mut texts = Vec::new();
    for name in names {
        texts.push(name.value.as_str());
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_a_person_would_say_them() {
        assert_eq!(list(&[]), "none");
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(one_of(&["a", "b"]), "`a` or `b`");
    }
}
