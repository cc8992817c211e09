//! "Did you mean": the name that was meant, if there is one.

/// Longer names are not compared letter by letter.
const LONGEST: usize = 200;

/// The closest of `candidates`, if it is close enough to be what was meant: the same but for case and `-`/`_`, two
/// neighbours swapped, or one letter wrong (two in a name of six letters or more). A short name says little: with fewer
/// than three letters only case, `-`/`_` and swapped neighbours count.
///
/// ```
/// use ops_metadata::suggest::closest;
///
/// assert_eq!(closest("databse", &["cache", "database"]), Some("database"));
/// assert_eq!(closest("log_level", &["log-level"]), Some("log-level"));
/// assert_eq!(closest("db", &["s3"]), None);
/// ```
pub fn closest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let wanted = normal(name);
    let mut closest = None;
    let mut least = usize::MAX;
    for candidate in candidates {
        let Some(distance) = distance(&wanted, &normal(candidate)) else { continue };
        if distance < least && *candidate != name {
            (closest, least) = (Some(*candidate), distance);
        }
    }
    closest
}

/// The letters that are compared.
fn normal(name: &str) -> Vec<char> {
    name.to_lowercase().replace('_', "-").chars().collect()
}

/// How far apart the names are, or nothing where it is too far.
fn distance(wanted: &[char], candidate: &[char]) -> Option<usize> {
    if wanted == candidate {
        return Some(0);
    }
    match wanted.len().max(candidate.len()) {
        0..3 => matches!((wanted, candidate), ([a, b], [c, d]) if a == d && b == c).then_some(1),
        // What is longer is no name, and would take its time.
        3..=LONGEST if is_within(wanted, candidate, 1) => Some(1),
        6..=LONGEST if is_within(wanted, candidate, 2) => Some(2),
        _ => None,
    }
}

/// Whether it takes no more than so many mistakes to write one for the other: a letter too many, one too few, a wrong one,
/// or two neighbours swapped.
fn is_within(one: &[char], other: &[char], mistakes: usize) -> bool {
    let (Some((a, one_rest)), Some((b, other_rest))) = (one.split_first(), other.split_first()) else {
        return one.len() + other.len() <= mistakes;
    };
    if a == b {
        return is_within(one_rest, other_rest, mistakes);
    }
    let Some(left) = mistakes.checked_sub(1) else { return false };
    let swapped = match (one_rest, other_rest) {
        ([c, one_rest @ ..], [d, other_rest @ ..]) if a == d && b == c => {
            is_within(one_rest, other_rest, left)
        }
        _ => false,
    };
    swapped
        || is_within(one_rest, other_rest, left)
        || is_within(one_rest, other, left)
        || is_within(one, other_rest, left)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{closest, is_within};

    #[test]
    fn finds_what_was_meant() {
        for (wrong, right) in [
            ("bd", "db"),
            ("DB", "db"),
            ("databse", "database"),
            ("get_password", "get-password"),
            ("web1", "web"),
            ("ingres", "ingress"),
        ] {
            assert_eq!(closest(wrong, &["unrelated-thing", right]), Some(right), "{wrong}");
        }
    }

    #[test]
    fn prefers_the_closest() {
        assert_eq!(closest("databas", &["databank", "database"]), Some("database"));
    }

    #[test]
    fn stays_silent_where_nothing_is_close() {
        for (name, candidate) in [("db", "s3"), ("db", "d"), ("web", "cache"), ("a", "b"), ("logs", "data")] {
            assert_eq!(closest(name, &[candidate]), None, "{name}");
        }
    }

    proptest! {
        /// What the field calls the distance of optimal string alignment.
        #[test]
        fn mistakes_are_counted_as_others_count_them(one in "[a-d]{0,8}", other in "[a-d]{0,8}") {
            let letters = |text: &str| text.chars().collect::<Vec<char>>();
            let distance = strsim::osa_distance(&one, &other);
            for mistakes in 0..4 {
                prop_assert_eq!(is_within(&letters(&one), &letters(&other), mistakes), distance <= mistakes);
            }
        }
    }
}
