//! Versions of Juju, as Juju reads them.

use crate::letters::{is_number, parts};

/// A version of which all but the first number may be left out: `3`, `3.6`, `3.6.1.2`, `3.6-beta1`.
pub(super) fn is_version(text: &str) -> bool {
    parse(text).is_some()
}

/// A version with all of major, minor and patch: `3.6.1`, `3.6-beta1`.
pub(super) fn is_full_version(text: &str) -> bool {
    parse(text) == Some(true)
}

/// Whether it has a patch; nothing if it is no version.
fn parse(text: &str) -> Option<bool> {
    let number = |text: &str| text.len() <= 9 && is_number(text);
    let parts = parts(text, '.');
    let (major, minor, rest) = match parts.as_slice() {
        [major] => return number(major).then_some(false),
        [major, minor, rest @ ..] => (major, minor, rest),
        [] => return None,
    };
    let (minor, has_patch, most) = match minor.split_once('-') {
        Some((minor, tag)) => {
            let patch = tag.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
            if patch.len() == tag.len() || !(patch.is_empty() || number(patch)) {
                return None;
            }
            (minor, !patch.is_empty(), 1)
        }
        None => (*minor, !rest.is_empty(), 2),
    };
    for part in rest {
        if !number(part) {
            return None;
        }
    }
    (number(major) && number(minor) && rest.len() <= most).then_some(has_patch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_as_juju_writes_them() {
        for text in ["3.6.1", "3.6-beta1", "3.6.1.2", "4.0-rc1.1"] {
            assert!(is_version(text) && is_full_version(text), "{text}");
        }
        for text in ["3", "3.6", "3.6-beta", "3.6-beta.1"] {
            assert!(is_version(text) && !is_full_version(text), "{text}");
        }
        for text in ["", "x", "3.", "3.6-", "3.6-1", "3-beta1", "3.x", "1.2.3.4.5", "= 3"] {
            assert!(!is_version(text), "{text}");
        }
    }
}
