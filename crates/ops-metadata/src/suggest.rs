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

fn normal(name: &str) -> String {
    name.to_lowercase().replace('_', "-")
}

/// How far apart the names are, or nothing where it is too far.
fn distance(wanted: &str, candidate: &str) -> Option<usize> {
    if wanted == candidate {
        return Some(0);
    }
    let letters = wanted.chars().count().max(candidate.chars().count());
    // What is that long is no name, and would take its time.
    if letters > LONGEST || wanted.len().abs_diff(candidate.len()) > 8 {
        return None;
    }
    let distance = strsim::osa_distance(wanted, candidate);
    let close = match letters {
        0..3 => distance == 1 && wanted.chars().eq(candidate.chars().rev()),
        3..6 => distance <= 1,
        _ => distance <= 2,
    };
    close.then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::closest;

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
}
